package com.sellerkit.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.engines.EngineClient;
import com.sellerkit.local.engines.QueueEngine;
import com.sellerkit.local.host.FunctionHost;
import com.sellerkit.local.host.Result;
import com.sellerkit.local.template.EventSource;
import com.sellerkit.local.template.FunctionSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Feeds a queue's messages to a function in batches, as Lambda's event source mapping does: what
/// succeeded is deleted, what failed shows up again after its visibility timeout and ends in the
/// dead-letter queue.
public final class QueuePoller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WAIT_SECONDS = 10;

    /// More batches at once than a machine has instances for would only wait.
    private static final int LOOPS_MAX = 2;

    /// A machine does a fifth of what is done at once on AWS at most, so that a queue whose work
    /// can wait never takes every instance from one whose work cannot.
    private static final int ON_AWS_PER_LOOP = 5;

    private final FunctionSpec function;
    private final EventSource.Messages source;
    private final String queueArn;
    private final String region;
    private final QueueEngine queues;
    private final FunctionHost host;
    private final List<Thread> loops = new ArrayList<>();
    private volatile boolean closed;

    public QueuePoller(
            FunctionSpec function,
            EventSource.Messages source,
            String queueArn,
            String region,
            QueueEngine queues,
            FunctionHost host) {
        this.function = function;
        this.source = source;
        this.queueArn = queueArn;
        this.region = region;
        this.queues = queues;
        this.host = host;
        int wanted = source.maximumConcurrency() / ON_AWS_PER_LOOP;
        int count = Math.clamp(wanted, 1, LOOPS_MAX);
        for (int i = 0; i < count; i++) {
            loops.add(
                    Thread.ofVirtual()
                            .name("poll-" + source.queueName() + "-" + i)
                            .start(this::loop));
        }
    }

    private void loop() {
        while (!closed) {
            try {
                batch();
            } catch (IOException | EngineClient.EngineRefusal e) {
                if (!closed) {
                    host.note(
                            function.id(),
                            "The queue "
                                    + source.queueName()
                                    + " could not be read: "
                                    + e.getMessage());
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    host.note(
                            function.id(),
                            "A batch of " + source.queueName() + " was given up: " + e);
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void batch() throws IOException, InterruptedException {
        var messages = new ArrayList<JsonNode>();
        queues.receive(source.queueName(), source.batchSize(), WAIT_SECONDS).forEach(messages::add);
        if (messages.isEmpty()) {
            return;
        }
        long end = System.nanoTime() + source.windowSeconds() * 1_000_000_000L;
        while (messages.size() < source.batchSize() && System.nanoTime() < end) {
            queues.receive(source.queueName(), source.batchSize() - messages.size(), 1)
                    .forEach(messages::add);
        }
        Result result = host.invoke(function.id(), event(messages));
        List<String> done = done(messages, result);
        queues.delete(source.queueName(), done);
        if (done.size() < messages.size()) {
            host.note(
                    function.id(),
                    (messages.size() - done.size())
                            + " of "
                            + messages.size()
                            + " messages of "
                            + source.queueName()
                            + " failed and will be delivered again"
                            + (result instanceof Result.Answered ? "." : ": " + result));
        }
    }

    private String event(List<JsonNode> messages) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (JsonNode message : messages) {
            ObjectNode item =
                    records.addObject()
                            .put("messageId", message.path("MessageId").asText())
                            .put("receiptHandle", message.path("ReceiptHandle").asText())
                            .put("body", message.path("Body").asText())
                            .put("md5OfBody", message.path("MD5OfBody").asText())
                            .put("eventSource", "aws:sqs")
                            .put("eventSourceARN", queueArn)
                            .put("awsRegion", region);
            item.set(
                    "attributes",
                    message.path("Attributes").isObject()
                            ? message.path("Attributes")
                            : JSON.createObjectNode());
            ObjectNode attributes = item.putObject("messageAttributes");
            message.path("MessageAttributes")
                    .properties()
                    .forEach(attribute -> {
                        ObjectNode value = attributes.putObject(attribute.getKey());
                        value.put("dataType", attribute.getValue().path("DataType").asText());
                        if (attribute.getValue().has("StringValue")) {
                            value.put(
                                    "stringValue",
                                    attribute.getValue().path("StringValue").asText());
                        }
                        if (attribute.getValue().has("BinaryValue")) {
                            value.put(
                                    "binaryValue",
                                    attribute.getValue().path("BinaryValue").asText());
                        }
                    });
        }
        return event.toString();
    }

    /// The receipt handles of the messages that need not come again.
    private List<String> done(List<JsonNode> messages, Result result) {
        if (!(result instanceof Result.Answered(String answer))) {
            return List.of();
        }
        Optional<Set<String>> failed =
                source.partialFailures() ? failed(answer) : Optional.of(Set.of());
        Set<String> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.path("MessageId").asText()));
        if (failed.isEmpty() || !ids.containsAll(failed.get())) {
            // Lambda takes a report that it does not understand for the failure of all.
            return List.of();
        }
        return messages.stream()
                .filter(message -> !failed.get().contains(message.path("MessageId").asText()))
                .map(message -> message.path("ReceiptHandle").asText())
                .toList();
    }

    private static Optional<Set<String>> failed(String answer) {
        if (answer.isBlank() || answer.strip().equals("null")) {
            return Optional.of(Set.of());
        }
        try {
            var failed = new HashSet<String>();
            for (JsonNode failure : JSON.readTree(answer).path("batchItemFailures")) {
                if (failure.path("itemIdentifier").asText().isEmpty()) {
                    return Optional.empty();
                }
                failed.add(failure.path("itemIdentifier").asText());
            }
            return Optional.of(failed);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        loops.forEach(Thread::interrupt);
    }
}
