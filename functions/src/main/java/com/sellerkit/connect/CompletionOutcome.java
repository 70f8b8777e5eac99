package com.sellerkit.connect;

/// What came of completing an authorization.
public sealed interface CompletionOutcome {
    /// The shops are known and wait for the confirmation.
    record Named(Completion completion) implements CompletionOutcome {}

    /// It could not be completed.
    record Failed(ConnectFault fault) implements CompletionOutcome {}
}
