package com.sellerkit.sync;

import java.util.Locale;

/// What made SellerKit read something from the platform.
public enum Source {
    /// The first walk through everything there is.
    BACKFILL,
    /// Asking for changes at intervals, or because a person asked for it.
    POLL,
    /// The platform said that there is something new.
    WEBHOOK,
    /// The first walk through the changes after the shop was connected anew.
    RECONNECT,
    /// Reading again what should be kept already, in case something changed without a word.
    RECHECK;

    /// The word of the interface, and of what is kept.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Source of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
