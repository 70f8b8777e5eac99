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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Handles the notifications that webhooks put on their queue, and tells the queue which of them
/// have to come again.
public final class NotificationFunction implements RequestStreamHandler {
    private static final Log LOG = Log.to("sync");

    /// A batch ends this long before the function would be stopped.
    private static final Duration SPARE = Duration.ofSeconds(3);

    private final Notifications notifications;
    private final GivenUp givenUp;
    private final InstantSource clock;

    /// The production wiring.
    public NotificationFunction() {
        this(SyncWiring.fromEnvironment());
    }

    private NotificationFunction(SyncWiring wiring) {
        this(wiring.notifications(), wiring.givenUpNotifications(), wiring.time());
    }

    NotificationFunction(Notifications notifications, GivenUp givenUp, InstantSource clock) {
        this.notifications = notifications;
        this.givenUp = givenUp;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        JsonNode records = Json.parse(input.readAllBytes()).path("Records");
        Map<String, String> failed = new HashMap<>();
        List<Notifications.Delivered> batch = new ArrayList<>();
        for (JsonNode record : records) {
            String id = record.path("messageId").asText();
            Optional<NotificationMessage> message =
                    NotificationMessage.parse(record.path("body").asText());
            if (message.isPresent()) {
                int attempt = record.path("attributes").path("ApproximateReceiveCount").asInt(1);
                batch.add(new Notifications.Delivered(id, attempt, message.get()));
            } else {
                LOG.error("message not understood");
                failed.put(id, "not-understood");
            }
        }
        Duration time = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(SPARE);
        failed.putAll(
                Log.withCorrelation(
                        context.getAwsRequestId(),
                        () -> notifications.handle(batch, Deadline.in(time, clock))));
        output.write(Json.bytes(answer(records, failed)));
    }

    /// Which of the messages have to come again.
    ///
    /// @param failed why, by their ids
    private ObjectNode answer(JsonNode records, Map<String, String> failed) {
        ObjectNode answer = Json.object();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (JsonNode record : records) {
            String id = record.path("messageId").asText();
            String reason = failed.get(id);
            if (reason != null && !givenUp.takes(record, reason)) {
                failures.addObject().put("itemIdentifier", id);
            }
        }
        return answer;
    }
}
