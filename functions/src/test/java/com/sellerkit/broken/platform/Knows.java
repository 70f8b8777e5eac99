package com.sellerkit.broken.platform;

/// Knows `store`, which it may not.
public final class Knows {
    final com.sellerkit.broken.store.Knows other;

    Knows(com.sellerkit.broken.store.Knows other) {
        this.other = other;
    }
}
