package com.sellerkit.broken.ledger;

/// Knows `tiktok`, which it may not.
public final class Knows {
    final com.sellerkit.broken.tiktok.Knows other;

    Knows(com.sellerkit.broken.tiktok.Knows other) {
        this.other = other;
    }
}
