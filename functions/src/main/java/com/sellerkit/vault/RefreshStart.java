package com.sellerkit.vault;

import com.sellerkit.platform.Secret;
import java.time.Instant;

/// What came of the wish to refresh a connection's tokens.
public sealed interface RefreshStart {
    /// The caller alone may refresh until the lease ends.
    ///
    /// @param refreshToken the newest refresh token
    /// @param version the version of the pair it belongs to
    /// @param leaseId names this lease
    record Lease(Secret refreshToken, long version, String leaseId) implements RefreshStart {}

    /// Somebody else is at it.
    ///
    /// @param until when that lease ends at the latest
    record HeldByOther(Instant until) implements RefreshStart {}

    /// There are no tokens of this owner.
    record NoTokens() implements RefreshStart {}
}
