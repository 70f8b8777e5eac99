package com.sellerkit.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where work is handed to a later moment: at least once, in any order.
public interface Queue {
    /// Sends all of them, in batches of ten.
    ///
    /// @throws DeliveryFailed if any was not accepted; the others may have been
    void send(List<Message> messages);

    /// Sends one.
    ///
    /// @throws DeliveryFailed if it was not accepted
    default void send(Message message) {
        send(List.of(message));
    }

    /// One piece of work: ids, never payloads.
    ///
    /// @param body at most 1,024 characters
    /// @param group whose work it is, so that one busy shop does not starve the others
    /// @param delay 0 to 900 seconds
    /// @param notes about it, by name, none of them empty: for people, never for who works on it
    record Message(String body, Optional<String> group, Duration delay, Map<String, String> notes) {
        private static final int BODY_LENGTH_MAX = 1_024;
        private static final Duration DELAY_MAX = Duration.ofMinutes(15);

        public Message {
            if (body.isEmpty() || body.length() > BODY_LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "a message of %d characters; allowed is 1 to %d"
                                .formatted(body.length(), BODY_LENGTH_MAX));
            }
            if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
                throw new IllegalArgumentException(
                        "a delay of %d s; allowed is 0 to 900".formatted(delay.toSeconds()));
            }
            notes = Map.copyOf(notes);
        }

        /// Work to be done at once.
        public static Message of(String body, String group) {
            return new Message(body, Optional.of(group), Duration.ZERO, Map.of());
        }

        /// The same work, later.
        public Message after(Duration wait) {
            return new Message(body, group, wait, notes);
        }
    }
}
