package com.sellerkit.local.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.template.EventSource;
import com.sellerkit.local.template.FunctionSpec;
import com.sellerkit.local.template.Names;
import com.sellerkit.local.template.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Fires schedules.
public final class Scheduler implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A rate fires soon after the start, so that a restart carries on where it was; AWS counts
    /// from the deployment.
    private static final Duration FIRST = Duration.ofSeconds(4);

    private final String region;
    private final AsyncInvoker invoker;
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("schedules").factory());

    private record Entry(
            FunctionSpec function,
            EventSource.Schedule schedule,
            Optional<Instant> last,
            Optional<Instant> next) {}

    /// A schedule and when it fired.
    ///
    /// @param next empty while it does not fire by itself
    public record Planned(
            String ruleName,
            String functionId,
            String expression,
            Optional<Instant> last,
            Optional<Instant> next) {}

    public Scheduler(String region, AsyncInvoker invoker) {
        this.region = region;
        this.invoker = invoker;
    }

    /// Fires a function by a schedule from now on.
    ///
    /// @param firing whether it fires by itself, too; otherwise only when told
    public void add(FunctionSpec function, EventSource.Schedule schedule, boolean firing) {
        entries.put(
                schedule.ruleName(),
                new Entry(function, schedule, Optional.empty(), Optional.empty()));
        if (!schedule.enabled() || !firing) {
            return;
        }
        Instant now = Instant.now();
        Optional<Instant> first =
                schedule.expression() instanceof ScheduleExpression.Rate
                        ? Optional.of(now.plus(FIRST))
                        : schedule.expression().next(now);
        first.ifPresent(moment -> plan(function, schedule, moment));
    }

    /// All schedules, by the names of their rules.
    public List<Planned> planned() {
        return entries.values().stream()
                .map(entry ->
                        new Planned(
                                entry.schedule().ruleName(),
                                entry.function().id(),
                                entry.schedule().expression().text(),
                                entry.last(),
                                entry.next()))
                .toList();
    }

    /// Fires a schedule once more, now.
    ///
    /// @return whether there is such a schedule
    public boolean fireNow(String ruleName) {
        Entry entry = entries.get(ruleName);
        if (entry == null) {
            return false;
        }
        start(entry.function(), entry.schedule(), Instant.now());
        return true;
    }

    private void plan(FunctionSpec function, EventSource.Schedule schedule, Instant moment) {
        entries.computeIfPresent(
                schedule.ruleName(),
                (_, entry) -> new Entry(function, schedule, entry.last(), Optional.of(moment)));
        long millis = Math.max(0, Duration.between(Instant.now(), moment).toMillis());
        var _ =
                timer.schedule(
                        () -> fire(function, schedule, moment), millis, TimeUnit.MILLISECONDS);
    }

    private void fire(FunctionSpec function, EventSource.Schedule schedule, Instant moment) {
        start(function, schedule, moment);
        // A machine that slept does not catch up on what it missed.
        Instant from =
                moment.plus(Duration.ofMinutes(1)).isBefore(Instant.now()) ? Instant.now() : moment;
        schedule.expression().next(from).ifPresent(next -> plan(function, schedule, next));
    }

    private void start(FunctionSpec function, EventSource.Schedule schedule, Instant moment) {
        entries.computeIfPresent(
                schedule.ruleName(),
                (_, entry) -> new Entry(function, schedule, Optional.of(moment), entry.next()));
        invoker.accept(
                function, schedule.input().orElseGet(() -> event(schedule.ruleName(), moment)));
    }

    private String event(String rule, Instant moment) {
        ObjectNode event =
                JSON.createObjectNode()
                        .put("version", "0")
                        .put("id", UUID.randomUUID().toString())
                        .put("detail-type", "Scheduled Event")
                        .put("source", "aws.events")
                        .put("account", Names.ACCOUNT)
                        .put("time", moment.truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("region", region);
        event.putArray("resources")
                .add("arn:aws:events:" + region + ":" + Names.ACCOUNT + ":rule/" + rule);
        event.putObject("detail");
        return event.toString();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
