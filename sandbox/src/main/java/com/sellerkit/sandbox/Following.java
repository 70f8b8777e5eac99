package com.sellerkit.sandbox;

import java.util.function.Consumer;

/// Keeps an index of a shop's orders up to date: what arrives is added, and after a change by the
/// control all is added anew.
final class Following {
    private final ShopWorld shop;
    private long edition = -1;
    private int seen;

    Following(ShopWorld shop) {
        this.shop = shop;
    }

    /// Brings the index up to `now`.
    ///
    /// @param forget empties the index
    /// @param add takes a life into it, whose future may lie after `now`
    void catchUp(long now, Runnable forget, Consumer<Timeline> add) {
        ShopWorld.Known known = shop.known(edition, seen, now);
        if (known.edition() != edition) {
            forget.run();
        }
        known.lives().forEach(add);
        edition = known.edition();
        seen = known.arrived();
    }
}
