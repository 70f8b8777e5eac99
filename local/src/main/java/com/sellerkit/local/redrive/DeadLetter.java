package com.sellerkit.local.redrive;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A message that was given up, as a queue of dead letters delivers it.
///
/// @param handle by which it is deleted or let go
/// @param arrivedAt since when the queue says that it has it
/// @param received how often it was delivered since it was given up, this time included
/// @param group the shop that it is counted under
/// @param notes what whoever gave it up noted beside it, by name
public record DeadLetter(
        String id,
        String handle,
        String body,
        Optional<Instant> arrivedAt,
        int received,
        Optional<String> group,
        Map<String, String> notes) {
    public DeadLetter {
        notes = Map.copyOf(notes);
    }

    /// When it was sent first, if it is known: a function that gives up a message sends it anew,
    /// and notes when that was; a queue does not.
    public Optional<Instant> sentAt() {
        return note("sentAt")
                .filter(millis -> millis.matches("[0-9]{1,15}"))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .or(() -> arrivedAt);
    }

    /// The function that the bus could not deliver it to.
    Optional<String> target() {
        return note("TARGET_ARN");
    }

    Optional<String> note(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    /// Without what it says.
    @Override
    public String toString() {
        return "DeadLetter[" + id + "]";
    }
}
