package com.sellerkit.local.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.engines.QueueEngine;
import com.sellerkit.local.host.FunctionHost;
import com.sellerkit.local.host.Result;
import com.sellerkit.local.template.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Invokes functions whose result nobody waits for: repeats what failed, and puts what failed to
/// the last on a queue.
public final class AsyncInvoker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Lambda waits one minute, then two; nobody wants to wait that long at their own machine.
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

    private final FunctionHost host;
    private final QueueEngine queues;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public AsyncInvoker(FunctionHost host, QueueEngine queues) {
        this.host = host;
        this.queues = queues;
    }

    /// Accepts an event for a function and returns at once.
    public void accept(FunctionSpec function, String event) {
        threads.execute(() -> run(function, event));
    }

    private void run(FunctionSpec function, String event) {
        String requestId = java.util.UUID.randomUUID().toString();
        Duration wait = FIRST_WAIT;
        int attempts = 1 + function.retries();
        for (int attempt = 1; attempt <= attempts; attempt++) {
            Result result;
            try {
                result = host.invoke(function.id(), requestId, event);
            } catch (RuntimeException e) {
                host.note(function.id(), "Could not be started: " + e.getMessage());
                result = new Result.Crashed(-1);
            }
            if (result instanceof Result.Answered || Thread.currentThread().isInterrupted()) {
                return;
            }
            host.note(
                    function.id(),
                    "Asynchronous invocation failed, attempt "
                            + attempt
                            + " of "
                            + attempts
                            + ": "
                            + result);
            if (attempt == attempts) {
                if (function.onFailureQueue().isPresent()) {
                    queues.send(
                            function.onFailureQueue().get(),
                            failure(function, event, requestId, attempts, result));
                }
                return;
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                return;
            }
            wait = wait.multipliedBy(2);
        }
    }

    /// The record that Lambda sends to an on-failure destination.
    private static String failure(
            FunctionSpec function, String event, String requestId, int attempts, Result result) {
        ObjectNode failure =
                JSON.createObjectNode()
                        .put("version", "1.0")
                        .put("timestamp", Instant.now().toString());
        failure.putObject("requestContext")
                .put("requestId", requestId)
                .put("functionArn", function.arn() + ":live")
                .put("condition", "RetriesExhausted")
                .put("approximateInvokeCount", attempts);
        failure.set("requestPayload", parse(event));
        failure.putObject("responseContext")
                .put("statusCode", 200)
                .put("executedVersion", "$LATEST")
                .put("functionError", "Unhandled");
        failure.set(
                "responsePayload",
                result instanceof Result.Failed(String error) ? parse(error) : JSON.nullNode());
        return failure.toString();
    }

    private static com.fasterxml.jackson.databind.JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(json);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
