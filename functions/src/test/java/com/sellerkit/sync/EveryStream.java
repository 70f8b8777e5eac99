package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.TikTokClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every stream as production declares it, for those outside.
public final class EveryStream {
    private EveryStream() {}

    /// All streams over a client.
    public static List<Stream<?>> declared(
            TikTokClient client, Records records, InstantSource clock) {
        return Streams.all(
                OrderStream.declare(client, Duration.ofMinutes(5), Optional.empty()),
                client,
                records,
                clock,
                EveryStreamRig.CHAT_DEPTH,
                Optional.empty());
    }

    /// The message of a lane's worker, as the queue delivered it.
    public static SyncMessage message(String body) {
        return SyncMessage.parse(body).orElseThrow();
    }

    /// What is kept of a stream other than orders, decrypted, by key.
    public static Map<String, JsonNode> kept(Records records, ShopId shop, Streams stream) {
        Map<String, JsonNode> kept = new TreeMap<>();
        EveryStreamRig.kept(records, shop, stream)
                .forEach((key, text) -> kept.put(key, Json.parse(text)));
        return kept;
    }

    /// What is kept of all streams, decrypted, by the stream's name and the record's key.
    public static Map<String, String> kept(Records records, ShopId shop) {
        Map<String, String> all = new TreeMap<>();
        SyncRig.kept(records, shop).forEach((key, text) -> all.put("order " + key, text));
        EveryStreamRig.kept(records, shop, Profile.KIND)
                .forEach((key, text) -> all.put("profile " + key, text));
        EveryStreamRig.KINDS
                .keySet()
                .forEach(stream ->
                        EveryStreamRig.kept(records, shop, stream)
                                .forEach((key, text) ->
                                        all.put(stream.wireName() + " " + key, text)));
        return all;
    }

    /// Why a stream of a shop is not in step; empty if it is.
    public static Optional<String> trouble(Records records, ShopId shop, String lane) {
        return new StreamStates(records)
                .read(shop, lane)
                .flatMap(StreamState::trouble)
                .map(trouble -> trouble.code().wireName());
    }
}
