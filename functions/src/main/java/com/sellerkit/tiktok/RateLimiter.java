package com.sellerkit.tiktok;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Keeps calls under the platform's moving quota, per line: a shop and an endpoint.
///
/// A line begins at 10 calls a second. Each success adds to its rate, up to 20; a call that the
/// platform throttles halves what was used, down to a call in 10 seconds, closes the line for as
/// long as the platform says, and marks that rate as too much for five minutes. So a line settles
/// below what the platform takes, and asks only now and then whether it takes more.
///
/// Less urgent calls may use a share of the rate only, and never book a place ahead of time, so
/// that no urgent call waits behind them; in return they give way for ten seconds at most. What one
/// instance learns, another does not know: how the lines of several come to terms is in
/// `docs/adr/0013`.
final class RateLimiter {
    static final double CALLS_PER_SECOND_FIRST = 10;
    static final double CALLS_PER_SECOND_MAX = 20;
    static final double CALLS_PER_SECOND_MIN = 0.1;

    /// Calls that may follow each other at once are those of half a second.
    static final double BURST_SECONDS = 0.5;

    /// How long a line stays below what was too much.
    static final Duration CAUTION = Duration.ofMinutes(5);

    /// A line in use gains a call per second each second; a slow one not all of that at once.
    private static final double GAIN_PER_SECOND = 1;

    private static final double GAIN_PER_CALL_MAX = 0.5;
    private static final double DECREASE = 0.5;
    private static final double BELOW_TOO_MUCH = 0.9;

    /// So many seconds without a place, and a less urgent call no longer gives way.
    private static final double PATIENCE_SECONDS = 10;

    /// More than what adding seconds up may be wrong by.
    private static final double ROUNDING_NANOS = 1e-3;

    static final int LINES_MAX = 10_000;

    private final InstantSource clock;
    private final Map<String, Line> lines =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Line> eldest) {
                    return size() > LINES_MAX;
                }
            };

    RateLimiter(InstantSource clock) {
        this.clock = clock;
    }

    /// What came of asking for a place.
    ///
    /// @param after how long to wait; before the call if the place is taken, else before asking
    ///   again
    record Place(Duration after, boolean isTaken) {}

    /// Takes a place in a line, if it comes within `waitMax`. Only the most urgent calls book one
    /// ahead of time; every other is told how long to wait before it asks again.
    synchronized Place take(String name, Urgency urgency, Duration waitMax) {
        Line line = line(name);
        double seconds = line.after(urgency);
        Duration wait = Duration.ofNanos((long) Math.ceil(seconds * 1e9 - ROUNDING_NANOS));
        boolean booksAhead = urgency == Urgency.LIVE && wait.compareTo(waitMax) <= 0;
        boolean isTaken = wait.isZero() || booksAhead;
        if (isTaken) {
            line.use(urgency);
        }
        return new Place(wait, isTaken);
    }

    /// Notes that the platform answered a call of this line.
    synchronized void succeeded(String name) {
        line(name).gain();
    }

    /// Notes that the platform throttled a call.
    ///
    /// @param sentAt when the call was sent; one that was sent before the line slowed down says
    ///   nothing about its rate since
    /// @param told for how long the platform wants no further call
    synchronized void throttled(String name, Urgency urgency, Instant sentAt, Duration told) {
        Line line = line(name);
        line.closed = Math.max(line.closed, seconds(told));
        if (!sentAt.isBefore(line.slowedAt)) {
            line.slowDown(urgency);
            line.slowedAt = clock.instant();
        }
    }

    /// The rate now allowed to calls of this urgency.
    synchronized double callsPerSecond(String name, Urgency urgency) {
        return line(name).rate * urgency.share();
    }

    synchronized int lines() {
        return lines.size();
    }

    private Line line(String name) {
        Instant now = clock.instant();
        Line line = lines.computeIfAbsent(name, _ -> new Line(now));
        line.pass(seconds(Duration.between(line.seenAt, now)));
        line.seenAt = now;
        return line;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /// What is known of a line. All times are seconds that are left, so that a clock that is set
    /// back lengthens none.
    private static final class Line {
        private Instant seenAt;
        private Instant slowedAt = Instant.MIN;
        private double rate = CALLS_PER_SECOND_FIRST;
        private double limit = CALLS_PER_SECOND_MAX;
        private double cautious;
        private double closed;

        private final Map<Urgency, Share> shares = new EnumMap<>(Urgency.class);

        /// The shares of which a call of an urgency uses something.
        private final Map<Urgency, List<Share>> counting = new EnumMap<>(Urgency.class);

        Line(Instant now) {
            seenAt = now;
            for (Urgency urgency : Urgency.values()) {
                shares.put(urgency, new Share(urgency));
            }
            for (Urgency call : Urgency.values()) {
                counting.put(
                        call,
                        shares.values().stream().filter(share -> share.counts(call)).toList());
            }
        }

        void pass(double seconds) {
            double passed = Math.max(0, seconds);
            closed = Math.max(0, closed - passed);
            cautious = Math.max(0, cautious - passed);
            for (Share share : shares.values()) {
                share.paid = Math.max(0, share.paid - passed);
                share.sinceUsed += passed;
            }
        }

        /// How long a call of this urgency has to wait: for its own share, and, as long as it has
        /// the patience, for what the more urgent ones have booked.
        double after(Urgency urgency) {
            Share own = share(urgency);
            double patience = Math.max(0, PATIENCE_SECONDS - own.sinceUsed);
            double after = Math.max(closed, own.after(rate));
            for (Share share : countingFor(urgency)) {
                after = Math.max(after, Math.min(share.after(rate), patience));
            }
            return after;
        }

        private Share share(Urgency urgency) {
            return Objects.requireNonNull(shares.get(urgency));
        }

        void use(Urgency urgency) {
            for (Share share : countingFor(urgency)) {
                share.paid += share.interval(rate);
            }
            share(urgency).sinceUsed = 0;
        }

        private List<Share> countingFor(Urgency urgency) {
            return Objects.requireNonNull(counting.get(urgency));
        }

        void gain() {
            double most = cautious > 0 ? limit : CALLS_PER_SECOND_MAX;
            double gained = rate + Math.min(GAIN_PER_SECOND / rate, GAIN_PER_CALL_MAX);
            rate = Math.max(rate, Math.min(most, gained));
        }

        void slowDown(Urgency urgency) {
            double used = rate * urgency.share();
            rate = Math.max(CALLS_PER_SECOND_MIN, used * DECREASE);
            limit = Math.max(CALLS_PER_SECOND_MIN, used * BELOW_TOO_MUCH);
            cautious = seconds(CAUTION);
        }
    }

    /// What was used of one share of a line: by calls of its urgency and of every less urgent one.
    private static final class Share {
        private final Urgency urgency;

        /// For how long what was used is paid for.
        private double paid;

        private double sinceUsed;

        Share(Urgency urgency) {
            this.urgency = urgency;
        }

        boolean counts(Urgency call) {
            return call.share() <= urgency.share();
        }

        double interval(double rate) {
            return 1 / (rate * urgency.share());
        }

        double after(double rate) {
            return paid - Math.max(0, BURST_SECONDS - interval(rate));
        }
    }
}
