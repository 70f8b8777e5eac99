package com.sellerkit.local.host;

import com.sellerkit.local.template.FunctionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Runs the functions: each in processes of its own, started at the first event and kept warm.
public final class FunctionHost implements AutoCloseable {
    private static final int HTTP_INSTANCES_MAX = 3;
    private static final int OTHER_INSTANCES_MAX = 2;
    private static final Duration BUSY_MAX = Duration.ofSeconds(90);

    /// How long an event waits for a busy instance before another one is started.
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final LaunchPlan plan;
    private final Map<String, Pool> pools = new TreeMap<>();
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();

    /// @param logs the folder of log files
    /// @param shown whether what functions print also goes to standard output
    public FunctionHost(List<FunctionSpec> functions, LaunchPlan plan, Path logs, boolean shown) {
        this.plan = plan;
        for (FunctionSpec function : functions) {
            pools.put(
                    function.id(), new Pool(function, new FunctionLog(logs, function.id(), shown)));
        }
    }

    /// Runs a function with an event and waits for its end.
    public Result invoke(String functionId, String event) {
        return invoke(functionId, UUID.randomUUID().toString(), event);
    }

    /// Runs a function with an event, under a given request id, and waits for its end.
    public Result invoke(String functionId, String requestId, String event) {
        return pool(functionId).invoke(requestId, event);
    }

    /// Starts a process for a function before its first event.
    public void warm(String functionId) {
        pool(functionId).warm();
    }

    /// Completes once the first process of any function waits for events.
    public CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    /// What a function has printed, oldest line first.
    public List<String> lines(String functionId) {
        return pool(functionId).log.lines();
    }

    /// What each function has done since the start, by name.
    public List<Usage> usage() {
        return pools.values().stream().map(Pool::usage).toList();
    }

    /// Notes something about a function in its log.
    public void note(String functionId, String line) {
        pool(functionId).log.line(line);
    }

    private Pool pool(String functionId) {
        Pool pool = pools.get(functionId);
        if (pool == null) {
            throw new IllegalArgumentException(
                    "There is no function " + functionId + "; there are " + pools.keySet());
        }
        return pool;
    }

    @Override
    public void close() {
        pools.values().forEach(Pool::close);
    }

    private final class Pool {
        private final FunctionSpec function;
        private final FunctionLog log;
        private final int most;
        private final Meter meter = new Meter();
        private final BlockingQueue<Instance> idle = new LinkedBlockingQueue<>();
        private final java.util.Set<Instance> all =
                java.util.concurrent.ConcurrentHashMap.newKeySet();
        private int count;
        private boolean starting;
        private boolean closed;

        Pool(FunctionSpec function, FunctionLog log) {
            this.function = function;
            this.log = log;
            int usual = function.servesHttp() ? HTTP_INSTANCES_MAX : OTHER_INSTANCES_MAX;
            this.most = Math.max(1, Math.min(usual, function.reservedConcurrency().orElse(usual)));
        }

        Result invoke(String requestId, String event) {
            Instance instance;
            try {
                instance = take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Result.Throttled();
            }
            if (instance == null) {
                Result throttled = new Result.Throttled();
                meter.count(throttled);
                return throttled;
            }
            Result result = instance.invoke(requestId, event);
            meter.ended(result, instance.lastTook());
            switch (result) {
                case Result.Answered _, Result.Failed _, Result.Throttled _ -> idle.add(instance);
                case Result.TimedOut(int seconds) -> {
                    log.line(
                            "Task timed out after " + seconds + " seconds; its process was ended.");
                    discard(instance);
                }
                case Result.Crashed _ -> discard(instance);
            }
            return result;
        }

        void warm() {
            Instance instance = startIfAllowed(true);
            if (instance != null) {
                idle.add(instance);
            }
        }

        private @org.jspecify.annotations.Nullable Instance take() throws InterruptedException {
            long begun = System.nanoTime();
            while (true) {
                long waited = System.nanoTime() - begun;
                Instance instance = idle.poll();
                if (instance == null) {
                    instance = startIfAllowed(waited > PATIENCE.toNanos());
                }
                if (instance == null) {
                    instance = idle.poll(50, TimeUnit.MILLISECONDS);
                }
                if (instance != null) {
                    if (instance.isAlive()) {
                        return instance;
                    }
                    discard(instance);
                } else if (waited > BUSY_MAX.toNanos() || closed) {
                    return null;
                }
            }
        }

        private synchronized @org.jspecify.annotations.Nullable Instance startIfAllowed(
                boolean another) {
            if (closed || starting || count >= most || (count > 0 && !another)) {
                return null;
            }
            count++;
            starting = true;
            Instance instance;
            try {
                instance = new Instance(function, plan, log);
            } catch (RuntimeException e) {
                count--;
                starting = false;
                throw e;
            }
            all.add(instance);
            meter.started();
            var _ = instance.ready().thenRun(this::started);
            return instance;
        }

        Usage usage() {
            int running = all.size();
            return meter.usage(function.id(), running, Math.max(0, running - idle.size()));
        }

        private synchronized void started() {
            starting = false;
            firstReady.complete(null);
        }

        private synchronized void discard(Instance instance) {
            instance.close();
            if (all.remove(instance)) {
                count--;
                starting = false;
            }
        }

        synchronized void close() {
            closed = true;
            all.forEach(Instance::close);
            log.close();
        }
    }
}
