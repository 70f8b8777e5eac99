package com.sellerkit.tiktok;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How an answer differed from what is documented, by field; it never fails a page.
///
/// @param counts how often, by what was odd; names of fields only, never a value
public record Drift(Map<Oddity, Integer> counts) {
    /// Nothing was odd.
    public static final Drift NONE = new Drift(Map.of());

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,48}(\\.[a-z0-9_]{1,48}){0,8}");

    /// Enough to tell what happened; an answer of nothing but new fields is one event.
    private static final int FIELDS_MAX = 64;

    public Drift {
        counts = Map.copyOf(counts);
    }

    /// What can be odd about a field.
    public enum Kind {
        /// The platform sends a field that was not known.
        UNKNOWN,
        /// A field that is needed is not there.
        MISSING,
        /// A field is of another type than documented.
        RETYPED;

        /// The word of the interface and of the logs.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One field and what is odd about it.
    ///
    /// @param field the names down to it as the platform writes them, joined by dots; `?` if it is
    ///   no plain name
    public record Oddity(Kind kind, String field) implements Comparable<Oddity> {
        public Oddity {
            field = NAME.matcher(field).matches() ? field : "?";
        }

        @Override
        public int compareTo(Oddity other) {
            int byField = field.compareTo(other.field);
            return byField != 0 ? byField : kind.compareTo(other.kind);
        }
    }

    /// How many oddities there were in all.
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Counts while an answer is read.
    public static final class Counter {
        private final Map<Oddity, Integer> counts = new TreeMap<>();

        /// Counts one.
        public void count(Kind kind, String field) {
            Oddity oddity = new Oddity(kind, field);
            if (counts.size() < FIELDS_MAX || counts.containsKey(oddity)) {
                counts.merge(oddity, 1, Integer::sum);
            }
        }

        /// Adds what another reading counted.
        public void add(Drift other) {
            other.counts()
                    .forEach((oddity, times) -> {
                        if (counts.size() < FIELDS_MAX || counts.containsKey(oddity)) {
                            counts.merge(oddity, times, Integer::sum);
                        }
                    });
        }

        /// What was counted so far.
        public Drift drift() {
            return counts.isEmpty() ? NONE : new Drift(counts);
        }
    }
}
