package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.platform.Money;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.TikTokOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OrdersTest {
    private static final Optional<String> FIRST = Optional.empty();

    private final SyncRig rig = new SyncRig();

    private void keep(int count) {
        rig.sellOrders(count);
        rig.connect();
        rig.drain();
    }

    private OrderSlice list(OrderFilter filter, Optional<String> cursor, int limit) {
        return rig.orders.list(FakeConnect.SHOP, filter, cursor, limit);
    }

    private OrderSlice search(String number) {
        return rig.orders.search(FakeConnect.SHOP, number, FIRST, 50);
    }

    private static List<String> ids(OrderSlice slice) {
        return slice.orders().stream().map(row -> row.id().value()).toList();
    }

    @Test
    void theListBeginsWithTheNewestAndPagesToTheEndAndBack() {
        keep(45);
        List<List<String>> there = new ArrayList<>();
        Optional<String> cursor = FIRST;
        OrderSlice slice;
        do {
            slice = list(OrderFilter.ALL, cursor, 10);
            there.add(ids(slice));
            cursor = slice.older();
        } while (cursor.isPresent());

        assertThat(there).hasSize(5);
        assertThat(there.getFirst().getFirst()).isEqualTo("500000000");
        assertThat(there.getLast()).hasSize(5).endsWith("500000044");
        assertThat(there.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(45);

        List<List<String>> back = new ArrayList<>();
        back.add(ids(slice));
        for (cursor = slice.newer(); cursor.isPresent(); cursor = slice.newer()) {
            slice = list(OrderFilter.ALL, cursor, 10);
            back.add(ids(slice));
        }
        assertThat(back.reversed()).isEqualTo(there);
        assertThat(slice.newer()).isEmpty();
        assertThat(slice.older()).isPresent();
    }

    @Test
    void aPageReadsEachOfItsOrdersOnce() {
        keep(20);
        long before = rig.records.read();

        assertThat(list(OrderFilter.ALL, FIRST, 10).orders()).hasSize(10);

        assertThat(rig.records.read() - before).as("the orders and how old they are").isEqualTo(11);
    }

    @Test
    void aPageThatIsExactlyFullIsTheLast() {
        keep(10);

        OrderSlice slice = list(OrderFilter.ALL, FIRST, 10);

        assertThat(slice.orders()).hasSize(10);
        assertThat(slice.older()).isEmpty();
        assertThat(slice.newer()).isEmpty();
    }

    @Test
    void anEmptyShopHasAnEmptyList() {
        keep(0);

        OrderSlice slice = list(OrderFilter.ALL, FIRST, 10);

        assertThat(slice.orders()).isEmpty();
        assertThat(slice.sums()).isEmpty();
        assertThat(slice.asOf()).contains(SyncRig.START);
    }

    @Test
    void aStatusShowsOnlyItsOrdersKnownOrNot() {
        rig.platform.put(placed("1", 1, "CANCELLED"));
        rig.platform.put(placed("2", 2, "TELEPORTED"));
        rig.platform.put(placed("3", 3, "CANCELLED"));
        keep(3);

        assertThat(ids(list(status("CANCELLED"), FIRST, 10))).containsExactly("1", "3");
        assertThat(ids(list(status("TELEPORTED"), FIRST, 10))).containsExactly("2");
        assertThat(ids(list(status("DELIVERED"), FIRST, 10))).isEmpty();

        rig.time.advance(Duration.ofMinutes(1));
        rig.platform.put(
                TestOrders.order("1", at(1), Walks.second(rig.time.instant()), "DELIVERED", ""));
        rig.tick(Duration.ofMinutes(6));
        assertThat(ids(list(status("CANCELLED"), FIRST, 10))).containsExactly("3");
        assertThat(ids(list(status("DELIVERED"), FIRST, 10))).containsExactly("1");
    }

    @Test
    void datesIncludeTheirBeginningAndExcludeTheirEnd() {
        rig.platform.put(placed("10", 10, "DELIVERED"));
        rig.platform.put(placed("20", 20, "DELIVERED"));
        rig.platform.put(placed("30", 30, "CANCELLED"));
        keep(0);

        assertThat(ids(list(between(at(30), at(10)), FIRST, 10))).containsExactly("20", "30");
        assertThat(ids(list(between(at(30).plusMillis(1), at(10).plusMillis(1)), FIRST, 10)))
                .containsExactly("10", "20");
        assertThat(
                        ids(
                                list(
                                        new OrderFilter(
                                                Optional.empty(),
                                                Optional.of(at(20)),
                                                Optional.empty()),
                                        FIRST,
                                        10)))
                .containsExactly("10", "20");
        assertThat(
                        ids(
                                list(
                                        new OrderFilter(
                                                Optional.of("DELIVERED"),
                                                Optional.empty(),
                                                Optional.of(at(10))),
                                        FIRST,
                                        10)))
                .containsExactly("20");
    }

    @Test
    void aRowTellsWhatWasOrderedAndNothingAboutTheBuyer() {
        rig.platform.put(TestOrders.order("1", at(1), at(1), "AWAITING_SHIPMENT", "TRACK-1"));
        keep(0);

        OrderRow row = list(OrderFilter.ALL, FIRST, 10).orders().getFirst();

        assertThat(row.id()).isEqualTo(new OrderId("1"));
        assertThat(row.placedAt()).isEqualTo(at(1));
        assertThat(row.paidAt()).contains(at(1).plusSeconds(60));
        assertThat(row.total()).contains(Money.ofMinor(4_784, "USD"));
        assertThat(row.sample()).isTrue();
        assertThat(row.cashOnDelivery()).isFalse();
        assertThat(row.trackingNumbers()).containsExactly("TRACK-1");
        assertThat(row.lines()).hasSize(1);
        assertThat(row.lines().getFirst().quantity()).isEqualTo(2);
        assertThat(row.lines().getFirst().unitPrice()).contains(Money.ofMinor(2_000, "USD"));
        assertThat(row.toString()).doesNotContain("Jordan").doesNotContain("example.com");
    }

    @Test
    void sumsAreByCurrencyAndNeverAcross() {
        OrderRow dollars = row("1", Optional.of(Money.ofMinor(100, "USD")));
        OrderRow moreDollars = row("2", Optional.of(Money.ofMinor(-30, "USD")));
        OrderRow yen = row("3", Optional.of(Money.ofMinor(5_000, "JPY")));
        OrderRow unknown = row("4", Optional.empty());

        assertThat(OrderRows.sums(List.of(dollars, yen, moreDollars, unknown)))
                .containsExactly(
                        new OrderSlice.Sum(1, Money.ofMinor(5_000, "JPY")),
                        new OrderSlice.Sum(2, Money.ofMinor(70, "USD")));
    }

    @Test
    void anOrderIsFoundByItsIdExactly() {
        keep(3);

        OrderSlice found = search("500000001");

        assertThat(ids(found)).containsExactly("500000001");
        assertThat(found.foundBy()).contains(OrderSlice.FoundBy.ORDER_ID);
        assertThat(search("50000000").orders()).isEmpty();
        assertThat(search("50000000").foundBy()).isEmpty();
    }

    @Test
    void ordersAreFoundByTrackingNumberAsItIsNow() {
        rig.platform.put(TestOrders.order("1", at(1), at(1), "IN_TRANSIT", "TRACK#1/ü"));
        rig.platform.put(TestOrders.order("2", at(2), at(2), "IN_TRANSIT", "TRACK#1/ü"));
        rig.platform.put(TestOrders.order("3", at(3), at(3), "IN_TRANSIT", "TRACK"));
        keep(0);

        assertThat(ids(search("TRACK#1/ü"))).containsExactly("1", "2");
        assertThat(search("TRACK#1/ü").foundBy()).contains(OrderSlice.FoundBy.TRACKING_NUMBER);
        assertThat(ids(search("TRACK"))).containsExactly("3");

        rig.time.advance(Duration.ofMinutes(1));
        rig.platform.put(
                TestOrders.order(
                        "1", at(1), Walks.second(rig.time.instant()), "IN_TRANSIT", "TRACK-9"));
        rig.tick(Duration.ofMinutes(6));
        assertThat(ids(search("TRACK#1/ü"))).containsExactly("2");
        assertThat(ids(search("TRACK-9"))).containsExactly("1");
    }

    @Test
    void ordersAreFoundBySellerSkuAndPaged() {
        keep(100);
        String sku = "SKU-" + Math.floorMod("500000000".hashCode(), 7);
        OrderSlice first = rig.orders.search(FakeConnect.SHOP, sku, FIRST, 5);
        OrderSlice second = rig.orders.search(FakeConnect.SHOP, sku, first.older(), 5);
        OrderSlice back = rig.orders.search(FakeConnect.SHOP, sku, second.newer(), 5);

        assertThat(first.foundBy()).contains(OrderSlice.FoundBy.SELLER_SKU);
        assertThat(first.orders()).hasSize(5);
        assertThat(second.orders()).hasSize(5);
        assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
        assertThat(ids(back)).isEqualTo(ids(first));
    }

    @Test
    void anOrderWithOneSkuAndOneTrackingNumberIsOneRecord() {
        rig.platform.put(TestOrders.order("1", at(1), at(1), "IN_TRANSIT", "TRACK-1"));
        keep(0);

        assertThat(lookups()).isZero();
        assertThat(ids(search("TRACK-1"))).containsExactly("1");
        assertThat(ids(search("SKU-" + Math.floorMod("1".hashCode(), 7)))).containsExactly("1");
    }

    @Test
    void anOrderIsFoundByEachOfItsNumbers() {
        List<String> skus = List.of("A", "B#1", "A", "C".repeat(100));
        List<String> tracking = List.of("T-1", "T-2", "T-2", "T-3");
        List<TikTokOrder.Line> lines = new ArrayList<>();
        for (int i = 0; i < skus.size(); i++) {
            lines.add(TestOrders.line("1" + i, skus.get(i), "IN_TRANSIT", tracking.get(i)));
        }
        rig.platform.put(TestOrders.order("1", at(1), at(1), "IN_TRANSIT", lines));
        keep(0);

        for (String number : List.of("A", "B#1", "C".repeat(100), "T-1", "T-2", "T-3")) {
            assertThat(ids(search(number))).as(number).containsExactly("1");
        }
        assertThat(search("B").orders()).isEmpty();
        assertThat(lookups()).as("all but the first of each kind").isEqualTo(4);
    }

    @Test
    void anOrderWhoseFirstNumberChangedIsFoundOnceWhereverPagesEnd() {
        ordered("1", 1, "A", "B");
        ordered("2", 2, "B");
        ordered("3", 3, "C", "B");
        keep(0);
        rig.time.advance(Duration.ofMinutes(1));
        for (int i : List.of(1, 3)) {
            rig.platform.put(
                    TestOrders.order(
                            "" + i,
                            at(i),
                            Walks.second(rig.time.instant()),
                            "AWAITING_SHIPMENT",
                            lines("" + i, "B", "D")));
        }
        rig.tick(Duration.ofMinutes(6));

        for (int limit = 1; limit <= 4; limit++) {
            OrderSlice slice = rig.orders.search(FakeConnect.SHOP, "B", FIRST, limit);
            List<String> down = new ArrayList<>(ids(slice));
            for (int page = 0; page < 5 && slice.older().isPresent(); page++) {
                slice = rig.orders.search(FakeConnect.SHOP, "B", slice.older(), limit);
                down.addAll(ids(slice));
            }
            assertThat(down).as("pages of %d", limit).containsExactly("1", "2", "3");
            assertThat(ids(slice)).as("the last page of %d", limit).contains("3");
            assertThat(slice.older()).as("the way down ends").isEmpty();

            Set<String> up = new LinkedHashSet<>(ids(slice).reversed());
            for (int page = 0; page < 5 && slice.newer().isPresent(); page++) {
                slice = rig.orders.search(FakeConnect.SHOP, "B", slice.newer(), limit);
                up.addAll(ids(slice).reversed());
            }
            assertThat(up).as("back in pages of %d", limit).containsExactly("3", "2", "1");
            assertThat(slice.newer()).as("the way back ends").isEmpty();
        }
        assertThat(search("A").orders()).isEmpty();
        assertThat(ids(search("D"))).containsExactly("1", "3");
    }

    private void ordered(String id, int minutesAgo, String... skus) {
        rig.platform.put(
                TestOrders.order(
                        id, at(minutesAgo), at(minutesAgo), "AWAITING_SHIPMENT", lines(id, skus)));
    }

    private static List<TikTokOrder.Line> lines(String id, String... skus) {
        List<TikTokOrder.Line> lines = new ArrayList<>();
        for (String sku : skus) {
            lines.add(TestOrders.line(id + lines.size(), sku, "AWAITING_SHIPMENT", ""));
        }
        return lines;
    }

    private long lookups() {
        return rig.records.keys().stream()
                .filter(key -> key.partition().endsWith("#lookup"))
                .count();
    }

    @Test
    void aCursorOfAnotherListOrShopOrAChangedOneIsRefused() {
        keep(30);
        String cursor = list(OrderFilter.ALL, FIRST, 10).older().orElseThrow();
        ShopId other = new ShopId("7495014872651908124");

        assertRefused(() -> list(status("CANCELLED"), Optional.of(cursor), 10));
        assertRefused(() -> rig.orders.list(other, OrderFilter.ALL, Optional.of(cursor), 10));
        assertRefused(() -> rig.orders.search(FakeConnect.SHOP, "x", Optional.of(cursor), 10));
        for (String broken :
                List.of(
                        "",
                        "x",
                        cursor + "A",
                        cursor.substring(1),
                        cursor.toUpperCase(Locale.ROOT),
                        "!!!",
                        base64("1o"),
                        base64("1o............1795341540#1"),
                        base64("2o" + "AAAAAAAAAAAA1795341540#1"))) {
            assertRefused(() -> list(OrderFilter.ALL, Optional.of(broken), 10));
        }
        assertThat(cursor).matches("[A-Za-z0-9_-]+").hasSizeLessThan(1024);
    }

    @Test
    void ordersThatArriveWhilePagingShiftNothing() {
        keep(30);
        OrderSlice first = list(OrderFilter.ALL, FIRST, 10);
        rig.time.advance(Duration.ofMinutes(1));
        rig.platform.put(TestOrders.order("900", Walks.second(rig.time.instant())));
        rig.tick(Duration.ofMinutes(6));

        OrderSlice second = list(OrderFilter.ALL, first.older(), 10);

        assertThat(ids(second)).startsWith("500000010").hasSize(10);
        assertThat(ids(list(OrderFilter.ALL, FIRST, 10))).startsWith("900");
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> list(OrderFilter.ALL, FIRST, 0))
                .hasMessageContaining("allowed is 1 to 100");
        assertThatThrownBy(() -> list(OrderFilter.ALL, FIRST, 101))
                .hasMessageContaining("allowed is 1 to 100");
        assertThatThrownBy(() -> search("x".repeat(101))).hasMessageContaining("1 to 100");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(InvalidCursor.class);
    }

    private static Instant at(int minutesAgo) {
        return SyncRig.START.minusSeconds(60L * minutesAgo);
    }

    private static TikTokOrder placed(String id, int minutesAgo, String status) {
        return TestOrders.order(id, at(minutesAgo), at(minutesAgo), status, "");
    }

    private static OrderFilter status(String status) {
        return new OrderFilter(Optional.of(status), Optional.empty(), Optional.empty());
    }

    private static OrderFilter between(Instant from, Instant to) {
        return new OrderFilter(Optional.empty(), Optional.of(from), Optional.of(to));
    }

    private static OrderRow row(String id, Optional<Money> total) {
        return new OrderRow(
                new OrderId(id),
                "DELIVERED",
                at(1),
                at(1),
                Optional.empty(),
                Optional.empty(),
                total,
                false,
                false,
                List.of(),
                List.of());
    }
}
