package com.sellerkit.store;

/// Where a record stands in an index.
///
/// @param partition 1 to 512 characters
/// @param sort 1 to 512 characters
public record IndexKey(String partition, String sort) {
    public IndexKey {
        Key.check("partition", partition);
        Key.check("sort", sort);
    }
}
