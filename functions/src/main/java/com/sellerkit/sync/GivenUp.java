package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Puts a message that failed for the last time among the dead letters itself, with the reason,
/// which its queue could not know. Whatever goes wrong with that is left to the queue, which does
/// it without a reason.
///
/// A message may come there twice, should its queue not learn that it is gone from it: whoever
/// works on it bears repetitions.
final class GivenUp {
    /// How often the queues of the template deliver a message.
    static final int RECEIVES_MAX = 5;

    /// The note with the reason.
    static final String REASON = "reason";

    /// The note with when the message was sent first, in milliseconds since 1970.
    static final String SENT_AT = "sentAt";

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9:_-]{0,63}");
    private static final Log LOG = Log.to("sync");

    private final Map<String, Queue> deadLetters;

    /// @param deadLetters by the name of the queue that gives up messages to them
    GivenUp(Map<String, Queue> deadLetters) {
        this.deadLetters = Map.copyOf(deadLetters);
    }

    /// Work on streams.
    ///
    /// @param queue the queue at a URL
    static GivenUp work(Settings settings, Function<String, Queue> queue) {
        return new GivenUp(
                Map.of(
                        name(settings.liveQueueUrl()),
                        queue.apply(settings.liveDeadLettersUrl()),
                        name(settings.chatQueueUrl()),
                        queue.apply(settings.chatDeadLettersUrl()),
                        name(settings.backfillQueueUrl()),
                        queue.apply(settings.backfillDeadLettersUrl())));
    }

    /// Notifications.
    ///
    /// @param queue the queue at a URL
    static GivenUp notifications(Settings settings, Function<String, Queue> queue) {
        return new GivenUp(
                Map.of(
                        name(settings.notificationQueueUrl()),
                        queue.apply(settings.notificationDeadLettersUrl())));
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /// Whether the message is among the dead letters now, so that its queue need not deliver it
    /// again; false if it was not delivered for the last time, or could not be put there.
    ///
    /// @param record the message as its queue delivered it
    /// @param reason a word of ours, a code, the simple name of a class: nothing of what the
    ///   message is about; anything else is not told
    boolean takes(JsonNode record, String reason) {
        JsonNode attributes = record.path("attributes");
        if (attributes.path("ApproximateReceiveCount").asInt() < RECEIVES_MAX) {
            return false;
        }
        String arn = record.path("eventSourceARN").asText();
        Queue queue = deadLetters.get(arn.substring(arn.lastIndexOf(':') + 1));
        if (queue == null) {
            return false;
        }
        try {
            queue.send(letter(record, WORD.matcher(reason).matches() ? reason : "unknown"));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("given up without a reason", Log.Field.exception(e));
            return false;
        }
    }

    private static Queue.Message letter(JsonNode record, String reason) {
        JsonNode attributes = record.path("attributes");
        String sentAt = attributes.path("SentTimestamp").asText();
        return new Queue.Message(
                record.path("body").asText(),
                Optional.of(attributes.path("MessageGroupId").asText())
                        .filter(group -> !group.isEmpty()),
                Duration.ZERO,
                sentAt.isEmpty()
                        ? Map.of(REASON, reason)
                        : Map.of(REASON, reason, SENT_AT, sentAt));
    }
}
