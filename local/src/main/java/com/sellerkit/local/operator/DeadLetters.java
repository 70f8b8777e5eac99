package com.sellerkit.local.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sellerkit.local.engines.QueueEngine;
import com.sellerkit.local.events.AsyncInvoker;
import com.sellerkit.local.redrive.DeadLetter;
import com.sellerkit.local.redrive.QueueKind;
import com.sellerkit.local.redrive.Reading;
import com.sellerkit.local.redrive.Reason;
import com.sellerkit.local.template.FunctionSpec;
import com.sellerkit.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Messages that were given up: where they came from, and the way back there.
final class DeadLetters {
    /// More at once would keep whoever pressed the button waiting.
    static final int MOVED_MAX = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 10;

    private final Template template;
    private final QueueEngine queues;
    private final AsyncInvoker invoker;

    DeadLetters(Template template, QueueEngine queues, AsyncInvoker invoker) {
        this.template = template;
        this.queues = queues;
        this.invoker = invoker;
    }

    /// A message that was given up, without what it says beside ids.
    ///
    /// @param reason why, as far as it is known
    /// @param back where it would go back to; empty if that cannot be told
    record Letter(
            String id,
            Optional<Instant> sentAt,
            String reason,
            Map<String, String> ids,
            Optional<Back> back) {}

    /// The way back of a message.
    sealed interface Back {
        /// Into the queue that gave it up.
        record ToQueue(String queue) implements Back {}

        /// To the function that failed with it, as the event that it failed with.
        record ToFunction(FunctionSpec function, JsonNode event) implements Back {}
    }

    /// What came of moving messages back.
    ///
    /// @param kept how many stay, as they are not understood or nobody can tell where they came
    ///   from
    record Moved(int moved, int kept) {}

    /// Whether something gives up messages to this queue.
    boolean takes(String queue) {
        return !sources(queue).isEmpty()
                || template.functions().stream()
                        .anyMatch(function ->
                                function.onFailureQueue().filter(queue::equals).isPresent());
    }

    /// The queues that give up messages to this one.
    private List<String> sources(String queue) {
        return template.queues().stream()
                .filter(source ->
                        source.attributes()
                                .getOrDefault("RedrivePolicy", "")
                                .contains(":" + queue + "\""))
                .map(Template.Queue::name)
                .toList();
    }

    /// The first messages of a dead-letter queue, at most ten, which stay there.
    List<Letter> first(String queue) {
        return queues.peek(queue, BATCH).stream().map(message -> letter(queue, message)).toList();
    }

    /// Moves what is there now back to where it came from, at most [#MOVED_MAX] messages.
    Moved moveBack(String queue) {
        int there = Math.min(MOVED_MAX, queues.depth(queue).getOrDefault("waiting", 0));
        int moved = 0;
        int kept = 0;
        while (moved + kept < there) {
            JsonNode messages = receive(queue);
            if (messages.isEmpty()) {
                break;
            }
            for (JsonNode message : messages) {
                Optional<Back> back = back(queue, message);
                if (back.isEmpty()) {
                    kept++;
                    continue;
                }
                // Sent before it is deleted: a crash between the two repeats it, which workers
                // bear.
                switch (back.get()) {
                    case Back.ToQueue(String source) ->
                            queues.send(source, message.path("Body").asText(), group(message));
                    case Back.ToFunction(FunctionSpec function, JsonNode event) ->
                            invoker.accept(function, event.toString());
                }
                queues.delete(queue, List.of(message.path("ReceiptHandle").asText()));
                moved++;
            }
        }
        return new Moved(moved, kept);
    }

    private JsonNode receive(String queue) {
        try {
            return queues.receive(queue, BATCH, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MissingNode.getInstance();
        }
    }

    private Letter letter(String queue, JsonNode message) {
        JsonNode body = body(message);
        DeadLetter letter = read(message);
        boolean failedInvocation = body.has("requestContext");
        return new Letter(
                letter.id(),
                letter.sentAt(),
                strange(queue, letter)
                        .map(reason -> "not understood: " + reason)
                        .or(() -> Reason.of(letter).map(reason -> "failed with " + reason))
                        .orElse(
                                failedInvocation
                                        ? "failed to the last attempt"
                                        : "delivered too often without success"),
                Ids.of(failedInvocation ? body.path("requestPayload").path("detail") : body),
                back(queue, message));
    }

    private static Optional<String> group(JsonNode message) {
        return Optional.of(message.path("Attributes").path("MessageGroupId").asText())
                .filter(group -> !group.isEmpty());
    }

    private static DeadLetter read(JsonNode message) {
        JsonNode attributes = message.path("Attributes");
        long arrived = attributes.path("SentTimestamp").asLong(0);
        Map<String, String> notes = new HashMap<>();
        message.path("MessageAttributes")
                .properties()
                .forEach(note ->
                        notes.put(note.getKey(), note.getValue().path("StringValue").asText()));
        return new DeadLetter(
                message.path("MessageId").asText(),
                message.path("ReceiptHandle").asText(),
                message.path("Body").asText(),
                arrived == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(arrived)),
                Math.max(1, attributes.path("ApproximateReceiveCount").asInt()),
                group(message),
                notes);
    }

    /// Why a message would only fail again; empty if it would not, or if nobody can tell.
    private static Optional<String> strange(String queue, DeadLetter letter) {
        return QueueKind.endingIn(queue)
                .flatMap(kind ->
                        Reading.of(kind, letter) instanceof Reading.Strange(String reason)
                                ? Optional.of(reason)
                                : Optional.empty());
    }

    private Optional<Back> back(String queue, JsonNode message) {
        if (strange(queue, read(message)).isPresent()) {
            return Optional.empty();
        }
        JsonNode body = body(message);
        String arn = body.path("requestContext").path("functionArn").asText();
        if (!arn.isEmpty()) {
            return template.functions().stream()
                    .filter(function -> arn.equals(function.arn() + ":live"))
                    .filter(_ -> body.path("requestPayload").isObject())
                    .findFirst()
                    .map(function -> new Back.ToFunction(function, body.path("requestPayload")));
        }
        List<String> sources = sources(queue);
        return sources.size() == 1
                ? Optional.of(new Back.ToQueue(sources.getFirst()))
                : Optional.empty();
    }

    private static JsonNode body(JsonNode message) {
        try {
            return JSON.readTree(message.path("Body").asText());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
