package com.sellerkit.local.host;

import com.sellerkit.local.http.Loopback;
import com.sellerkit.local.template.FunctionSpec;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/// One process of a function, and the Lambda Runtime API that it takes its events from.
final class Instance implements AutoCloseable {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final FunctionSpec function;
    private final HttpServer api;
    private final ChildProcess process;
    private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> underway = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile Duration lastTook = Duration.ZERO;

    private record Invocation(
            String id,
            String event,
            CompletableFuture<Boolean> taken,
            CompletableFuture<Result> result) {}

    Instance(FunctionSpec function, LaunchPlan plan, FunctionLog log) {
        this(function, plan, log, UnaryOperator.identity());
    }

    /// @param change what is to be started otherwise than planned
    Instance(
            FunctionSpec function,
            LaunchPlan plan,
            FunctionLog log,
            UnaryOperator<ChildProcess.Launch> change) {
        this.function = function;
        api = Loopback.serve(0, "/2018-06-01/runtime/", this::serve);
        process =
                ChildProcess.start(
                        change.apply(
                                plan.launch(function, "127.0.0.1:" + api.getAddress().getPort())),
                        plan.bootstrap(),
                        log::line);
        var _ =
                process.exit()
                        .thenAccept(code -> {
                            ready.complete(false);
                            underway.values()
                                    .forEach(invocation ->
                                            invocation.result().complete(new Result.Crashed(code)));
                            next.forEach(invocation -> {
                                invocation.taken().complete(false);
                                invocation.result().complete(new Result.Crashed(code));
                            });
                            if (!closed) {
                                log.line(
                                        "The process of "
                                                + function.id()
                                                + " ended with exit code "
                                                + code
                                                + "; the next event starts a new one.");
                            }
                        });
    }

    /// Completes with true when the function has been constructed, with false when that failed.
    CompletableFuture<Boolean> ready() {
        return ready;
    }

    /// The time that its process has spent computing, in steps of 10 ms.
    Duration computing() {
        return ProcessHandle.of(process.pid())
                .flatMap(running -> running.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    boolean isAlive() {
        return process.isAlive() && !closed;
    }

    /// How long the last event took, once it was taken.
    Duration lastTook() {
        return lastTook;
    }

    /// Runs one event to its end.
    Result invoke(String id, String event) {
        var invocation =
                new Invocation(id, event, new CompletableFuture<>(), new CompletableFuture<>());
        next.add(invocation);
        if (!process.isAlive()) {
            return new Result.Crashed(process.exit().join());
        }
        long begun = System.nanoTime();
        try {
            // The time to start is not the function's: Lambda counts it apart as well.
            invocation.taken().get(START_MAX.toMillis(), TimeUnit.MILLISECONDS);
            begun = System.nanoTime();
            return invocation.result().get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Result.TimedOut((int) function.timeout().toSeconds());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Crashed(-1);
        } finally {
            lastTook = Duration.ofNanos(System.nanoTime() - begun);
            underway.remove(id);
            next.remove(invocation);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                ready.complete(true);
                give(exchange);
            } else if (path.endsWith("/init/error")) {
                exchange.getRequestBody().readAllBytes();
                answer(exchange, 202);
            } else if (path.startsWith(INVOCATION)) {
                String body =
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String[] parts = path.substring(INVOCATION.length()).split("/", -1);
                Invocation invocation = underway.get(parts[0]);
                if (invocation != null) {
                    boolean failed = parts[parts.length - 1].equals("error");
                    // The instance must be free again before the caller hears of it.
                    answer(exchange, 202);
                    invocation
                            .result()
                            .complete(failed ? new Result.Failed(body) : new Result.Answered(body));
                } else {
                    answer(exchange, 400);
                }
            } else {
                answer(exchange, 404);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation invocation = next.take();
        underway.put(invocation.id(), invocation);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(System.currentTimeMillis() + function.timeout().toMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", function.arn() + ":live");
        headers.set(
                "Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        headers.set("Content-Type", "application/json");
        invocation.taken().complete(true);
        byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    static Map<String, String> lambdaEnvironment(
            FunctionSpec function, String runtimeApi, String region) {
        var environment = new TreeMap<String, String>();
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("_HANDLER", function.handler());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        environment.put("TZ", ":UTC");
        environment.put("LANG", "en_US.UTF-8");
        return environment;
    }

    /// Asks the process to end and waits, so that it can write down what it has learned.
    void finish(Duration patience) {
        closed = true;
        process.finish(patience);
    }

    @Override
    public void close() {
        closed = true;
        process.close();
        api.stop(0);
    }
}
