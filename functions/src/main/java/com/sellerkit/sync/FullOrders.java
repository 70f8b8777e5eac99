package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Money;
import com.sellerkit.store.Item;
import com.sellerkit.tiktok.LineAmount;
import com.sellerkit.tiktok.OrderAmount;
import com.sellerkit.tiktok.OrderDetail;
import com.sellerkit.tiktok.OrderMoment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns a kept order into all that may be said of it without the shop's key.
final class FullOrders {
    private FullOrders() {}

    static FullOrder order(Item item, Optional<Instant> asOf) {
        JsonNode order = item.fields();
        return new FullOrder(
                OrderRows.row(order),
                amounts(order),
                details(order.path("details")),
                lines(order.path("lines")),
                parcels(order),
                moments(order),
                SeenChange.parse(order.path("changes")),
                // Exactly an item with something encrypted names the shop whose key opens it.
                new FullOrder.BuyerHint(
                        item.shop().isPresent(), order.path("buyerCountry").asText()),
                asOf);
    }

    private static Map<OrderAmount, Money> amounts(JsonNode order) {
        Map<OrderAmount, Money> amounts = new EnumMap<>(OrderAmount.class);
        for (OrderAmount amount : OrderAmount.values()) {
            OrderRows.money(order, OrderRecords.name(amount))
                    .ifPresent(money -> amounts.put(amount, money));
        }
        return amounts;
    }

    private static Map<OrderDetail, String> details(JsonNode kept) {
        Map<OrderDetail, String> details = new EnumMap<>(OrderDetail.class);
        for (OrderDetail detail : OrderDetail.values()) {
            String text = kept.path(OrderRecords.name(detail)).asText();
            if (!text.isEmpty()) {
                details.put(detail, text);
            }
        }
        return details;
    }

    private static Map<OrderMoment, Instant> moments(JsonNode order) {
        Map<OrderMoment, Instant> moments = new EnumMap<>(OrderMoment.class);
        for (OrderMoment moment : OrderMoment.values()) {
            OrderRows.moment(order, moment).ifPresent(at -> moments.put(moment, at));
        }
        return moments;
    }

    private static List<FullOrder.Line> lines(JsonNode kept) {
        List<FullOrder.Line> lines = new ArrayList<>();
        for (JsonNode line : kept) {
            lines.add(
                    new FullOrder.Line(
                            line.path("productName").asText(),
                            line.path("productId").asText(),
                            line.path("skuName").asText(),
                            line.path("skuId").asText(),
                            line.path("sellerSku").asText(),
                            line.path("quantity").asInt(1),
                            line.path("status").asText(),
                            line.path("packageId").asText(),
                            line.path("cancelReason").asText(),
                            line.path("gift").asBoolean(),
                            amount(line, LineAmount.SALE_PRICE),
                            amount(line, LineAmount.ORIGINAL_PRICE),
                            amount(line, LineAmount.SELLER_DISCOUNT),
                            amount(line, LineAmount.PLATFORM_DISCOUNT),
                            taxes(line)));
        }
        return lines;
    }

    private static Optional<Money> amount(JsonNode line, LineAmount amount) {
        return OrderRows.money(line, OrderRecords.name(amount));
    }

    private static List<FullOrder.Tax> taxes(JsonNode line) {
        List<FullOrder.Tax> taxes = new ArrayList<>();
        for (JsonNode tax : line.path("taxes")) {
            Money amount =
                    new Money(
                            line.path("currency").asText(),
                            tax.path("amount").longValue(),
                            line.path("exponent").asInt());
            taxes.add(
                    new FullOrder.Tax(
                            tax.path("type").asText(), amount, tax.path("rate").asText()));
        }
        return taxes;
    }

    /// The parcels that the order names and those that its lines travel in; a tracking number
    /// without a parcel is one of its own.
    private static List<FullOrder.Parcel> parcels(JsonNode order) {
        Map<String, Gathered> parcels = new LinkedHashMap<>();
        order.path("packageIds").forEach(id -> parcels.put(id.asText(), new Gathered()));
        Set<String> tracked = new LinkedHashSet<>();
        for (JsonNode line : order.path("lines")) {
            String number = line.path("trackingNumber").asText();
            String id = line.path("packageId").asText();
            if (!id.isEmpty() || !number.isEmpty()) {
                parcels.computeIfAbsent(id, _ -> new Gathered()).add(line, number);
                tracked.add(number);
            }
        }
        for (JsonNode number : order.path("trackingNumbers")) {
            if (tracked.add(number.asText())) {
                parcels.computeIfAbsent("", _ -> new Gathered()).numbers.add(number.asText());
            }
        }
        List<FullOrder.Parcel> all = new ArrayList<>();
        parcels.forEach((id, parcel) ->
                all.add(
                        new FullOrder.Parcel(
                                id, parcel.status, parcel.provider, List.copyOf(parcel.numbers))));
        return all;
    }

    /// A parcel as its lines tell it one by one.
    private static final class Gathered {
        private final Set<String> numbers = new LinkedHashSet<>();
        private String status = "";
        private String provider = "";

        void add(JsonNode line, String number) {
            if (!number.isEmpty()) {
                numbers.add(number);
            }
            if (line.has("packageStatus")) {
                status = line.path("packageStatus").asText();
            }
            if (line.has("shippingProvider")) {
                provider = line.path("shippingProvider").asText();
            }
        }
    }
}
