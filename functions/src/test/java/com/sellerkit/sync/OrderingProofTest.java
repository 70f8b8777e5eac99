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
                at(sentMinute));
    }

    private static Instant at(int minute) {
        return SyncRig.START.plus(Duration.ofMinutes(minute));
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

    /// Within one second so, otherwise, and so again.
    private static final List<Told> SWAYING =
            List.of(told(10, 1, "UNPAID"), told(10, 2, "ON_HOLD"), told(10, 3, "UNPAID"));

    @Test
    void whatSwayedWithinASecondEndsInTheNewestOnceItIsConfirmed() {
        Set<String> ends = new TreeSet<>();
        for (List<Told> reads : permutations(SWAYING)) {
            SyncRig rig = new SyncRig();
            rig.connect();
            PageWriter writer = new PageWriter(rig.records, new Fingerprints(rig.keys));
            for (Told read : reads) {
                confirmed(rig, writer, read);
            }
            ends.add(rig.kept(ORDER));
        }
        assertThat(ends).containsExactly(SyncRig.expected(SWAYING.getLast().order()));
    }

    @Test
    void whatSwayedWithinASecondMayEndWronglyUnlessItIsConfirmed() {
        assertThat(ends(permutations(SWAYING), UnaryOperator.identity())).hasSize(2);
    }

    /// Keeps a read, and reads again what came of it as often as it is contested.
    private static void confirmed(SyncRig rig, PageWriter writer, Told read) {
        boolean contested = !keep(rig, writer, read).contested().isEmpty();
        for (int minute = 10; contested; minute++) {
            assertThat(minute).isLessThan(13);
            Told again = new Told(SWAYING.getLast().order(), at(minute));
            contested = !keep(rig, writer, again).contested().isEmpty();
        }
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

    private static PageWriter.Stored keep(SyncRig rig, PageWriter writer, Told read) {
        PageWriter.Prepared prepared =
                writer.prepare(
                        FakeConnect.SHOP,
                        OrderStream.declare(rig.platform, SyncRig.CADENCE),
                        List.of(read.order()),
                        new Reading(Source.POLL, read.sentAt(), read.sentAt()));
        StreamState state = rig.state();
        PageWriter.Stored stored = writer.store(prepared, state, state);
        assertThat(stored.superseded()).isFalse();
        return stored;
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
