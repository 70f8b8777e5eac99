package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.List;

/// What a buyer puts into an order, and what each unit costs: a function of seed and order alone.
final class Buying {

    /// One unit of one SKU, with its amounts in minor units.
    ///
    /// @param taxMinor the sales tax on its sale price; 0 where prices include tax
    record Unit(
            ShopProfile.Product product,
            ShopProfile.Sku sku,
            long originalMinor,
            long sellerDiscountMinor,
            long platformDiscountMinor,
            long taxMinor,
            boolean gift) {

        long saleMinor() {
            return originalMinor - sellerDiscountMinor - platformDiscountMinor;
        }
    }

    private static final int SAMPLES_PER_MILLE = 8;

    private Buying() {}

    /// How many units were bought, 1 to 6; a gift comes on top.
    static int units(long seed, OrderId id) {
        Dice dice = dice(seed, id, "units");
        int luck = dice.below(100);
        if (luck < 62) {
            return 1;
        }
        if (luck < 84) {
            return 2;
        }
        return luck < 94 ? 3 : dice.between(4, 6);
    }

    static boolean cashOnDelivery(long seed, ShopProfile shop, OrderId id) {
        return dice(seed, id, "payment").percent(shop.cashOnDeliveryPercent());
    }

    /// Whether the order is a free sample: everything discounted to nothing.
    static boolean sample(long seed, OrderId id) {
        return dice(seed, id, "sample").below(1_000) < SAMPLES_PER_MILLE;
    }

    static List<Unit> cart(long seed, ShopProfile shop, OrderId id, ShopProfile.Place place) {
        Dice dice = dice(seed, id, "cart");
        boolean sample = sample(seed, id);
        int count = units(seed, id);
        List<Unit> units = new ArrayList<>(count + 1);
        while (units.size() < count) {
            ShopProfile.Product product = dice.pick(shop.products());
            ShopProfile.Sku sku = dice.pick(product.skus());
            int same = Math.min(count - units.size(), dice.percent(30) ? dice.between(2, 3) : 1);
            Unit unit = unit(dice, product, sku, place, sample);
            for (int i = 0; i < same; i++) {
                units.add(unit);
            }
        }
        if (!sample && dice.percent(3)) {
            ShopProfile.Product product = dice.pick(shop.products());
            units.add(new Unit(product, product.skus().getFirst(), 0, 0, 0, 0, true));
        }
        return units;
    }

    private static Unit unit(
            Dice dice,
            ShopProfile.Product product,
            ShopProfile.Sku sku,
            ShopProfile.Place place,
            boolean sample) {
        long price = sku.priceMinor();
        if (sample) {
            return new Unit(product, sku, price, price, 0, 0, false);
        }
        long sellerDiscount = dice.percent(35) ? price * dice.between(5, 25) / 100 : 0;
        long platformDiscount = dice.percent(25) ? price * dice.between(2, 12) / 100 : 0;
        long sale = price - sellerDiscount - platformDiscount;
        long tax = (sale * place.taxPerMille() + 500) / 1_000;
        return new Unit(product, sku, price, sellerDiscount, platformDiscount, tax, false);
    }

    static Dice dice(long seed, OrderId id, String purpose) {
        return Dice.of(seed, id.related(0, 0), purpose);
    }
}
