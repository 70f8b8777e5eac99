package com.sellerkit.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Table;
import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.local.sync.ApprovedShop;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sandbox.Delivery;
import com.sellerkit.sandbox.OrderStatus;
import com.sellerkit.sandbox.Sandbox;
import com.sellerkit.sandbox.SandboxClock;
import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TestSigner;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.vault.TokenOwner;
import com.sellerkit.vault.TokenPair;
import com.sellerkit.vault.TokenVault;
import com.sellerkit.vault.Vault;
import com.sellerkit.webhooks.Told;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// What keeping a shop in step takes, counted: every stream as it is deployed, read from the
/// stand-in over HTTP into records in memory, by a clock that waits for nothing. Tokens and the
/// shop's key are opened as they are deployed, by one worker and, for tokens and fingerprints, by
/// the function that hears webhooks; what that one stores is sealed by the worker.
///
/// How fast a worker is, is told in CPU of the whole process: the worker with its encryption, the
/// records in memory, and the stand-in that makes up the answers.
///
/// The arguments are the file to write the counts to, and how many orders the shop begins with,
/// once or more, 1,000 and 10,000 unless told.
public final class WorkBenchmark {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration TURN = Duration.ofMinutes(4);
    private static final Duration TICK = Duration.ofMinutes(1);

    /// As `template.yaml` has it unless told.
    private static final Pace PACE = new Pace(Duration.ofMinutes(1), Duration.ofMinutes(15));

    private static final Duration ORIGINALS = Duration.ofDays(3);
    private static final int DAY_TICKS = 24 * 60;
    private static final int TICKS_MAX = 4 * 60;
    private static final int TICKS_AN_HOUR = 60;

    /// A turn that takes less is not worth a rate.
    private static final long RATED_NANOS_MIN = 200_000_000;

    private static final long TELL_EVERY_NANOS = 2_000_000_000L;

    /// Some 360 orders arrive there in a day: 10,800 in a month.
    private static final String SHOP = "uk";

    private static final PrintStream OUT = System.out;
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final ManualTime time = new ManualTime(START.plusSeconds(60));
    private final SeededIds ids = new SeededIds(1);
    private final Work work = new Work();
    private final Work planning = new Work();
    private final Map<String, Work> byStream = new LinkedHashMap<>();
    private final InMemoryQueue queue = new InMemoryQueue();
    private final Set<String> told = new HashSet<>();

    private final int orders;
    private final Sandbox sandbox;
    private final Engines engines;
    private final ApprovedShop shop;
    private final ChargedRecords records;
    private final Map<String, Stream<?>> streams = new LinkedHashMap<>();
    private final SyncEngine engine;
    private final Planner planner;
    private final Notifications notifications;
    private final SyncStatus status;

    private long toldAt = System.nanoTime();

    /// @param keys where the keys are kept meanwhile
    private WorkBenchmark(int orders, Path keys) {
        this.orders = orders;
        SandboxConfig config =
                SandboxConfig.defaults()
                        .withClock(SandboxClock.frozenAt(START))
                        .withRealTime(time)
                        .withWebhookUrl(URI.create("http://127.0.0.1:9/webhooks"))
                        .withShopSize(SHOP, orders);
        sandbox = Sandbox.start(config);
        TestSigner app = new TestSigner(config.appKey(), config.appSecret());
        TikTokClient client = new TikTokClient(sandbox.baseUrl(), app, time, time, ids);
        TokenClient tokens = new TokenClient(sandbox.baseUrl(), app, time, time, ids);
        shop = ApprovedShop.of(sandbox, SHOP, tokens, client).getFirst();
        engines = new Engines(keys, Duration.ZERO);
        AwsClients aws = engines.clients();
        Vault opensForWorker = engines.vault(aws, time);
        Vault opensForListener = engines.vault(aws, time);
        opensForWorker.shopKeys().create(shop.id());
        TokenOwner owner = new TokenOwner(new AccountId("acc_1"), new ConnectionId("con_1"));
        Instant later = START.plus(Duration.ofDays(30));
        opensForWorker
                .tokens()
                .store(
                        owner,
                        new TokenPair(
                                shop.access().accessToken(), later, Secret.of("unused"), later));
        InMemoryRecords kept = new InMemoryRecords(Table.SHOPS, opensForWorker.recordCipher());
        records = new ChargedRecords(kept, work);
        SyncQueues queues = new SyncQueues(queue, queue, queue);
        EveryStream.declared(client, records, time)
                .forEach(stream -> streams.put(stream.name(), stream));
        engine =
                new SyncEngine(
                        records,
                        new Fingerprints(opensForWorker.shopKeys()),
                        new Opening(shop, opensForWorker.tokens(), owner),
                        shop,
                        queues,
                        List.copyOf(streams.values()),
                        ORIGINALS,
                        PACE,
                        time,
                        ids);
        planner = new Planner(records, shop, queues, Streams.lanes(), Duration.ofSeconds(20), time);
        notifications =
                new Notifications(
                        new NotificationInbox(records),
                        new Announcements(records),
                        new NotifiedOrders(
                                records,
                                new Fingerprints(opensForListener.shopKeys()),
                                new Opening(shop, opensForListener.tokens(), owner),
                                shop,
                                OrderStream.declare(
                                        client, Duration.ofMinutes(5), Optional.empty()),
                                new Waking(records, queues, time),
                                ORIGINALS,
                                time),
                        new NotifiedStreams(records, shop, queues, time),
                        new NoNews(),
                        time);
        status = new SyncStatus(records, Streams.names(), time);
    }

