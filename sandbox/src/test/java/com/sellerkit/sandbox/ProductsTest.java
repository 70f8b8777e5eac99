package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductsTest {
    private static final String SEARCH = "/product/202502/products/search";
    private static final String INVENTORY = "/product/202309/inventory/search";
    private static final List<String> SHOPS = List.of("us", "uk", "de", "jp", "id", "mx");
    private static final String CANDLE = "1729500000000100007";
    private static final String CANDLE_SMALL = "1729500000000100017";

    @TempDir private Path folder;

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
    void everythingThatOrdersAreMadeOfIsInTheCatalogueAtItsPrice() {
        for (String shop : SHOPS) {
            Map<String, JsonNode> skus = new HashMap<>();
            Map<String, JsonNode> products = new HashMap<>();
            for (JsonNode product : control.products(shop)) {
                product.path("skus")
                        .forEach(sku -> {
                            skus.put(sku.path("id").asText(), sku);
                            products.put(sku.path("id").asText(), product);
                        });
            }
            for (JsonNode order : control.orders(shop)) {
                for (JsonNode item : order.path("line_items")) {
                    String id = item.path("sku_id").asText();
                    assertThat(skus).containsKey(id);
                    JsonNode sku = skus.getOrDefault(id, item);
                    JsonNode product = products.getOrDefault(id, item);
                    assertThat(sku.path("seller_sku")).isEqualTo(item.path("seller_sku"));
                    assertThat(product.path("id")).isEqualTo(item.path("product_id"));
                    assertThat(product.path("title")).isEqualTo(item.path("product_name"));
                    assertThat(product.path("create_time").asLong())
                            .isLessThan(order.path("create_time").asLong());
                    if (!item.path("is_gift").asBoolean()) {
                        assertThat(sku.path("price").path("tax_exclusive_price"))
                                .isEqualTo(item.path("original_price"));
                    }
                }
            }
        }
    }

    @Test
    void aWalkFindsEveryProductOnceTheNewestFirstAndTheSchemaHolds() throws IOException {
        List<JsonNode> all = walk("{}", 7);

        assertThat(all)
                .hasSize(34)
                .extracting(JsonNode::toString)
                .containsExactlyInAnyOrderElementsOf(
                        control.products("us").stream().map(JsonNode::toString).toList());
        assertThat(all.stream().map(one -> -one.path("create_time").asLong())).isSorted();
        assertThat(all)
                .extracting(one -> one.path("status").asText())
                .contains(
                        Arrays.stream(ProductStatus.values())
                                .map(Enum::name)
                                .toArray(String[]::new));
        assertThat(all)
                .extracting(one -> one.path("audit").path("status").asText())
                .contains("NONE", "AUDITING", "FAILED", "APPROVED");
        assertThat(new Schema().violations("POST " + SEARCH, search("{}", 100).json())).isEmpty();
    }

    @Test
    void timeFiltersIncludeTheirEndsUnlikeThoseOfOrders() {
        long at = control.products("us").get(5).path("update_time").asLong();

        assertThat(count("{\"update_time_ge\":%d,\"update_time_le\":%d}".formatted(at, at)))
                .isEqualTo(1);
        assertThat(count("{\"update_time_le\":%d}".formatted(at)))
                .isEqualTo(
                        control.products("us").stream()
                                .filter(one -> one.path("update_time").asLong() <= at)
                                .count());
        long created = control.products("us").getFirst().path("create_time").asLong();
        assertThat(count("{\"create_time_le\":%d}".formatted(created))).isEqualTo(1);
        assertThat(count("{\"create_time_le\":%d}".formatted(created - 1))).isZero();
    }

    @Test
    void productsAreFilteredByStatusSkuAuditAndQuality() {
        assertThat(walk("{\"status\":\"DELETED\"}", 100))
                .isNotEmpty()
                .allMatch(one -> one.path("status").asText().equals("DELETED"));
        assertThat(count("{\"status\":\"ALL\"}")).isEqualTo(34);
        assertThat(walk("{\"seller_skus\":[\"NW-CEDAR-S\"]}", 100))
                .extracting(one -> one.path("id").asText())
                .containsExactly(CANDLE);
        assertThat(count("{\"sku_ids\":[\"%s\"]}".formatted(CANDLE_SMALL))).isEqualTo(1);
        assertThat(walk("{\"audit_status\":[\"FAILED\"]}", 100))
                .isNotEmpty()
                .allMatch(one -> one.path("status").asText().equals("FAILED"));
        assertThat(walk("{\"listing_quality_tiers\":[\"POOR\"]}", 100))
                .isNotEmpty()
                .allMatch(one -> one.path("listing_quality_tier").asText().equals("POOR"));
    }

    @Test
    void limitsAreThePlatforms() {
        String eleven =
                IntStream.range(0, 11)
                        .mapToObj(i -> "\"" + i + "\"")
                        .collect(Collectors.joining(",", "[", "]"));

        assertThat(search("{}", 0).code()).isEqualTo(36009004);
        assertThat(search("{}", 101).code()).isEqualTo(36009004);
        assertThat(search("{\"seller_skus\":" + eleven + "}", 10).code()).isEqualTo(12019027);
        assertThat(search("{\"sku_ids\":" + eleven + "}", 10).code()).isEqualTo(12019087);
        assertThat(search("{\"status\":\"SOLD\"}", 10).code()).isEqualTo(36009004);
        assertThat(search("{\"create_time_ge\":\"1\"}", 10).message())
                .contains("type invalid. actual type:string, expected type:int64");
        assertThat(post(INVENTORY, token, Map.of(), "{}").code()).isEqualTo(36009004);
        assertThat(post(INVENTORY, token, Map.of(), ids("product_ids", 100)).code()).isZero();
        assertThat(post(INVENTORY, token, Map.of(), ids("product_ids", 101)).code())
                .isEqualTo(36009004);
        assertThat(post(INVENTORY, token, Map.of(), ids("sku_ids", 600)).code()).isZero();
        assertThat(post(INVENTORY, token, Map.of(), ids("sku_ids", 601)).code())
                .isEqualTo(36009004);
        String orders =
                client.tokens(control.approve("us", List.of("seller.order.info")))
                        .data()
                        .path("access_token")
                        .asText();
        assertThat(post(SEARCH, orders, Map.of("page_size", "1"), "{}").code()).isEqualTo(105005);
    }

    @Test
    void aSearchReachesTenThousandResultsAndNoMore() {
        SandboxConfig large = config.withOtherProducts("us", 10_100);
        try (Sandbox many = Sandbox.start(large)) {
            TestClient caller = new TestClient(many, large);
            String access = caller.accessToken("us");
            Map<String, String> query = new TreeMap<>();
            query.put("shop_cipher", caller.cipher("us"));
            query.put("page_size", "100");
            int pages = 0;
            TestClient.Reply reply = caller.call("POST", SEARCH, access, query, "{}");
            while (reply.code() == 0 && pages < 200) {
                pages++;
                query.put("page_token", reply.data().path("next_page_token").asText());
                reply = caller.call("POST", SEARCH, access, query, "{}");
            }

            assertThat(pages).isEqualTo(100);
            assertThat(reply.code()).isEqualTo(12052180);
        }
    }

    @Test
    void theDetailHidesWhatIsFrozenDeletedOrAnothers() throws IOException {
        for (JsonNode product : control.products("us")) {
            TestClient.Reply reply = detail(product.path("id").asText());
            boolean hidden = Set.of("FREEZE", "DELETED").contains(product.path("status").asText());
            assertThat(reply.code()).isEqualTo(hidden ? 12052032 : 0);
            if (!hidden) {
                assertThat(
                                new Schema()
                                        .violations(
                                                "GET /product/202309/products/{product_id}",
                                                reply.json()))
                        .isEmpty();
                assertThat(reply.data().path("update_time").asLong())
                        .isEqualTo(product.path("update_time").asLong());
                assertThat(reply.data().path("skus").get(0).path("price").has("sale_price"))
                        .isTrue();
            }
        }
        assertThat(detail(control.products("uk").getFirst().path("id").asText()).code())
                .isEqualTo(12052048);
        assertThat(detail("1").code()).isEqualTo(12052032);
    }

    @Test
    void thePriceOfLocalSellersIsInAnotherFieldThanThatOfGlobalOnes() {
        assertThat(control.products("us").getFirst().path("skus").get(0).path("price"))
                .allMatch(JsonNode::isTextual)
                .hasSize(2);
        assertThat(control.products("jp").getFirst().path("skus").get(0).path("price")).hasSize(3);
    }

    @Test
    void stockIsWhatWasOpenedPlusRestocksMinusSalesPlusWhatCameBack() {
        control.advance(Duration.ofDays(3));
        long now = control.now().getEpochSecond();
        for (ShopWorld shop : worlds(now)) {
            Map<String, Integer> held = new HashMap<>();
            Map<String, Integer> waiting = new HashMap<>();
            for (Timeline life : shop.all(now)) {
                JsonNode order = shop.json(life, OrderView.Shape.V202309, now);
                String status = order.path("status").asText();
                for (JsonNode item : order.path("line_items")) {
                    String sku = item.path("sku_id").asText();
                    if (!status.equals("CANCELLED")) {
                        held.merge(sku, 1, Integer::sum);
                    }
                    if (Set.of(
                                    "UNPAID",
                                    "ON_HOLD",
                                    "AWAITING_SHIPMENT",
                                    "PARTIALLY_SHIPPING",
                                    "AWAITING_COLLECTION")
                            .contains(status)) {
                        waiting.merge(sku, 1, Integer::sum);
                    }
                }
                Refund.of(shop.seed(), shop.profile(), life)
                        .filter(refund ->
                                refund.paidBy(now)
                                        && refund.kind() == Refund.Kind.RETURN_AND_REFUND)
                        .ifPresent(refund ->
                                refund.lines()
                                        .forEach(line ->
                                                held.merge(
                                                        order.path("line_items")
                                                                .get(line.unit())
                                                                .path("sku_id")
                                                                .asText(),
                                                        -1,
                                                        Integer::sum)));
            }
            for (ShopProfile.Product product : shop.profile().products()) {
                for (ShopProfile.Sku sku : product.skus()) {
                    Stock stock = shop.catalogue().stock();
                    int brought = 0;
                    for (Stock.Movement one : stock.movements(sku.id(), now)) {
                        assertThat(one.after().available()).isNotNegative();
                        assertThat(one.after().committed()).isNotNegative();
                        boolean in =
                                one.cause() == Stock.Cause.OPENED
                                        || one.cause() == Stock.Cause.RESTOCKED;
                        brought += in ? one.available() : 0;
                    }
                    Stock.Level level = stock.level(sku.id(), now);
                    assertThat(level.available())
                            .isEqualTo(brought - held.getOrDefault(sku.id(), 0));
                    assertThat(level.committed()).isEqualTo(waiting.getOrDefault(sku.id(), 0));
                }
            }
        }
    }

    @Test
    void theStockOfAMomentIsTheSameWhoeverLookedBefore() {
        long anchor = control.now().getEpochSecond();
        World stepped = new World(1, anchor, Map.of());
        ShopWorld shop = stepped.shop("us").orElseThrow();
        for (int hour = 0; hour < 48; hour++) {
            shop.catalogue().stock().level(CANDLE_SMALL, anchor + hour * 3_600L);
        }
        ShopWorld jumped = new World(1, anchor, Map.of()).shop("us").orElseThrow();
        long end = anchor + 48 * 3_600L;

        assertThat(jumped.catalogue().stock().movements(CANDLE_SMALL, end))
                .isEqualTo(shop.catalogue().stock().movements(CANDLE_SMALL, end));
    }

    @Test
    void anOrderLowersTheStockAndItsCancellationRestoresIt() throws IOException {
        Map<String, Integer> before = stock();
        String order = control.createOrder("us");
        Map<String, Integer> units = new HashMap<>();
        control.order(order)
                .orElseThrow()
                .path("line_items")
                .forEach(item -> units.merge(item.path("sku_id").asText(), 1, Integer::sum));
        Map<String, Integer> placed = stock();
        units.forEach((sku, quantity) ->
                assertThat(placed.getOrDefault(sku, 0))
                        .isEqualTo(before.getOrDefault(sku, 0) - quantity));
        control.moveOrder(order, OrderStatus.CANCELLED);

        assertThat(stock()).isEqualTo(before);
        assertThat(
                        new Schema()
                                .violations(
                                        "POST " + INVENTORY,
                                        post(
                                                        INVENTORY,
                                                        token,
                                                        Map.of(),
                                                        "{\"product_ids\":[\"" + CANDLE + "\"]}")
                                                .json()))
                .isEmpty();
    }

    @Test
    void skuIdsWinOverProductIdsAndWhatIsUnknownIsLeftOut() {
        JsonNode data =
                post(
                                INVENTORY,
                                token,
                                Map.of(),
                                "{\"product_ids\":[\"1729500000000200007\"],\"sku_ids\":[\"%s\",\"5\"]}"
                                        .formatted(CANDLE_SMALL))
                        .data();

        assertThat(data.path("inventory")).hasSize(1);
        assertThat(data.path("inventory").get(0).path("product_id").asText()).isEqualTo(CANDLE);
        assertThat(data.path("inventory").get(0).path("skus")).hasSize(1);
    }

    @Test
    void theControlEditsProductsAndTheSearchByUpdateTimeFindsThem() {
        control.advance(Duration.ofDays(1));
        long now = control.now().getEpochSecond();
        control.renameProduct(CANDLE, "Another name");
        control.priceSku("1729500000000200017", 1234);
        control.moveProduct("1729500000000300007", ProductStatus.SELLER_DEACTIVATED);
        control.countStock(CANDLE_SMALL, 3);
        String created = control.createProduct("us");

        assertThat(walk("{\"update_time_ge\":" + now + "}", 100))
                .extracting(one -> one.path("id").asText())
                .containsExactlyInAnyOrder(
                        created, CANDLE, "1729500000000200007", "1729500000000300007");
        JsonNode candle = control.product(CANDLE).orElseThrow();
        assertThat(candle.path("title").asText()).isEqualTo("Another name");
        assertThat(candle.path("skus").get(0).path("inventory").get(0).path("quantity").asInt())
                .isEqualTo(3);
        assertThat(
                        detail("1729500000000200007")
                                .data()
                                .path("skus")
                                .get(0)
                                .path("price")
                                .path("sale_price")
                                .asText())
                .isEqualTo("12.34");
        assertThat(
                        detail("1729500000000300007")
                                .data()
                                .path("skus")
                                .get(0)
                                .path("status_info")
                                .path("deactivation_source")
                                .asText())
                .isEqualTo("SELLER");
        assertThatThrownBy(() -> control.renameProduct("5", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no product is called 5");
        assertThatThrownBy(() -> control.countStock("5", 1)).hasMessageContaining("no SKU");
    }

    @Test
    void editsOfProductsSurviveARestart() {
        SandboxConfig kept = config.withStateFile(folder.resolve("state.json"));
        List<JsonNode> before;
        try (Sandbox first = Sandbox.start(kept)) {
            first.control().createProduct("us");
            first.control().renameProduct(CANDLE, "Another name");
            first.control().countStock(CANDLE_SMALL, 0);
            before = first.control().products("us");
        }
        try (Sandbox second = Sandbox.start(kept)) {
            assertThat(second.control().products("us")).isEqualTo(before);
        }
    }

    @Test
    void aRunningWorldBringsProductsAndEditsOfItsOwn() {
        Set<String> before = new HashSet<>();
        control.products("us").forEach(one -> before.add(one.path("id").asText()));
        long start = control.now().getEpochSecond();
        control.advance(Duration.ofDays(14));

        List<JsonNode> after = control.products("us");
        assertThat(after)
                .filteredOn(one -> !before.contains(one.path("id").asText()))
                .hasSizeBetween(4, 7);
        assertThat(after)
                .filteredOn(one -> before.contains(one.path("id").asText()))
                .anyMatch(one -> one.path("update_time").asLong() > start);
    }

    private Map<String, Integer> stock() {
        Map<String, Integer> quantities = new HashMap<>();
        for (JsonNode product : control.products("us")) {
            product.path("skus")
                    .forEach(sku ->
                            quantities.put(
                                    sku.path("id").asText(),
                                    sku.path("inventory").get(0).path("quantity").asInt()));
        }
        return quantities;
    }

    private static List<ShopWorld> worlds(long now) {
        return new World(1, now - 3 * 86_400, Map.of()).shops();
    }

    private static String ids(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + (1_729_500_000_000_000_000L + i) + "\"")
                .collect(Collectors.joining(",", "{\"" + name + "\":[", "]}"));
    }

    private List<JsonNode> walk(String body, int size) {
        List<JsonNode> all = new ArrayList<>();
        Map<String, String> query = new TreeMap<>(Map.of("page_size", Integer.toString(size)));
        String next;
        do {
            TestClient.Reply reply = post(SEARCH, token, query, body);
            assertThat(reply.code()).as(reply.message()).isZero();
            reply.data().path("products").forEach(all::add);
            next = reply.data().path("next_page_token").asText();
            query.put("page_token", next);
        } while (!next.isEmpty() && all.size() < 1_000);
        return all;
    }

    private TestClient.Reply search(String body, int size) {
        return post(SEARCH, token, Map.of("page_size", Integer.toString(size)), body);
    }

    private long count(String body) {
        return search(body, 1).data().path("total_count").asLong();
    }

    private TestClient.Reply detail(String id) {
        return client.call(
                "GET",
                "/product/202309/products/" + id,
                token,
                Map.of("shop_cipher", client.cipher("us")),
                "");
    }

    private TestClient.Reply post(
            String path, String access, Map<String, String> query, String body) {
        Map<String, String> with = new TreeMap<>(query);
        with.put("shop_cipher", client.cipher("us"));
        return client.call("POST", path, access, with, body);
    }
}
