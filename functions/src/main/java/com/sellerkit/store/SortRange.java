package com.sellerkit.store;

import java.time.Instant;

/// Which sort keys a query takes.
public sealed interface SortRange {
    /// All of them.
    record All() implements SortRange {}

    /// Those that begin with a text.
    record Prefix(String prefix) implements SortRange {
        public Prefix {
            Key.check("prefix", prefix);
        }
    }

    /// Those from one text to another, both included.
    record Between(String from, String to) implements SortRange {
        public Between {
            Key.check("lower end", from);
            Key.check("upper end", to);
        }
    }

    /// Those due at or before a moment; for the due index only.
    record DueBy(Instant at) implements SortRange {}
}
