package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnalyticsTest {
    private static final String SHOP = "/analytics/202405/shop/performance";
    private static final String PRODUCTS = "/analytics/202405/shop_products/performance";
    private static final String SKUS = "/analytics/202406/shop_skus/performance";

    private final SandboxConfig config = TestClient.frozen();
    private final Sandbox sandbox = Sandbox.start(config);
    private final SandboxControl control = sandbox.control();
    private final TestClient client = new TestClient(sandbox, config);
    private final Map<String, String> tokens = new HashMap<>();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aDaysSalesAreThoseOfTheOrdersThatWereCreatedOnItWhereTheShopIs() {
        Map<String, String> zones =
                Map.of("us", "America/Los_Angeles", "uk", "Europe/London", "jp", "Asia/Tokyo");
        zones.forEach((shop, zone) -> {
            List<JsonNode> days = intervals(get(shop, SHOP, with(month(), "granularity", "1D")));
            assertThat(days).hasSizeBetween(28, 31);
            Map<String, List<JsonNode>> byDay = new HashMap<>();
            for (JsonNode order : control.orders(shop)) {
                if (order.has("paid_time") || order.path("is_cod").asBoolean()) {
                    byDay.computeIfAbsent(
                                    Instant.ofEpochSecond(order.path("create_time").asLong())
                                            .atZone(ZoneId.of(zone))
                                            .toLocalDate()
                                            .toString(),
                                    day -> new ArrayList<>())
                            .add(order);
                }
            }
            int orders = 0;
            for (JsonNode day : days) {
                List<JsonNode> sold =
                        byDay.getOrDefault(day.path("start_date").asText(), List.of());
                Set<String> buyers = new HashSet<>();
                BigDecimal gmv = BigDecimal.ZERO;
                int units = 0;
                for (JsonNode order : sold) {
                    buyers.add(order.path("user_id").asText());
                    gmv = gmv.add(new BigDecimal(order.at("/payment/sub_total").asText()));
                    units += order.path("line_items").size();
                }
                assertThat(amount(day.path("gmv"))).isEqualByComparingTo(gmv);
                assertThat(day.path("orders").asInt()).isEqualTo(sold.size());
                assertThat(day.path("units_sold").asInt()).isEqualTo(units);
                assertThat(day.path("buyers").asInt()).isEqualTo(buyers.size());
                orders += sold.size();
            }
            assertThat(orders).isGreaterThan(5);
        });
    }

    @Test
    void aRangeIsTheSumOfItsDaysAndOfItsProductsAndSkus() {
        JsonNode whole = intervals(get("us", SHOP, month())).getFirst();
        List<JsonNode> days = intervals(get("us", SHOP, with(month(), "granularity", "1D")));
        List<JsonNode> products = walk(PRODUCTS, "products", month());
        List<JsonNode> skus = walk(SKUS, "skus", month());

        for (List<JsonNode> parts : List.of(days, products, skus)) {
            assertThat(sum(parts)).isEqualByComparingTo(amount(whole.path("gmv")));
            assertThat(parts.stream().mapToInt(one -> one.path("units_sold").asInt()).sum())
                    .isEqualTo(whole.path("units_sold").asInt());
        }
        assertThat(skus.stream().mapToInt(one -> one.path("sku_orders").asInt()).sum())
                .isEqualTo(whole.path("sku_orders").asInt());
        assertThat(sum(walk(SKUS, "skus", with(month(), "product_id", id(products.getFirst())))))
                .isEqualByComparingTo(amount(products.getFirst().path("gmv")));
        assertThat(products).allMatch(one -> one.path("id").isIntegralNumber());
        assertThat(skus).allMatch(one -> one.path("product_id").asLong() > 1L << 53);
    }

    @Test
    void breakdownsSumUpAndMoreVisitThanBuy() {
        for (JsonNode day : intervals(get("us", SHOP, with(month(), "granularity", "1D")))) {
            assertThat(sum(day.path("gmv_breakdowns").valueStream().toList(), "amount"))
                    .isEqualByComparingTo(amount(day.path("gmv")));
            assertThat(counted(day.path("buyer_breakdowns"))).isEqualTo(day.path("buyers").asInt());
            assertThat(counted(day.path("avg_product_page_visitor_breakdowns")))
                    .isEqualTo(day.path("avg_product_page_visitors").asInt());
            assertThat(day.path("avg_product_page_visitors").asInt())
                    .isGreaterThan(day.path("buyers").asInt());
            assertThat(day.path("product_page_views").asInt())
                    .isGreaterThanOrEqualTo(day.path("avg_product_page_visitors").asInt());
            assertThat(day.path("product_impressions").asInt())
                    .isGreaterThan(day.path("product_page_views").asInt());
        }
        assertThat(walk(PRODUCTS, "products", month()))
                .extracting(one -> Double.parseDouble(one.path("click_through_rate").asText()))
                .allMatch(rate -> rate > 0 && rate < 1);
    }

    @Test
    void theShopsVisitorsAreThoseOfItsProductsAndMoreThanOrders() {
        String day = month("start_date_ge").toString();
        Map<String, String> oneDay =
                Map.of(
                        "start_date_ge",
                        day,
                        "end_date_lt",
                        LocalDate.parse(day).plusDays(1).toString());
        int visitors = 0;
        for (JsonNode product : walk(PRODUCTS, "products", oneDay)) {
            JsonNode detail =
                    intervals(
                                    get(
                                            "us",
                                            "/analytics/202405/shop_products/"
                                                    + id(product)
                                                    + "/performance",
                                            oneDay))
                            .getFirst();
            int here = detail.path("avg_page_visitors").asInt();
            visitors += here;
            assertThat(here).isGreaterThan(detail.path("orders").asInt());
            assertThat(detail.path("page_views").asInt()).isGreaterThanOrEqualTo(here);
        }

        assertThat(
                        intervals(get("us", SHOP, oneDay))
                                .getFirst()
                                .path("avg_product_page_visitors")
                                .asInt())
                .isEqualTo(visitors);
    }

    @Test
    void refundsAndCancellationsAreThoseOfTheDaysTheyFallOn() {
        JsonNode whole = intervals(get("us", SHOP, month())).getFirst();

        assertThat(amount(whole.path("refunds"))).isPositive();
        assertThat(whole.path("cancellations_and_returns").asInt()).isGreaterThan(20);
    }

    @Test
    void theFiguresReachUntilYesterdayAndADayThatIsOverNeverChanges() {
        LocalDate today = control.now().atZone(ZoneId.of("America/Los_Angeles")).toLocalDate();
        Map<String, String> query =
                Map.of(
                        "start_date_ge",
                        today.minusDays(3).toString(),
                        "end_date_lt",
                        today.plusDays(3).toString(),
                        "granularity",
                        "1D");
        JsonNode before = get("us", SHOP, query);
        control.advance(Duration.ofDays(1));
        JsonNode after = get("us", SHOP, query);

        assertThat(before.path("latest_available_date").asText())
                .isEqualTo(today.minusDays(1).toString());
        assertThat(intervals(before)).hasSize(3);
        assertThat(intervals(after)).hasSize(4);
        assertThat(intervals(after).subList(0, 3)).isEqualTo(intervals(before));
        assertThat(intervals(after).getLast().path("orders").asInt()).isGreaterThan(500);
    }

    @Test
    void aComparisonIsTheSameNumberOfDaysBefore() {
        JsonNode compared =
                get("us", SHOP, with(month(), "with_comparison", "true"))
                        .at("/performance/comparison_intervals/0");
        JsonNode before =
                intervals(
                                get(
                                        "us",
                                        SHOP,
                                        Map.of(
                                                "start_date_ge",
                                                month("start_date_ge").minusDays(30).toString(),
                                                "end_date_lt",
                                                month("start_date_ge").toString())))
                        .getFirst();

        assertThat(compared).isEqualTo(before);
    }

    @Test
    void productsAreSortedAndPagedAsAskedAndShownInDollars() {
        List<JsonNode> byUnits =
                walk(
                        PRODUCTS,
                        "products",
                        with(with(month(), "sort_field", "units_sold"), "page_size", "3"));
        assertThat(byUnits)
                .extracting(one -> one.path("units_sold").asInt())
                .isSortedAccordingTo((a, b) -> Integer.compare(b, a));
        JsonNode first = get("us", PRODUCTS, with(month(), "page_size", "3"));
        assertThat(first.path("products")).hasSize(3);
        assertThat(first.path("total_count").asInt()).isEqualTo(byUnits.size());

        JsonNode euros = intervals(get("de", SHOP, month())).getFirst().path("gmv");
        JsonNode dollars =
                intervals(get("de", SHOP, with(month(), "currency", "USD"))).getFirst().path("gmv");
        assertThat(euros.path("currency").asText()).isEqualTo("EUR");
        assertThat(dollars.path("currency").asText()).isEqualTo("USD");
        assertThat(amount(dollars)).isGreaterThan(amount(euros));
    }

    @Test
    void wrongRangesAndUnknownProductsAreRefused() {
        Map<String, String> backwards =
                Map.of("start_date_ge", "2026-03-02", "end_date_lt", "2026-03-02");
        assertThat(reply("us", SHOP, backwards).code()).isEqualTo(28001022);
        assertThat(reply("us", SHOP, Map.of()).message()).contains("StartDateGe is required");
        assertThat(reply("us", SHOP, with(month(), "start_date_ge", "1/3/2026")).code())
                .isEqualTo(36009004);
        assertThat(reply("us", SHOP, with(month(), "granularity", "1W")).code())
                .isEqualTo(36009004);
        assertThat(reply("us", PRODUCTS, with(month(), "page_size", "101")).code())
                .isEqualTo(36009004);
        assertThat(reply("us", "/analytics/202405/shop_products/12/performance", month()).code())
                .isEqualTo(28001007);
        assertThat(reply("us", "/analytics/202406/shop_skus/12/performance", month()).code())
                .isEqualTo(28001007);
    }

    @Test
    void everyAnswerUsesOnlyDocumentedNamesAndTypes() throws IOException {
        Schema schema = new Schema();
        Map<String, String> query =
                with(with(month(), "granularity", "1D"), "with_comparison", "true");
        for (String shop : List.of("us", "uk", "de", "jp", "id", "mx")) {
            conforms(schema, SHOP, reply(shop, SHOP, query));
            TestClient.Reply products = reply(shop, PRODUCTS, month());
            TestClient.Reply skus = reply(shop, SKUS, month());
            conforms(schema, PRODUCTS, products);
            conforms(schema, SKUS, skus);
            String product = products.data().at("/products/0/id").asText();
            String sku = skus.data().at("/skus/0/id").asText();
            conforms(
                    schema,
                    "/analytics/202405/shop_products/{product_id}/performance",
                    reply(
                            shop,
                            "/analytics/202405/shop_products/" + product + "/performance",
                            query));
            conforms(
                    schema,
                    "/analytics/202406/shop_skus/{sku_id}/performance",
                    reply(shop, "/analytics/202406/shop_skus/" + sku + "/performance", query));
        }
    }

    private static void conforms(Schema schema, String path, TestClient.Reply reply) {
        assertThat(reply.code()).as(path + " " + reply.message()).isZero();
        assertThat(schema.violations("GET " + path, reply.json())).isEmpty();
    }

    private LocalDate month(String name) {
        LocalDate end = control.anchor().atZone(ZoneId.of("UTC")).toLocalDate().minusDays(2);
        return name.equals("end_date_lt") ? end : end.minusDays(30);
    }

    private Map<String, String> month() {
        return Map.of(
                "start_date_ge",
                month("start_date_ge").toString(),
                "end_date_lt",
                month("end_date_lt").toString());
    }

    private List<JsonNode> walk(String path, String name, Map<String, String> query) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode data =
                    get("us", path, next.isEmpty() ? query : with(query, "page_token", next));
            all.addAll(data.path(name).valueStream().toList());
            next = data.path("next_page_token").asText();
        } while (!next.isEmpty());
        assertThat(all).isNotEmpty();
        return all;
    }

    private JsonNode get(String shop, String path, Map<String, String> query) {
        TestClient.Reply reply = reply(shop, path, query);
        assertThat(reply.message()).isEqualTo("Success");
        return reply.data();
    }

    private TestClient.Reply reply(String shop, String path, Map<String, String> query) {
        String seller = Set.of("us", "uk").contains(shop) ? shop : "global";
        String token = tokens.computeIfAbsent(seller, client::accessToken);
        return client.call("GET", path, token, with(query, "shop_cipher", client.cipher(shop)), "");
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return more;
    }

    private static List<JsonNode> intervals(JsonNode data) {
        return data.at("/performance/intervals").valueStream().toList();
    }

    private static int counted(JsonNode parts) {
        return parts.valueStream().mapToInt(one -> one.path("amount").asInt()).sum();
    }

    private static BigDecimal sum(List<JsonNode> nodes) {
        return nodes.stream()
                .map(one -> amount(one.path("gmv")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sum(List<JsonNode> nodes, String field) {
        return nodes.stream()
                .map(one -> new BigDecimal(one.path(field).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asText());
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }
}
