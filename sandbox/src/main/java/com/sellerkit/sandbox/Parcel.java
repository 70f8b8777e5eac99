package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// One package of an order, and how far it has come: a function of seed and life alone.
///
/// @param ordinal its place among the order's packages, from 0
/// @param units which of the order's units it holds, by their places
record Parcel(Timeline life, int ordinal, List<Integer> units, Progress<Status> progress) {

    /// The states of a package.
    enum Status {
        TO_FULFILL,
        PROCESSING,
        FULFILLING,
        COMPLETED,
        CANCELLED
    }

    Parcel {
        units = List.copyOf(units);
    }

    String id() {
        return OrderView.packageId(life.id(), ordinal);
    }

    PageToken.Place place() {
        return new PageToken.Place(progress.begin(), OrderView.packageNumber(life.id(), ordinal));
    }

    /// The packages that an order ever has: one, or two where it ships in parts.
    static List<Parcel> of(long seed, ShopProfile shop, Timeline life) {
        OptionalLong packed = life.reached(OrderStatus.PARTIALLY_SHIPPING, Long.MAX_VALUE);
        if (packed.isEmpty()) {
            return List.of();
        }
        int units =
                Buying.cart(seed, shop, life.id(), Buyer.of(seed, shop, life.id()).place()).size();
        OptionalLong parted = life.entered(OrderStatus.PARTIALLY_SHIPPING, Long.MAX_VALUE);
        if (parted.isEmpty() || units == 1) {
            List<Integer> all = IntStream.range(0, units).boxed().toList();
            return List.of(new Parcel(life, 0, all, progress(life, packed.getAsLong(), true)));
        }
        return List.of(
                new Parcel(life, 0, List.of(0), progress(life, packed.getAsLong(), true)),
                new Parcel(
                        life,
                        1,
                        IntStream.range(1, units).boxed().toList(),
                        progress(life, parted.getAsLong(), false)));
    }

    private static Progress<Status> progress(Timeline life, long from, boolean first) {
        List<Progress.Step<Status>> steps = new ArrayList<>();
        for (Timeline.Entry entry : life.entries(from - 1, Long.MAX_VALUE)) {
            Status status = status(entry.status(), first);
            if (steps.isEmpty() || steps.getLast().state() != status) {
                steps.add(new Progress.Step<>(status, entry.at()));
            }
        }
        return new Progress<>(steps);
    }

    private static Status status(OrderStatus order, boolean first) {
        return switch (order) {
            case UNPAID, ON_HOLD, AWAITING_SHIPMENT -> Status.TO_FULFILL;
            case PARTIALLY_SHIPPING -> first ? Status.PROCESSING : Status.TO_FULFILL;
            case AWAITING_COLLECTION -> Status.PROCESSING;
            case IN_TRANSIT -> Status.FULFILLING;
            case DELIVERED, COMPLETED -> Status.COMPLETED;
            case CANCELLED -> Status.CANCELLED;
        };
    }
}
