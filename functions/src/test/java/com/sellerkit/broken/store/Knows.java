package com.sellerkit.broken.store;

/// Knows `connect`, which it may not.
public final class Knows {
    final com.sellerkit.broken.connect.Knows other;

    Knows(com.sellerkit.broken.connect.Knows other) {
        this.other = other;
    }
}
