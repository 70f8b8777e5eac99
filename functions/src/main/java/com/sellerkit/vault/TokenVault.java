package com.sellerkit.vault;

import java.time.Instant;
import java.util.Optional;

/// Keeps the tokens of every connection sealed, and lets one at a time refresh them.
public interface TokenVault {
    /// Keeps a pair, in place of any pair there was, and ends any lease; the version rises.
    void store(TokenOwner owner, TokenPair pair);

    /// The newest access token, expired or not; empty if the owner has none.
    ///
    /// @throws CannotOpen if the stored token was sealed for another owner or its key is gone
    Optional<AccessToken> access(TokenOwner owner);

    /// Asks to be the one who refreshes. A lease that has ended is taken over.
    ///
    /// @param leaseUntil when the lease ends if nobody completes or abandons it; in the future
    RefreshStart beginRefresh(TokenOwner owner, Instant leaseUntil);

    /// Keeps the new pair if the lease is still the caller's, even past its end, or if the pair
    /// that the lease gave out is still the newest: whoever took over meanwhile may find that its
    /// refresh token was spent for this pair, which is then the only one that works.
    ///
    /// @return false, with nothing stored, if another pair came in between
    boolean completeRefresh(TokenOwner owner, RefreshStart.Lease lease, TokenPair pair);

    /// Gives the lease back; does nothing if it is no longer the caller's.
    void abandonRefresh(TokenOwner owner, RefreshStart.Lease lease);

    /// Deletes the owner's tokens; does nothing if there are none.
    void destroy(TokenOwner owner);
}
