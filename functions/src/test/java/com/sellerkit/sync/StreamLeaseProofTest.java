package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.simulation.Effect;
import com.sellerkit.simulation.ExploredRecords;
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
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Proves by exploring interleavings that of two workers on one stream only the one that holds it
/// writes, and that the stream gets through whatever crashes.
final class StreamLeaseProofTest {
    private static final int RUNS_MAX = 600;
    private static final int ORDERS = 3;
    private static final Duration PAST_THE_LEASE = SyncRig.BUDGET.plusSeconds(16);

    @Test
    void aSupersededHolderWritesNothingMore() {
        Explorer.Result result =
                Explorer.explore(0, RUNS_MAX, run -> new World(run, true).race()).held();

        assertThat(result.runs()).isGreaterThan(200);
    }

    @Test
    void afterAnyCrashTheStreamGetsThrough() {
        Explorer.Result result =
                Explorer.explore(1, RUNS_MAX, run -> new World(run, true).race()).held();

        assertThat(result.runs()).isGreaterThan(200);
    }

    @Test
    void withoutTheGateASupersededHolderIsFoundWriting() {
        Explorer.Result result = Explorer.explore(0, RUNS_MAX, run -> new World(run, false).race());

        assertThat(result.failure().orElseThrow().cause())
                .hasMessageContaining("who writes holds the stream");
    }

    /// Two workers that got the same message, and time that passes the end of a lease.
    private static final class World implements Stream.Source<TikTokOrder> {
        private final Run run;
        private final SyncRig rig = new SyncRig();
        private final boolean gated;

        World(Run run, boolean gated) {
            this.run = run;
            this.gated = gated;
            rig.sellOrders(ORDERS);
            rig.connect();
        }

        void race() {
            SyncMessage message =
                    SyncMessage.parse(rig.takeMessages().getFirst().body()).orElseThrow();
            working("worker", 11, message);
            working("other worker", 12, message);
            run.surroundings(
                    "time",
                    () ->
                            run.effect(
                                    Effect.changingAll("passes the end of the lease"),
                                    () -> {
                                        rig.time.advance(PAST_THE_LEASE);
                                        return true;
                                    }));
            run.go();
            settle();
            rig.assertKeptIsTruth();
            assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);
            assertThat(rig.state().imported().orElseThrow().read()).isEqualTo(ORDERS);
        }

        /// Nobody disturbs any more; what the workers still wanted to send was lost.
        private void settle() {
            SyncEngine engine = engine(rig.records, 13);
            for (int i = 0; i < 4; i++) {
                rig.time.advance(Duration.ofMinutes(6));
                rig.planner.planDue(Deadline.in(SyncRig.BUDGET, rig.time));
                rig.takeMessages().stream()
                        .map(message -> SyncMessage.parse(message.body()).orElseThrow())
                        .forEach(message ->
                                engine.run(message, Deadline.in(SyncRig.BUDGET, rig.time)));
            }
        }

        private void working(String name, long seed, SyncMessage message) {
            Records records = new ExploredRecords(run, new Watched(rig, gated));
            SyncEngine engine = engine(records, seed);
            run.task(name, () -> engine.run(message, Deadline.in(SyncRig.BUDGET, rig.time)));
        }

        private SyncEngine engine(Records records, long seed) {
            return new SyncEngine(
                    records,
                    new Fingerprints(rig.keys),
                    rig.connect,
                    rig.connect,
                    new SyncQueues(new InMemoryQueue(), new InMemoryQueue(), new InMemoryQueue()),
                    List.of(OrderStream.declare(this, SyncRig.CADENCE)),
                    Duration.ZERO,
                    Pace.STEADY,
                    rig.time,
                    new SeededIds(seed));
        }

        private static Comparator<TikTokOrder> order(Window window) {
            return switch (window.by()) {
                case CREATED -> Comparator.comparing(TikTokOrder::createdAt).reversed();
                case UPDATED -> Comparator.comparing(TikTokOrder::updatedAt);
                case ALL -> throw new IllegalArgumentException("orders are searched by a time");
            };
        }

        /// One order a page, as the window sorts; the token is how many came before.
        @Override
        public Answer<StreamPage<TikTokOrder>> page(
                ShopAccess access, Window window, String token, Deadline deadline) {
            return run.effect(
                    Effect.reading("reads a page", "platform"),
                    () -> {
                        List<TikTokOrder> orders =
                                rig.platform.orders().values().stream()
                                        .filter(order -> isIn(window, order))
                                        .sorted(order(window))
                                        .toList();
                        int at = token.isEmpty() ? 0 : Integer.parseInt(token);
                        String next = at + 1 < orders.size() ? Integer.toString(at + 1) : "";
                        List<TikTokOrder> page =
                                orders.isEmpty() ? List.of() : List.of(orders.get(at));
                        return new Answer.Success<>(
                                new StreamPage<>(page, List.of(), next, orders.size(), Drift.NONE),
                                rig.time.instant(),
                                "request");
                    });
        }

        @Override
        public Answer<StreamPage<TikTokOrder>> named(
                ShopAccess access, List<String> ids, Deadline deadline) {
            return run.effect(
                    Effect.reading("reads by name", "platform"),
                    () -> rig.platform.named(access, ids, deadline));
        }
    }

    private static boolean isIn(Window window, TikTokOrder order) {
        return window.from().filter(order.updatedAt()::isBefore).isEmpty();
    }

    /// One worker's way to the store, which sees whether the worker still held the stream when it
    /// wrote; without the gate, it lets everything through.
    private static final class Watched implements Records {
        private final SyncRig rig;
        private final boolean gated;
        private long fence = -1;

        Watched(SyncRig rig, boolean gated) {
            this.rig = rig;
            this.gated = gated;
        }

        @Override
        public WriteOutcome write(List<Write> writes) {
            boolean acquires = writes.size() == 1 && fence < 0;
            long before = rig.state().fence();
            Records store = gated || acquires ? rig.records : new UnconditionalRecords(rig.records);
            WriteOutcome outcome = store.write(writes);
            if (outcome.isWritten() && acquires) {
                fence = rig.state().fence();
            } else if (outcome.isWritten()) {
                assertThat(before).as("who writes holds the stream").isEqualTo(fence);
            }
            return outcome;
        }

        @Override
        public Optional<Item> get(RecordType type, Key key, Read read) {
            return rig.records.get(type, key, read);
        }

        @Override
        public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
            return rig.records.getAll(type, keys, read);
        }

        @Override
        public Slice query(Query query) {
            return rig.records.query(query);
        }
    }
}
