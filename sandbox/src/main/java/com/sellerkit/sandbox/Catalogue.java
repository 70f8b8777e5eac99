package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One shop's products and what is on its shelves: generated when first asked for, growing as the
/// world's time passes, changed only by the control.
///
/// Every method is safe to call from many threads at once.
final class Catalogue {
    /// The most unsold products that the history of one shop may hold.
    static final int OTHERS_MAX = 40_000;

    /// The index of the first product that the control creates.
    static final int CREATED_FROM = 90_000;

    private static final int EDITS_MAX = 5_000;

    private final ProductLives lives;
    private final Stock stock;
    private final ShopProfile shop;
    private final Map<String, ProductLife> products = new LinkedHashMap<>();
    private final Map<String, String> productBySku = new LinkedHashMap<>();
    private final List<Saved.ProductEdit> edits = new ArrayList<>();
    private @Nullable Listing<ProductLife> listing;
    private int others;
    private int created;

    Catalogue(ShopWorld world, long anchor, int others) {
        this.shop = world.profile();
        this.lives = new ProductLives(world.seed(), shop, anchor, others);
        this.stock = new Stock(world, anchor);
    }

    /// Every product there is at `now`, by creation.
    synchronized List<ProductLife> all(long now) {
        grow(now);
        Listing<ProductLife> known = listing;
        if (known == null) {
            known =
                    new Listing<>(
                            products.values().stream()
                                    .sorted(
                                            Comparator.comparingLong(ProductLife::createTime)
                                                    .thenComparing(ProductLife::id))
                                    .toList(),
                            ProductLife::place);
            listing = known;
        }
        return known.between(Long.MIN_VALUE, now + 1).things();
    }

    synchronized Optional<ProductLife> find(String id, long now) {
        grow(now);
        return Optional.ofNullable(products.get(id)).filter(life -> life.existsAt(now));
    }

    synchronized Optional<ProductLife> ofSku(String sku, long now) {
        grow(now);
        return Optional.ofNullable(productBySku.get(sku)).flatMap(id -> find(id, now));
    }

    Stock stock() {
        return stock;
    }

    /// Adds a product that is created now.
    synchronized ProductLife create(long now) {
        grow(now);
        ProductLife life = lives.created(created, now);
        keep(life, life.changes().getFirst());
        created++;
        put(life);
        return life;
    }

    /// Lets something happen to a product; from then on, nothing happens to it by itself.
    ///
    /// @return its life with that change
    synchronized ProductLife change(ProductLife life, ProductChange change) {
        keep(life, change);
        if (change.kind() == ProductChange.Kind.STOCK) {
            stock.count(change);
            return life;
        }
        ProductLife changed = life.changed(change);
        put(changed);
        return changed;
    }

    synchronized List<Saved.ProductEdit> saved() {
        return List.copyOf(edits);
    }

    /// Applies what a state file kept.
    synchronized void restore(List<Saved.ProductEdit> saved) {
        for (Saved.ProductEdit edit : saved) {
            ProductChange change = edit.change();
            if (change.kind() == ProductChange.Kind.CREATED) {
                create(change.at());
            } else {
                find(edit.productId(), change.at()).ifPresent(life -> change(life, change));
            }
        }
    }

    private void keep(ProductLife life, ProductChange change) {
        if (edits.size() >= EDITS_MAX) {
            throw new IllegalArgumentException(
                    "shop " + shop.key() + " holds as many product edits as it can; reset first");
        }
        edits.add(new Saved.ProductEdit(shop.key(), life.id(), change));
    }

    private void grow(long now) {
        if (products.isEmpty()) {
            shop.products().forEach(product -> put(lives.sold(product)));
        }
        int wanted = lives.othersBy(now);
        while (others < wanted) {
            put(lives.other(others));
            others++;
        }
    }

    private void put(ProductLife life) {
        listing = null;
        products.put(life.id(), life);
        life.product().skus().forEach(sku -> productBySku.put(sku.id(), life.id()));
    }
}
