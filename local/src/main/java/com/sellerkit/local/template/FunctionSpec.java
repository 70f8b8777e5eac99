package com.sellerkit.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A function as the template describes it.
///
/// @param id its logical id
/// @param name its physical name
/// @param code the archive it is packed in
/// @param reservedConcurrency how many instances it may have at once
/// @param retries how often a failed asynchronous invocation is repeated
/// @param onFailureQueue name of the queue that takes what failed to the last
public record FunctionSpec(
        String id,
        String name,
        String arn,
        String handler,
        Path code,
        Duration timeout,
        int memoryMegabytes,
        Map<String, String> environment,
        Optional<Integer> reservedConcurrency,
        int retries,
        Optional<String> onFailureQueue,
        List<EventSource> events) {
    public FunctionSpec {
        environment = Map.copyOf(environment);
        events = List.copyOf(events);
    }

    /// Whether browsers wait for this function.
    public boolean servesHttp() {
        return events.stream().anyMatch(EventSource.Route.class::isInstance);
    }
}
