package com.sellerkit.local.host;

import com.sellerkit.local.bootstrap.Rehearsal;
import com.sellerkit.local.http.Loopback;
import com.sellerkit.local.template.FunctionSpec;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the JVM has learned of the functions' classes: read from a file, loaded and linked ahead,
/// they let a process start in a third of the time.
///
/// All functions share one class path, so one process learns for all of them: it plays the examples
/// in `events/` to each, beside services that know nothing. That happens once for a build and a
/// JVM, in the background. A process that finds nothing learned, or what does not fit, starts as it
/// would otherwise.
public final class LearnedClasses implements AutoCloseable {
    private static final Duration REHEARSAL_MAX = Duration.ofSeconds(60);
    private static final Duration WRITING_MAX = Duration.ofSeconds(60);
    private static final int MEMORY_MEGABYTES = 1_024;
    private static final String NAME = "Rehearsal";

    /// What any service answers: nothing is there, and whatever is asked for is done.
    private static final byte[] ANSWER =
            """
            {"Items":[],"Count":0,"Responses":{},"UnprocessedKeys":{},"Successful":[],"Failed":[],"Entries":[],
             "SecretString":"{\\"appKey\\":\\"rehearsal\\",\\"appSecret\\":\\"rehearsal\\",\\"serviceId\\":\\"1\\"}"}
            """
                    .getBytes(StandardCharsets.UTF_8);

    private final List<FunctionSpec> functions;
    private final LaunchPlan plan;
    private final Path events;
    private final FunctionLog log;
    private @Nullable Instance running;
    private boolean closed;

    /// @param plan how the functions start
    /// @param events the folder of examples: those of `OrdersFunction` begin with `orders-`
    public LearnedClasses(
            List<FunctionSpec> functions, LaunchPlan plan, Path events, FunctionLog log) {
        this.functions = List.copyOf(functions);
        this.plan = plan;
        this.events = events;
        this.log = log;
    }

    /// What a process is started with to use what was learned.
    static List<String> options(Path learned) {
        return Files.isRegularFile(learned)
                // Without a word where it does not fit.
                ? List.of("-XX:AOTCache=" + learned, "-Xlog:aot*=off,cds*=off")
                : List.of();
    }

    /// Learns in the background, a moment after something happened.
    public void learnAfter(CompletableFuture<?> something, Duration moment) {
        Executor later =
                CompletableFuture.delayedExecutor(
                        moment.toMillis(),
                        TimeUnit.MILLISECONDS,
                        task -> Thread.ofVirtual().name("rehearsal").start(task));
        var _ = something.thenRunAsync(this::learn, later);
    }

    /// Learns, unless that was done or somebody else is at it; returns whether anything is learned
    /// now.
    public boolean learn() {
        if (functions.isEmpty()) {
            return false;
        }
        Path target = plan.learned(functions.getFirst());
        Path lock = target.resolveSibling(target.getFileName() + ".lock");
        try (var channel =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (Files.exists(target) || channel.tryLock() == null) {
                return Files.exists(target);
            }
            Path partial =
                    target.resolveSibling(
                            "%s.%d.partial"
                                    .formatted(
                                            target.getFileName(), ProcessHandle.current().pid()));
            if (rehearse(partial)) {
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            } else {
                log.line("The rehearsal came to nothing; functions start as they are.");
            }
            return Files.exists(target);
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean rehearse(Path output) throws IOException {
        Files.deleteIfExists(output);
        HttpServer services = Loopback.serve(0, "/", LearnedClasses::answer);
        try {
            String address = "http://127.0.0.1:" + services.getAddress().getPort();
            Optional<Instance> started = start(address, output);
            if (started.isEmpty()) {
                return false;
            }
            try (Instance instance = started.get()) {
                Result result = instance.invoke("00000000-0000-4000-8000-0000000000ab", script());
                log.line("Rehearsed: " + result);
                instance.finish(WRITING_MAX);
                return result instanceof Result.Answered && Files.isRegularFile(output);
            }
        } finally {
            services.stop(0);
        }
    }

    private synchronized Optional<Instance> start(String address, Path output) {
        if (closed) {
            return Optional.empty();
        }
        FunctionSpec first = functions.getFirst();
        var rehearsal =
                new FunctionSpec(
                        NAME,
                        NAME,
                        first.arn(),
                        Rehearsal.class.getName() + "::handleRequest",
                        first.code(),
                        REHEARSAL_MAX,
                        MEMORY_MEGABYTES,
                        environment(address),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        List.of());
        var aside =
                new LaunchPlan(
                        plan.region(),
                        address,
                        Map.of(NAME, new LaunchPlan.Identity("REHEARSAL", "unchecked")),
                        plan.runtime(),
                        plan.unpacked(),
                        plan.bootstrap(),
                        Optional.empty(),
                        false);
        var instance = new Instance(rehearsal, aside, log, launch -> learning(launch, output));
        running = instance;
        return Optional.of(instance);
    }

    private static ChildProcess.Launch learning(ChildProcess.Launch launch, Path output) {
        var options = new ArrayList<>(launch.jvmOptions());
        options.add("-XX:AOTCacheOutput=" + output);
        options.add("-Xlog:aot*=off,cds*=off");
        return new ChildProcess.Launch(
                options,
                launch.classPath(),
                launch.mainClass(),
                launch.arguments(),
                launch.environment(),
                launch.workFolder());
    }

    /// What all functions are told together, except that every address leads nowhere.
    private Map<String, String> environment(String address) {
        var all = new TreeMap<String, String>();
        functions.forEach(function -> all.putAll(function.environment()));
        all.replaceAll((_, value) -> value.startsWith("http") ? address : value);
        return all;
    }

    private String script() throws IOException {
        List<Path> files;
        try (var found = Files.list(events)) {
            files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        return functions.stream()
                .map(function -> {
                    String beginning = beginning(function.id());
                    var line = new ArrayList<>(List.of(function.handler()));
                    files.stream()
                            .filter(file -> file.getFileName().toString().startsWith(beginning))
                            .forEach(file -> line.add(file.toString()));
                    return String.join("\t", line);
                })
                .collect(Collectors.joining("\n"));
    }

    /// `TokenRefreshFunction` has the examples `token-refresh-….json`.
    static String beginning(String functionId) {
        return functionId
                        .replaceFirst("Function$", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT)
                + "-";
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.close();
        }
        log.close();
    }
}
