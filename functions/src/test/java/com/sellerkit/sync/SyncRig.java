package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Item;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.TikTokOrder;
import com.sellerkit.vault.InMemoryShopKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The whole of synchronisation on in-memory parts.
final class SyncRig {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration CADENCE = Duration.ofMinutes(5);
    static final Duration BUDGET = Duration.ofSeconds(50);

    final ManualTime time = new ManualTime(START);
    final SeededIds ids;
    final FakePlatform platform;
    final FakeConnect connect = new FakeConnect();
    final InMemoryShopKeys keys;
    final InMemoryRecords records;
    final InMemoryQueue live = new InMemoryQueue();
    final InMemoryQueue backfill = new InMemoryQueue();
    final SyncQueues queues = new SyncQueues(live, live, backfill);
    final SyncEngine engine;
    final Planner planner;
    final Orders orders;
    final SyncStatus status;
    final SyncRequests requests;
    long orderWrites;

    SyncRig() {
        this(1, FakePlatform.Paging.KEYSET);
    }

    SyncRig(long seed, FakePlatform.Paging paging) {
        this(seed, paging, Pace.STEADY);
    }

    SyncRig(long seed, FakePlatform.Paging paging, Pace pace) {
        ids = new SeededIds(seed);
        platform = new FakePlatform(time, paging);
        keys = new InMemoryShopKeys(ids);
        keys.create(FakeConnect.SHOP);
        records = new InMemoryRecords(Table.SHOPS, keys);
        engine =
                new SyncEngine(
                        records,
                        new Fingerprints(keys),
                        connect,
                        connect,
                        queues,
                        List.of(OrderStream.declare(platform, CADENCE)),
                        Duration.ZERO,
                        pace,
                        time,
                        ids);
        List<String> streams = List.of(OrderStream.NAME);
        planner = new Planner(records, connect, queues, streams, Duration.ofSeconds(20), time);
        orders = new Orders(records);
        status = new SyncStatus(records, streams, time);
        requests = new SyncRequests(records, connect, queues, streams, time);
        records.afterWrite(writes ->
                orderWrites +=
                        writes.stream()
                                .filter(write -> write instanceof Write.Put)
                                .filter(write -> isOrder(write.key().partition()))
                                .count());
    }

    private static boolean isOrder(String partition) {
        return partition.endsWith("#order");
    }

    /// Orders that were placed a minute apart, the newest a minute ago.
    void sellOrders(int count) {
        for (int i = 0; i < count; i++) {
            Instant placed = START.minusSeconds(60L * (i + 1));
            platform.put(TestOrders.order(Long.toString(500_000_000L + i), placed));
        }
    }

    void connect() {
        planner.shopConnected(FakeConnect.SHOP);
    }

    List<Queue.Message> takeMessages() {
        List<Queue.Message> messages = new ArrayList<>(live.takeAll());
        messages.addAll(backfill.takeAll());
        return messages;
    }

    /// Runs all messages until there are none.
    List<RunOutcome> drain() {
        List<RunOutcome> outcomes = new ArrayList<>();
        for (List<Queue.Message> messages = takeMessages();
                !messages.isEmpty();
                messages = takeMessages()) {
            for (Queue.Message message : messages) {
                outcomes.add(run(message));
            }
        }
        return outcomes;
    }

    RunOutcome run(Queue.Message message) {
        SyncMessage parsed = SyncMessage.parse(message.body()).orElseThrow();
        return engine.run(parsed, Deadline.in(BUDGET, time));
    }

    /// Lets time pass, then plans and runs what is due.
    List<RunOutcome> tick(Duration duration) {
        time.advance(duration);
        planner.planDue(Deadline.in(BUDGET, time));
        return drain();
    }

    /// Fails with the few orders that differ, not with all of them.
    void assertKeptIsTruth() {
        Map<String, String> kept = kept();
        Map<String, String> truth = truth();
        Set<String> differing = new TreeSet<>(truth.keySet());
        differing.addAll(kept.keySet());
        differing.removeIf(id -> Objects.equals(kept.get(id), truth.get(id)));
        assertThat(differing).isEmpty();
    }

    StreamStatus status() {
        return status.of(FakeConnect.SHOP).getFirst();
    }

    StreamState state() {
        return new StreamStates(records).read(FakeConnect.SHOP, OrderStream.NAME).orElseThrow();
    }

    /// What is kept, decrypted, by order id, without what only synchronisation needs.
    Map<String, String> kept() {
        return kept(records, FakeConnect.SHOP);
    }

    static Map<String, String> kept(Records records, ShopId shop) {
        Map<String, String> kept = new TreeMap<>();
        Query query = Query.table(OrderRecords.ORDER, OrderRecords.partition(shop)).limit(1_000);
        Optional<Position> next = Optional.empty();
        do {
            Slice slice = records.query(next.map(query::after).orElse(query));
            records.getAll(
                            OrderRecords.ORDER,
                            slice.items().stream().map(Item::key).toList(),
                            Read.WITH_PERSONAL)
                    .forEach(item -> {
                        ObjectNode fields = item.fields();
                        fields.remove(List.of("version", "fingerprint", "address", "changes"));
                        kept.put(item.key().sort(), Json.canonical(fields));
                    });
            next = slice.next();
        } while (next.isPresent());
        return kept;
    }

    /// The changes seen of an order, newest first.
    List<SeenChange> changes(String id) {
        return SeenChange.parse(
                records.get(
                                OrderRecords.ORDER,
                                OrderRecords.key(FakeConnect.SHOP, new OrderId(id)),
                                Read.PLAIN)
                        .orElseThrow()
                        .fields()
                        .path("changes"));
    }

    String kept(String id) {
        return Objects.requireNonNull(kept().get(id), id);
    }

    /// What should be kept, if the platform's orders are the truth.
    Map<String, String> truth() {
        return platform.orders().values().stream()
                .collect(
                        Collectors.toMap(
                                order -> order.id().value(),
                                SyncRig::expected,
                                (one, _) -> one,
                                TreeMap::new));
    }

    static String expected(TikTokOrder order) {
        return expected(FakeConnect.SHOP, order);
    }

    static String expected(ShopId shop, TikTokOrder order) {
        return Json.canonical(OrderMapper.record(shop, order).fields());
    }
}
