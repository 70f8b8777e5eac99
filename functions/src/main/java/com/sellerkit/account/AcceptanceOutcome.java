package com.sellerkit.account;

/// What came of accepting the terms.
public sealed interface AcceptanceOutcome {
    /// The person is a member, with these terms accepted.
    record Accepted(Membership membership) implements AcceptanceOutcome {}

    /// That version is not the one in force; nothing was stored.
    record Outdated() implements AcceptanceOutcome {}

    /// The person did not confirm being an adult; nothing was stored.
    record NotAdult() implements AcceptanceOutcome {}
}
