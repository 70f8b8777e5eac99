package com.sellerkit.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long something took, round by round.
public final class Figures {
    private static final double NANOS_A_MILLISECOND = 1_000_000;
    private static final int HUNDRED = 100;

    private final List<Long> nanos = new ArrayList<>();

    public void add(Duration took) {
        nanos.add(took.toNanos());
    }

    /// The round below which the given share of all rounds stays, in milliseconds.
    ///
    /// @param share 0 to 1
    public double millis(double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int at = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, at)) / NANOS_A_MILLISECOND;
    }

    public double medianMillis() {
        return millis(0.5);
    }

    /// Everything in one line; the slowest hundredth only where it is one.
    @Override
    public String toString() {
        String slowest = nanos.size() < HUNDRED ? "" : ", p99 " + text(millis(0.99));
        return "median %s, p95 %s%s, best %s; %,d rounds"
                .formatted(
                        text(medianMillis()),
                        text(millis(0.95)),
                        slowest,
                        text(millis(0)),
                        nanos.size());
    }

    private static String text(double millis) {
        return (millis < 1 ? "%,.3f ms" : "%,.1f ms").formatted(millis);
    }
}
