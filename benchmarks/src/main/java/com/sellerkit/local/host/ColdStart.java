package com.sellerkit.local.host;

import com.sellerkit.local.template.FunctionSpec;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// One fresh process of a function under AWS's runtime interface client, from its start to its
/// first answer.
///
/// @param constructed from the start until the function asks for its first event
/// @param firstCall that event, from handing it over to the answer
/// @param computing what the process spent of the processors
/// @param answer what it said, in JSON
public record ColdStart(
        Duration constructed, Duration firstCall, Duration computing, String answer) {
    /// From the start to the answer.
    public Duration whole() {
        return constructed.plus(firstCall);
    }

    /// Starts, asks once, ends.
    ///
    /// @param change what is to be started otherwise than planned
    /// @throws IllegalStateException if the function does not answer
    public static ColdStart measure(
            FunctionSpec function,
            LaunchPlan plan,
            FunctionLog log,
            String event,
            UnaryOperator<ChildProcess.Launch> change) {
        long begun = System.nanoTime();
        try (var instance = new Instance(function, plan, log, change)) {
            boolean constructed = instance.ready().join();
            long ready = System.nanoTime();
            Result result = instance.invoke("00000000-0000-4000-8000-0000000000aa", event);
            long answered = System.nanoTime();
            if (!constructed || !(result instanceof Result.Answered(String answer))) {
                throw new IllegalStateException(
                        "%s did not answer: %s; it printed %s"
                                .formatted(function.id(), result, log.lines()));
            }
            return new ColdStart(
                    Duration.ofNanos(ready - begun),
                    Duration.ofNanos(answered - ready),
                    instance.computing(),
                    answer);
        }
    }
}
