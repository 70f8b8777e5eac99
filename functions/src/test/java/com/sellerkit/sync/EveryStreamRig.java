package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ManualTime;
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
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.vault.InMemoryShopKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Synchronisation of every stream on in-memory parts.
final class EveryStreamRig {
    static final Instant START = SyncRig.START;
    static final Duration CHAT_DEPTH = Duration.ofDays(90);
    static final ShopId SHOP = FakeConnect.SHOP;

    /// What reads what, and what is kept of it.
    static final Map<Streams, ShapedKind> KINDS =
            Map.ofEntries(
                    Map.entry(Streams.PRODUCT, Products.PRODUCT),
                    Map.entry(Streams.PRODUCT_PAGE, Products.PAGE),
                    Map.entry(Streams.INVENTORY, Products.INVENTORY),
                    Map.entry(Streams.RETURN, Aftersales.RETURN),
                    Map.entry(Streams.CANCELLATION, Aftersales.CANCELLATION),
                    Map.entry(Streams.PACKAGE, Parcels.PACKAGE),
                    Map.entry(Streams.TRACKING, Parcels.TRACKING),
                    Map.entry(Streams.WAREHOUSE, Parcels.WAREHOUSE),
                    Map.entry(Streams.STATEMENT, Payouts.STATEMENT),
                    Map.entry(Streams.TRANSACTION, Payouts.TRANSACTION),
                    Map.entry(Streams.PAYMENT, Payouts.PAYMENT),
                    Map.entry(Streams.WITHDRAWAL, Payouts.WITHDRAWAL),
                    Map.entry(Streams.UNSETTLED, Payouts.UNSETTLED),
                    Map.entry(Streams.CONVERSATION, Chats.CONVERSATION),
                    Map.entry(Streams.MESSAGE, Chats.MESSAGE),
                    Map.entry(Streams.SHOP_DAY, Figures.SHOP_DAY),
                    Map.entry(Streams.PRODUCT_DAY, Figures.PRODUCT_DAY),
                    Map.entry(Streams.SKU_DAY, Figures.SKU_DAY));

    final ManualTime time = new ManualTime(START);
    final SeededIds ids = new SeededIds(1);
    final FakePlatform orders = new FakePlatform(time, FakePlatform.Paging.KEYSET);
    final FakeLists lists = new FakeLists(time);
    final Goods goods = new Goods(lists, SHOP);
    final FakeConnect connect = new FakeConnect();
    final InMemoryRecords records;
    final InMemoryQueue queue = new InMemoryQueue();
    final SyncEngine engine;
    final Planner planner;

    EveryStreamRig() {
        InMemoryShopKeys keys = new InMemoryShopKeys(ids);
        keys.create(SHOP);
        records = new InMemoryRecords(Table.SHOPS, keys);
        SyncQueues queues = new SyncQueues(queue, queue, queue);
        engine =
                new SyncEngine(
                        records,
                        new Fingerprints(keys),
                        connect,
                        connect,
                        queues,
                        Streams.all(
                                OrderStream.declare(orders, SyncRig.CADENCE),
                                lists,
                                records,
                                time,
                                CHAT_DEPTH,
                                Optional.empty()),
                        Duration.ZERO,
                        Pace.STEADY,
                        time,
                        ids);
        planner =
                new Planner(
                        records, connect, queues, Streams.lanes(), Duration.ofSeconds(20), time);
    }

    /// Connects the shop, and lets everything be read once.
    void connect() {
        planner.shopConnected(SHOP);
        drain();
        pass(Duration.ofMinutes(1));
    }

    void drain() {
        for (List<Queue.Message> messages = queue.takeAll();
                !messages.isEmpty();
                messages = queue.takeAll()) {
            for (Queue.Message message : messages) {
                var _ =
                        engine.run(
                                SyncMessage.parse(message.body()).orElseThrow(),
                                Deadline.in(SyncRig.BUDGET, time));
            }
        }
    }

    /// Lets time pass, then does what is due until nothing is.
    void pass(Duration duration) {
        time.advance(duration);
        planner.planDue(Deadline.in(SyncRig.BUDGET, time));
        drain();
    }

    /// Does the work of one stream now, whenever it is due.
    RunOutcome run(Streams stream) {
        return run(stream.wireName());
    }

