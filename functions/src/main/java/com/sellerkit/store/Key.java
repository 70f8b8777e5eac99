package com.sellerkit.store;

/// Names one record of a table.
///
/// @param partition 1 to 512 characters
/// @param sort 1 to 512 characters
public record Key(String partition, String sort) {
    private static final int LENGTH_MAX = 512;

    public Key {
        check("partition", partition);
        check("sort", sort);
    }

    static void check(String part, String value) {
        if (value.isEmpty() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "%s of a key has %d characters; allowed is 1 to %d"
                            .formatted(part, value.length(), LENGTH_MAX));
        }
    }
}
