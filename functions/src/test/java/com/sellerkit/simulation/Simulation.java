package com.sellerkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.Table;
import com.sellerkit.connect.ConnectParts;
import com.sellerkit.platform.Bus;
import com.sellerkit.platform.Fact;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Item;
import com.sellerkit.store.JoinedInMemoryRecords;
import com.sellerkit.store.Key;
import com.sellerkit.store.Write;
import com.sellerkit.sync.SyncParts;
import com.sellerkit.sync.SyncQueues;
import com.sellerkit.vault.InMemoryShopKeys;
import com.sellerkit.vault.InMemoryTokenVault;
import com.sellerkit.webhooks.WebhookParts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/// A few days in the life of two shops, in which whatever can go wrong does, and what has to hold
/// all the time and in the end.
///
/// Everything is in memory and repeats with the seed: the functions run as tasks of which one moves
/// at a time, from effect to effect, and any of them may crash at any effect; time jumps; TikTok
/// fails, loses answers and webhooks, and repeats and reorders them.
final class Simulation {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<ShopId> SHOPS =
            List.of(new ShopId("74950148726519081"), new ShopId("74950148726519082"));
    private static final int ROUNDS = 30;
    private static final int BATCH = 50;

    /// So many hours apart.
    private static final int ROUNDS_OF_CALM = 12;

    private static final Duration CALM = Duration.ofHours(3);

    private final Random random;
    private final ManualTime time = new ManualTime(START);
    private final Stage stage = new Stage();
    private final List<String> trace = new ArrayList<>();
    private final InMemoryRecords shops;
    private final SimulatedTikTok tiktok;
    private final SimulatedQueue live;
    private final SimulatedQueue backfill;
    private final SimulatedQueue notifications;
    private final List<Fact> facts = new ArrayList<>();
    private final Map<Key, String> versions = new HashMap<>();
    private final ConnectParts connect;
    private final SyncParts sync;
    private final WebhookParts webhooks;
    private int crashes;
    private int unfinishedConnects;

    Simulation(long seed) {
        random = new Random(seed);
        SeededIds ids = new SeededIds(seed);
        // Records are encrypted beside other work, which must not change what that work draws.
        InMemoryShopKeys keys = new InMemoryShopKeys(new SeededIds(~seed));
        InMemoryRecords accounts = new InMemoryRecords(Table.ACCOUNTS, keys);
        shops = new InMemoryRecords(Table.SHOPS, keys);
        InMemoryRecords ledger = new InMemoryRecords(Table.LEDGER, keys);
        tiktok = new SimulatedTikTok(stage, time, random);
        SHOPS.forEach(shop -> tiktok.open(shop, random.nextInt(random.nextInt(4) == 0 ? 130 : 25)));
        live = new SimulatedQueue("live", stage, time, random);
        backfill = new SimulatedQueue("backfill", stage, time, random);
        notifications = new SimulatedQueue("notifications", stage, time, random);
        ExploredRecords shopRecords = new ExploredRecords(stage, shops);
        connect =
                new ConnectParts(
                        new ConnectParts.Shared(
                                new ExploredRecords(stage, accounts),
                                shopRecords,
                                new ExploredRecords(
                                        stage, new JoinedInMemoryRecords(accounts, shops, ledger)),
                                new ExploredRecords(stage, ledger),
                                new ExploredVault(stage, new InMemoryTokenVault(time, ids)),
                                keys,
                                bus(),
                                time,
                                ids),
                        tiktok.tokens(ids),
                        tiktok.client(ids));
        sync =
                new SyncParts(
                        shopRecords,
                        keys,
                        connect,
                        new SyncQueues(live, live, backfill),
                        tiktok.client(ids),
                        tiktok.others(),
                        time,
                        ids);
        webhooks = new WebhookParts(notifications);
        shops.afterWrite(writes -> {
            nothingIsWrittenForADisconnectedShop(writes);
            noOrderGoesBack(writes);
        });
    }

    /// What happened, step by step.
    List<String> trace() {
        return trace;
    }

    /// Runs it all, and throws what did not hold.
    void run() {
        for (int round = 1; round <= ROUNDS; round++) {
            trace.add("round %d, %s".formatted(round, time.instant()));
            round();
        }
        trace.add("calm, " + time.instant());
        calmDown();
        whatIsKeptIsTheTruth();
        authorizationsAreAsTikTokHasThem();
        nobodyWasDisconnectedWithoutReason();
        assertThat(live.size() + backfill.size() + notifications.size())
                .as("messages that are left")
                .isZero();
    }

    private Bus bus() {
        return fact ->
                stage.effect(
                        Effect.changing("publishes " + fact.type(), "bus"),
                        () -> {
                            facts.add(fact);
                        });
    }

