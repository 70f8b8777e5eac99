package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Money;
import com.sellerkit.platform.OrderId;
import com.sellerkit.tiktok.LineAmount;
import com.sellerkit.tiktok.OrderAmount;
import com.sellerkit.tiktok.OrderFlag;
import com.sellerkit.tiktok.OrderMoment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Turns kept orders into the rows of a list.
final class OrderRows {
    private OrderRows() {}

    static OrderRow row(JsonNode order) {
        List<String> flags = texts(order.path("flags"));
        return new OrderRow(
                new OrderId(order.path("id").asText()),
                order.path("status").asText(),
                Instant.ofEpochSecond(order.path("createTime").asLong()),
                Instant.ofEpochSecond(order.path("updateTime").asLong()),
                moment(order, OrderMoment.PAID),
                shipBy(order),
                money(order, OrderRecords.name(OrderAmount.TOTAL)),
                flags.contains(OrderRecords.name(OrderFlag.SAMPLE)),
                flags.contains(OrderRecords.name(OrderFlag.CASH_ON_DELIVERY)),
                lines(order.path("lines")),
                texts(order.path("trackingNumbers")));
    }

    /// The sums of the rows that have a total, by currency.
    static List<OrderSlice.Sum> sums(List<OrderRow> rows) {
        Map<String, OrderSlice.Sum> sums = new TreeMap<>();
        for (OrderRow row : rows) {
            row.total()
                    .ifPresent(total ->
                            sums.merge(
                                    total.currency(),
                                    new OrderSlice.Sum(1, total),
                                    OrderRows::plus));
        }
        return List.copyOf(sums.values());
    }

    private static OrderSlice.Sum plus(OrderSlice.Sum one, OrderSlice.Sum other) {
        return new OrderSlice.Sum(one.count() + other.count(), one.total().plus(other.total()));
    }

    private static Optional<Instant> shipBy(JsonNode order) {
        return switch (order.path("status").asText()) {
            case "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING" ->
                    moment(order, OrderMoment.READY_TO_SHIP_DUE)
                            .or(() -> moment(order, OrderMoment.SHIPPING_DUE))
                            .or(() -> moment(order, OrderMoment.HANDOVER_DUE));
            case "AWAITING_COLLECTION" ->
                    moment(order, OrderMoment.HANDOVER_DUE)
                            .or(() -> moment(order, OrderMoment.COLLECTION_DUE));
            default -> Optional.empty();
        };
    }

    private static List<OrderRow.Line> lines(JsonNode lines) {
        Map<OrderRow.Line, Integer> quantities = new LinkedHashMap<>();
        lines.forEach(line ->
                quantities.merge(
                        new OrderRow.Line(
                                line.path("productName").asText(),
                                line.path("skuName").asText(),
                                line.path("sellerSku").asText(),
                                1,
                                money(line, OrderRecords.name(LineAmount.SALE_PRICE))),
                        line.path("quantity").asInt(1),
                        Integer::sum));
        List<OrderRow.Line> rows = new ArrayList<>();
        quantities.forEach((line, quantity) ->
                rows.add(
                        new OrderRow.Line(
                                line.productName(),
                                line.skuName(),
                                line.sellerSku(),
                                quantity,
                                line.unitPrice())));
        return rows;
    }

    static Optional<Money> money(JsonNode holder, String amount) {
        JsonNode minor = holder.path("amounts").path(amount);
        return minor.isNumber()
                ? Optional.of(
                        new Money(
                                holder.path("currency").asText(),
                                minor.longValue(),
                                holder.path("exponent").asInt()))
                : Optional.empty();
    }

    static Optional<Instant> moment(JsonNode order, OrderMoment moment) {
        JsonNode seconds = order.path("moments").path(OrderRecords.name(moment));
        return seconds.isNumber()
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
