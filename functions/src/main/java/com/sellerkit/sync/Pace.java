package com.sellerkit.sync;

import java.time.Duration;

/// How long one walk of a stream is followed by the next: sooner where there was something new,
/// later where there was nothing, within bounds.
///
/// @param busy what no stream is read more often than because there is something new; longer than
///   its cadence, it changes nothing
/// @param idle what no stream is read less often than because there is nothing new; shorter than
///   its cadence, it changes nothing
public record Pace(Duration busy, Duration idle) {
    /// Each stream keeps to its cadence.
    public static final Pace STEADY = new Pace(Duration.ofDays(1), Duration.ZERO);

    private static final double CALM_STEP = 1.5;
    private static final int BUSY_STEP = 2;

    /// A busy stream is read so many times as often, and a calm one so many times as rarely, at
    /// most.
    private static final int FASTER_MAX = 5;

    private static final int SLOWER_MAX = 3;

    /// What is read so rarely anyway is read on time: at night, weekly, by the day.
    private static final Duration RARE = Duration.ofHours(6);

    /// The time until the next walk.
    ///
    /// @param calm how calm it has been lately, as [Lately] counts it
    Duration until(Stream<?> stream, int calm) {
        Duration usual = stream.cadence();
        if (calm == 0 || isOnTime(stream)) {
            return usual;
        }
        return calm > 0
                ? shorter(times(usual, Math.pow(CALM_STEP, calm)), slowest(usual))
                : longer(times(usual, Math.pow(BUSY_STEP, calm)), fastest(stream));
    }

    private static boolean isOnTime(Stream<?> stream) {
        boolean again = !Rechecks.of(stream.name()).equals(stream.name());
        return again
                || stream.name().equals(Subscriptions.LANE)
                || stream.cadence().compareTo(RARE) >= 0;
    }

    private Duration slowest(Duration usual) {
        return longer(usual, shorter(idle, usual.multipliedBy(SLOWER_MAX)));
    }

    /// A list that is only given whole costs the same however little of it is new.
    private Duration fastest(Stream<?> stream) {
        Duration usual = stream.cadence();
        return stream.course() instanceof Course.Whole
                ? usual
                : shorter(usual, longer(busy, usual.dividedBy(FASTER_MAX)));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
