package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AfterSalesTest {
    private static final String RETURNS = "/return_refund/202309/returns/search";
    private static final String CANCELLATIONS = "/return_refund/202309/cancellations/search";
    private static final String PACKAGES = "/fulfillment/202309/packages/search";

    private final SandboxConfig config = TestClient.frozen();
    private final Sandbox sandbox = Sandbox.start(config);
    private final SandboxControl control = sandbox.control();
    private final TestClient client = new TestClient(sandbox, config);
    private final String token = client.accessToken("us");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void everyReturnIsOfAnOrderThatTheShopHasAndComesAfterItsDelivery() throws IOException {
        List<JsonNode> returns = walk(RETURNS, "return_orders", Map.of("page_size", "50"), "{}");
        Schema schema = new Schema();

        assertThat(returns).hasSizeBetween(80, 300);
        Set<String> statuses = new HashSet<>();
        for (JsonNode one : returns) {
            statuses.add(one.path("return_status").asText());
            JsonNode order = control.order(one.path("order_id").asText()).orElseThrow();
            assertThat(one.path("create_time").asLong())
                    .isGreaterThan(order.path("create_time").asLong())
                    .isLessThanOrEqualTo(one.path("update_time").asLong());
            assertThat(one.path("update_time").asLong())
                    .isLessThanOrEqualTo(control.now().getEpochSecond());
            BigDecimal lines = BigDecimal.ZERO;
            for (JsonNode line : one.path("return_line_items")) {
                lines = lines.add(total(line));
                assertThat(ids(order.path("line_items")))
                        .contains(line.path("order_line_item_id").asText());
            }
            assertThat(total(one))
                    .isEqualByComparingTo(lines)
                    .isLessThanOrEqualTo(
                            new BigDecimal(order.path("payment").path("total_amount").asText()));
        }
        assertThat(statuses)
                .contains(
                        "RETURN_OR_REFUND_REQUEST_COMPLETE",
                        "REFUND_OR_RETURN_REQUEST_REJECT",
                        "RETURN_OR_REFUND_REQUEST_CANCEL",
                        "AWAITING_BUYER_SHIP");
        assertThat(
                        schema.violations(
                                "POST " + RETURNS, page(RETURNS, Map.of("page_size", "50"), "{}")))
                .isEmpty();
        assertThat(returns.stream().map(one -> one.path("return_id").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theCourseOfAReturnEndsInItsStatus() throws IOException {
        JsonNode one =
                walk(
                                RETURNS,
                                "return_orders",
                                Map.of("page_size", "50"),
                                "{\"return_status\":[\"BUYER_SHIPPED_ITEM\",\"RETURN_OR_REFUND_REQUEST_COMPLETE\"],\"return_types\":[\"RETURN_AND_REFUND\"]}")
                        .getFirst();
        String path =
                "/return_refund/202309/returns/" + one.path("return_id").asText() + "/records";
        TestClient.Reply reply = client.call("GET", path, token, cipher(), "");

        assertThat(
                        new Schema()
                                .violations(
                                        "GET /return_refund/202309/returns/{return_id}/records",
                                        reply.json()))
                .isEmpty();
        JsonNode records = reply.data().path("records");
        assertThat(records.get(0).path("event")).isEqualTo(one.path("return_status"));
        assertThat(records.get(0).path("create_time")).isEqualTo(one.path("update_time"));
        assertThat(records.get(records.size() - 1).path("create_time"))
                .isEqualTo(one.path("create_time"));
        assertThat(
                        client.call(
                                        "GET",
                                        "/return_refund/202309/returns/4035000000000000001/records",
                                        token,
                                        cipher(),
                                        "")
                                .code())
                .isEqualTo(25020005);
    }

    @Test
    void everyCancelledOrderHasItsCancellationAndWhatWasPaidGoesBack() throws IOException {
        List<JsonNode> all = walk(CANCELLATIONS, "cancellations", Map.of("page_size", "50"), "{}");
        Map<String, JsonNode> byOrder = new TreeMap<>();
        all.stream()
                .filter(one ->
                        !one.path("cancel_status").asText().endsWith("PENDING")
                                && !one.path("cancel_status").asText().endsWith("CANCELLED"))
                .forEach(one -> byOrder.put(one.path("order_id").asText(), one));
        Set<String> cancelled = new HashSet<>();
        for (JsonNode order : control.orders("us")) {
            if (!order.path("status").asText().equals("CANCELLED")) {
                continue;
            }
            String id = order.path("id").asText();
            cancelled.add(id);
            assertThat(byOrder).containsKey(id);
            JsonNode one = Objects.requireNonNull(byOrder.get(id));
            assertThat(one.path("role")).isEqualTo(order.path("cancellation_initiator"));
            assertThat(one.path("cancel_reason_text")).isEqualTo(order.path("cancel_reason"));
            BigDecimal paid =
                    order.has("paid_time")
                            ? new BigDecimal(order.path("payment").path("total_amount").asText())
                            : BigDecimal.ZERO;
            assertThat(total(one)).isEqualByComparingTo(paid);
        }

        assertThat(byOrder.keySet()).isEqualTo(cancelled);
        assertThat(all)
                .anyMatch(one ->
                        one.path("cancel_status")
                                .asText()
                                .equals("CANCELLATION_REQUEST_CANCELLED"));
        assertThat(
                        new Schema()
                                .violations(
                                        "POST " + CANCELLATIONS,
                                        page(CANCELLATIONS, Map.of(), "{}")))
                .isEmpty();
    }

    @Test
    void theFilterForWithdrawnCancellationsIsSpelledAsItIsDocumented() {
        String documented = "{\"cancel_status\":[\"CANCELLATION_REQUEST_CANCEL\"]}";
        String asAnswered = "{\"cancel_status\":[\"CANCELLATION_REQUEST_CANCELLED\"]}";

        long count = count(CANCELLATIONS, documented);
        assertThat(count).isPositive().isEqualTo(count(CANCELLATIONS, asAnswered));
        assertThat(
                        client.call(
                                        "POST",
                                        CANCELLATIONS,
                                        token,
                                        cipher(),
                                        "{\"cancel_status\":[\"GONE\"]}")
                                .code())
                .isEqualTo(25001001);
    }

    @Test
    void pagesHaveTheirOwnLimitsAndRunUpwardsUnlessAskedOtherwise() {
        assertThat(page(RETURNS, Map.of(), "{}").path("data").path("return_orders")).hasSize(10);
        assertThat(code(RETURNS, Map.of("page_size", "9"))).isEqualTo(36009004);
        assertThat(code(RETURNS, Map.of("page_size", "51"))).isEqualTo(36009004);
        assertThat(code(CANCELLATIONS, Map.of("page_size", "1"))).isZero();
        assertThat(code(CANCELLATIONS, Map.of("page_size", "51"))).isEqualTo(36009004);
        assertThat(code(PACKAGES, Map.of())).isEqualTo(36009004);
        assertThat(code(PACKAGES, Map.of("page_size", "50"))).isZero();
        assertThat(code(PACKAGES, Map.of("page_size", "51"))).isEqualTo(36009004);
        List<JsonNode> upwards = walk(CANCELLATIONS, "cancellations", Map.of(), "{}");
        List<JsonNode> downwards =
                walk(
                        CANCELLATIONS,
                        "cancellations",
                        Map.of("sort_order", "DESC", "sort_field", "create_time"),
                        "{}");
        assertThat(upwards).isEqualTo(downwards.reversed());
        assertThat(upwards.stream().map(one -> one.path("create_time").asLong())).isSorted();
    }

    @Test
    void everyPackageOfAnOrderIsFoundWithItsItemsAndTheOrdersState() throws IOException {
        List<JsonNode> packages = walk(PACKAGES, "packages", Map.of("page_size", "50"), "{}");
        Map<String, JsonNode> byId = new TreeMap<>();
        packages.forEach(one -> byId.put(one.path("id").asText(), one));
        int parts = 0;
        Set<String> expected = new HashSet<>();
        for (JsonNode order : control.orders("us")) {
            expected.addAll(ids(order.path("packages")));
            parts += order.path("packages").size() > 1 ? 1 : 0;
            for (JsonNode item : order.path("line_items")) {
                if (item.has("package_id")) {
                    JsonNode parcel =
                            Objects.requireNonNull(byId.get(item.path("package_id").asText()));
                    assertThat(parcel.path("status")).isEqualTo(item.path("package_status"));
                    assertThat(parcel.path("tracking_number"))
                            .isEqualTo(item.path("tracking_number"));
                    assertThat(parcel.path("order_line_item_ids")).contains(item.path("id"));
                }
            }
        }

        assertThat(byId.keySet()).isEqualTo(expected);
        assertThat(packages).hasSameSizeAs(expected);
        assertThat(parts).isPositive();
        assertThat(
                        new Schema()
                                .violations(
                                        "POST " + PACKAGES,
                                        page(PACKAGES, Map.of("page_size", "50"), "{}")))
                .isEmpty();
    }

    @Test
    void onePackageIsShownWithMaskedPhonesAndAnothersIsRefused() throws IOException {
        JsonNode order =
                control.orders("us").stream()
                        .filter(one -> one.path("status").asText().equals("IN_TRANSIT"))
                        .filter(one -> one.path("shipping_type").asText().equals("SELLER"))
                        .findFirst()
                        .orElseThrow();
        String path =
                "/fulfillment/202309/packages/" + order.path("packages").get(0).path("id").asText();
        TestClient.Reply reply = client.call("GET", path, token, cipher(), "");

        assertThat(
                        new Schema()
                                .violations(
                                        "GET /fulfillment/202309/packages/{package_id}",
                                        reply.json()))
                .isEmpty();
        assertThat(reply.data().path("recipient_address").path("phone_number").asText())
                .contains("***-**");
        assertThat(reply.data().path("package_status").asText()).isEqualTo("FULFILLING");
        String foreign =
                control.orders("uk").stream()
                        .flatMap(one -> ids(one.path("packages")).stream())
                        .findFirst()
                        .orElseThrow();
        for (String id : List.of(foreign, "1", "1152320000000000000")) {
            assertThat(
                            client.call(
                                            "GET",
                                            "/fulfillment/202309/packages/" + id,
                                            token,
                                            cipher(),
                                            "")
                                    .code())
                    .isEqualTo(10006402);
        }
    }

    @Test
    void anOrdersTrackingIsInMillisecondsAndTheLatestComesFirst() throws IOException {
        JsonNode order =
                control.orders("us").stream()
                        .filter(one -> one.path("status").asText().equals("DELIVERED"))
                        .findFirst()
                        .orElseThrow();
        TestClient.Reply reply = tracking(order.path("id").asText());

        assertThat(
                        new Schema()
                                .violations(
                                        "GET /fulfillment/202309/orders/{order_id}/tracking",
                                        reply.json()))
                .isEmpty();
        JsonNode seen = reply.data().path("tracking");
        assertThat(seen.size()).isGreaterThan(2);
        assertThat(seen.get(0).path("description").asText()).contains("delivered");
        assertThat(seen.get(0).path("update_time_millis").asLong() / 1_000)
                .isEqualTo(order.path("delivery_time").asLong());
        assertThat(tracking(control.orders("uk").getFirst().path("id").asText()).code())
                .isEqualTo(21008111);
        assertThat(tracking(control.createOrder("us")).data().path("tracking")).isEmpty();
    }

    @Test
    void aCancellationByTheControlIsFoundAtOnceAndByItsUpdateTime() {
        String order = control.createOrder("us");
        control.moveOrder(order, OrderStatus.AWAITING_SHIPMENT);
        control.advance(Duration.ofMinutes(5));
        control.moveOrder(order, OrderStatus.CANCELLED);
        long now = control.now().getEpochSecond();

        JsonNode found =
                page(
                                CANCELLATIONS,
                                Map.of("sort_field", "update_time", "sort_order", "DESC"),
                                "{\"update_time_ge\":%d,\"order_ids\":[\"%s\"]}"
                                        .formatted(now, order))
                        .path("data");
        assertThat(found.path("total_count").asInt()).isEqualTo(1);
        assertThat(found.path("cancellations").get(0).path("update_time").asLong()).isEqualTo(now);
    }

    @Test
    void whatFollowsFromChangedOrdersIsAsIfItHadBeenWorkedOutOnce() {
        long anchor = control.now().getEpochSecond();
        ShopWorld watched = new World(1, anchor, Map.of()).shop("us").orElseThrow();
        ShopWorld unwatched = new World(1, anchor, Map.of()).shop("us").orElseThrow();
        Dice dice = Dice.of(5, 5, "moves");
        for (int minute = 0; minute < 120; minute++) {
            long now = anchor + minute * 60L;
            int index = dice.below(2_000);
            OrderStatus status = dice.pick(List.of(OrderStatus.values()));
            for (ShopWorld shop : List.of(watched, unwatched)) {
                shop.move(shop.all(now).get(index), status, now);
                if (minute % 10 == 0) {
                    shop.create(now);
                }
            }
            watched.consequences().parcels(now);
            watched.consequences().cancellations(now);
        }
        long end = anchor + 7_200;

        assertThat(ids(watched.consequences().parcels(end).things(), Parcel::id))
                .hasSizeGreaterThan(1_500)
                .isEqualTo(ids(unwatched.consequences().parcels(end).things(), Parcel::id));
        assertThat(ids(watched.consequences().cancellations(end).things(), Cancellation::id))
                .hasSizeGreaterThan(150)
                .isEqualTo(
                        ids(
                                unwatched.consequences().cancellations(end).things(),
                                Cancellation::id));
    }

    private static <T> List<String> ids(List<T> things, Function<T, String> id) {
        return things.stream().map(id).toList();
    }

    @Test
    void theSameSeedGivesTheSameAnswersAndAnotherDoesNot() {
        JsonNode first = page(RETURNS, Map.of("page_size", "50"), "{}").path("data");
        try (Sandbox same = Sandbox.start(config);
                Sandbox other = Sandbox.start(config.withSeed(2))) {
            assertThat(returnsOf(same, config)).isEqualTo(first);
            assertThat(returnsOf(other, config)).isNotEqualTo(first);
        }
    }

    @Test
    void theScopesAreItsOwn() {
        String orders =
                client.tokens(control.approve("us", List.of("seller.order.info")))
                        .data()
                        .path("access_token")
                        .asText();
        for (String path : List.of(RETURNS, CANCELLATIONS, PACKAGES)) {
            assertThat(client.call("POST", path, orders, cipher(), "{}").code()).isEqualTo(105005);
        }
    }

    private static JsonNode returnsOf(Sandbox sandbox, SandboxConfig config) {
        TestClient client = new TestClient(sandbox, config);
        return client.call(
                        "POST",
                        RETURNS,
                        client.accessToken("us"),
                        Map.of("shop_cipher", client.cipher("us"), "page_size", "50"),
                        "{}")
                .data();
    }

    private TestClient.Reply tracking(String order) {
        return client.call(
                "GET", "/fulfillment/202309/orders/" + order + "/tracking", token, cipher(), "");
    }

    private List<JsonNode> walk(String path, String list, Map<String, String> query, String body) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            Map<String, String> with = new TreeMap<>(query);
            if (!next.isEmpty()) {
                with.put("page_token", next);
            }
            JsonNode data = page(path, with, body).path("data");
            data.path(list).forEach(all::add);
            next = data.path("next_page_token").asText();
            if (next.isEmpty()) {
                assertThat(data.path("total_count").asInt()).isEqualTo(all.size());
            }
        } while (!next.isEmpty() && all.size() < 10_000);
        return all;
    }

    private JsonNode page(String path, Map<String, String> query, String body) {
        Map<String, String> with = new TreeMap<>(query);
        with.putAll(cipher());
        TestClient.Reply reply = client.call("POST", path, token, with, body);
        assertThat(reply.code()).as(reply.message()).isZero();
        return reply.json();
    }

    private int code(String path, Map<String, String> query) {
        Map<String, String> with = new TreeMap<>(query);
        with.putAll(cipher());
        return client.call("POST", path, token, with, "{}").code();
    }

    private long count(String path, String body) {
        return page(path, Map.of(), body).path("data").path("total_count").asLong();
    }

    private Map<String, String> cipher() {
        return Map.of("shop_cipher", client.cipher("us"));
    }

    private static BigDecimal total(JsonNode one) {
        return new BigDecimal(one.path("refund_amount").path("refund_total").asText());
    }

    private static List<String> ids(JsonNode list) {
        return list.valueStream().map(one -> one.path("id").asText()).toList();
    }
}
