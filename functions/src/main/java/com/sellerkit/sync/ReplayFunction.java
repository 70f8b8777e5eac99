package com.sellerkit.sync;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Makes records anew of what TikTok Shop sent before, for an operator who calls it; it says what
/// would be other, and stores it only if it is told to.
public final class ReplayFunction implements RequestStreamHandler {
    private static final Log LOG = Log.to("sync");

    /// No stream is begun this long before the function would be stopped.
    private static final Duration SPARE = Duration.ofMinutes(2);

    private final Replay replay;
    private final InstantSource clock;

    /// The production wiring.
    public ReplayFunction() {
        this(SyncWiring.fromEnvironment());
    }

    private ReplayFunction(SyncWiring wiring) {
        this(wiring.replay(), wiring.time());
    }

    ReplayFunction(Replay replay, InstantSource clock) {
        this.replay = replay;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        JsonNode event = Json.parse(input.readAllBytes());
        output.write(
                Json.bytes(
                        Log.withCorrelation(
                                context.getAwsRequestId(), () -> answer(event, context))));
    }

    private ObjectNode answer(JsonNode event, Context context) {
        Optional<String> stream = text(event, "stream");
        List<String> names = replay.names();
        if (stream.isPresent() && !names.contains(stream.get())) {
            return refusal("there is no such stream; there are " + String.join(", ", names));
        }
        Replay.Asked asked;
        try {
            asked =
                    new Replay.Asked(
                            text(event, "shop").map(ShopId::new),
                            stream,
                            text(event, "since").map(this::moment).orElse(Instant.EPOCH),
                            event.path("commit").asBoolean(),
                            text(event, "from"));
        } catch (IllegalArgumentException | DateTimeException e) {
            return refusal(
                    "shop is an id; since is a moment such as 2026-11-22T10:00:00Z, or how far back, such as PT36H");
        }
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(SPARE);
        return view(asked, replay.run(asked, Deadline.in(left, clock)));
    }

    private static ObjectNode refusal(String sentence) {
        return Json.object().put("refused", sentence);
    }

    private static Optional<String> text(JsonNode event, String name) {
        return Optional.of(event.path(name).asText("")).filter(value -> !value.isEmpty());
    }

    private Instant moment(String since) {
        return since.startsWith("P")
                ? clock.instant().minus(Duration.parse(since))
                : Instant.parse(since);
    }

    private static ObjectNode view(Replay.Asked asked, Replay.Outcome outcome) {
        ObjectNode view = Json.object().put("committed", asked.commit());
        ArrayNode streams = view.putArray("streams");
        for (Replay.Came came : outcome.streams()) {
            ObjectNode fields =
                    streams.addObject()
                            .put("shop", came.shop().value())
                            .put("stream", came.stream())
                            .put("records", came.records())
                            .put("changed", came.changed())
                            .put("added", came.added())
                            .put("newer", came.newer())
                            .put("unreadable", came.unreadable())
                            .put("written", came.written())
                            .putObject("fields");
            new TreeMap<>(came.fields()).forEach(fields::put);
            LOG.info(
                    "records made anew",
                    Log.Field.shop(came.shop()),
                    Log.Field.word("stream", came.stream()),
                    Log.Field.count("records", came.records()),
                    Log.Field.count("changed", came.changed()),
                    Log.Field.count("added", came.added()),
                    Log.Field.count("written", came.written()));
        }
        outcome.next().ifPresent(place -> view.put("next", place));
        return view;
    }
}
