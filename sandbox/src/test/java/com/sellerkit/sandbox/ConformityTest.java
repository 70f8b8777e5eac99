package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConformityTest {
    private static final Map<String, List<String>> SHOPS =
            Map.of(
                    "us", List.of("us"),
                    "uk", List.of("uk"),
                    "global", List.of("de", "jp", "id", "mx"));

    private final SandboxConfig config = TestClient.frozen();
    private final Sandbox sandbox = Sandbox.start(config);
    private final TestClient client = new TestClient(sandbox, config);
    private final Schema schema = schema();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void everyAnswerForEveryShopUsesOnlyDocumentedNamesAndTypes() {
        SHOPS.forEach((seller, shops) -> {
            TestClient.Reply tokens = client.tokens(sandbox.control().approve(seller));
            conforms("GET /api/v2/token/get", tokens);
            TestClient.Reply renewed = client.refresh(tokens.data().path("refresh_token").asText());
            conforms("GET /api/v2/token/refresh", renewed);
            String token = renewed.data().path("access_token").asText();
            conforms("GET /authorization/202309/shops", token, Map.of());
            conforms("GET /seller/202309/shops", token, Map.of());
            conforms("GET /seller/202309/permissions", token, Map.of());
            shops.forEach(shop -> {
                ordersConform(token, shop);
                goodsConform(token, shop);
            });
        });
    }

    @Test
    void deauthorizationConformsToo() {
        String token = client.accessToken("uk");

        conforms(
                "DELETE /authorization/202403/shops",
                token,
                Map.of("shop_cipher", client.cipher("uk")));
    }

    @Test
    void theSearchAndTheDetailOfTheSameVersionShowEqualObjects() {
        String token = client.accessToken("us");
        JsonNode page = client.search(token, "us", Map.of("page_size", "50"), "{}").data();
        String ids = String.join(",", ids(page));

        JsonNode detail =
                client.call(
                                "GET",
                                "/order/202309/orders",
                                token,
                                Map.of("ids", ids, "shop_cipher", client.cipher("us")),
                                "")
                        .data();

        assertThat(detail.path("orders")).isEqualTo(page.path("orders"));
    }

    @Test
    void theHistoriesHoldEveryStatusAndAwkwardData() {
        List<JsonNode> orders = new ArrayList<>();
        sandbox.control()
                .shops()
                .forEach(shop -> orders.addAll(sandbox.control().orders(shop.key())));
        Set<String> statuses = new HashSet<>();
        orders.forEach(order -> statuses.add(order.path("status").asText()));

        assertThat(statuses).hasSize(OrderStatus.values().length);
        assertThat(orders)
                .anyMatch(order -> order.path("payment").path("total_amount").asText().equals("0"))
                .anyMatch(order -> order.path("recipient_address").isMissingNode())
                .anyMatch(order ->
                        order.path("recipient_address").path("name").asText().contains("ễ"))
                .anyMatch(order -> order.path("is_cod").asBoolean())
                .anyMatch(order -> order.path("is_buyer_request_cancel").asBoolean())
                .anyMatch(order -> order.path("packages").size() == 2)
                .allMatch(order -> order.path("id").asLong() > 1L << 53)
                .allMatch(order -> order.path("buyer_email").asText().endsWith("@scs.example.com"));
        assertThat(orders.stream().map(order -> order.path("id").asText())).doesNotHaveDuplicates();
    }

    private void ordersConform(String token, String shop) {
        TestClient.Reply page = client.search(token, shop, Map.of(), "{}");
        conforms("POST /order/202309/orders/search", page);
        Map<String, String> query =
                Map.of(
                        "ids",
                        String.join(",", ids(page.data()).subList(0, 50)),
                        "shop_cipher",
                        client.cipher(shop));
        conforms("GET /order/202309/orders", token, query);
        conforms("GET /order/202507/orders", token, query);
        for (JsonNode order : sandbox.control().orders(shop)) {
            JsonNode answer =
                    TestClient.MAPPER
                            .createObjectNode()
                            .set(
                                    "data",
                                    TestClient.MAPPER
                                            .createObjectNode()
                                            .set(
                                                    "orders",
                                                    TestClient.MAPPER
                                                            .createArrayNode()
                                                            .add(order)));
            assertThat(schema.violations("GET /order/202309/orders", answer)).isEmpty();
        }
    }

    private void goodsConform(String token, String shop) {
        Map<String, String> query = Map.of("shop_cipher", client.cipher(shop), "page_size", "50");
        for (String call :
                List.of(
                        "POST /product/202502/products/search",
                        "POST /return_refund/202309/returns/search",
                        "POST /return_refund/202309/cancellations/search",
                        "POST /fulfillment/202309/packages/search",
                        "GET /logistics/202309/warehouses",
                        "GET /event/202309/webhooks")) {
            conforms(call, token, query);
        }
        String ids =
                String.join(
                        "\",\"",
                        sandbox.control().products(shop).stream()
                                .map(product -> product.path("id").asText())
                                .toList());
        TestClient.Reply inventory =
                client.call(
                        "POST",
                        "/product/202309/inventory/search",
                        token,
                        query,
                        "{\"product_ids\":[\"" + ids + "\"]}");
        conforms("POST /product/202309/inventory/search", inventory);
        assertThat(inventory.data().path("inventory"))
                .hasSameSizeAs(sandbox.control().products(shop));
    }

    private void conforms(String call, String token, Map<String, String> query) {
        String[] parts = call.split(" ", 2);
        conforms(call, client.call(parts[0], parts[1], token, query, ""));
    }

    private void conforms(String call, TestClient.Reply reply) {
        assertThat(reply.code()).as("%s %s", call, reply.json()).isZero();
        assertThat(schema.violations(call, reply.json())).as(call).isEmpty();
        assertThat(reply.json().path("request_id").asText()).matches("[0-9]{14}[0-9A-F]{20}");
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("orders").spliterator(), false)
                .map(order -> order.path("id").asText())
                .toList();
    }

    private static Schema schema() {
        try {
            return new Schema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
