package com.sellerkit.sync;

import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.AddressPart;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts invented orders into a store as the sync would, for tests of what shows them.
public final class StoredOrders {
    /// When the orders were placed.
    public static final Instant PLACED = Instant.parse("2026-11-22T09:00:00Z");

    private StoredOrders() {}

    /// A paid order of two equal candles, seen once by a poll.
    public static void put(Records records, ShopId shop, String id) {
        put(records, shop, TestOrders.order(id, PLACED, PLACED, "AWAITING_SHIPMENT", "TRACK-1"));
    }

    /// The same, but with nothing about the buyer that could be read.
    public static void putMasked(Records records, ShopId shop, String id) {
        TikTokOrder order = TestOrders.order(id, PLACED);
        put(
                records,
                shop,
                new TikTokOrder(
                        order.id(),
                        order.status(),
                        order.createdAt(),
                        order.updatedAt(),
                        order.details(),
                        order.moments(),
                        order.flags(),
                        order.currency(),
                        order.amounts(),
                        order.lines(),
                        order.packageIds(),
                        order.regionCode(),
                        Map.of(),
                        Map.of(AddressPart.NAME, "J*** A***"),
                        List.of()));
    }

    private static void put(Records records, ShopId shop, TikTokOrder order) {
        Item item = OrderMapper.record(shop, order);
        Reading reading = new Reading(Source.POLL, PLACED, PLACED.plusSeconds(90));
        item.fields()
                .put("version", PageWriter.version(order.updatedAt(), reading.sentAt()))
                .set(
                        "changes",
                        SeenChange.grown(
                                Json.array(),
                                OrderMapper.differences(Optional.empty(), item.fields(), false),
                                order.updatedAt(),
                                reading));
        records.write(new Write.Put(item, Condition.ALWAYS));
    }
}
