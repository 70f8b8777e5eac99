package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import java.time.Instant;

/// What the first walk through everything there is came to.
///
/// @param total what the platform said there was; -1 if it did not
record Imported(long read, long total, long unreadable, Instant startedAt, Instant finishedAt) {
    /// The same, once everything could be read.
    Imported readable() {
        return new Imported(read, total, 0, startedAt, finishedAt);
    }

    ObjectNode toJson() {
        return Json.object()
                .put("read", read)
                .put("total", total)
                .put("unreadable", unreadable)
                .put("startedAt", startedAt.toEpochMilli())
                .put("finishedAt", finishedAt.toEpochMilli());
    }

    static Imported parse(JsonNode json) {
        return new Imported(
                json.path("read").asLong(),
                json.path("total").asLong(-1),
                json.path("unreadable").asLong(),
                Instant.ofEpochMilli(json.path("startedAt").asLong()),
                Instant.ofEpochMilli(json.path("finishedAt").asLong()));
    }
}
