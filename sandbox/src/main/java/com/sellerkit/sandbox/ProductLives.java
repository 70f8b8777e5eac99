package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Writes the lives of products: those that orders are made of, and others that come and go without
/// being sold, as a function of seed, shop and index alone.
final class ProductLives {
    /// The category that others are part of.
    static final String PARENT_CATEGORY = "600001";

    /// The categories that products are put into.
    static final List<String> CATEGORIES = List.of("853000", "853128", "853256", "853384");

    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final long HISTORY_SECONDS = 365L * DAY;
    private static final long EDITS_SECONDS = 20L * DAY;
    private static final long EDITED_FOR_SECONDS = 3L * HISTORY_SECONDS;
    private static final int ARRIVAL_SECONDS = 60 * HOUR;
    private static final long IDS = 1_729_500_000_000_000_000L;
    private static final long IDS_PER_SHOP = 10_000_000_000L;
    private static final int IDS_PER_PRODUCT = 100_000;
    private static final int OTHERS_FROM = 1_001;

    private final long seed;
    private final ShopProfile shop;
    private final long anchor;
    private final int others;

    /// @param others how many unsold products the history holds
    ProductLives(long seed, ShopProfile shop, long anchor, int others) {
        this.seed = seed;
        this.shop = shop;
        this.anchor = anchor;
        this.others = others;
    }

    /// A product that orders are made of: on sale since before the first order, at one price, with
    /// a description that is edited now and then.
    ProductLife sold(ShopProfile.Product product) {
        Dice dice = Dice.of(seed, Long.parseLong(product.id()), "product");
        long created = anchor - HISTORY_SECONDS - (long) dice.between(2, 400) * DAY;
        List<ProductChange> changes = new ArrayList<>();
        changes.add(created(created, ProductStatus.ACTIVATE));
        changes.add(audit(created, ProductLife.Audit.APPROVED));
        long edits = anchor - HISTORY_SECONDS;
        while (edits < anchor + EDITED_FOR_SECONDS) {
            long at = edits + dice.below((int) EDITS_SECONDS);
            changes.add(new ProductChange(at, ProductChange.Kind.DESCRIPTION, ""));
            edits += EDITS_SECONDS;
        }
        return new ProductLife(product, dice.pick(CATEGORIES), changes);
    }

    /// How many unsold products there are by `now`.
    int othersBy(long now) {
        long since = Math.max(0, now - anchor);
        return others + (int) Math.min(since / ARRIVAL_SECONDS, Catalogue.CREATED_FROM / 2);
    }

    /// A product that is never sold; by their index they take every course that there is.
    ProductLife other(int index) {
        Dice dice = Dice.of(seed, index, shop.key() + " other product");
        long created = createTime(index, dice);
        boolean newest = index == others - 1;
        ShopProfile.Product product = product(index);
        List<ProductChange> changes = new ArrayList<>();
        changes.add(created(created, newest ? ProductStatus.PENDING : ProductStatus.DRAFT));
        if (newest) {
            changes.add(audit(created, ProductLife.Audit.AUDITING));
        }
        if (newest || index % 8 != 0) {
            live(index, dice, created, product, changes);
        }
        return new ProductLife(product, dice.pick(CATEGORIES), changes);
    }

    /// A product that the control creates.
    ProductLife created(int index, long at) {
        List<ProductChange> changes =
                List.of(created(at, ProductStatus.PENDING), audit(at, ProductLife.Audit.AUDITING));
        return new ProductLife(
                product(Catalogue.CREATED_FROM + index), CATEGORIES.getFirst(), changes);
    }

    private long createTime(int index, Dice dice) {
        if (index >= others) {
            return anchor
                    + (index - others + 1L) * ARRIVAL_SECONDS
                    - dice.below(ARRIVAL_SECONDS / 4);
        }
        if (index == others - 1) {
            return anchor - 2 * HOUR;
        }
        long step = HISTORY_SECONDS / others;
        return anchor - HISTORY_SECONDS + index * step + (long) (step * 0.9);
    }

    private void live(
            int index,
            Dice dice,
            long created,
            ShopProfile.Product product,
            List<ProductChange> changes) {
        long at = created + dice.between(3 * HOUR, 12 * HOUR);
        changes.add(status(at, ProductStatus.PENDING));
        changes.add(audit(at, ProductLife.Audit.AUDITING));
        at += dice.between(2 * HOUR, 30 * HOUR);
        int course = index % 8;
        if (course == 1 || course == 7) {
            changes.add(status(at, ProductStatus.FAILED));
            changes.add(audit(at, ProductLife.Audit.FAILED));
            if (course == 1) {
                return;
            }
            at += dice.between(DAY, 4 * DAY);
            changes.add(status(at, ProductStatus.PENDING));
            changes.add(audit(at, ProductLife.Audit.AUDITING));
            at += dice.between(2 * HOUR, 30 * HOUR);
        }
        changes.add(status(at, ProductStatus.ACTIVATE));
        changes.add(audit(at, ProductLife.Audit.APPROVED));
        at += dice.between(2 * HOUR, 6 * DAY);
        switch (course) {
            case 3 -> changes.add(status(at, ProductStatus.SELLER_DEACTIVATED));
            case 4 -> changes.add(status(at, ProductStatus.PLATFORM_DEACTIVATED));
            case 5 -> changes.add(status(at, ProductStatus.FREEZE));
            case 6 -> {
                changes.add(status(at, ProductStatus.SELLER_DEACTIVATED));
                changes.add(status(at + dice.between(HOUR, DAY), ProductStatus.DELETED));
            }
            case 7 ->
                    changes.add(
                            new ProductChange(
                                    at, ProductChange.Kind.CATEGORY, CATEGORIES.getLast()));
            default -> prices(dice, product, at, changes);
        }
    }

    private static void prices(
            Dice dice, ShopProfile.Product product, long from, List<ProductChange> changes) {
        long at = from;
        for (int i = 0; i < 3; i++) {
            ShopProfile.Sku sku = dice.pick(product.skus());
            changes.add(
                    ProductChange.ofSku(
                            at,
                            ProductChange.Kind.PRICE,
                            sku.id(),
                            Math.max(1, sku.priceMinor() * (long) dice.between(80, 120) / 100)));
            at += dice.between(DAY, 40 * DAY);
        }
    }

    private ShopProfile.Product product(int index) {
        ShopProfile.Product like = shop.products().get(index % shop.products().size());
        long id = IDS + shop.number() * IDS_PER_SHOP;
        long own = id + (long) (OTHERS_FROM + index) * IDS_PER_PRODUCT;
        List<ShopProfile.Sku> skus =
                IntStream.range(0, like.skus().size())
                        .mapToObj(i -> {
                            ShopProfile.Sku sku = like.skus().get(i);
                            return new ShopProfile.Sku(
                                    Long.toString(own + 17 + i),
                                    sku.name(),
                                    sku.sellerSku() + "-" + (index + 2),
                                    sku.priceMinor());
                        })
                        .toList();
        return new ShopProfile.Product(
                Long.toString(own + 7), like.name() + " " + (index + 2), skus);
    }

    private static ProductChange created(long at, ProductStatus status) {
        return new ProductChange(at, ProductChange.Kind.CREATED, status.name());
    }

    private static ProductChange status(long at, ProductStatus status) {
        return new ProductChange(at, ProductChange.Kind.STATUS, status.name());
    }

    private static ProductChange audit(long at, ProductLife.Audit audit) {
        return new ProductChange(at, ProductChange.Kind.AUDIT, audit.name());
    }
}
