package com.sellerkit.sync;

import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.connect.ShopState;
import com.sellerkit.connect.TokenRefresh;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Key;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import com.sellerkit.vault.InMemoryShopKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Synchronisation of many connected shops at once, as its three functions do it.
public final class CrowdedSync {
    /// What the functions keep back of the time that they have.
    private static final Duration WORKER_BUDGET = Duration.ofSeconds(56);

    private static final Duration NOTIFICATIONS_BUDGET = Duration.ofSeconds(87);
    private static final Duration PLANNER_BUDGET = Duration.ofSeconds(48);

    /// What is asked of TikTok.
    public interface TikTok extends Stream.Source<TikTokOrder>, Lists {}

    private final InstantSource time;
    private final Records records;
    private final Planner planner;
    private final SyncEngine engine;
    private final Notifications notifications;

    public CrowdedSync(
            Records records,
            InMemoryShopKeys keys,
            SyncQueues queues,
            TikTok tiktok,
            InstantSource time,
            Ids ids) {
        this.time = time;
        this.records = records;
        Crowd crowd = new Crowd();
        Fingerprints fingerprints = new Fingerprints(keys);
        var orders = OrderStream.declare(tiktok, Duration.ofMinutes(5));
        planner =
                new Planner(records, crowd, queues, Streams.lanes(), Duration.ofSeconds(20), time);
        engine =
                new SyncEngine(
                        records,
                        fingerprints,
                        crowd,
                        crowd,
                        queues,
                        Streams.all(
                                orders,
                                tiktok,
                                records,
                                time,
                                Duration.ofDays(90),
                                Optional.empty()),
                        Duration.ZERO,
                        Pace.STEADY,
                        time,
                        ids);
        notifications =
                new Notifications(
                        new NotificationInbox(records),
                        new Announcements(records),
                        new NotifiedOrders(
                                records,
                                fingerprints,
                                crowd,
                                crowd,
                                orders,
                                new Waking(records, queues, time),
                                Duration.ZERO,
                                time),
                        new NotifiedStreams(records, crowd, queues, time),
                        new NoNews(),
                        time);
    }

    /// What follows from a shop's being connected.
    public void shopConnected(ShopId shop) {
        planner.shopConnected(shop);
    }

    /// What is done every minute.
    public void plan() {
        planner.planDue(Deadline.in(PLANNER_BUDGET, time));
    }

    /// What a worker does with a message.
    public void work(String body) {
        engine.run(SyncMessage.parse(body).orElseThrow(), Deadline.in(WORKER_BUDGET, time));
    }

    /// What is done with notifications that come together; all of them are read.
    public void handle(List<String> bodies) {
        List<Notifications.Delivered> batch = new ArrayList<>();
        for (String body : bodies) {
            batch.add(
                    new Notifications.Delivered(
                            "m" + batch.size(), 1, NotificationMessage.parse(body).orElseThrow()));
        }
        notifications.handle(batch, Deadline.in(NOTIFICATIONS_BUDGET, time));
    }

    /// How many records the first walk of a stream has read, and whether it is done.
    public boolean isImported(ShopId shop, String stream) {
        return new StreamStates(records)
                .read(shop, stream)
                .flatMap(StreamState::imported)
                .isPresent();
    }

    /// What a seller sees change because of a webhook.
    public enum News {
        ORDER(NotificationType.ORDER_STATUS),
        PRODUCT_PAGE(NotificationType.PRODUCT_INFORMATION),
        STOCK(NotificationType.STOCK),
        RETURN(NotificationType.RETURN);

        private final NotificationType type;

        News(NotificationType type) {
            this.type = type;
        }

        /// Where the record is kept that changes.
        public Key key(ShopId shop, String id) {
            return switch (this) {
                case ORDER -> OrderRecords.key(shop, new OrderId(id));
                case PRODUCT_PAGE -> key(shop, Streams.PRODUCT_PAGE, id);
                case STOCK -> key(shop, Streams.INVENTORY, id);
                case RETURN -> key(shop, Streams.RETURN, id);
            };
        }

        private static Key key(ShopId shop, Streams stream, String id) {
            return new Key(
                    ShapedKind.partition(
                            shop, Objects.requireNonNull(EveryStreamRig.KINDS.get(stream)).type()),
                    id);
        }

        /// The webhook as it waits on the queue.
        public Queue.Message told(ShopId shop, String id, String notification, Instant at) {
            return NotificationMessage.split(
                            type,
                            notification,
                            shop,
                            this == ORDER ? List.of(new OrderId(id)) : List.of(),
                            this == PRODUCT_PAGE || this == STOCK
                                    ? Optional.of(id)
                                    : Optional.empty(),
                            at,
                            Optional.empty())
                    .getFirst()
                    .toQueue();
        }
    }

    /// Every shop that is asked for is connected.
    private static final class Crowd implements ShopDirectory, TokenRefresh {
        @Override
        public Optional<Shop> shop(ShopId id) {
            return Optional.of(FakeConnect.shop(id, 1, ShopState.CONNECTED));
        }

        @Override
        public List<Shop> shopsOf(AccountId account) {
            return List.of();
        }

        @Override
        public ShopReach access(ShopId id) {
            return new ShopReach.Ready(
                    new ShopAccess(id, Secret.of("token"), "cipher"), 1, FakeConnect.ALL_SCOPES);
        }

        @Override
        public RefreshOutcome refreshNow(ShopId shop) {
            return new RefreshOutcome.Refreshed();
        }
    }
}
