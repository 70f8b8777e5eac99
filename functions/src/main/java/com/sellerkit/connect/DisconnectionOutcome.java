package com.sellerkit.connect;

/// What came of a person's wish to disconnect a shop.
public sealed interface DisconnectionOutcome {
    /// Nothing of the shop is read any more.
    record Disconnected(Shop shop) implements DisconnectionOutcome {}

    /// The name that was typed is not the shop's.
    record NameMismatch(String name) implements DisconnectionOutcome {}

    /// It was disconnected before.
    record AlreadyDisconnected() implements DisconnectionOutcome {}

    /// The account has no such shop.
    record NotFound() implements DisconnectionOutcome {}
}
