package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Proves by trying all orders that reads of one order end in the same record, however they come.
final class OrderingProofTest {
    private static final Instant PLACED = SyncRig.START.minusSeconds(600);

    private static final String ORDER = "500000001";

    /// Reads of one order, oldest first: two bear the same second, and one was sent late but saw an
    /// old state.
    private static final List<Told> READS =
            List.of(
                    told(10, 1, "UNPAID"),
                    told(10, 9, "ON_HOLD"),
                    told(20, 2, "AWAITING_SHIPMENT"),
                    told(20, 3, "AWAITING_COLLECTION"),
                    told(30, 3, "IN_TRANSIT"));

    private record Told(TikTokOrder order, Instant sentAt) {}

    private static Told told(int updatedSecond, int sentMinute, String status) {
        return new Told(
                TestOrders.order(ORDER, PLACED, PLACED.plusSeconds(updatedSecond), status, ""),
                SyncRig.START.plus(Duration.ofMinutes(sentMinute)));
    }

    @Test
    void readsInAnyOrderEndInTheNewest() {
        List<List<Told>> orders = permutations(READS);

        assertThat(orders).hasSize(120);
        assertThat(ends(orders, UnaryOperator.identity()))
                .containsExactly(SyncRig.expected(READS.getLast().order()));
    }

    @Test
    void readsThatComeTwiceEndInTheNewest() {
        int tried = 0;
        for (Told twice : READS) {
            List<Told> some = new ArrayList<>(READS.subList(2, READS.size()));
            some.addAll(List.of(twice, twice));
            List<List<Told>> orders = permutations(some);
            tried += orders.size();
            assertThat(ends(orders, UnaryOperator.identity()))
                    .containsExactly(SyncRig.expected(READS.getLast().order()));
        }
        assertThat(tried).isEqualTo(600);
    }

    @Test
    void withoutVersionsTheLastToComeWouldWin() {
        assertThat(ends(permutations(READS), UnconditionalRecords::new)).hasSizeGreaterThan(1);
    }

    /// What is kept in the end, over all orders.
    private static Set<String> ends(List<List<Told>> orders, UnaryOperator<Records> breaking) {
        Set<String> ends = new TreeSet<>();
        for (List<Told> reads : orders) {
            SyncRig rig = new SyncRig();
            rig.connect();
            PageWriter writer =
                    new PageWriter(breaking.apply(rig.records), new Fingerprints(rig.keys));
            reads.forEach(read -> keep(rig, writer, read));
            ends.add(rig.kept(ORDER));
        }
        return ends;
    }

    private static void keep(SyncRig rig, PageWriter writer, Told read) {
        PageWriter.Prepared prepared =
                writer.prepare(
                        FakeConnect.SHOP,
                        OrderStream.declare(rig.platform, SyncRig.CADENCE),
                        List.of(read.order()),
                        new Reading(Source.POLL, read.sentAt(), read.sentAt()));
        StreamState state = rig.state();
        assertThat(writer.store(prepared, state, state).superseded()).isFalse();
    }

    private static <T> List<List<T>> permutations(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> permutations = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<T> rest = new ArrayList<>(all);
            T first = rest.remove(i);
            for (List<T> tail : permutations(rest)) {
                List<T> permutation = new ArrayList<>(List.of(first));
                permutation.addAll(tail);
                permutations.add(permutation);
            }
        }
        return permutations;
    }
}
