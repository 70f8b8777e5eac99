package com.sellerkit.broken.sync;

/// Knows `account`, which it may not.
public final class Knows {
    final com.sellerkit.broken.account.Knows other;

    Knows(com.sellerkit.broken.account.Knows other) {
        this.other = other;
    }
}
