package com.sellerkit.broken.webhooks;

/// Knows `catalog`, which it may not.
public final class Knows {
    final com.sellerkit.broken.catalog.Knows other;

    Knows(com.sellerkit.broken.catalog.Knows other) {
        this.other = other;
    }
}
