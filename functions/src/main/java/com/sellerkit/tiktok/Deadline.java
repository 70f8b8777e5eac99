package com.sellerkit.tiktok;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The moment by which a caller needs an answer, so that no retry outlives the one who waits.
///
/// @param at the moment
public record Deadline(Instant at) {

    /// The deadline that is `budget` from now.
    public static Deadline in(Duration budget, InstantSource clock) {
        return new Deadline(clock.instant().plus(budget));
    }

    /// The time left, never negative.
    public Duration left(InstantSource clock) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
