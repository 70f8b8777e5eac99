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
    private final InstantSource clock;

    /// The production wiring.
    public SyncWorkerFunction() {
        this(SyncWiring.fromEnvironment());
    }

    private SyncWorkerFunction(SyncWiring wiring) {
        this(wiring.engine(), wiring.time());
    }

    SyncWorkerFunction(SyncEngine engine, InstantSource clock) {
        this.engine = engine;
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
            if (!isDone(record, share)) {
                failures.addObject().put("itemIdentifier", record.path("messageId").asText());
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

    private boolean isDone(JsonNode record, Duration share) {
        Optional<SyncMessage> message = SyncMessage.parse(record.path("body").asText());
        String id = record.path("messageId").asText();
        return Log.withCorrelation(id, () -> isDone(message, share));
    }

    private boolean isDone(Optional<SyncMessage> message, Duration share) {
        if (message.isEmpty()) {
            LOG.error("message not understood");
            return false;
        }
        try {
            RunOutcome outcome = engine.run(message.get(), Deadline.in(share, clock));
            if (outcome == RunOutcome.UNKNOWN) {
                LOG.error(
                        "message of no known stream",
                        Log.Field.shop(message.get().shop()),
                        Log.Field.word("stream", message.get().stream()));
                return false;
            }
            return true;
        } catch (RuntimeException e) {
            LOG.error(
                    "message failed", Log.Field.shop(message.get().shop()), Log.Field.exception(e));
            return false;
        }
    }
}
