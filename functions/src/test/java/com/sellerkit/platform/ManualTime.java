package com.sellerkit.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that moves only when told; waiting moves it too, and takes no time.
public final class ManualTime implements InstantSource, Pause {
    private Instant now;

    public ManualTime(Instant start) {
        this.now = start;
    }

    /// A clock that stands at 2026-11-01T00:00:00Z.
    public static ManualTime inNovember() {
        return new ManualTime(Instant.parse("2026-11-01T00:00:00Z"));
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        now = now.plus(duration);
    }

    /// Moves the clock on.
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /// Sets the clock.
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
