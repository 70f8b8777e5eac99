package com.sellerkit.connect;

/// What came of confirming a completion.
public sealed interface ConfirmationOutcome {
    /// The chosen shops are connected, now or by an earlier try.
    record Connected(Connection connection) implements ConfirmationOutcome {}

    /// There is no such completion of this person.
    record NotFound() implements ConfirmationOutcome {}

    /// It could not be confirmed; nothing was connected.
    record Failed(ConnectFault fault) implements ConfirmationOutcome {}
}
