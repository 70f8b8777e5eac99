package com.sellerkit.sync;

import java.time.Instant;

/// One read of the platform.
///
/// @param source what made SellerKit read
/// @param sentAt when it asked; of two reads, the one sent later tells the newer state
/// @param seenAt when it had the answer
record Reading(Source source, Instant sentAt, Instant seenAt) {}
