package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The life of one product: what it is, and everything that ever happens to it. What is asked
/// always names a moment, and nothing after it shows.
///
/// @param product its name and SKUs when it appears
/// @param category the id of its category when it appears
/// @param changes what happens, by time; the first is its creation
record ProductLife(ShopProfile.Product product, String category, List<ProductChange> changes) {

    /// The states of a review.
    enum Audit {
        NONE,
        AUDITING,
        FAILED,
        PRE_APPROVED,
        APPROVED
    }

    /// What a product is at one moment.
    ///
    /// @param edition how often its description was edited
    /// @param prices the price of each SKU in minor units
    record State(
            ProductStatus status,
            Audit audit,
            String title,
            int edition,
            Map<String, Long> prices,
            String category,
            long updateTime) {
        State {
            prices = Map.copyOf(prices);
        }
    }

    ProductLife {
        changes = List.copyOf(changes);
        if (changes.isEmpty() || changes.getFirst().kind() != ProductChange.Kind.CREATED) {
            throw new IllegalArgumentException("a product's life begins with its creation");
        }
    }

    String id() {
        return product.id();
    }

    long createTime() {
        return changes.getFirst().at();
    }

    boolean existsAt(long now) {
        return createTime() <= now;
    }

    PageToken.Place place() {
        return new PageToken.Place(createTime(), Long.parseLong(id()));
    }

    long updateTimeAt(long now) {
        long update = createTime();
        for (ProductChange change : changes) {
            update = change.at() <= now ? change.at() : update;
        }
        return update;
    }

    State at(long now) {
        ProductStatus status = ProductStatus.DRAFT;
        Audit audit = Audit.NONE;
        String title = product.name();
        String shelf = category;
        int edition = 0;
        long update = createTime();
        Map<String, Long> prices = new HashMap<>();
        product.skus().forEach(sku -> prices.put(sku.id(), (long) sku.priceMinor()));
        for (ProductChange change : changes) {
            if (change.at() > now) {
                break;
            }
            update = change.at();
            switch (change.kind()) {
                case CREATED, STATUS -> status = ProductStatus.valueOf(change.value());
                case AUDIT -> audit = Audit.valueOf(change.value());
                case TITLE -> title = change.value();
                case DESCRIPTION -> edition++;
                case PRICE -> prices.put(change.sku(), change.number());
                case CATEGORY -> shelf = change.value();
                case STOCK -> {}
            }
        }
        return new State(status, audit, title, edition, prices, shelf, update);
    }

    /// What happens after `from`, up to and including `to`.
    List<ProductChange> between(long from, long to) {
        if (createTime() > to || changes.getLast().at() <= from) {
            return List.of();
        }
        return changes.stream().filter(one -> one.at() > from && one.at() <= to).toList();
    }

    /// The same life until this change, and from there only what the control does.
    ProductLife changed(ProductChange change) {
        List<ProductChange> kept = new ArrayList<>();
        changes.stream().filter(one -> one.at() <= change.at()).forEach(kept::add);
        kept.add(change);
        return new ProductLife(product, category, kept);
    }
}
