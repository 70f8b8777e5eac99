package com.sellerkit.broken.account;

/// Knows `sync`, which it may not.
public final class Knows {
    final com.sellerkit.broken.sync.Knows other;

    Knows(com.sellerkit.broken.sync.Knows other) {
        this.other = other;
    }
}
