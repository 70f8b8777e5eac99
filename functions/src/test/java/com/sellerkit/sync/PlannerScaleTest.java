package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.store.CountedRecords;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.store.WriteOutcome;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.vault.InMemoryShopKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a tick of the planner costs, in calls: it depends on what is due, not on how many shops are
/// connected.
final class PlannerScaleTest {
    private static final Instant NOW = SyncRig.START;
    private static final Duration BUDGET = Duration.ofSeconds(48);

    private final ManualTime time = new ManualTime(NOW);

    /// What one tick did.
    private record Tick(long calls, long read, int sent, int sends) {}

    @Test
    void aTickCostsTheSameHoweverManyShopsAreConnected() {
        Tick few = tick(200, 40);
        Tick many = tick(4_000, 40);

        assertThat(many).isEqualTo(few);
        assertThat(many.sent()).isEqualTo(40);
        // Each is found by its key and then read.
        assertThat(many.read()).isEqualTo(80);
    }

    @Test
    void aTickCostsInProportionToWhatIsDue() {
        Tick idle = tick(2_000, 0);
        Tick some = tick(2_000, 100);
        Tick more = tick(2_000, 1_000);

        assertThat(idle.calls()).isEqualTo(StreamState.SHARDS);
        assertThat(idle.sends()).isZero();
        assertThat(more.calls() - idle.calls())
                .isLessThanOrEqualTo(10 * (some.calls() - idle.calls()));
        assertThat(more.read()).isEqualTo(10 * some.read());
        // A claim each, and little else.
        assertThat(more.calls()).isBetween(1_000L, 1_000L + 6 * StreamState.SHARDS);
        assertThat(more.sends()).isEqualTo(50);
    }

    @Test
    void whatATickHasNoTimeForIsLeftToTheNext() {
        InMemoryRecords records = laid(1_000, 400);
        List<Queue.Message> sent = new ArrayList<>();
        CountedRecords slow = new CountedRecords(records);
        records.afterWrite(_ -> time.advance(Duration.ofMillis(300)));
        Planner planner = planner(slow, sent::addAll);

        int first = planner.planDue(Deadline.in(Duration.ofSeconds(48), time));
        int second = planner.planDue(Deadline.in(Duration.ofSeconds(48), time));

        assertThat(first).isEqualTo(sent.size() - second).isBetween(100, 200);
        assertThat(sent).doesNotHaveDuplicates().hasSize(first + second);
        assertThat(planner.planDue(Deadline.in(Duration.ofSeconds(48), time))).isPositive();
        assertThat(sent).doesNotHaveDuplicates().hasSize(400);
    }

    @Test
    void whereTimeAlwaysRunsOutEveryShardHasItsTurn() {
        InMemoryRecords records = laid(1_000, 1_000);
        records.afterWrite(_ -> time.advance(Duration.ofSeconds(2)));
        List<Integer> shards = new ArrayList<>();
        for (int tick = 0; tick < StreamState.SHARDS; tick++) {
            Instant begun = NOW.plus(Duration.ofMinutes(tick));
            time.advance(Duration.between(time.instant(), begun));
            List<Queue.Message> sent = new ArrayList<>();

            var _ = planner(records, sent::addAll).planDue(Deadline.in(BUDGET, time));

            shards.add(shardOf(sent.getFirst()));
            assertThat(sent).hasSizeLessThan(30);
        }
        assertThat(shards).doesNotHaveDuplicates();
    }

    private static int shardOf(Queue.Message message) {
        SyncMessage told = SyncMessage.parse(message.body()).orElseThrow();
        return StreamState.shardOf(told.shop(), told.stream());
    }

