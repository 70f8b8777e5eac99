package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.Urgency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Asks a worker to bring one stream of one shop in step; ids only.
///
/// @param shop whose data
/// @param stream which kind of it
/// @param lane which queue it travels on
/// @param epoch the shop's epoch when it was sent; one of an older epoch is dropped
public record SyncMessage(ShopId shop, String stream, Lane lane, long epoch) {
    private static final int VERSION = 1;
    private static final Pattern STREAM = Pattern.compile("[a-z][a-z-]{0,31}");

    /// The queues, apart so that neither a first import nor a chat delays fresh changes.
    public enum Lane {
        LIVE,
        CHAT,
        BACKFILL;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The same, as somebody has just been told that there is something new: it does not wait
    /// behind what can wait.
    SyncMessage fresh() {
        return lane == Lane.BACKFILL ? new SyncMessage(shop, stream, Lane.LIVE, epoch) : this;
    }

    /// How soon somebody waits for what it asks for.
    Urgency urgency() {
        return switch (lane) {
            case LIVE -> Urgency.LIVE;
            case CHAT -> Urgency.CHAT;
            case BACKFILL -> Urgency.BACKFILL;
        };
    }

    public SyncMessage {
        if (!STREAM.matcher(stream).matches() || epoch < 1) {
            throw new IllegalArgumentException("a message names a stream and an epoch from 1 on");
        }
    }

    /// The message as it travels.
    Queue.Message toQueue() {
        String body =
                Json.object()
                        .put("v", VERSION)
                        .put("shopId", shop.value())
                        .put("stream", stream)
                        .put("lane", lane.wireName())
                        .put("epoch", epoch)
                        .toString();
        return Queue.Message.of(body, shop.value());
    }

    /// Reads a message; empty if it is none that this version understands.
    static Optional<SyncMessage> parse(String body) {
        try {
            JsonNode message = Json.parse(body);
            if (message.path("v").asInt() != VERSION || !message.path("epoch").canConvertToLong()) {
                return Optional.empty();
            }
            Lane lane = Lane.valueOf(message.path("lane").asText().toUpperCase(Locale.ROOT));
            return Optional.of(
                    new SyncMessage(
                            new ShopId(message.path("shopId").asText()),
                            message.path("stream").asText(),
                            lane,
                            message.path("epoch").longValue()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
