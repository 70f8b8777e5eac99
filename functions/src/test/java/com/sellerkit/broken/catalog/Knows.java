package com.sellerkit.broken.catalog;

/// Knows `platform`, which it may not.
public final class Knows {
    final com.sellerkit.broken.platform.Knows other;

    Knows(com.sellerkit.broken.platform.Knows other) {
        this.other = other;
    }
}