    @Test
    void claimsAreUnderWayTogetherAndEachDueStreamIsToldOnce() {
        InMemoryRecords records = laid(1_000, 400);
        List<Queue.Message> sent = new ArrayList<>();
        MeetingRecords meeting = new MeetingRecords(records, Planner.CLAIMS_TOGETHER);
        Planner planner = planner(meeting, sent::addAll, Planner.CLAIMS_TOGETHER);
        Planner other = planner(records, sent::addAll, Planner.CLAIMS_TOGETHER);

        int planned = planner.planDue(Deadline.in(BUDGET, time));

        assertThat(planned).isEqualTo(400);
        assertThat(meeting.mostAtOnce()).isEqualTo(Planner.CLAIMS_TOGETHER);
        assertThat(other.planDue(Deadline.in(BUDGET, time))).isZero();
        assertThat(sent).doesNotHaveDuplicates().hasSize(400);
    }

    @Test
    void aFailedClaimKeepsNoOtherFromBeingToldAndIsStillDue() {
        InMemoryRecords records = laid(100, 100);
        List<Queue.Message> sent = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger claims = new AtomicInteger();
        records.beforeWrite(_ -> {
            if (claims.incrementAndGet() == 5) {
                throw new IllegalStateException("no answer");
            }
        });
        Planner planner = planner(records, sent::addAll, Planner.CLAIMS_TOGETHER);

        assertThatThrownBy(() -> planner.planDue(Deadline.in(BUDGET, time)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sent).doesNotHaveDuplicates().hasSize(claims.get() - 1).isNotEmpty();
        // Nothing waits for the end of a claim.
        var _ = planner.planDue(Deadline.in(BUDGET, time));

        assertThat(sent).doesNotHaveDuplicates().hasSize(100);
    }

    private Tick tick(int shops, int due) {
        CountedRecords records = new CountedRecords(laid(shops, due));
        List<Integer> sends = new ArrayList<>();
        Planner planner = planner(records, messages -> sends.add(messages.size()));

        int sent = planner.planDue(Deadline.in(BUDGET, time));

        assertThat(planner.planDue(Deadline.in(BUDGET, time))).isZero();
        assertThat(sends.stream().mapToInt(Integer::intValue).sum()).isEqualTo(sent);
        long idle = StreamState.SHARDS;
        return new Tick(records.calls() - idle, records.read(), sent, sends.size());
    }

    private InMemoryRecords laid(int shops, int due) {
        InMemoryRecords records =
                new InMemoryRecords(Table.SHOPS, new InMemoryShopKeys(new SeededIds(1)));
        ConnectedShops.lay(
                records,
                0,
                shops,
                NOW,
                number -> number < due ? NOW.minusSeconds(1) : NOW.plus(Duration.ofHours(1)));
        return records;
    }

    private Planner planner(Records records, Queue live) {
        return planner(records, live, 1);
    }

    private Planner planner(Records records, Queue live, int claimsTogether) {
        InMemoryQueue never = new InMemoryQueue();
        never.fail(true);
        return new Planner(
                records,
                new FakeConnect(),
                new SyncQueues(live, never, never),
                List.of(OrderStream.NAME),
                Duration.ofSeconds(20),
                claimsTogether,
                time);
    }

    /// Lets each write wait a while for so many others to be under way with it.
    private static final class MeetingRecords implements Records {
        private final Records records;
        private final int wanted;
        private final Semaphore met = new Semaphore(0);
        private final AtomicInteger there = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        MeetingRecords(Records records, int wanted) {
            this.records = records;
            this.wanted = wanted;
        }

        int mostAtOnce() {
            return mostAtOnce.get();
        }

        @Override
        public Optional<Item> get(RecordType type, Key key, Read read) {
            return records.get(type, key, read);
        }

        @Override
        public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
            return records.getAll(type, keys, read);
        }

        @Override
        public Slice query(Query query) {
            return records.query(query);
        }

        @Override
        public WriteOutcome write(List<Write> writes) {
            int now = there.incrementAndGet();
            mostAtOnce.accumulateAndGet(now, Math::max);
            if (now >= wanted) {
                met.release(wanted);
            }
            try {
                // Only the first ones wait: who has met once need not meet again.
                if (met.tryAcquire(10, TimeUnit.SECONDS)) {
                    met.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                there.decrementAndGet();
            }
            return records.write(writes);
        }
    }
}