    public static void main(String[] arguments) throws IOException {
        // Without it, each small answer of the JDK's server waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Where the functions' lines of log would go, too.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        List<Integer> sizes = List.of(arguments).stream().skip(1).map(Integer::valueOf).toList();
        ArrayNode measured = Json.array();
        Path folder = Files.createTempDirectory("sellerkit-bench");
        Path keys = folder.resolve("keys.json");
        try {
            for (int size : sizes.isEmpty() ? List.of(1_000, 10_000) : sizes) {
                measured.add(new WorkBenchmark(size, keys).measure());
            }
        } finally {
            Files.deleteIfExists(keys);
            Files.delete(folder);
        }
        if (arguments.length > 0 && !arguments[0].equals("-")) {
            Files.writeString(Path.of(arguments[0]), measured.toPrettyString() + "\n");
        }
    }

    private ObjectNode measure() {
        try (sandbox;
                engines) {
            ObjectNode result = Json.object().put("orders", orders);
            Work before = work.copy();
            planner.shopConnected(shop.id());
            until(this::isInStep);
            ObjectNode first = phase("first sync", before);
            first.put("bytes", records.bytes()).put("records", records.size());
            ObjectNode perStream = first.putObject("streams");
            byStream.forEach((name, each) -> perStream.set(name, counts(each)));
            result.set("first", first);
            printStreams();

            before = work.copy();
            Work plannedBefore = planning.copy();
            for (int tick = 0; tick < DAY_TICKS; tick++) {
                tellProgress("a day without a change, %,d hours", tick / TICKS_AN_HOUR);
                tick();
            }
            result.set("quietDay", phase("a day without a change", before));
            result.set("planner", planning.since(plannedBefore).counts());

            catchUp();
            before = work.copy();
            change(orders / 100);
            result.set("changed", phase(orders / 100 + " changed, told by nobody", before));

            before = work.copy();
            int arrived = sandbox.control().orders(SHOP).size();
            for (int tick = 0; tick < DAY_TICKS; tick++) {
                tellProgress("a day with orders, %,d hours", tick / TICKS_AN_HOUR);
                sandbox.control().advance(TICK);
                tick();
                hear();
            }
            arrived = sandbox.control().orders(SHOP).size() - arrived;
            result.set(
                    "busyDay",
                    phase("a day with " + arrived + " orders, told at once", before)
                            .put("arrived", arrived));
            return result;
        }
    }

    /// Lets the world reach the present, and everything that happened on the way be read.
    private void catchUp() {
        sandbox.control()
                .advance(Duration.between(sandbox.control().now(), time.instant()).minusSeconds(5));
        forgetTold();
        for (int tick = 0; tick < 60; tick++) {
            tick();
        }
        until(this::isInStep);
        forgetTold();
    }

    private void change(int count) {
        sandbox.control().advance(Duration.between(sandbox.control().now(), time.instant()));
        List<String> chosen =
                sandbox.control().orders(SHOP).stream()
                        .filter(order -> !order.path("status").asText().equals("IN_TRANSIT"))
                        .limit(count)
                        .map(order -> order.path("id").asText())
                        .toList();
        chosen.forEach(id -> sandbox.control().moveOrder(id, OrderStatus.IN_TRANSIT));
        time.advance(Duration.ofSeconds(2));
        forgetTold();
        long keptBefore = keptOrders();
        // However calm the stream has become, it is read once in this time.
        for (int tick = 0; tick <= PACE.idle().toMinutes(); tick++) {
            tick();
        }
        until(this::isInStep);
        if (keptOrders() - keptBefore < count) {
            throw new IllegalStateException(
                    "%d orders changed, %d were stored"
                            .formatted(count, keptOrders() - keptBefore));
        }
    }

    private long keptOrders() {
        return byStream.getOrDefault(OrderStream.NAME, new Work()).kept;
    }

    private void until(BooleanSupplier done) {
        for (int tick = 0; tick < TICKS_MAX; tick++) {
            if (done.getAsBoolean()) {
                return;
            }
            tick();
        }
        throw new IllegalStateException(
                "not in step after %d minutes: %s"
                        .formatted(
                                TICKS_MAX,
                                status.of(shop.id()).stream()
                                        .filter(each -> !isInStep(each))
                                        .toList()));
    }

    private boolean isInStep() {
        Work before = work.copy();
        boolean inStep = status.of(shop.id()).stream().allMatch(WorkBenchmark::isInStep);
        // Looking is no part of the work.
        work.add(before.since(work));
        return inStep;
    }

