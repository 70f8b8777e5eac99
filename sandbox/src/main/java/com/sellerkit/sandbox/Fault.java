package com.sellerkit.sandbox;

import java.time.Duration;

/// A misbehaviour, and how far it reaches.
///
/// @param pathPrefix the calls it applies to; `/` means all of the token and API paths
/// @param times how many calls it applies to; 0 means until removed
/// @param delay how long LATENCY and HANG wait, at most 10 minutes
/// @param retryAfter what THROTTLE and UNAVAILABLE tell the client to wait, in whole seconds, at
///   most one day; zero sends no header
/// @param retryAfterAsDate whether Retry-After is an HTTP date instead of seconds
/// @param field which field CHANGED_TYPE and MISSING_FIELD befall, at most 64 characters; empty
///   means the first of `update_time`, `create_time` and `id` that an answer holds
public record Fault(
        FaultKind kind,
        String pathPrefix,
        int times,
        Duration delay,
        Duration retryAfter,
        boolean retryAfterAsDate,
        String field) {

    private static final Duration DELAY_MAX = Duration.ofMinutes(10);
    private static final int FIELD_LENGTH_MAX = 64;

    public Fault {
        if (!pathPrefix.startsWith("/")) {
            throw new IllegalArgumentException(
                    "pathPrefix was " + pathPrefix + "; it must begin with /");
        }
        if (times < 0) {
            throw new IllegalArgumentException("times was " + times + "; it must be 0 or more");
        }
        if (field.length() > FIELD_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "field had "
                            + field.length()
                            + " characters; it must have at most "
                            + FIELD_LENGTH_MAX);
        }
        requireRange("delay", delay, DELAY_MAX);
        requireRange("retryAfter", retryAfter, Duration.ofDays(1));
    }

    /// A fault of this kind on every call, until removed: 2 seconds where it delays, Retry-After 1
    /// second where it throttles.
    public static Fault of(FaultKind kind) {
        return new Fault(kind, "/", 0, Duration.ofSeconds(2), Duration.ofSeconds(1), false, "");
    }

    public Fault onPath(String prefix) {
        return new Fault(kind, prefix, times, delay, retryAfter, retryAfterAsDate, field);
    }

    public Fault times(int calls) {
        return new Fault(kind, pathPrefix, calls, delay, retryAfter, retryAfterAsDate, field);
    }

    public Fault withDelay(Duration value) {
        return new Fault(kind, pathPrefix, times, value, retryAfter, retryAfterAsDate, field);
    }

    public Fault withRetryAfter(Duration value) {
        return new Fault(kind, pathPrefix, times, delay, value, false, field);
    }

    /// Like {@link #withRetryAfter}, but sent as an HTTP date.
    public Fault withRetryAfterDate(Duration value) {
        return new Fault(kind, pathPrefix, times, delay, value, true, field);
    }

    /// Like this, but befalling one field, wherever it is in the answer.
    public Fault onField(String name) {
        return new Fault(kind, pathPrefix, times, delay, retryAfter, retryAfterAsDate, name);
    }

    private static void requireRange(String name, Duration value, Duration max) {
        if (value.isNegative() || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    name + " was " + value + "; it must be from PT0S to " + max);
        }
    }
}
