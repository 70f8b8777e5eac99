package com.sellerkit.sync;

import com.sellerkit.connect.ConnectParts;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TikTokOrder;
import com.sellerkit.vault.InMemoryShopKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Synchronisation, put together over parts that others share; what its functions do.
public final class SyncParts {
    private static final Duration BUDGET = Duration.ofSeconds(50);

    private final ManualTime time;
    private final Set<Streams> read;
    private final Planner planner;
    private final SyncEngine engine;
    private final SyncRequests requests;
    private final Notifications notifications;
    private final SyncStatus status;

    /// @param shops the table of the shops' data
    /// @param others which streams are read besides orders
    public SyncParts(
            Records shops,
            InMemoryShopKeys keys,
            ConnectParts connect,
            SyncQueues queues,
            TikTokClient tiktok,
            Set<Streams> others,
            ManualTime time,
            Ids ids) {
        this.time = time;
        read = EnumSet.of(Streams.ORDER);
        read.addAll(others);
        List<String> streams =
                Streams.lanes().stream()
                        .filter(lane ->
                                read.stream()
                                        .anyMatch(stream ->
                                                stream.wireName().equals(Rechecks.of(lane))))
                        .toList();
        Stream<TikTokOrder> orders =
                OrderStream.declare(tiktok, Duration.ofMinutes(5), Optional.empty());
        Fingerprints fingerprints = new Fingerprints(keys);
        planner =
                new Planner(shops, connect.shops(), queues, streams, Duration.ofSeconds(20), time);
        requests = new SyncRequests(shops, connect.shops(), queues, streams, time);
        status = new SyncStatus(shops, read.stream().map(Streams::wireName).toList(), time);
        engine =
                new SyncEngine(
                        shops,
                        fingerprints,
                        connect.shops(),
                        connect.tokenRefresh(),
                        queues,
                        Streams.all(
                                orders,
                                tiktok,
                                shops,
                                time,
                                EveryStreamRig.CHAT_DEPTH,
                                Optional.empty()),
                        Duration.ZERO,
                        new Pace(Duration.ofMinutes(1), Duration.ofMinutes(15)),
                        time,
                        ids);
        notifications =
                new Notifications(
                        new NotificationInbox(shops),
                        new Announcements(shops),
                        new NotifiedOrders(
                                shops,
                                fingerprints,
                                connect.shops(),
                                connect.tokenRefresh(),
                                orders,
                                new Waking(shops, queues, time),
                                Duration.ZERO,
                                time),
                        new NotifiedStreams(shops, connect.shops(), queues, time),
                        new CheckedNews(connect.check(), connect.endings()),
                        time);
    }

    /// What is done every minute.
    public void plan() {
        planner.planDue(Deadline.in(BUDGET, time));
    }

    /// What follows from a shop's being connected.
    public void shopConnected(ShopId shop) {
        planner.shopConnected(shop);
    }

    /// The seller asks for the newest.
    public void syncNow(ShopId shop) {
        requests.now(shop);
    }

    /// Works on one message of a lane.
    public void work(String body) {
        engine.run(SyncMessage.parse(body).orElseThrow(), Deadline.in(BUDGET, time));
    }

    /// Works on notifications together.
    ///
    /// @param bodies the messages by the queue's names of them
    /// @param attempt how often they were delivered, from 1 on
    /// @return the names of those that have to come again
    public Set<String> handle(Map<String, String> bodies, int attempt) {
        List<Notifications.Delivered> batch = new ArrayList<>();
        bodies.forEach((id, body) ->
                batch.add(
                        new Notifications.Delivered(
                                id, attempt, NotificationMessage.parse(body).orElseThrow())));
        return notifications.handle(batch, Deadline.in(BUDGET, time)).keySet();
    }

    /// What is kept of a shop in every stream but orders that is read, and what should be.
    ///
    /// @return by stream; only where they differ
    public Map<String, String> differing(Records shops, FakeLists lists, ShopId shop) {
        Map<String, String> differing = new TreeMap<>();
        for (Streams stream : read) {
            if (EveryStreamRig.KINDS.containsKey(stream)) {
                Map<String, String> kept = EveryStreamRig.kept(shops, shop, stream);
                Map<String, String> truth =
                        EveryStreamRig.truth(lists, shop, stream, time.instant());
                if (!kept.equals(truth)) {
                    differing.put(
                            stream.wireName(),
                            "kept but not there: "
                                    + without(kept, truth)
                                    + ", there but not kept: "
                                    + without(truth, kept));
                }
            }
        }
        return differing;
    }

    private static Map<String, String> without(
            Map<String, String> some, Map<String, String> others) {
        Map<String, String> rest = new TreeMap<>(some);
        rest.entrySet().removeAll(others.entrySet());
        return rest;
    }

    /// Whether the shop's data is said to be in step with TikTok.
    public boolean saysInStep(ShopId shop) {
        return status.of(shop).stream()
                .allMatch(stream -> stream.state() == StreamStatus.State.IN_STEP);
    }

    /// What is kept of a shop's orders, decrypted, by order id, without what only synchronisation
    /// needs.
    public static Map<String, String> kept(Records shops, ShopId shop) {
        return SyncRig.kept(shops, shop);
    }

    /// What should be kept, if these are the platform's orders.
    public static Map<String, String> expected(ShopId shop, Iterable<TikTokOrder> orders) {
        Map<String, String> expected = new TreeMap<>();
        orders.forEach(order -> expected.put(order.id().value(), SyncRig.expected(shop, order)));
        return expected;
    }
}