    private static boolean isInStep(StreamStatus each) {
        return each.state() == StreamStatus.State.IN_STEP
                && each.waiting().stream().allMatch(waiting -> waiting.count() == 0);
    }

    private void tick() {
        time.advance(TICK);
        Work before = work.copy();
        planner.planDue(Deadline.in(TURN, time));
        planning.add(work.since(before));
        // What the planner looks at serves all shops alike.
        work.add(before.since(work));
        drain();
    }

    private void drain() {
        for (Optional<Queue.Message> next = queue.take(); next.isPresent(); next = queue.take()) {
            SyncMessage message = EveryStream.message(next.get().body());
            Stream<?> stream = streams.get(message.stream());
            if (stream != null) {
                records.count(stream.type());
            }
            Work before = work.copy();
            work.messages++;
            work.turns++;
            charged(() -> {
                var _ = engine.run(message, Deadline.in(TURN, time));
            });
            byStream.computeIfAbsent(message.stream(), _ -> new Work()).add(work.since(before));
            tellProgress("%,d records", records.count());
        }
    }

    /// Does some work, and adds what it asks of others and what it computes.
    private void charged(Runnable some) {
        long calls = calls();
        long keyCalls = engines.keyCalls();
        long computed = MACHINE.getProcessCpuTime();
        some.run();
        work.cpuNanos += MACHINE.getProcessCpuTime() - computed;
        work.keyCalls += engines.keyCalls() - keyCalls;
        work.calls += calls() - calls;
    }

    /// Says every now and then how far it is.
    private void tellProgress(String what, long count) {
        long now = System.nanoTime();
        if (now - toldAt > TELL_EVERY_NANOS) {
            toldAt = now;
            System.err.printf("%,d orders: %s%n", orders, what.formatted(count));
        }
    }

    private long calls() {
        return sandbox.control().calls().values().stream().mapToLong(Long::longValue).sum();
    }

    /// Hands over what the platform has told since, as the webhook function would.
    private void hear() {
        for (Delivery delivery : news()) {
            work.webhooks++;
            for (NotificationMessage message : Told.by(delivery.body())) {
                work.messages++;
                charged(() -> {
                    var again =
                            notifications.handle(
                                    List.of(new Notifications.Delivered("m", 1, message)),
                                    Deadline.in(TURN, time));
                    if (!again.isEmpty()) {
                        throw new IllegalStateException("left for later: " + delivery.type());
                    }
                });
            }
        }
        drain();
    }

    private List<Delivery> news() {
        List<Delivery> news = new ArrayList<>(sandbox.control().deliveries());
        news.removeIf(delivery -> !told.add(delivery.notificationId()));
        return news;
    }

    private void forgetTold() {
        var _ = news();
    }

    private ObjectNode phase(String name, Work before) {
        Work phase = work.since(before);
        OUT.printf(
                "%,d orders, %s: %,d calls, %,d of KMS, %,d turns, %,d webhooks, %,d messages, %,d requests of the store, %,d records read, %,d written, %,.1f read units, %,d write units; %,.1f s of CPU%n",
                orders,
                name,
                phase.calls,
                phase.keyCalls,
                phase.turns,
                phase.webhooks,
                phase.messages,
                phase.storeRequests,
                phase.recordsRead,
                phase.recordsWritten,
                phase.readHalves / 2.0,
                phase.writeUnits,
                phase.cpuNanos / 1e9);
        return phase.counts();
    }

    private void printStreams() {
        byStream.forEach((name, each) -> {
            if (streams.containsKey(name)) {
                OUT.printf(
                        "  %-14s %,9d kept, %,8d calls, %,6d turns%s%n",
                        name,
                        each.kept,
                        each.calls,
                        each.turns,
                        rate(each)
                                .map(aSecond -> ", %,8d a second of CPU".formatted(aSecond))
                                .orElse(""));
            }
        });
    }

    private static ObjectNode counts(Work each) {
        ObjectNode counts = each.counts().put("kept", each.kept);
        rate(each).ifPresent(aSecond -> counts.put("keptASecondOfCpu", aSecond));
        return counts;
    }

    private static Optional<Long> rate(Work each) {
        return each.kept == 0 || each.cpuNanos < RATED_NANOS_MIN
                ? Optional.empty()
                : Optional.of(Math.round(each.kept * 1e9 / each.cpuNanos));
    }

    /// Reaches the shop with the token that a function's vault opens.
    private record Opening(ApprovedShop approved, TokenVault tokens, TokenOwner owner)
            implements ShopDirectory {
        @Override
        public Optional<Shop> shop(ShopId id) {
            return approved.shop(id);
        }

        @Override
        public List<Shop> shopsOf(AccountId account) {
            return approved.shopsOf(account);
        }

        @Override
        public ShopReach access(ShopId id) {
            Secret token = tokens.access(owner).orElseThrow().token();
            return approved.access(id) instanceof ShopReach.Ready ready
                    ? new ShopReach.Ready(
                            new ShopAccess(id, token, ready.access().cipher()),
                            ready.epoch(),
                            ready.grantedScopes())
                    : new ShopReach.Gone();
        }
    }
}
