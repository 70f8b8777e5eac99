package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final long ANCHOR = Instant.parse("2026-11-01T12:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;

    @Test
    void everyShopHasItsSizeAtTheAnchor() {
        World world = new World(1, ANCHOR, Map.of());

        assertThat(
                        world.shops().stream()
                                .collect(
                                        Collectors.toMap(
                                                shop -> shop.profile().key(),
                                                shop -> shop.count(ANCHOR))))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "us", 2_000L, "uk", 600L, "de", 150L, "jp", 150L, "id", 150L, "mx",
                                150L));
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws NoSuchAlgorithmException {
        assertThat(digest(new World(7, ANCHOR, Map.of())))
                .isEqualTo(digest(new World(7, ANCHOR, Map.of())));
        assertThat(digest(new World(7, ANCHOR, Map.of())))
                .isNotEqualTo(digest(new World(8, ANCHOR, Map.of())));
    }

    @Test
    void theWorldAtAMomentDoesNotDependOnWhenItIsAsked() {
        ShopWorld stepped = shop(new World(3, ANCHOR, Map.of()), "us");
        for (long now = ANCHOR; now < ANCHOR + DAY; now += 3_571) {
            stepped.count(now);
        }
        ShopWorld jumped = shop(new World(3, ANCHOR, Map.of()), "us");

        assertThat(json(stepped, ANCHOR + DAY)).isEqualTo(json(jumped, ANCHOR + DAY));
    }

    @Test
    void newOrdersArriveEveryHalfMinuteToAMinute() {
        ShopWorld shop = shop(new World(5, ANCHOR, Map.of()), "us");
        List<Long> arrivals =
                shop.all(ANCHOR + DAY).stream()
                        .map(Timeline::createTime)
                        .filter(created -> created > ANCHOR)
                        .toList();

        assertThat(arrivals).hasSizeBetween(1_900, 1_940);
        for (int i = 1; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i) - arrivals.get(i - 1)).isBetween(30L, 60L);
        }
    }

    @Test
    void anOrderOnlyMovesForwardAndEachMoveMovesItsUpdateTime() {
        ShopWorld shop = shop(new World(11, ANCHOR, Map.of()), "us");
        for (Timeline life : shop.all(ANCHOR).subList(1_900, 2_000)) {
            OrderStatus before = life.statusAt(ANCHOR);
            long updated = life.updateTimeAt(ANCHOR);
            for (long now = ANCHOR; now < ANCHOR + 40 * DAY; now += 10_800) {
                OrderStatus status = life.statusAt(now);
                assertThat(status).isGreaterThanOrEqualTo(before);
                if (status == before) {
                    assertThat(life.updateTimeAt(now)).isEqualTo(updated);
                } else {
                    assertThat(life.updateTimeAt(now)).isGreaterThan(updated);
                }
                before = status;
                updated = life.updateTimeAt(now);
            }
            assertThat(before).isIn(OrderStatus.COMPLETED, OrderStatus.CANCELLED);
        }
    }

    @Test
    void moneyAddsUpInEveryOrderOfEveryCurrency() {
        for (JsonNode order : everything(new World(13, ANCHOR, Map.of()))) {
            JsonNode payment = order.path("payment");
            BigDecimal subTotal =
                    amount(payment, "original_total_product_price")
                            .subtract(amount(payment, "seller_discount"))
                            .subtract(amount(payment, "platform_discount"));
            BigDecimal shipping =
                    amount(payment, "original_shipping_fee")
                            .subtract(amount(payment, "shipping_fee_seller_discount"))
                            .subtract(amount(payment, "shipping_fee_platform_discount"));
            BigDecimal tax =
                    amount(payment, "product_tax").add(amount(payment, "shipping_fee_tax"));
            assertThat(amount(payment, "sub_total")).isEqualByComparingTo(subTotal);
            assertThat(amount(payment, "shipping_fee")).isEqualByComparingTo(shipping);
            assertThat(amount(payment, "tax")).isEqualByComparingTo(tax);
            assertThat(amount(payment, "total_amount"))
                    .isEqualByComparingTo(
                            subTotal.add(shipping)
                                    .add(tax)
                                    .add(amount(payment, "retail_delivery_fee")));
            assertThat(subTotal.signum()).isNotNegative();
            assertThat(shipping.signum()).isNotNegative();
            linesAddUp(order, subTotal);
            if (Set.of("JPY", "IDR").contains(payment.path("currency").asText())) {
                assertThat(payment.path("total_amount").asText()).doesNotContain(".");
            }
        }
    }

    @Test
    void personalDataIsShownOnlyWhereThePlatformShowsIt() {
        for (JsonNode order : everything(new World(17, ANCHOR, Map.of()))) {
            JsonNode address = order.path("recipient_address");
            OrderStatus status = OrderStatus.valueOf(order.path("status").asText());
            boolean old = ANCHOR - order.path("update_time").asLong() > 30 * DAY;
            boolean shippedByTikTok = order.path("shipping_type").asText().equals("TIKTOK");
            if (!status.reached(OrderStatus.AWAITING_SHIPMENT) && status != OrderStatus.CANCELLED) {
                assertThat(address.isMissingNode() || address.isEmpty()).isTrue();
            } else if (status == OrderStatus.CANCELLED
                    || (status == OrderStatus.COMPLETED && old)) {
                assertMasked(address, "name", "phone_number", "address_line1", "postal_code");
            } else if (shippedByTikTok) {
                assertMasked(address, "name", "phone_number");
                if (address.path("region_code").asText().equals("US")) {
                    assertMasked(address, "address_line1", "address_detail");
                }
            } else {
                assertThat(address.toString()).doesNotContain("**");
            }
        }
    }

    @Test
    void phonesAreFromRangesThatReachNobody() {
        for (JsonNode order : everything(new World(19, ANCHOR, Map.of()))) {
            String phone = order.path("recipient_address").path("phone_number").asText();
            if (!phone.isEmpty() && !phone.contains("*")) {
                assertThat(phone)
                        .matches(
                                "\\(\\+1\\)[0-9]{3}55501[0-9]{2}|\\(\\+44\\)7700900[0-9]{3}|\\(\\+49\\)3023125[0-9]{3}"
                                        + "|\\(\\+81\\)300000[0-9]{3}|\\(\\+62\\)2100000[0-9]{3}|\\(\\+52\\)5500000[0-9]{3}");
            }
        }
    }

    @Test
    void oneLineItemIsOneUnit() {
        assertThat(everything(new World(23, ANCHOR, Map.of())))
                .anyMatch(order ->
                        order.path("line_items").size() > 2
                                && Set.copyOf(order.path("line_items").findValuesAsText("sku_id"))
                                                .size()
                                        == 1);
    }

    @Test
    void aHundredThousandOrdersCanBeHeldAndSearched() {
        ShopWorld shop = shop(new World(29, ANCHOR, Map.of("us", 100_000)), "us");
        OrderQuery query =
                new OrderQuery(
                        OrderQuery.SortField.UPDATE_TIME,
                        true,
                        100,
                        Optional.empty(),
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of());

        assertThat(shop.search(query, ANCHOR).total()).isEqualTo(100_000);
        assertThat(shop.search(query, ANCHOR).items()).hasSize(100);
    }

    @Test
    void anOrdersNumberLeadsBackToItAndANeighbouringNumberDoesNot() {
        OrderId id = new OrderId(3, 4_711);
        long number = id.number(1);

        assertThat(OrderId.parse(1, Long.toString(number))).contains(id);
        assertThat(OrderId.parse(1, Long.toString(number + 1))).isEmpty();
        assertThat(OrderId.parse(1, "12")).isEmpty();
        assertThat(OrderId.parse(1, "x".repeat(18))).isEmpty();
    }

    private static void linesAddUp(JsonNode order, BigDecimal subTotal) {
        BigDecimal lines = BigDecimal.ZERO;
        for (JsonNode line : order.path("line_items")) {
            lines = lines.add(amount(line, "sale_price"));
        }
        assertThat(lines).isEqualByComparingTo(subTotal);
    }

    private static void assertMasked(JsonNode address, String... fields) {
        for (String field : fields) {
            assertThat(address.path(field).asText()).as(field).contains("**");
        }
    }

    private static BigDecimal amount(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asText());
    }

    private static ShopWorld shop(World world, String key) {
        return world.shop(key).orElseThrow();
    }

    private static List<JsonNode> everything(World world) {
        List<JsonNode> all = new ArrayList<>();
        world.shops().forEach(shop -> all.addAll(json(shop, ANCHOR)));
        return all;
    }

    private static List<JsonNode> json(ShopWorld shop, long now) {
        return shop.all(now).stream()
                .<JsonNode>map(life -> shop.json(life, OrderView.Shape.V202309, now))
                .toList();
    }

    private static String digest(World world) throws NoSuchAlgorithmException {
        byte[] bytes = everything(world).toString().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
