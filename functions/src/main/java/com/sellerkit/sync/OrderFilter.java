package com.sellerkit.sync;

import java.time.Instant;
import java.util.Optional;

/// Which orders to list.
///
/// @param status exactly this status; absent means all
/// @param from placed at or after this moment
/// @param to placed before this moment
public record OrderFilter(Optional<String> status, Optional<Instant> from, Optional<Instant> to) {
    /// All orders.
    public static final OrderFilter ALL =
            new OrderFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
