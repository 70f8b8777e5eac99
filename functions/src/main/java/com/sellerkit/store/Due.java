package com.sellerkit.store;

import java.time.Instant;

/// When a record wants to be looked at, in the sparse due index.
///
/// @param partition the shard of the index
/// @param at to the millisecond
public record Due(String partition, Instant at) {
    public Due {
        Key.check("partition", partition);
        at = Instant.ofEpochMilli(at.toEpochMilli());
    }
}
