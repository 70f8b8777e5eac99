package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.Table;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.store.CountedRecords;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.vault.InMemoryShopKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        InMemoryQueue never = new InMemoryQueue();
        never.fail(true);
        return new Planner(
                records,
                new FakeConnect(),
                new SyncQueues(live, never, never),
                List.of(OrderStream.NAME),
                Duration.ofSeconds(20),
                time);
    }
}
