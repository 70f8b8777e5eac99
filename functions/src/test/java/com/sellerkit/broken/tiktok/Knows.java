package com.sellerkit.broken.tiktok;

/// Knows `site`, which it may not.
public final class Knows {
    final com.sellerkit.broken.site.Knows other;

    Knows(com.sellerkit.broken.site.Knows other) {
        this.other = other;
    }
}
