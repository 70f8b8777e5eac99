package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.OrderId;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Item;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.sync.Difference.What;
import com.sellerkit.tiktok.AddressPart;
import com.sellerkit.tiktok.OrderFlag;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Holds the list of changes that an order carries to what was seen, when, and why.
final class SeenChangesTest {
    private static final String ID = "500000001";
    private static final Instant PLACED = SyncRig.START.minusSeconds(600);

    private final SyncRig rig = new SyncRig();
    private final Stream<TikTokOrder> stream = OrderStream.declare(rig.platform, SyncRig.CADENCE);
    private final PageWriter writer = writing(rig.records);

    SeenChangesTest() {
        rig.connect();
    }

    @Test
    void theFirstReadAndEachChangeAreKeptWithSourceAndLag() {
        Instant shipped = SyncRig.START.minusSeconds(3);
        keep(writer, order(PLACED, "AWAITING_SHIPMENT", ""), Source.BACKFILL, 0);
        keep(writer, order(shipped, "IN_TRANSIT", "TRACK-1"), Source.WEBHOOK, 2);

        List<SeenChange> changes = rig.changes(ID);

        assertThat(changes)
                .extracting(SeenChange::difference)
                .containsExactly(
                        Difference.status("AWAITING_SHIPMENT", "IN_TRANSIT"),
                        Difference.in(What.TRACKING),
                        Difference.firstSeen("AWAITING_SHIPMENT"));
        assertThat(changes)
                .extracting(SeenChange::source)
                .containsExactly(Source.WEBHOOK, Source.WEBHOOK, Source.BACKFILL);
        assertThat(changes.getFirst().platformAt()).isEqualTo(shipped);
        assertThat(changes.getFirst().lag()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anUnchangedReadCostsNoWriteAndIsNoChange() {
        keep(writer, order(PLACED, "ON_HOLD", ""), Source.BACKFILL, 0);
        long writes = rig.orderWrites;

        keep(writer, order(PLACED, "ON_HOLD", ""), Source.POLL, 60);

        assertThat(rig.orderWrites).isEqualTo(writes);
        assertThat(rig.changes(ID)).hasSize(1);
    }

    @Test
    void aClockBehindThePlatformsMakesNoNegativeLag() {
        keep(writer, order(SyncRig.START.plusSeconds(9), "ON_HOLD", ""), Source.POLL, 0);

        assertThat(rig.changes(ID).getFirst().lag()).isZero();
    }

    @Test
    void anotherAddressIsAChangeOfWhichOnlyTheFactIsKept() {
        keep(writer, addressed(0, "Jordan Avery", "1 Elm Street"), Source.BACKFILL, 0);
        keep(writer, addressed(1, "Jordan Avery", "2 Oak Street"), Source.WEBHOOK, 1);

        assertThat(whats()).containsExactly(What.ADDRESS, What.FIRST_SEEN);
        assertThat(plain()).doesNotContain("Oak", "Elm", "Jordan");
    }

    @Test
    void whatThePlatformMasksOrUnmasksIsNoChangeOfAddress() {
        keep(writer, addressed(0, "J***", "***"), Source.BACKFILL, 0);
        keep(writer, addressed(1, "Jordan Avery", "1 Elm Street"), Source.POLL, 1);
        keep(writer, addressed(2, "J***", "***"), Source.POLL, 2);

        assertThat(whats()).containsExactly(What.OTHER, What.OTHER, What.FIRST_SEEN);
    }

    @Test
    void thePlatformsOwnWordForAChangedAddressCountsWhereItIsMasked() {
        TikTokOrder masked = addressed(0, "J***", "***");
        keep(writer, masked, Source.BACKFILL, 0);
        Set<OrderFlag> flags = EnumSet.copyOf(masked.flags());
        flags.add(OrderFlag.ADDRESS_UPDATED);
        keep(writer, with(masked, PLACED.plusSeconds(1), flags, masked.address()), Source.POLL, 1);

        assertThat(whats()).containsExactly(What.ADDRESS, What.FIRST_SEEN);
    }

    @Test
    void ofVeryManyChangesTheFirstAndTheNewestAreKept() {
        for (int i = 0; i <= SeenChange.KEPT_MAX; i++) {
            keep(writer, order(PLACED.plusSeconds(i), "S" + i, ""), Source.POLL, i);
        }

        List<SeenChange> changes = rig.changes(ID);

        assertThat(changes).hasSize(SeenChange.KEPT_MAX);
        assertThat(changes.getFirst().difference()).isEqualTo(Difference.status("S49", "S50"));
        assertThat(changes.get(48).difference()).isEqualTo(Difference.status("S1", "S2"));
        assertThat(changes.getLast().difference()).isEqualTo(Difference.firstSeen("S0"));
    }

    @Test
    void writersThatOvertakeEachOtherLoseNoChange() {
        keep(writer, order(PLACED, "ON_HOLD", ""), Source.BACKFILL, 0);
        PageWriter.Prepared late =
                writer.prepare(
                        FakeConnect.SHOP,
                        stream,
                        List.of(order(PLACED.plusSeconds(9), "IN_TRANSIT", "")),
                        reading(Source.POLL, 9));
        keep(writer, order(PLACED.plusSeconds(5), "AWAITING_SHIPMENT", ""), Source.WEBHOOK, 5);

        PageWriter.Stored stored = writer.store(late, rig.state(), rig.state());

        assertThat(stored.written()).isEqualTo(1);
        assertThat(rig.changes(ID))
                .extracting(SeenChange::difference)
                .containsExactly(
                        Difference.status("AWAITING_SHIPMENT", "IN_TRANSIT"),
                        Difference.status("ON_HOLD", "AWAITING_SHIPMENT"),
                        Difference.firstSeen("ON_HOLD"));
    }

    @Test
    void whatWasOvertakenBySomethingNewerIsLeftOut() {
        PageWriter.Prepared late =
                writer.prepare(
                        FakeConnect.SHOP,
                        stream,
                        List.of(order(PLACED, "ON_HOLD", "")),
                        reading(Source.POLL, 1));
        keep(writer, order(PLACED.plusSeconds(5), "CANCELLED", ""), Source.WEBHOOK, 5);

        PageWriter.Stored stored = writer.store(late, rig.state(), rig.state());

        assertThat(stored.outdated()).isEqualTo(1);
        assertThat(whats()).containsExactly(What.FIRST_SEEN);
        assertThat(Json.parse(rig.kept(ID)).path("status").asText()).isEqualTo("CANCELLED");
    }

    private PageWriter writing(Records records) {
        return new PageWriter(records, new Fingerprints(rig.keys));
    }

    private void keep(PageWriter with, TikTokOrder order, Source source, int seenSecond) {
        PageWriter.Prepared prepared =
                with.prepare(FakeConnect.SHOP, stream, List.of(order), reading(source, seenSecond));
        assertThat(with.store(prepared, rig.state(), rig.state()).superseded()).isFalse();
    }

    private static Reading reading(Source source, int seenSecond) {
        Instant seenAt = SyncRig.START.plusSeconds(seenSecond);
        return new Reading(source, seenAt.minusMillis(200), seenAt);
    }

    private static TikTokOrder order(Instant updated, String status, String tracking) {
        return TestOrders.order(ID, PLACED, updated, status, tracking);
    }

    private static TikTokOrder addressed(int updatedSecond, String name, String street) {
        Map<AddressPart, String> address = new EnumMap<>(AddressPart.class);
        address.put(AddressPart.NAME, name);
        address.put(AddressPart.ADDRESS_LINE_1, street);
        TikTokOrder order = order(PLACED, "ON_HOLD", "");
        return with(order, PLACED.plusSeconds(updatedSecond), order.flags(), address);
    }

    private static TikTokOrder with(
            TikTokOrder order,
            Instant updatedAt,
            Set<OrderFlag> flags,
            Map<AddressPart, String> address) {
        return new TikTokOrder(
                order.id(),
                order.status(),
                order.createdAt(),
                updatedAt,
                order.details(),
                order.moments(),
                flags,
                order.currency(),
                order.amounts(),
                order.lines(),
                order.packageIds(),
                order.regionCode(),
                order.buyer(),
                address,
                order.districts());
    }

    private List<What> whats() {
        return rig.changes(ID).stream().map(change -> change.difference().what()).toList();
    }

    private String plain() {
        Optional<ObjectNode> fields =
                rig.records
                        .get(
                                OrderRecords.ORDER,
                                OrderRecords.key(FakeConnect.SHOP, new OrderId(ID)),
                                Read.PLAIN)
                        .map(Item::fields);
        return fields.orElseThrow().toString();
    }
}
