package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import java.time.Instant;
import java.util.List;

/// Pages of the platform's first example order under many ids.
public final class ExampleOrders {
    private static final Instant NOW = Instant.ofEpochSecond(1_773_200_000);

    private ExampleOrders() {}

    /// A search's answer, with one line of the order's two.
    ///
    /// @param firstId the first order's id; the others follow
    public static byte[] page(long firstId, int size) {
        JsonNode envelope = Json.parse(Examples.bytes("order_202309_orders_search"));
        ArrayNode orders = (ArrayNode) envelope.get("data").get("orders");
        ObjectNode first = (ObjectNode) orders.get(0);
        ((ArrayNode) first.get("line_items")).remove(1);
        orders.removeAll();
        for (int i = 0; i < size; i++) {
            orders.add(first.deepCopy().put("id", Long.toString(firstId + i)));
        }
        return Json.bytes(envelope);
    }

    /// Reads a search's answer as the client does.
    ///
    /// @throws IllegalStateException if it is no success
    public static List<TikTokOrder> read(byte[] page) {
        return switch (Classifier.classify(
                new Exchange.Reply(200, "", page),
                reader -> new OrderPageReader(reader).read(),
                NOW,
                NOW)) {
            case Answer.Success<OrderPage>(OrderPage read, Instant _, String _) -> read.orders();
            case Answer<OrderPage> other -> throw new IllegalStateException(other.toString());
        };
    }
}
