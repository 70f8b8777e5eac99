package com.sellerkit.store;

import java.util.List;
import java.util.Optional;

/// One part of a query's results.
///
/// @param items at most as many as the limit; of an index sometimes fewer although more follow,
///   since records that have left their place in the meantime are left out
/// @param next where to go on; present exactly if there was more when it was read
public record Slice(List<Item> items, Optional<Position> next) {
    public Slice {
        items = List.copyOf(items);
    }
}
