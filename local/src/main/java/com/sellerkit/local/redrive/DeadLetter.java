package com.sellerkit.local.redrive;

import java.time.Instant;
import java.util.Optional;

/// A message that was given up, as its queue delivers it.
///
/// @param handle by which it is deleted or let go
/// @param sentAt when it was sent first
/// @param received how often it was delivered since it was given up, this time included
/// @param group the shop that it is counted under
/// @param target the function that the bus could not deliver it to
public record DeadLetter(
        String id,
        String handle,
        String body,
        Optional<Instant> sentAt,
        int received,
        Optional<String> group,
        Optional<String> target) {
    /// Without what it says.
    @Override
    public String toString() {
        return "DeadLetter[" + id + "]";
    }
}
