package com.sellerkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.Table;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.simulation.CrowdedTikTok.Much;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Key;
import com.sellerkit.store.Write;
import com.sellerkit.sync.CrowdedSync;
import com.sellerkit.sync.CrowdedSync.News;
import com.sellerkit.sync.FakeLists;
import com.sellerkit.sync.FakePlatform;
import com.sellerkit.sync.Goods;
import com.sellerkit.sync.SyncQueues;
import com.sellerkit.sync.TestOrders;
import com.sellerkit.vault.InMemoryShopKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// However much is read of other shops for the first time, what TikTok tells of a shop is seen as
/// soon as if it were the only one, or hardly later.
final class FairnessTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final ShopId SMALL = new ShopId("74950148726519081");
    private static final int THINGS = 120;
    private static final Duration ALONE = Duration.ofMinutes(8);
    private static final Duration BETWEEN = Duration.ofSeconds(4);
    private static final Duration LATER_MAX = Duration.ofSeconds(10);

    private static final Much IMPORT = new Much(100_000, 300, Duration.ZERO);

    @Test
    void aFirstWalkThroughAHundredThousandOrdersDelaysNoOtherShopsNews() {
        Day busy = new Day(1, IMPORT, ALONE, false);

        assertHardlyLater(busy.delays(), new Day(0, IMPORT, ALONE, false).delays());

        assertThat(busy.backfill.busiest()).isEqualTo(5);
        busy.goOn(Duration.ofMinutes(10));
        assertThat(busy.sync.isImported(great(0), "order")).isTrue();
    }

    @Test
    void norDoThoseOfManyShopsAtOnce() {
        Day busy = new Day(6, IMPORT, ALONE, true);

        assertHardlyLater(busy.delays(), new Day(0, IMPORT, ALONE, true).delays());

        assertThat(busy.backfill.busiest()).isEqualTo(5);
    }

    @Test
    void norDoShopsForWhichTheAnswersTakeLong() {
        Day busy = new Day(3, new Much(100_000, 300, Duration.ofSeconds(9)), ALONE, true);

        assertHardlyLater(busy.delays(), new Day(0, IMPORT, ALONE, true).delays());
    }

    @Test
    void norDoShopsThatAllCatchUpAtOnce() {
        Much little = new Much(200, 1, Duration.ZERO);
        Day busy = new Day(8, little, Duration.ZERO, true);

        assertHardlyLater(busy.delays(), new Day(0, little, Duration.ZERO, true).delays());

        assertThat(busy.live.busiest()).isEqualTo(20);
    }

    private static void assertHardlyLater(Map<String, Duration> busy, Map<String, Duration> quiet) {
        Duration most = Duration.ZERO;
        String slowest = "";
        for (Map.Entry<String, Duration> each : busy.entrySet()) {
            Duration later = each.getValue().minus(quiet.getOrDefault(each.getKey(), LATER_MAX));
            if (later.compareTo(most) > 0) {
                most = later;
                slowest = each.getKey();
            }
        }
        System.out.printf(
                "%d webhooks; %s at most in a quiet day, at most %s later in a busy one %s%n",
                busy.size(),
                quiet.values().stream().max(Duration::compareTo).orElse(Duration.ZERO),
                most,
                slowest);
        assertThat(quiet).hasSize(THINGS);
        assertThat(busy).hasSize(THINGS);
        assertThat(most).as(slowest).isLessThan(LATER_MAX);
    }

    private static ShopId great(int index) {
        return new ShopId("8495014872651908" + index);
    }

    /// Some minutes of a day with one small shop, which TikTok tells something of every few
    /// seconds, and some great ones that are connected shortly before.
    private static final class Day {
        private final ManualTime time = new ManualTime(START);
        private final Timeline timeline = new Timeline(time);
        private final FakePlatform orders = new FakePlatform(time, FakePlatform.Paging.KEYSET);
        private final FakeLists lists = new FakeLists(time);
        private final Goods goods = new Goods(lists, SMALL);
        private final Fleet.Lane live;
        private final Fleet.Lane chat;
        private final Fleet.Lane backfill;
        private final Fleet.Lane notifications;
        private final CrowdedSync sync;
        private final int great;
        private final Duration connectedAfter;
        private final Map<Key, Told> open = new HashMap<>();
        private final Map<String, Duration> delays = new TreeMap<>();

        private record Told(String what, Instant at) {}

        /// @param connectedAfter when the great shops are connected; nothing was planned for a
        ///   while when the news begin, so that shops of before catch up
        Day(int great, Much much, Duration connectedAfter, boolean fair) {
            this.great = great;
            this.connectedAfter = connectedAfter;
            Fleet fleet = new Fleet(timeline, time, fair);
            live = fleet.lane("LiveQueue");
            chat = fleet.lane("ChatQueue");
            backfill = fleet.lane("BackfillQueue");
            notifications = fleet.lane("NotificationQueue");
            SeededIds ids = new SeededIds(1);
            InMemoryShopKeys keys = new InMemoryShopKeys(ids);
            keys.create(SMALL);
            Set<ShopId> shops = new HashSet<>();
            for (int i = 0; i < great; i++) {
                shops.add(great(i));
                keys.create(great(i));
            }
            InMemoryRecords records = new InMemoryRecords(Table.SHOPS, keys);
            records.afterWrite(this::seen);
            sync =
                    new CrowdedSync(
                            new CostlyRecords(records, timeline, Day::isOfGreatShops),
                            keys,
                            new SyncQueues(live, chat, backfill),
                            new CrowdedTikTok(orders, lists, shops, much, time, timeline),
                            time,
                            ids);
            List.of(live, chat, backfill)
                    .forEach(lane -> lane.does(bodies -> bodies.forEach(sync::work)));
            notifications.does(sync::handle);
        }

        private static boolean isOfGreatShops(Key key) {
            boolean isOrder =
                    key.partition().endsWith("#order") || key.partition().endsWith("#lookup");
            return isOrder && !key.partition().startsWith(SMALL.value());
        }

        /// How long after it happened each thing could be seen.
        Map<String, Duration> delays() {
            stock();
            everyMinute(Duration.ZERO, Duration.ofMinutes(2));
            everyMinute(ALONE, ALONE.plus(Duration.ofMinutes(40)));
            timeline.at(START, () -> sync.shopConnected(SMALL));
            for (int i = 0; i < great; i++) {
                ShopId shop = great(i);
                Instant connected = START.plus(connectedAfter).plusMillis(100L * i);
                timeline.at(connected, () -> sync.shopConnected(shop));
            }
            Instant first = START.plus(ALONE).plusSeconds(5);
            for (int i = 0; i < THINGS; i++) {
                int thing = i;
                timeline.at(first.plus(BETWEEN.multipliedBy(i)), () -> happen(thing));
            }
            timeline.runUntil(first.plus(BETWEEN.multipliedBy(THINGS)).plusSeconds(60));
            return delays;
        }

        void goOn(Duration duration) {
            timeline.runUntil(time.instant().plus(duration));
        }

        private void everyMinute(Duration from, Duration until) {
            for (Instant at = START.plus(from).plusSeconds(7);
                    at.isBefore(START.plus(until));
                    at = at.plusSeconds(60)) {
                timeline.at(at, sync::plan);
            }
        }

        private void stock() {
            Instant before = START.minus(Duration.ofDays(1));
            for (int i = 0; i < THINGS; i++) {
                String id = id(i);
                switch (news(i)) {
                    case ORDER -> orders.put(TestOrders.order(id, before.plusSeconds(i)));
                    case PRODUCT_PAGE, STOCK -> goods.product(id, before, before, 5);
                    case RETURN -> goods.returned(id, "1", before, before, "RETURN_REQUESTED");
                }
            }
        }

        private static News news(int index) {
            return List.of(News.values()).get(index % News.values().length);
        }

        private static String id(int index) {
            return Integer.toString(70_000 + index);
        }

        /// Something changes at TikTok, which tells of it a moment later.
        private void happen(int index) {
            Instant now = time.instant();
            Instant before = START.minus(Duration.ofDays(1));
            String id = id(index);
            News news = news(index);
            switch (news) {
                case ORDER ->
                        orders.put(TestOrders.order(id, before, now, "IN_TRANSIT", "TRACK" + id));
                case PRODUCT_PAGE -> goods.product(id, before, now, 5);
                case STOCK -> goods.stock(id, 4);
                case RETURN -> goods.returned(id, "1", before, now, "RETURN_COMPLETE");
            }
            open.put(news.key(SMALL, id), new Told(news + " " + id, now));
            timeline.take(Duration.ofMillis(300));
            notifications.send(news.told(SMALL, id, "n" + index, now));
        }

        private void seen(List<Write> writes) {
            for (Write write : writes) {
                Told told = open.remove(write.key());
                if (told != null) {
                    delays.put(told.what(), Duration.between(told.at(), time.instant()));
                }
            }
        }
    }
}
