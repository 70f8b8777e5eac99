package com.sellerkit.sync;

import static com.sellerkit.connect.ConnectFixture.ANNA;
import static com.sellerkit.connect.ConnectFixture.ANNAS;
import static com.sellerkit.connect.ConnectFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.connect.ConnectFixture;
import com.sellerkit.connect.FakeTikTok;
import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.connect.ShopState;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.simulation.Effect;
import com.sellerkit.simulation.ExploredRecords;
import com.sellerkit.simulation.ExploredVault;
import com.sellerkit.simulation.Explorer;
import com.sellerkit.simulation.Run;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.store.WriteOutcome;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.vault.TokenOwner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Proves by exploring interleavings that a disconnect is final for everybody who worked under the
/// epoch before it, and that tokens live exactly as long as a shop is read through them.
final class DisconnectProofTest {
    private static final int RUNS_MAX = 80;
    private static final ShopId SIBLING = new ShopId("7002");
    private static final Duration BUDGET = Duration.ofSeconds(50);

    @Test
    void noLateWriteLandsAfterADisconnect() {
        explored(
                0,
                world -> {
                    world.disconnecting(SHOP, "Northwind US");
                    world.working(true);
                });
    }

    @Test
    void withoutTheGateALateWriteIsFound() {
        Explorer.Result result =
                Explorer.explore(
                        0,
                        RUNS_MAX,
                        run -> {
                            World world = new World(run);
                            world.working(false);
                            world.disconnecting(SHOP, "Northwind US");
                            world.end();
                        });

        assertThat(result.failure().orElseThrow().cause())
                .hasMessageContaining("who writes has the epoch of the shop");
    }

    @Test
    void aRenewalNeitherBringsTokensBackNorLosesASiblings() {
        explored(
                1,
                world -> {
                    world.disconnecting(SHOP, "Northwind US");
                    world.renewing(SHOP);
                });
        explored(
                1,
                world -> {
                    world.disconnected(SIBLING, "Northwind GB");
                    world.disconnecting(SHOP, "Northwind US");
                    world.renewing(SHOP);
                });
    }

    @Test
    void twoShopsThatGoAtOnceTakeTheirTokensAlong() {
        explored(
                1,
                world -> {
                    world.disconnecting(SHOP, "Northwind US");
                    world.disconnecting(SIBLING, "Northwind GB");
                });
    }

    @Test
    void aReconnectAtTheSameTimeEndsInOneOfTheTwo() {
        explored(
                1,
                world -> {
                    world.disconnected(SIBLING, "Northwind GB");
                    world.disconnecting(SHOP, "Northwind US");
                    world.reconnecting();
                });
    }

    @Test
    void everythingAtOnceEndsInStep() {
        explored(
                1,
                world -> {
                    world.disconnecting(SHOP, "Northwind US");
                    world.reconnecting();
                    world.renewing(SHOP);
                    world.working(true);
                });
    }

    private interface Tasks {
        void of(World world);
    }

    private static void explored(int crashes, Tasks tasks) {
        Explorer.Result result =
                Explorer.explore(
                                crashes,
                                RUNS_MAX,
                                run -> {
                                    World world = new World(run);
                                    tasks.of(world);
                                    world.end();
                                })
                        .held();
        assertThat(result.runs()).isGreaterThan(10);
    }

    /// An account with two shops of one authorization, of which one was just begun to be read.
    private static final class World {
        private final Run run;
        private final ConnectFixture on = new ConnectFixture();
        private final FakePlatform platform = new FakePlatform(on.time, FakePlatform.Paging.KEYSET);
        private final SyncQueues queues =
                new SyncQueues(new InMemoryQueue(), new InMemoryQueue(), new InMemoryQueue());
        private final Planner planner =
                new Planner(
                        on.shopRecords,
                        on.shops(),
                        queues,
                        List.of(OrderStream.NAME),
                        Duration.ofSeconds(20),
                        on.time);
        private final TokenOwner first;

        World(Run run) {
            this.run = run;
            on.tiktok.shops.add(FakeTikTok.shop("7002", "Northwind GB"));
            on.connected(ANNA, ANNAS, SHOP, SIBLING);
            first = on.tokens();
            for (int i = 0; i < 2; i++) {
                platform.put(
                        TestOrders.order("50000000" + i, on.time.instant().minusSeconds(600 + i)));
            }
            planner.shopConnected(SHOP);
            on.time.advance(Duration.ofMinutes(2));
            on.tiktok.duringRefresh = () -> asking("asks for a pair");
            on.tiktok.duringWithdrawal = () -> asking("withdraws");
        }

        private void asking(String what) {
            run.effect(Effect.changing(what, "platform"), () -> true);
        }

        void disconnected(ShopId shop, String name) {
            on.disconnections.disconnect(ANNA, ANNAS, shop, name);
        }

        void disconnecting(ShopId shop, String name) {
            ConnectFixture.OneProcess process = process(11);
            run.task(
                    "disconnecting " + name,
                    () -> process.disconnections().disconnect(ANNA, ANNAS, shop, name));
        }

