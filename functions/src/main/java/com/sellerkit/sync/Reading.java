package com.sellerkit.sync;

import java.time.Instant;

/// One read of the platform.
///
/// @param source what made SellerKit read
/// @param sentAt when it asked; of two reads, the one sent later tells the newer state
/// @param seenAt when it had the answer
/// @param whole whether all of the answer could be read; otherwise it never replaces what bears the
///   same time, as it may lack what that has
record Reading(Source source, Instant sentAt, Instant seenAt, boolean whole) {
    /// A read of which nothing was lost, or whose loss is mended by whoever read.
    Reading(Source source, Instant sentAt, Instant seenAt) {
        this(source, sentAt, seenAt, true);
    }
}
