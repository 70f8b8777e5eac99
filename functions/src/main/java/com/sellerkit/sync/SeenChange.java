package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A change that SellerKit saw: what was new, when the platform says it happened, and when and why
/// SellerKit looked. Only *that* an address changed is kept, never what it was.
///
/// @param seenAt when SellerKit had the answer that told it
/// @param platformAt when the platform last moved the record, in whole seconds
/// @param source what made SellerKit read
/// @param difference what was new
public record SeenChange(Instant seenAt, Instant platformAt, Source source, Difference difference) {
    /// How many are kept of one record: the first one, and the newest.
    static final int KEPT_MAX = 50;

    /// How long after the platform SellerKit knew; clocks that disagree make no negative time.
    public Duration lag() {
        Duration lag = Duration.between(platformAt, seenAt);
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    /// What is kept after one more reading, newest first.
    ///
    /// @param kept what was kept before
    static ArrayNode grown(
            JsonNode kept, List<Difference> differences, Instant platformAt, Reading reading) {
        ArrayNode grown = Json.array();
        for (Difference difference : differences) {
            grown.add(
                    new SeenChange(reading.seenAt(), platformAt, reading.source(), difference)
                            .toJson());
        }
        kept.forEach(grown::add);
        while (grown.size() > KEPT_MAX) {
            grown.remove(grown.size() - 2);
        }
        return grown;
    }

    static List<SeenChange> parse(JsonNode kept) {
        List<SeenChange> changes = new ArrayList<>();
        for (JsonNode change : kept) {
            changes.add(
                    new SeenChange(
                            Instant.ofEpochMilli(change.path("seenAt").asLong()),
                            Instant.ofEpochSecond(change.path("platformAt").asLong()),
                            Source.of(change.path("source").asText()),
                            new Difference(
                                    Difference.What.of(change.path("what").asText()),
                                    text(change.path("from")),
                                    text(change.path("to")))));
        }
        return List.copyOf(changes);
    }

    private ObjectNode toJson() {
        ObjectNode json =
                Json.object()
                        .put("seenAt", seenAt.toEpochMilli())
                        .put("platformAt", platformAt.getEpochSecond())
                        .put("source", source.wireName())
                        .put("what", difference.what().wireName());
        difference.from().ifPresent(from -> json.put("from", from));
        difference.to().ifPresent(to -> json.put("to", to));
        return json;
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