    private void round() {
        Run run = Run.byChance(random, random.nextInt(3) == 0 ? 1 : 0);
        stage.present = Optional.of(run);
        int tasks = 2 + random.nextInt(4);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            Activity activity = anyActivity();
            names.add(activity.name + i);
            run.task(activity.name + i, activity.body);
        }
        if (random.nextInt(3) == 0) {
            Duration jump =
                    random.nextInt(10) == 0
                            ? Duration.ofHours(random.nextInt(60))
                            : Duration.ofSeconds(random.nextInt(900));
            run.surroundings(
                    "time",
                    () ->
                            run.effect(
                                    Effect.changingAll("passes by " + jump),
                                    () -> time.advance(jump)));
        }
        if (random.nextInt(2) == 0) {
            int changes = 1 + random.nextInt(20);
            run.surroundings("buyers", () -> tiktok.live(changes));
        }
        try {
            run.go();
        } finally {
            trace.addAll(run.trace());
            stage.present = Optional.empty();
        }
        crashes += (int) names.stream().filter(run::crashed).count();
        List.of(live, backfill, notifications).forEach(SimulatedQueue::giveBack);
        if (random.nextInt(4) == 0) {
            List.of(live, backfill, notifications).forEach(SimulatedQueue::repeatOne);
        }
        time.advance(Duration.ofSeconds(random.nextInt(60)));
    }

    private record Activity(String name, Runnable body) {}

    private Activity anyActivity() {
        ShopId shop = SHOPS.get(random.nextInt(SHOPS.size()));
        return switch (random.nextInt(60)) {
            case 0 -> new Activity("seller disconnects", () -> connect.disconnect(shop));
            case 1 -> new Activity("seller leaves", tiktok::deauthorize);
            case 2, 3, 4 -> new Activity("seller connects", this::connectAll);
            case 5, 6 -> new Activity("seller asks for the newest", () -> sync.syncNow(shop));
            case 7 -> new Activity("old news", tiktok::tellOldNews);
            case 8 -> new Activity("daily check", connect::checkAll);
            case 9, 10, 11 -> new Activity("upkeep", connect::upkeep);
            case 12, 13, 14, 15, 16, 17 -> new Activity("planner", sync::plan);
            case 18, 19, 20, 21, 22, 23 -> new Activity("facts", this::deliverFacts);
            case 24, 25, 26, 27, 28, 29, 30, 31 -> new Activity("webhook", this::deliverWebhooks);
            case 32, 33, 34, 35, 36, 37 -> new Activity("notifier", this::handleNotifications);
            case 38, 39, 40, 41, 42, 43, 44 -> new Activity("backfill", () -> work(backfill));
            default -> new Activity("worker", () -> work(live));
        };
    }

    private void connectAll() {
        unfinishedConnects++;
        if (connect.connect(tiktok.approve(), SHOPS)) {
            unfinishedConnects--;
        }
    }

    /// Facts arrive in order here; their consumers also get along without them.
    private void deliverFacts() {
        while (!facts.isEmpty()) {
            Fact fact = facts.getFirst();
            if (fact.type().equals("ShopConnected")) {
                sync.shopConnected(new ShopId(fact.detail().path("shopId").asText()));
            }
            facts.remove(fact);
        }
    }

    private void deliverWebhooks() {
        for (int i = random.nextInt(10); i >= 0; i--) {
            Optional<SimulatedTikTok.Told> webhook = tiktok.anyTold();
            if (webhook.isEmpty()) {
                return;
            }
            boolean lost = random.nextInt(10) == 0;
            boolean repeated = random.nextInt(10) == 0;
            if ((lost || webhooks.send(webhook.get().body()) == 200) && !repeated) {
                tiktok.forget(webhook.get());
            }
        }
    }

    private void handleNotifications() {
        Map<String, SimulatedQueue.Waiting> batch = new LinkedHashMap<>();
        Map<String, String> bodies = new LinkedHashMap<>();
        int attempt = 1;
        for (SimulatedQueue.Waiting each : notifications.take(BATCH)) {
            batch.put(each.id(), each);
            bodies.put(each.id(), each.body());
            attempt = Math.max(attempt, each.receives());
        }
        Set<String> again = sync.handle(bodies, attempt);
        batch.forEach((id, message) -> {
            if (!again.contains(id)) {
                notifications.finish(message);
            }
        });
    }

    private void work(SimulatedQueue queue) {
        for (SimulatedQueue.Waiting message : queue.take(1 + random.nextInt(2))) {
            sync.work(message.body());
            queue.finish(message);
        }
    }

    /// A day and a half without misfortune, in which whatever was left behind has to be mended.
    private void calmDown() {
        tiktok.calm();
        List.of(live, backfill, notifications).forEach(SimulatedQueue::giveBack);
        for (int round = 0; round < ROUNDS_OF_CALM; round++) {
            time.advance(CALM);
            connect.upkeep();
            if (round == ROUNDS_OF_CALM / 2) {
                connect.checkAll();
            }
            deliverFacts();
            sync.plan();
            drain();
        }
    }

    private void drain() {
        for (int i = 0; i < 1_000; i++) {
            deliverAllWebhooks();
            handleNotifications();
            work(live);
            work(backfill);
            notifications.giveBack();
            if (live.size() + backfill.size() + notifications.size() == 0) {
                return;
            }
            time.advance(Duration.ofSeconds(20));
        }
        throw new AssertionError("the queues do not become empty");
    }

    private void deliverAllWebhooks() {
        for (Optional<SimulatedTikTok.Told> next = tiktok.anyTold();
                next.isPresent();
                next = tiktok.anyTold()) {
            assertThat(webhooks.send(next.get().body())).isEqualTo(200);
            tiktok.forget(next.get());
        }
    }

    /// Of all the writes there are, none may belong to an order of a shop that was disconnected
    /// before.
    private void nothingIsWrittenForADisconnectedShop(List<Write> writes) {
        for (Write write : writes) {
            for (ShopId shop : SHOPS) {
                if (write.key().partition().equals(shop.value() + "#order")
                        && !(write instanceof Write.Check)
                        && stage.aside(() -> connect.isDisconnected(shop))) {
                    throw new AssertionError(
                            "an order of a disconnected shop was written: " + shop);
                }
            }
        }
    }

    /// What is kept of an order is never replaced by an older read of it.
    private void noOrderGoesBack(List<Write> writes) {
        for (Write write : writes) {
            if (write instanceof Write.Put(Item item, Condition _)
                    && item.key().partition().endsWith("#order")) {
                String version = item.fields().path("version").asText();
                String before = versions.put(item.key(), version);
                if (before != null && before.compareTo(version) >= 0) {
                    throw new AssertionError(
                            "order %s went back from %s to %s"
                                    .formatted(item.key().sort(), before, version));
                }
            }
        }
    }

    private void whatIsKeptIsTheTruth() {
        for (ShopId shop : SHOPS) {
            // An approval that was never confirmed changes what TikTok allows, and nothing here.
            boolean connected =
                    connect.held().stream()
                            .anyMatch(held ->
                                    held.works()
                                            && held.forOrders()
                                            && held.connected().contains(shop));
            if (connected && tiktok.areOrdersAllowed()) {
                assertThat(SyncParts.kept(shops, shop))
                        .as("orders of " + shop)
                        .isEqualTo(SyncParts.expected(shop, tiktok.orders(shop)));
                assertThat(sync.differing(shops, tiktok.lists(), shop))
                        .as("everything else of " + shop)
                        .isEmpty();
                assertThat(sync.saysInStep(shop)).as("says so").isTrue();
            }
        }
    }

    private void nobodyWasDisconnectedWithoutReason() {
        for (ShopId shop : SHOPS) {
            if (connect.isTakenForWithdrawn(shop) && tiktok.isAuthorized(shop)) {
                assertThat(unfinishedConnects)
                        .as("%s is taken for withdrawn, and is not", shop)
                        .isPositive();
            }
        }
    }

    private void authorizationsAreAsTikTokHasThem() {
        for (ConnectParts.Held held : connect.held()) {
            if (held.connected().isEmpty()) {
                assertThat(held.tokens()).as("tokens of what reads no shop").isFalse();
            }
            for (ShopId shop : held.connected()) {
                if (held.works()) {
                    assertThat(tiktok.isAuthorized(shop))
                            .as("%s is authorized, as it says", shop)
                            .isTrue();
                } else {
                    assertThat(crashes + tiktok.answersLost() + unfinishedConnects)
                            .as("%s needs a reconnect, and nothing was ever lost", shop)
                            .isPositive();
                }
            }
        }
    }

    /// Where effects happen: in the round that is under way, or at once.
    private static final class Stage implements Effects {
        private Optional<Run> present = Optional.empty();

        @Override
        public <T> T effect(Effect effect, Supplier<T> action) {
            return present.isPresent() ? present.get().effect(effect, action) : action.get();
        }

        /// Looks at something without being part of the run.
        <T> T aside(Supplier<T> look) {
            Optional<Run> before = present;
            present = Optional.empty();
            try {
                return look.get();
            } finally {
                present = before;
            }
        }
    }
}
