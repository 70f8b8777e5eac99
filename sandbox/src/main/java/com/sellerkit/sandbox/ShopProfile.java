package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/// What a shop is like: its identity at the platform, its market and its shelves. Read from {@code
/// shops.json}.
///
/// @param key our short name for it, unique
/// @param number its place in the numbering of orders, unique
/// @param sellerType LOCAL or CROSS_BORDER
/// @param decimals how many decimals its currency's amounts show
/// @param orders how many orders its history holds
/// @param arrivalSeconds how many seconds lie between new orders, on average
/// @param holdsOrders whether the market has the one-hour remorse window
record ShopProfile(
        String key,
        int number,
        String id,
        String name,
        String region,
        String sellerType,
        String cipher,
        String code,
        String currency,
        int decimals,
        int orders,
        int arrivalSeconds,
        boolean holdsOrders,
        int cashOnDeliveryPercent,
        String warehouseId,
        Named shippingProvider,
        Named deliveryOption,
        List<Integer> shippingFees,
        List<String> paymentMethods,
        String taxType,
        String phone,
        String country,
        List<String> levelNames,
        List<Place> places,
        List<String> streets,
        List<String> firstNames,
        List<String> lastNames,
        List<String> firstNamesLocalScript,
        List<String> lastNamesLocalScript,
        List<String> buyerMessages,
        List<Product> products) {

    private static final List<ShopProfile> ALL = read();

    /// Something with an id and a name.
    record Named(String id, String name) {}

    /// A town that buyers live in.
    ///
    /// @param levels the names of the districts from the second level down; the last is the town
    /// @param areaCode what replaces `{area`} in the phone pattern
    /// @param taxPerMille sales tax in thousandths; 0 where prices include it
    /// @param deliveryFeeMinor a per-order fee of the state
    record Place(
            List<String> levels,
            String postalCode,
            String areaCode,
            int taxPerMille,
            int deliveryFeeMinor) {
        Place {
            levels = List.copyOf(levels);
        }
    }

    /// A thing on the shelves.
    record Product(String id, String name, List<Sku> skus) {
        Product {
            skus = List.copyOf(skus);
        }
    }

    /// One variant of a product.
    ///
    /// @param priceMinor its list price in minor units of the shop's currency
    record Sku(String id, String name, String sellerSku, int priceMinor) {}

    ShopProfile {
        shippingFees = List.copyOf(shippingFees);
        paymentMethods = List.copyOf(paymentMethods);
        levelNames = List.copyOf(levelNames);
        places = List.copyOf(places);
        streets = List.copyOf(streets);
        firstNames = List.copyOf(firstNames);
        lastNames = List.copyOf(lastNames);
        firstNamesLocalScript = List.copyOf(firstNamesLocalScript);
        lastNamesLocalScript = List.copyOf(lastNamesLocalScript);
        buyerMessages = List.copyOf(buyerMessages);
        products = List.copyOf(products);
        if (decimals < 0 || decimals > 2 || arrivalSeconds < 3) {
            throw new IllegalArgumentException("shop " + key + " has impossible figures");
        }
    }

    /// The zone whose days the platform's figures are of.
    ZoneId zone() {
        return ZoneId.of(
                switch (region) {
                    case "US" -> "America/Los_Angeles";
                    case "GB" -> "Europe/London";
                    case "DE" -> "Europe/Berlin";
                    case "JP" -> "Asia/Tokyo";
                    case "ID" -> "Asia/Jakarta";
                    case "MX" -> "America/Mexico_City";
                    default -> throw new IllegalStateException("no zone for region " + region);
                });
    }

    boolean crossBorder() {
        return sellerType.equals("CROSS_BORDER");
    }

    /// The id of the warehouse that nothing is sold from.
    String reserveWarehouseId() {
        return Long.toString(Long.parseLong(warehouseId) + 5_000);
    }

    /// The six shops of the world, in their documented order.
    static List<ShopProfile> all() {
        return ALL;
    }

    private static List<ShopProfile> read() {
        try (InputStream in = ShopProfile.class.getResourceAsStream("shops.json")) {
            return List.of(
                    new ObjectMapper()
                            .readValue(
                                    Objects.requireNonNull(in, "shops.json"), ShopProfile[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("shops.json cannot be read", e);
        }
    }
}
