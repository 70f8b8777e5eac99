package com.sellerkit.local.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a message that was given up turns out to be; ids and words of ours only.
public sealed interface Reading {
    /// One that can go back.
    ///
    /// @param what in a few words
    record Understood(String what, Optional<String> shop, Way way) implements Reading {}

    /// One that would fail again.
    ///
    /// @param reason in a few words, without anything of the message
    record Strange(String reason) implements Reading {}

    /// Where it goes.
    sealed interface Way {
        /// Into the queue that gave it up.
        record ToQueue(String body) implements Way {}

        /// To a function, as the event that it failed with.
        record ToFunction(String arn, String event) implements Way {}
    }

    /// Reads a message of a queue.
    static Reading of(QueueKind kind, DeadLetter letter) {
        JsonNode body = Body.parse(letter.body());
        if (!body.isObject()) {
            return new Strange("it is no JSON object");
        }
        return switch (kind) {
            case LIVE, CHAT, BACKFILL -> Body.sync(body, letter);
            case NOTIFICATION -> Body.notification(body, letter);
            case INVOCATION -> Body.invocation(body, letter);
        };
    }

    /// The rules, by what the senders write.
    final class Body {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final int VERSION = 1;
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
        private static final Pattern STREAM = Pattern.compile("[a-z][a-z-]{0,31}");
        private static final Pattern FUNCTION =
                Pattern.compile(
                        "arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:([A-Za-z0-9_-]{1,64})(:[A-Za-z0-9_$-]{1,64})?");
        private static final Set<String> LANES = Set.of("live", "chat", "backfill");

        private Body() {}

        /// The body as JSON; missing if it is none.
        static JsonNode parse(String body) {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }

        private static Reading sync(JsonNode body, DeadLetter letter) {
            if (body.path("v").asInt() != VERSION) {
                return new Strange("its version is not " + VERSION);
            }
            String stream = body.path("stream").asText();
            boolean known =
                    ID.matcher(body.path("shopId").asText()).matches()
                            && STREAM.matcher(stream).matches()
                            && LANES.contains(body.path("lane").asText())
                            && body.path("epoch").asLong() >= 1;
            return known
                    ? new Understood(
                            "sync of stream " + stream,
                            Optional.of(body.path("shopId").asText()),
                            new Way.ToQueue(letter.body()))
                    : new Strange("it names no shop, stream, lane and epoch");
        }

        private static Reading notification(JsonNode body, DeadLetter letter) {
            if (body.path("v").asInt() != VERSION) {
                return new Strange("its version is not " + VERSION);
            }
            boolean known =
                    ID.matcher(body.path("shopId").asText()).matches()
                            && ID.matcher(body.path("notificationId").asText()).matches()
                            && body.path("type").isInt()
                            && body.path("orderIds").isArray();
            return known
                    ? new Understood(
                            "notification of type " + body.path("type").asInt(),
                            Optional.of(body.path("shopId").asText()),
                            new Way.ToQueue(letter.body()))
                    : new Strange("it names no shop, notification and type");
        }

        /// What Lambda writes when a call failed to the last, or the bus about what it could not
        /// deliver.
        private static Reading invocation(JsonNode body, DeadLetter letter) {
            String arn = body.path("requestContext").path("functionArn").asText();
            if (FUNCTION.matcher(arn).matches() && body.path("requestPayload").isObject()) {
                return call(arn, body.path("requestPayload"));
            }
            Optional<String> target =
                    letter.target().filter(name -> FUNCTION.matcher(name).matches());
            if (target.isPresent() && body.has("detail-type")) {
                return call(target.get(), body);
            }
            return new Strange("it names no function and its event");
        }

        private static Reading call(String arn, JsonNode event) {
            var function = FUNCTION.matcher(arn);
            String name = function.matches() ? function.group(1) : "";
            String type = event.path("detail-type").asText();
            String shop = event.path("detail").path("shopId").asText();
            return new Understood(
                    "call of " + name + (type.matches("[A-Za-z ]{1,64}") ? " with " + type : ""),
                    Optional.of(shop).filter(id -> ID.matcher(id).matches()),
                    new Way.ToFunction(arn, event.toString()));
        }
    }
}
