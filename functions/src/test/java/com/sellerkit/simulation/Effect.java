package com.sellerkit.simulation;

import java.util.Set;

/// What a task is about to do to what it shares with others.
///
/// @param name says in a trace what is done; nothing secret
/// @param reads the places it reads
/// @param writes the places it changes
public record Effect(String name, Set<String> reads, Set<String> writes) {
    public Effect {
        reads = Set.copyOf(reads);
        writes = Set.copyOf(writes);
    }

    /// Looks at places.
    public static Effect reading(String name, String... places) {
        return new Effect(name, Set.of(places), Set.of());
    }

    /// Looks at places and changes them.
    public static Effect changing(String name, String... places) {
        return new Effect(name, Set.of(), Set.of(places));
    }

    /// Changes what every task sees at every step, such as the time.
    public static Effect changingAll(String name) {
        return changing(name, EVERYTHING);
    }

    private static final String EVERYTHING = "*";

    /// Whether both orders of the two come to the same.
    boolean commutesWith(Effect other) {
        return !touches(writes, other) && !touches(other.writes, this);
    }

    private static boolean touches(Set<String> changed, Effect other) {
        return changed.contains(EVERYTHING)
                || changed.stream()
                        .anyMatch(place ->
                                other.reads.contains(place) || other.writes.contains(place));
    }
}
