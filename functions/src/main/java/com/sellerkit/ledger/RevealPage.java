package com.sellerkit.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Some of an account's reveals, newest first.
///
/// @param older the last one of them; absent if there are no older ones
public record RevealPage(List<Entry.BuyerRevealed> reveals, Optional<Place> older) {
    public RevealPage {
        reveals = List.copyOf(reveals);
    }

    /// A place in the list of reveals.
    ///
    /// @param at to the millisecond
    /// @param id the reveal there
    public record Place(Instant at, String id) {}
}
