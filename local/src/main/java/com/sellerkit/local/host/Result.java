package com.sellerkit.local.host;

/// How an invocation ended.
public sealed interface Result {
    /// The function returned.
    ///
    /// @param body what it wrote, in JSON
    record Answered(String body) implements Result {}

    /// The function threw.
    ///
    /// @param error the error as Lambda reports it, in JSON
    record Failed(String error) implements Result {}

    /// The function took longer than its timeout and was ended.
    record TimedOut(int seconds) implements Result {}

    /// The process ended before it answered.
    record Crashed(int exitCode) implements Result {}

    /// All instances stayed busy for too long.
    record Throttled() implements Result {}
}
