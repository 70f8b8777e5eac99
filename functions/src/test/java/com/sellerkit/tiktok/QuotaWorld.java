package com.sellerkit.tiktok;

import com.sellerkit.platform.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// A platform that takes so many calls a second and throttles the others, and callers who call it
/// through rate limiters, on a clock of their own.
final class QuotaWorld {
    static final String LINE = "shop /path";
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final ManualTime time = new ManualTime(START);
    private final List<Caller> callers = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Deque<Instant> taken = new ArrayDeque<>();
    private double callsPerSecond;
    private Duration retryAfter = Duration.ofSeconds(1);

    QuotaWorld(double callsPerSecond) {
        this.callsPerSecond = callsPerSecond;
    }

    /// A call as the platform saw it.
    ///
    /// @param waited how long the caller had waited for its place
    record Sent(Caller by, Duration waited, Instant at, boolean isThrottled) {}

    /// Somebody who calls again as soon as the last call was answered and some time has passed.
    static final class Caller {
        private final RateLimiter limiter;
        private final Urgency urgency;
        private final Duration latency;
        private final Duration rest;
        private Instant next = START;
        private Instant wantedSince = START;
        private boolean hasPlace;

        Caller(RateLimiter limiter, Urgency urgency, Duration latency, Duration rest) {
            this.limiter = limiter;
            this.urgency = urgency;
            this.latency = latency;
            this.rest = rest;
        }
    }

    Caller add(RateLimiter limiter, Urgency urgency, Duration latency, Duration rest) {
        Caller caller = new Caller(limiter, urgency, latency, rest);
        callers.add(caller);
        return caller;
    }

    RateLimiter limiter() {
        return new RateLimiter(time);
    }

    /// The platform takes so many calls a second from now on.
    void take(double calls) {
        callsPerSecond = calls;
    }

    void tellToWait(Duration told) {
        retryAfter = told;
    }

    /// Lets everybody call for a while.
    void run(Duration duration) {
        Instant end = time.instant().plus(duration);
        PriorityQueue<Caller> turns = new PriorityQueue<>(Comparator.comparing(each -> each.next));
        turns.addAll(callers);
        while (turns.element().next.isBefore(end)) {
            Caller caller = turns.remove();
            if (caller.next.isAfter(time.instant())) {
                time.set(caller.next);
            }
            turn(caller);
            turns.add(caller);
        }
        time.set(end);
    }

    private void turn(Caller caller) {
        Instant now = time.instant();
        if (!caller.hasPlace) {
            RateLimiter.Place place =
                    caller.limiter.take(LINE, caller.urgency, Duration.ofMinutes(10));
            caller.hasPlace = place.isTaken();
            caller.next = now.plus(place.after());
            if (!place.isTaken() && place.after().isZero()) {
                throw new AssertionError("no place and nothing to wait for");
            }
            return;
        }
        boolean isThrottled = !take(now);
        sent.add(new Sent(caller, Duration.between(caller.wantedSince, now), now, isThrottled));
        if (isThrottled) {
            caller.limiter.throttled(LINE, caller.urgency, now, retryAfter);
        } else {
            caller.limiter.succeeded(LINE);
        }
        caller.hasPlace = false;
        caller.next = now.plus(caller.latency).plus(caller.rest);
        caller.wantedSince = caller.next;
    }

    /// Whether the platform takes a call: no more in the last seconds than in as many it takes.
    private boolean take(Instant now) {
        double window = Math.max(1, 2 / callsPerSecond);
        Instant since = now.minusNanos((long) (window * 1e9));
        while (!taken.isEmpty() && !taken.getFirst().isAfter(since)) {
            taken.removeFirst();
        }
        if (taken.size() + 1 > callsPerSecond * window) {
            return false;
        }
        taken.add(now);
        return true;
    }

    /// The calls that fit, from this long after the beginning on.
    List<Sent> sent(Duration from, Predicate<Sent> which) {
        Instant since = START.plus(from);
        return sent.stream().filter(each -> !each.at().isBefore(since)).filter(which).toList();
    }
}
