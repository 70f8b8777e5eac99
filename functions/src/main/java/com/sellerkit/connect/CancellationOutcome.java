package com.sellerkit.connect;

/// What came of cancelling a completion.
public sealed interface CancellationOutcome {
    /// What TikTok handed over is destroyed, now or by an earlier try.
    record Cancelled() implements CancellationOutcome {}

    /// There is no such completion of this person.
    record NotFound() implements CancellationOutcome {}

    /// It was confirmed before, so there is nothing to cancel.
    record AlreadyConnected() implements CancellationOutcome {}
}
