package com.sellerkit.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Decides which part of a stream to walk next.
final class Walks {
    private Walks() {}

    /// The walk under way, or the next one: first everything there is, newest first, then always
    /// what changed since.
    static Walk next(StreamState state, Duration overlap, Instant now) {
        return state.walk().orElseGet(() -> begin(state, overlap, now));
    }

    private static Walk begin(StreamState state, Duration overlap, Instant now) {
        // What is created after this moment was also changed after it, so the changes include it.
        Window window =
                state.imported().isEmpty()
                        ? new Window(Window.By.CREATED, Optional.empty(), second(now))
                        : new Window(
                                Window.By.UPDATED, from(state, overlap), end(state, overlap, now));
        return Walk.begin(window, now);
    }

    /// Where the walk through the changes begins.
    static Optional<Instant> from(StreamState state, Duration overlap) {
        return state.watermark().map(mark -> mark.minus(overlap));
    }

    /// A clock that was set back never makes a window that ends before it begins.
    private static Instant end(StreamState state, Duration overlap, Instant now) {
        Instant least = from(state, overlap).map(from -> from.plusSeconds(1)).orElse(Instant.EPOCH);
        return second(now).isBefore(least) ? least : second(now);
    }

    /// The platform keeps whole seconds.
    static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
