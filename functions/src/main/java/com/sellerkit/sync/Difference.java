package com.sellerkit.sync;

import java.util.Locale;
import java.util.Optional;

/// One thing in which a record differs from what was kept before: that it differs, and only for a
/// status from what to what.
///
/// @param from the status before, if it is known
/// @param to the status after
public record Difference(What what, Optional<String> from, Optional<String> to) {

    /// The kinds of things that can differ.
    public enum What {
        /// Nothing was kept before.
        FIRST_SEEN,
        STATUS,
        ADDRESS,
        TRACKING,
        /// Something that has no word of its own here.
        OTHER;

        /// The word of the interface, and of what is kept.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static What of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    static Difference in(What what) {
        return new Difference(what, Optional.empty(), Optional.empty());
    }

    static Difference firstSeen(String status) {
        return new Difference(What.FIRST_SEEN, Optional.empty(), Optional.of(status));
    }

    static Difference status(String from, String to) {
        return new Difference(What.STATUS, Optional.of(from), Optional.of(to));
    }
}
