package com.sellerkit.platform;

import java.time.Duration;

/// How long to wait before trying again, and when to stop.
///
/// @param first the longest first wait, more than zero
/// @param most the longest wait at all
/// @param attemptsMax how often the work is tried in all, 1 or more
public record Backoff(Duration first, Duration most, int attemptsMax) {
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0 || attemptsMax < 1) {
            throw new IllegalArgumentException(
                    "a backoff needs 0 < first <= most and at least one attempt");
        }
    }

    /// The wait after a failed attempt: half of the doubled wait, and a random share of the other
    /// half.
    ///
    /// @param attempt the attempt that failed, from 1
    /// @param fraction from [Ids#fraction()]
    public Duration after(int attempt, double fraction) {
        long doubled = first.toMillis() << Math.min(attempt - 1, DOUBLINGS_MAX);
        long wait = Math.min(doubled <= 0 ? most.toMillis() : doubled, most.toMillis());
        return Duration.ofMillis(wait / 2 + (long) (fraction * (wait - wait / 2)));
    }

    /// Whether an attempt may follow the given one, counted from 1.
    public boolean mayFollow(int attempt) {
        return attempt < attemptsMax;
    }
}