    RunOutcome run(String lane) {
        StreamStates states = new StreamStates(records);
        StreamState seen = states.read(SHOP, lane).orElseThrow();
        StreamState woken = states.ask(seen, time.instant()).orElseThrow();
        return engine.run(woken.message(), Deadline.in(SyncRig.BUDGET, time));
    }

    StreamState state(String lane) {
        return new StreamStates(records).read(SHOP, lane).orElseThrow();
    }

    Certificates certificates() {
        return new Certificates(records);
    }

    /// What is kept and not gone, decrypted, by key, without what only synchronisation needs.
    Map<String, String> kept(Streams stream) {
        return kept(records, SHOP, stream);
    }

    static Map<String, String> kept(Records records, ShopId shop, Streams stream) {
        return kept(records, shop, Objects.requireNonNull(KINDS.get(stream)));
    }

    static Map<String, String> kept(Records records, ShopId shop, ShapedKind kind) {
        Map<String, String> kept = new TreeMap<>();
        Query query =
                Query.table(kind.type(), ShapedKind.partition(shop, kind.type())).limit(1_000);
        Optional<Position> next = Optional.empty();
        do {
            Slice slice = records.query(next.map(query::after).orElse(query));
            records
                    .getAll(
                            kind.type(),
                            slice.items().stream().map(Item::key).toList(),
                            Read.WITH_PERSONAL)
                    .stream()
                    .filter(item -> !item.fields().has("goneAt"))
                    .forEach(item -> {
                        ObjectNode fields = item.fields();
                        fields.remove(List.of("version", "fingerprint"));
                        kept.put(item.key().sort(), Json.canonical(fields));
                    });
            next = slice.next();
        } while (next.isPresent());
        return kept;
    }

    /// What should be kept, if the platform's lists are the truth.
    Map<String, String> truth(Streams stream) {
        return truth(lists, SHOP, stream, time.instant());
    }

    static Map<String, String> truth(FakeLists lists, ShopId shop, Streams stream, Instant now) {
        ShapedKind kind = Objects.requireNonNull(KINDS.get(stream));
        Map<String, String> truth = new TreeMap<>();
        List<ObjectNode> records = new ArrayList<>();
        for (ObjectNode record : lists.shelf(shop, stream).values()) {
            ObjectNode whole = whole(stream, record.deepCopy());
            if (stream == Streams.TRANSACTION) {
                whole.set(
                        "statement_time",
                        Objects.requireNonNull(
                                        lists.shelf(shop, Streams.STATEMENT)
                                                .get(whole.path("statement_id").asText()))
                                .path("statement_time"));
            }
            records.add(whole);
        }
        if (stream == Streams.TRACKING) {
            records = byOrder(lists.shelf(shop, Streams.PACKAGE), lists.shelf(shop, stream));
        }
        for (Shaped each : kind.page(List.copyOf(records), "", -1).records()) {
            boolean tooOld =
                    stream == Streams.MESSAGE && each.createdAt().isBefore(now.minus(CHAT_DEPTH));
            if (!tooOld) {
                truth.put(each.id(), Json.canonical(each.kept()));
            }
        }
        return truth;
    }

    private static ObjectNode whole(Streams stream, ObjectNode record) {
        String parent = record.path(FakeLists.PARENT).asText();
        record.remove(FakeLists.PARENT);
        switch (stream) {
            case TRANSACTION -> record.put("statement_id", parent).put("currency", "USD");
            case MESSAGE -> record.put("conversation_id", parent);
            case PRODUCT_DAY, SKU_DAY -> record.put("date", parent);
            default -> {}
        }
        return record;
    }

    private static List<ObjectNode> byOrder(
            Map<String, ObjectNode> packages, Map<String, ObjectNode> events) {
        Map<String, ObjectNode> byOrder = new TreeMap<>();
        for (ObjectNode parcel : packages.values()) {
            String order = parcel.path("orders").path(0).path("id").asText();
            byOrder.put(order, Json.object().put("order_id", order));
        }
        events.values()
                .forEach(event -> {
                    ObjectNode copy = event.deepCopy();
                    String order = copy.remove(FakeLists.PARENT).asText();
                    byOrder.computeIfAbsent(order, id -> Json.object().put("order_id", id))
                            .withArray("tracking")
                            .add(copy);
                });
        return new ArrayList<>(byOrder.values());
    }
}
