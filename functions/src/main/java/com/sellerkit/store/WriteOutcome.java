package com.sellerkit.store;

import java.util.List;

/// What came of a write.
public sealed interface WriteOutcome {
    /// All of it was stored durably.
    record Written() implements WriteOutcome {}

    /// Nothing of it was stored.
    ///
    /// @param indexes the positions, from 0, of the writes whose condition did not hold
    record Refused(List<Integer> indexes) implements WriteOutcome {
        public Refused {
            indexes = List.copyOf(indexes);
        }
    }

    /// Whether all of it was stored.
    default boolean isWritten() {
        return this instanceof Written;
    }
}
