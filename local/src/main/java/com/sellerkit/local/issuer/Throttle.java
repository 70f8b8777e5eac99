package com.sellerkit.local.issuer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down guessing: after five wrong passwords an address has to wait.
final class Throttle {
    private static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final Duration WAIT_MAX = Duration.ofMinutes(15);
    private static final int ADDRESSES_MAX = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, Instant blockedUntil) {}

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /// How long the address has to wait; zero when it may try.
    synchronized Duration wait(String address) {
        Failures known = failures.get(address);
        Instant now = clock.instant();
        return known == null || !known.blockedUntil().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, known.blockedUntil());
    }

    synchronized void failed(String address) {
        int count = failures.getOrDefault(address, new Failures(0, Instant.EPOCH)).count() + 1;
        Instant until = Instant.EPOCH;
        if (count >= FREE) {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(10, count - FREE));
            until = clock.instant().plus(wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait);
        }
        if (failures.size() >= ADDRESSES_MAX) {
            failures.remove(failures.keySet().iterator().next());
        }
        failures.put(address, new Failures(count, until));
    }

    synchronized void succeeded(String address) {
        failures.remove(address);
    }
}
