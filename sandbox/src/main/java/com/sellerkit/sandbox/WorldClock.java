package com.sellerkit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The two times of the stand-in: the world's, which can be frozen and advanced, and the
/// protocol's, which is real time plus a skew.
final class WorldClock {
    static final Duration ADVANCE_MAX = Duration.ofDays(366);

    private final InstantSource realTime;
    private Instant anchor;
    private Duration offset = Duration.ZERO;
    private Duration skew = Duration.ZERO;
    private @Nullable Instant frozenAt;

    WorldClock(InstantSource realTime, SandboxClock mode) {
        this.realTime = realTime;
        this.anchor = wholeSeconds(realTime.instant());
        start(mode);
    }

    /// Starts over in the given mode: no offset, no skew.
    synchronized void start(SandboxClock mode) {
        offset = Duration.ZERO;
        skew = Duration.ZERO;
        switch (mode) {
            case SandboxClock.Frozen(Instant at) -> {
                anchor = wholeSeconds(at);
                frozenAt = anchor;
            }
            case SandboxClock.Running(Optional<Instant> since) -> {
                anchor = wholeSeconds(since.orElseGet(realTime::instant));
                frozenAt = null;
            }
        }
    }

    synchronized void restore(Saved.Clock saved) {
        anchor = Instant.ofEpochSecond(saved.anchor());
        offset = Duration.ofSeconds(saved.offsetSeconds());
        Long frozen = saved.frozenAt();
        frozenAt = frozen == null ? null : Instant.ofEpochSecond(frozen);
    }

    synchronized Saved.Clock saved() {
        Instant frozen = frozenAt;
        return new Saved.Clock(
                anchor.getEpochSecond(),
                frozen == null ? null : frozen.getEpochSecond(),
                offset.toSeconds());
    }

    synchronized Instant anchor() {
        return anchor;
    }

    /// The world's time, in whole seconds.
    synchronized Instant now() {
        Instant frozen = frozenAt;
        return frozen == null ? wholeSeconds(realTime.instant().plus(offset)) : frozen;
    }

    /// The time of the protocol checks, skew included.
    synchronized Instant protocolNow() {
        return realTime.instant().plus(skew);
    }

    synchronized boolean frozen() {
        return frozenAt != null;
    }

    synchronized Duration skew() {
        return skew;
    }

    synchronized void freeze() {
        frozenAt = now();
    }

    /// Lets time flow again, from where the world stands.
    synchronized void run() {
        Instant frozen = frozenAt;
        if (frozen == null) {
            return;
        }
        offset = Duration.between(wholeSeconds(realTime.instant()), frozen);
        frozenAt = null;
    }

    /// Moves the world's time forward, frozen or not; time never goes back.
    synchronized void advance(Duration by) {
        if (by.isNegative() || by.compareTo(ADVANCE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "advance was " + by + "; it must be from PT0S to " + ADVANCE_MAX);
        }
        Instant frozen = frozenAt;
        if (frozen == null) {
            offset = offset.plus(by);
        } else {
            frozenAt = frozen.plus(by);
        }
    }

    synchronized void skew(Duration by) {
        if (by.abs().compareTo(ADVANCE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "skew was " + by + "; it must be within ±" + ADVANCE_MAX);
        }
        skew = by;
    }

    private static Instant wholeSeconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
