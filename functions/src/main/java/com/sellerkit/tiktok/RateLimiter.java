package com.sellerkit.tiktok;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps calls under the platform's moving quota, per shop and endpoint: a token bucket that starts
/// at 10 calls a second, halves when the platform throttles, and recovers half a call per second a
/// second.
final class RateLimiter {
    static final double CALLS_PER_SECOND_MAX = 10;
    private static final double CALLS_PER_SECOND_MIN = 0.1;
    private static final double RECOVERY_PER_SECOND = 0.5;
    private static final int BUCKETS_MAX = 10_000;

    private final InstantSource clock;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > BUCKETS_MAX;
                }
            };

    RateLimiter(InstantSource clock) {
        this.clock = clock;
    }

    /// Takes a place in the line of `key`, if it comes within `waitMax`.
    ///
    /// @return how long to wait before the call; more than `waitMax` means that no place was taken
    synchronized Duration take(String key, Duration waitMax) {
        Bucket bucket = bucket(key);
        double missing = 1 - bucket.tokens;
        Duration wait =
                missing <= 0
                        ? Duration.ZERO
                        : Duration.ofNanos((long) (missing / bucket.callsPerSecond * 1e9));
        if (wait.compareTo(waitMax) <= 0) {
            bucket.tokens -= 1;
        }
        return wait;
    }

    /// Notes that the platform throttled a call of `key`.
    synchronized void throttled(String key) {
        Bucket bucket = bucket(key);
        bucket.callsPerSecond = Math.max(CALLS_PER_SECOND_MIN, bucket.callsPerSecond / 2);
        bucket.tokens = Math.min(bucket.tokens, 0);
    }

    /// The rate now allowed for `key`.
    synchronized double callsPerSecond(String key) {
        return bucket(key).callsPerSecond;
    }

    private Bucket bucket(String key) {
        Instant now = clock.instant();
        Bucket bucket = buckets.computeIfAbsent(key, _ -> new Bucket(now));
        double seconds = Math.max(0, Duration.between(bucket.at, now).toNanos() / 1e9);
        bucket.at = now;
        bucket.tokens =
                Math.min(bucket.callsPerSecond, bucket.tokens + seconds * bucket.callsPerSecond);
        bucket.callsPerSecond =
                Math.min(
                        CALLS_PER_SECOND_MAX,
                        bucket.callsPerSecond + seconds * RECOVERY_PER_SECOND);
        return bucket;
    }

    private static final class Bucket {
        private double callsPerSecond = CALLS_PER_SECOND_MAX;
        private double tokens = CALLS_PER_SECOND_MAX;
        private Instant at;

        Bucket(Instant at) {
            this.at = at;
        }
    }
}
