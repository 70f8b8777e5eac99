package com.sellerkit.sandbox;

import java.util.Optional;
import java.util.Set;

/// What an order search asks for, defaults filled in.
///
/// @param createGe the first creation second wanted
/// @param createLt the first creation second no longer wanted
/// @param warehouseIds the warehouses wanted; empty means all
record OrderQuery(
        SortField sortField,
        boolean ascending,
        int pageSize,
        Optional<PageToken.Place> after,
        long createGe,
        long createLt,
        long updateGe,
        long updateLt,
        Optional<OrderStatus> status,
        Optional<String> shippingType,
        Optional<String> buyerUserId,
        Optional<Boolean> buyerRequestCancel,
        Set<String> warehouseIds) {

    /// What the orders are sorted by; ties are broken by id, so that a walk is exact.
    enum SortField {
        CREATE_TIME,
        UPDATE_TIME
    }

    OrderQuery {
        warehouseIds = Set.copyOf(warehouseIds);
    }

    OrderQuery after(PageToken.Place place) {
        return new OrderQuery(
                sortField,
                ascending,
                pageSize,
                Optional.of(place),
                createGe,
                createLt,
                updateGe,
                updateLt,
                status,
                shippingType,
                buyerUserId,
                buyerRequestCancel,
                warehouseIds);
    }

    /// A number that two queries share only if they ask for the same orders in the same order; page
    /// size and place do not matter.
    long fingerprint(String shop) {
        return PageToken.fingerprint(
                shop,
                sortField.name(),
                Boolean.toString(ascending),
                createGe + "-" + createLt,
                updateGe + "-" + updateLt,
                status.toString(),
                shippingType.toString(),
                buyerUserId.toString(),
                buyerRequestCancel.toString(),
                String.join(",", warehouseIds.stream().sorted().toList()));
    }

    long sortValue(Timeline life, long now) {
        return switch (sortField) {
            case CREATE_TIME -> life.createTime();
            case UPDATE_TIME -> life.updateTimeAt(now);
        };
    }
}
