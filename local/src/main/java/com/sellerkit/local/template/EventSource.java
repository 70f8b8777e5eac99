package com.sellerkit.local.template;

import java.util.Optional;

/// What starts a function, as its `Events` say.
public sealed interface EventSource {
    /// A route of a REST API or an HTTP API.
    ///
    /// @param api the API's logical id
    /// @param method upper-case, or `ANY`
    /// @param authorized whether a bearer token is required
    record Route(String api, String method, String path, boolean authorized)
            implements EventSource {}

    /// Messages of a queue, in batches.
    ///
    /// @param windowSeconds how long a batch may wait to fill
    /// @param maximumConcurrency batches underway at once
    /// @param partialFailures whether the function reports the messages that failed
    record Messages(
            String queueName,
            int batchSize,
            int windowSeconds,
            int maximumConcurrency,
            boolean partialFailures)
            implements EventSource {}

    /// Facts on a bus that match a pattern.
    record Facts(
            String ruleName,
            String busName,
            String pattern,
            int retries,
            Optional<String> deadLetterQueue)
            implements EventSource {}

    /// The passing of time.
    record Schedule(
            String ruleName, ScheduleExpression expression, Optional<String> input, boolean enabled)
            implements EventSource {}
}
