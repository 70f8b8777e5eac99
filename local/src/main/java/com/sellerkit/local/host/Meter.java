package com.sellerkit.local.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Counts what a function does, and keeps the durations of its last invocations.
final class Meter {
    private static final int DURATIONS_KEPT = 500;

    private final long[] nanos = new long[DURATIONS_KEPT];
    private long measured;
    private long invocations;
    private long failures;
    private long coldStarts;
    private Optional<Instant> lastAt = Optional.empty();

    /// One more process.
    synchronized void started() {
        coldStarts++;
    }

    /// One more invocation that a process took.
    ///
    /// @param took without the start of the process
    synchronized void ended(Result result, Duration took) {
        count(result);
        nanos[(int) (measured++ % DURATIONS_KEPT)] = took.toNanos();
    }

    /// One more invocation, whoever took it.
    synchronized void count(Result result) {
        invocations++;
        lastAt = Optional.of(Instant.now());
        if (!(result instanceof Result.Answered)) {
            failures++;
        }
    }

    synchronized Usage usage(String functionId, int instances, int busy) {
        int kept = (int) Math.min(measured, DURATIONS_KEPT);
        long[] sorted = Arrays.copyOf(nanos, kept);
        Arrays.sort(sorted);
        Optional<Duration> last =
                kept == 0
                        ? Optional.empty()
                        : Optional.of(
                                Duration.ofNanos(nanos[(int) ((measured - 1) % DURATIONS_KEPT)]));
        return new Usage(
                functionId,
                invocations,
                failures,
                coldStarts,
                instances,
                busy,
                lastAt,
                last,
                share(sorted, 50),
                share(sorted, 95));
    }

    /// The smallest of the durations that so many of a hundred stay within.
    private static Optional<Duration> share(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return Optional.empty();
        }
        int place = (sorted.length * percent + 99) / 100 - 1;
        return Optional.of(Duration.ofNanos(sorted[Math.max(0, place)]));
    }
}
