package com.sellerkit.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The machine's clock, at milliseconds, since that is what the store keeps.
public final class SystemTime implements InstantSource, Pause {
    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    @Override
    public void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
