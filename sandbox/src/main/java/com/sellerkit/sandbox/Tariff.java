package com.sellerkit.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the platform takes of a sale in one market. The names are the platform's, the rates are
/// ours.
///
/// @param commission the name that the market gives to the platform's own share
/// @param feesPerMille what is taken of the revenue, by name, in thousandths
/// @param feeTaxPerMille the taxes on the fees, by name
/// @param salesTaxPerMille the taxes on the revenue that the platform withholds, by name
record Tariff(
        String commission,
        Map<String, Integer> feesPerMille,
        Map<String, Integer> feeTaxPerMille,
        Map<String, Integer> salesTaxPerMille) {

    private static final String COMMISSION = "platform_commission_amount";

    private static final Map<String, Tariff> BY_REGION =
            Map.of(
                    "US",
                    new Tariff(
                            "referral_fee_amount",
                            Map.of("referral_fee_amount", 60),
                            Map.of(),
                            Map.of()),
                    "GB",
                    new Tariff(
                            COMMISSION,
                            Map.of(COMMISSION, 90),
                            Map.of("vat_amount", 200),
                            Map.of()),
                    "DE",
                    new Tariff(
                            COMMISSION,
                            Map.of(COMMISSION, 70),
                            Map.of("vat_amount", 190),
                            Map.of()),
                    "JP",
                    new Tariff(
                            COMMISSION,
                            Map.of(COMMISSION, 70, "transaction_fee_amount", 10),
                            Map.of(),
                            Map.of()),
                    "ID",
                    new Tariff(
                            COMMISSION,
                            Map.of(
                                    COMMISSION,
                                    80,
                                    "dynamic_commission_amount",
                                    40,
                                    "transaction_fee_amount",
                                    20),
                            Map.of(),
                            Map.of()),
                    "MX",
                    new Tariff(
                            COMMISSION,
                            Map.of(COMMISSION, 60),
                            Map.of(),
                            Map.of("iva_amount", 80, "isr_amount", 25)));

    static Tariff of(String region) {
        Tariff tariff = BY_REGION.get(region);
        if (tariff == null) {
            throw new IllegalArgumentException("no tariff for region " + region);
        }
        return tariff;
    }

    /// What is taken of a revenue, as negative amounts.
    Map<String, Long> fees(long revenueMinor) {
        return taken(revenueMinor, feesPerMille);
    }

    /// The taxes on a revenue and on what was taken of it, as negative amounts.
    ///
    /// @param feesMinor what was taken, positive
    Map<String, Long> taxes(long revenueMinor, long feesMinor) {
        Map<String, Long> taxes = new LinkedHashMap<>(taken(feesMinor, feeTaxPerMille));
        taxes.putAll(taken(revenueMinor, salesTaxPerMille));
        return taxes;
    }

    /// One unit of a shop's currency, or a thousand where it has no decimals.
    static long unit(ShopProfile shop) {
        return shop.decimals() == 0 ? 1_000 : 100;
    }

    /// What one unit of a shop's currency is usually worth in dollars, in millionths.
    static long dollarMillionths(ShopProfile shop) {
        return switch (shop.currency()) {
            case "USD" -> 1_000_000;
            case "GBP" -> 1_270_000;
            case "EUR" -> 1_085_000;
            case "JPY" -> 6_700;
            case "IDR" -> 62;
            case "MXN" -> 54_000;
            default -> throw new IllegalStateException("no rate for " + shop.currency());
        };
    }

    /// An amount of a shop in cents of a dollar, rounded down.
    static long cents(long amountMinor, ShopProfile shop, long dollarMillionths) {
        long centsPerMinor = shop.decimals() == 0 ? 100 : 1;
        return Math.floorDiv(amountMinor * centsPerMinor * dollarMillionths, 1_000_000L);
    }

    static long perMille(long amountMinor, int rate) {
        return (amountMinor * rate + 500) / 1_000;
    }

    /// Shares an amount out by weight, to the last minor unit.
    static long[] share(long amountMinor, long[] weights) {
        long all = 0;
        for (long weight : weights) {
            all += weight;
        }
        long[] shares = new long[weights.length];
        long weightSoFar = 0;
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            weightSoFar += weights[i];
            boolean last = i == weights.length - 1;
            long upTo = last || all == 0 ? amountMinor : amountMinor * weightSoFar / all;
            shares[i] = upTo - given;
            given = upTo;
        }
        return shares;
    }

    private static Map<String, Long> taken(long amountMinor, Map<String, Integer> rates) {
        Map<String, Long> taken = new LinkedHashMap<>();
        rates.forEach((name, rate) -> taken.put(name, -perMille(amountMinor, rate)));
        return taken;
    }
}