        void renewing(ShopId shop) {
            ConnectFixture.OneProcess process = process(12);
            run.task("renewing", () -> process.refresh().refreshNow(shop));
        }

        void reconnecting() {
            String completion = on.named(ANNA, ANNAS).id();
            ConnectFixture.OneProcess process = process(13);
            run.task(
                    "reconnecting",
                    () -> process.confirmations().confirm(ANNA, ANNAS, completion, List.of(SHOP)));
        }

        void working(boolean gated) {
            ConnectFixture.OneProcess process = process(14);
            SyncMessage message =
                    new SyncMessage(SHOP, OrderStream.NAME, SyncMessage.Lane.BACKFILL, 1);
            SyncEngine engine = engine(new ExploredRecords(run, new Watched(gated)), process, 15);
            run.task("working", () -> engine.run(message, Deadline.in(BUDGET, on.time)));
        }

        private ConnectFixture.OneProcess process(long seed) {
            return on.process(
                    new ExploredRecords(run, on.together),
                    new ExploredVault(run, on.vault),
                    new SeededIds(seed));
        }

        private SyncEngine engine(Records records, ConnectFixture.OneProcess process, long seed) {
            return new SyncEngine(
                    records,
                    new Fingerprints(on.keys),
                    process.shops(),
                    process.refresh(),
                    queues,
                    List.of(OrderStream.declare(platform, SyncRig.CADENCE)),
                    Duration.ZERO,
                    Pace.STEADY,
                    on.time,
                    new SeededIds(seed));
        }

        void end() {
            run.go();
            on.tiktok.duringRefresh = () -> {};
            on.tiktok.duringWithdrawal = () -> {};
            for (int i = 0; i < 3; i++) {
                on.time.advance(Duration.ofMinutes(40));
                assertThat(on.settles()).as("upkeep settles what is left").isTrue();
            }
            List<Shop> shops = on.shops().shopsOf(ANNAS);
            boolean inUse = shops.stream().anyMatch(shop -> shop.disconnection().isEmpty());
            TokenOwner last = on.tokens();
            assertThat(on.holdsTokens(last))
                    .as("tokens are held exactly while a shop is read through them")
                    .isEqualTo(inUse);
            if (!last.equals(first)) {
                assertThat(on.holdsTokens(first)).as("replaced tokens are gone").isFalse();
            }
            for (Shop shop : shops) {
                check(shop);
            }
        }

        private void check(Shop shop) {
            if (shop.state() == ShopState.DISCONNECTED) {
                StreamState gate =
                        new StreamStates(on.shopRecords)
                                .read(shop.id(), OrderStream.NAME)
                                .orElseThrow();
                assertThat(gate.epoch()).as("the gate is shut").isEqualTo(shop.epoch());
                assertThat(gate.dueAt()).as("nothing is due").isEmpty();
                assertThat(on.ledger.disconnections(shop.id())).isNotEmpty();
                return;
            }
            if (on.shops().access(shop.id()) instanceof ShopReach.Ready && shop.id().equals(SHOP)) {
                goOn(shop);
            }
        }

        /// Nothing is lost and nothing doubled, whatever came before.
        private void goOn(Shop shop) {
            planner.shopConnected(shop.id());
            SyncEngine engine =
                    engine(
                            on.shopRecords,
                            on.process(on.together, on.vault, new SeededIds(16)),
                            17);
            for (int i = 0; i < 3; i++) {
                on.time.advance(Duration.ofMinutes(6));
                var _ =
                        engine.run(
                                new SyncMessage(
                                        shop.id(),
                                        OrderStream.NAME,
                                        SyncMessage.Lane.LIVE,
                                        shop.epoch()),
                                Deadline.in(BUDGET, on.time));
            }
            assertThat(
                            on.shopRecords
                                    .query(
                                            Query.table(
                                                    OrderRecords.ORDER,
                                                    OrderRecords.partition(shop.id())))
                                    .items())
                    .as("every order once")
                    .hasSize(platform.orders().size());
        }

        /// The worker's way to the store, which sees whether the shop was still in the worker's
        /// epoch when it wrote; without the gate, it lets everything through.
        private final class Watched implements Records {
            private final boolean gated;

            Watched(boolean gated) {
                this.gated = gated;
            }

            @Override
            public WriteOutcome write(List<Write> writes) {
                boolean page =
                        writes.stream()
                                .anyMatch(write -> write.key().partition().endsWith("#order"));
                long epoch = on.shops().shop(SHOP).orElseThrow().epoch();
                Records store =
                        gated || !page ? on.shopRecords : new UnconditionalRecords(on.shopRecords);
                WriteOutcome outcome = store.write(writes);
                if (page && outcome.isWritten()) {
                    assertThat(epoch).as("who writes has the epoch of the shop").isEqualTo(1);
                }
                return outcome;
            }

            @Override
            public Optional<Item> get(RecordType type, Key key, Read read) {
                return on.shopRecords.get(type, key, read);
            }

            @Override
            public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
                return on.shopRecords.getAll(type, keys, read);
            }

            @Override
            public Slice query(Query query) {
                return on.shopRecords.query(query);
            }
        }
    }
}
