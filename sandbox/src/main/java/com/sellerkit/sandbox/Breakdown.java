package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Shows what an amount is made of, under every name that one call documents, most of them at zero.
/// Read from {@code breakdowns.json}.
///
/// @param shippingAside the names beside a shipping cost, not part of it
/// @param aside the names beside a whole movement; empty where the call has none
record Breakdown(
        List<String> revenue,
        List<String> shipping,
        List<String> shippingAside,
        List<String> fee,
        List<String> tax,
        List<String> aside) {

    /// What only one market has is empty elsewhere, not zero.
    private static final Set<String> OF_ONE_MARKET =
            Set.of(
                    "affiliate_commission_amount_before_pit",
                    "affiliate_commission_before_pit_amount",
                    "pit_withheld_from_ads_commission_amount",
                    "vn_fix_infrastructure_fee",
                    "sst_amount");

    private record All(Breakdown statement, Breakdown order, Breakdown unsettled) {}

    private static final All ALL = read();

    /// That of the movements of a statement.
    static Breakdown ofStatement() {
        return ALL.statement();
    }

    /// That of an order's SKUs.
    static Breakdown ofOrder() {
        return ALL.order();
    }

    /// That of estimates; it lacks names that some markets' fees have.
    static Breakdown ofUnsettled() {
        return ALL.unsettled();
    }

    void show(ObjectNode json, List<Settlement.Part> parts, int decimals) {
        Map<String, Long> revenues = new HashMap<>();
        Map<String, Long> shippings = new HashMap<>();
        Map<String, Long> fees = new HashMap<>();
        Map<String, Long> taxes = new HashMap<>();
        for (Settlement.Part part : parts) {
            part.revenue().forEach((name, amount) -> revenues.merge(name, amount, Long::sum));
            part.shipping().forEach((name, amount) -> shippings.merge(name, amount, Long::sum));
            part.fee().forEach((name, amount) -> fees.merge(name, amount, Long::sum));
            part.tax().forEach((name, amount) -> taxes.merge(name, amount, Long::sum));
        }
        show(json.putObject("revenue_breakdown"), revenue, revenues, decimals);
        ObjectNode cost = json.putObject("shipping_cost_breakdown");
        show(cost, shipping, shippings, decimals);
        show(cost.putObject("supplementary_component"), shippingAside, Map.of(), decimals);
        ObjectNode taken = json.putObject("fee_tax_breakdown");
        show(taken.putObject("fee"), fee, fees, decimals);
        show(taken.putObject("tax"), tax, taxes, decimals);
    }

    void showAside(ObjectNode json, Map<String, Long> amounts, int decimals) {
        show(json.putObject("supplementary_component"), aside, amounts, decimals);
    }

    private static void show(
            ObjectNode json, List<String> names, Map<String, Long> amounts, int decimals) {
        for (String name : names) {
            boolean elsewhere = OF_ONE_MARKET.contains(name) && !amounts.containsKey(name);
            json.put(
                    name,
                    elsewhere ? "" : Payment.amount(amounts.getOrDefault(name, 0L), decimals));
        }
    }

    private static All read() {
        try (InputStream in = Breakdown.class.getResourceAsStream("breakdowns.json")) {
            return new ObjectMapper()
                    .readValue(Objects.requireNonNull(in, "breakdowns.json"), All.class);
        } catch (IOException e) {
            throw new UncheckedIOException("breakdowns.json cannot be read", e);
        }
    }
}
