package com.sellerkit.sandbox;

import java.util.List;

/// A seeded source of choices (SplitMix64): the same seed always falls the same way, on every
/// machine.
final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /// The choices that belong to one purpose of one thing, independent of every other purpose's.
    static Dice of(long seed, long thing, String purpose) {
        return new Dice(mix(seed ^ mix(thing + GAMMA) ^ mix(purpose.hashCode() * GAMMA)));
    }

    long next() {
        state += GAMMA;
        return mix(state);
    }

    /// An integer from 0 to `bound - 1`.
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /// An integer from `low` to `high`, both included.
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
