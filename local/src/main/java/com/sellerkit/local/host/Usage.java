package com.sellerkit.local.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a function has done since the start.
///
/// @param failures how many of the invocations threw, timed out, crashed or found no free process
/// @param coldStarts how many processes were started for it
/// @param instances processes that run now
/// @param busy how many of them work on an event
/// @param last how long the last invocation took, the start of its process left out
/// @param median of the last invocations
/// @param high what 95 of 100 of them stayed within
public record Usage(
        String functionId,
        long invocations,
        long failures,
        long coldStarts,
        int instances,
        int busy,
        Optional<Instant> lastAt,
        Optional<Duration> last,
        Optional<Duration> median,
        Optional<Duration> high) {}
