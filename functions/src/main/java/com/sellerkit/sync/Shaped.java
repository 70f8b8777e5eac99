package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// A record of the platform as its shape reads it.
///
/// @param id its id at the platform, or what takes its place
/// @param createdAt when it was created, in whole seconds; the epoch where the platform does not
///   say
/// @param updatedAt when the platform last moved it; the epoch where it does not say
/// @param kept what is kept of it
public record Shaped(String id, Instant createdAt, Instant updatedAt, ObjectNode kept) {
    /// The id only, as the rest may hold personal data.
    @Override
    public String toString() {
        return "Shaped[%s]".formatted(id);
    }
}
