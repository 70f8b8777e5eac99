package com.sellerkit.sync;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.tiktok.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Does the work that the planner put on the queues, and tells the queue which messages failed.
public final class SyncWorkerFunction implements RequestStreamHandler {
    private static final Log LOG = Log.to("sync");

    /// A run ends this long before the function would be stopped.
    private static final Duration SPARE = Duration.ofSeconds(4);

    private final SyncEngine engine;
    private final GivenUp givenUp;
    private final InstantSource clock;

    /// The production wiring.
    public SyncWorkerFunction() {
        this(SyncWiring.fromEnvironment());
    }

    private SyncWorkerFunction(SyncWiring wiring) {
        this(wiring.engine(), wiring.givenUpWork(), wiring.time());
    }

    SyncWorkerFunction(SyncEngine engine, GivenUp givenUp, InstantSource clock) {
        this.engine = engine;
        this.givenUp = givenUp;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        JsonNode records = Json.parse(input.readAllBytes()).path("Records");
        ObjectNode answer = Json.object();
        ArrayNode failures = answer.putArray("batchItemFailures");
        int left = records.size();
        for (JsonNode record : records) {
            Duration share = share(context, left--);
            String id = record.path("messageId").asText();
            if (!Log.withCorrelation(id, () -> isOver(record, share))) {
                failures.addObject().put("itemIdentifier", id);
            }
        }
        output.write(Json.bytes(answer));
    }

    /// The messages of a batch share the time there is, so that the last is not left without any.
    private static Duration share(Context context, int messages) {
        return Duration.ofMillis(context.getRemainingTimeInMillis())
                .minus(SPARE)
                .dividedBy(messages);
    }

    /// Whether the message need not come again: it is done, or given up.
    private boolean isOver(JsonNode record, Duration share) {
        Optional<String> failure = failure(SyncMessage.parse(record.path("body").asText()), share);
        return failure.isEmpty() || givenUp.takes(record, failure.get());
    }

    /// Why it failed; empty if it is done.
    private Optional<String> failure(Optional<SyncMessage> message, Duration share) {
        if (message.isEmpty()) {
            LOG.error("message not understood");
            return Optional.of("not-understood");
        }
        try {
            RunOutcome outcome = engine.run(message.get(), Deadline.in(share, clock));
            if (outcome == RunOutcome.UNKNOWN) {
                LOG.error(
                        "message of no known stream",
                        Log.Field.shop(message.get().shop()),
                        Log.Field.word("stream", message.get().stream()));
                return Optional.of("no-known-stream");
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.error(
                    "message failed", Log.Field.shop(message.get().shop()), Log.Field.exception(e));
            return Optional.of(e.getClass().getSimpleName());
        }
    }
}
