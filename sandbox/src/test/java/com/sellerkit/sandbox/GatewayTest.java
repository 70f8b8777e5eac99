package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private static final String SEARCH = "/order/202309/orders/search";

    private final SandboxConfig config = TestClient.frozen();
    private final Sandbox sandbox = Sandbox.start(config);
    private final TestClient client = new TestClient(sandbox, config);
    private final String token = client.accessToken("us");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void everyCheckIsMadeInTheDocumentedOrder() {
        // Everything is wrong at first; each step repairs one thing and meets the next check.
        Map<String, String> query = new LinkedHashMap<>();
        query.put("app_key", "unknown");
        query.put("timestamp", "1");
        query.put("sign", "wrong");

        TestClient.Reply reply = send("POST", "/order/202309/nothing", "bad", query, "[1");
        assertRefused(reply, 404, 36009009, "Invalid path");
        reply = send("GET", SEARCH, "bad", query, "");
        assertRefused(reply, 405, 36009010, "Invalid method");
        reply = send("POST", SEARCH, "bad", query, "[1");
        assertRefused(reply, 400, 36009004, "'app_key'");
        query.put("app_key", config.appKey());
        reply = send("POST", SEARCH, "bad", query, "[1");
        assertRefused(reply, 400, 36009004, "earlier than 5 minutes");
        query.put("timestamp", now(0));
        reply = send("POST", SEARCH, "bad", query, "[1");
        assertRefused(reply, 401, 106001, "'sign'");
        query.remove("sign");
        reply = client.call("POST", SEARCH, "bad", query, "[1");
        assertRefused(reply, 401, 36009004, "'x-tts-access-token' header is invalid");
        reply = client.call("POST", SEARCH, expired(), query, "[1");
        assertRefused(reply, 401, 105002, "has expired");
        reply = client.call("POST", SEARCH, withoutOrderScope(), query, "[1");
        assertRefused(reply, 401, 105005, "scope");
        reply = client.call("POST", SEARCH, token, query, "[1");
        assertRefused(reply, 400, 106013, "'shop_cipher'");
        query.put("shop_cipher", client.cipher("uk"));
        reply = client.call("POST", SEARCH, token, query, "[1");
        assertRefused(reply, 400, 101000, "Invalid query or header");
        query.put("shop_cipher", client.cipher("us"));
        sandbox.control().shopActive("us", false);
        reply = client.call("POST", SEARCH, token, query, "[1");
        assertRefused(reply, 401, 36009043, "inactive");
        sandbox.control().shopActive("us", true);
        reply = client.call("POST", SEARCH, token, query, "[1");
        assertRefused(reply, 400, 36009022, "JSON");
        reply = client.call("POST", SEARCH, token, query, "{}");
        assertRefused(reply, 400, 36009004, "PageSize is required");
        query.put("page_size", "1");
        assertThat(client.call("POST", SEARCH, token, query, "{}").code()).isZero();
    }

    @Test
    void anotherVersionOfAKnownCallIsRefusedAsSuch() {
        assertRefused(
                client.call("GET", "/order/202212/orders", token, Map.of(), ""),
                400,
                36009014,
                "version");
    }

    @Test
    void aTrailingSlashIsAnotherPath() {
        assertRefused(
                client.call("GET", "/authorization/202309/shops/", token, Map.of(), ""),
                404,
                36009009,
                "Invalid path");
    }

    @Test
    void theTimestampWindowIsFiveMinutesBackAndHalfAMinuteAhead() {
        assertThat(shopsAt(-295).code()).isZero();
        assertRefused(shopsAt(-305), 400, 36009004, "earlier than 5 minutes");
        assertThat(shopsAt(25).code()).isZero();
        assertRefused(shopsAt(40), 400, 36009004, "more than 30 seconds");
        assertRefused(shops("soon"), 400, 36009004, "must not be lesser than 0");
        assertRefused(shops("-1"), 400, 36009004, "must not be lesser than 0");
    }

    @Test
    void aSkewedPlatformClockRefusesRightTimestamps() {
        sandbox.control().skew(Duration.ofMinutes(-2));
        assertRefused(shopsAt(0), 400, 36009004, "more than 30 seconds");

        sandbox.control().skew(Duration.ofMinutes(6));
        assertRefused(shopsAt(0), 400, 36009004, "earlier than 5 minutes");
    }

    @Test
    void aShopCipherIsRefusedWhereItIsNotNeeded() {
        for (String path :
                List.of(
                        "/authorization/202309/shops",
                        "/seller/202309/shops",
                        "/seller/202309/permissions")) {
            assertRefused(
                    client.call("GET", path, token, Map.of("shop_cipher", client.cipher("us")), ""),
                    400,
                    36009004,
                    "Unexpected identifier");
        }
    }

    @Test
    void aLiteralPlusInTheQueryBecomesASpaceAndBreaksTheSign() throws Exception {
        Map<String, String> query = new TreeMap<>();
        query.put("app_key", config.appKey());
        query.put("timestamp", now(0));
        query.put("extra", "a+b");
        query.put(
                "sign",
                RequestSignature.of(
                        config.appSecret(),
                        "/seller/202309/shops",
                        query,
                        new byte[0],
                        "application/json"));
        String raw = TestClient.encoded(query);

        assertThat(statusOf("/seller/202309/shops?" + raw)).isEqualTo(200);
        assertThat(statusOf("/seller/202309/shops?" + raw.replace("%2B", "+"))).isEqualTo(401);
    }

    @Test
    void theSignatureCoversTheExactBodyBytes() {
        Map<String, String> query = new TreeMap<>();
        query.put("app_key", config.appKey());
        query.put("timestamp", now(0));
        query.put("page_size", "1");
        query.put("shop_cipher", client.cipher("us"));
        query.put(
                "sign",
                RequestSignature.of(
                        config.appSecret(),
                        SEARCH,
                        query,
                        "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                        "application/json"));

        assertThat(send("POST", SEARCH, token, query, "{\"a\":1}").code()).isZero();
        assertRefused(send("POST", SEARCH, token, query, "{\"a\": 1}"), 401, 106001, "'sign'");
    }

    @Test
    void searchParametersAreValidatedInThePlatformsWords() {
        refusesSearch(Map.of("page_size", ""), "{}", "PageSize is required");
        refusesSearch(Map.of("page_size", "0"), "{}", "PageSize must be between 1 and 100");
        refusesSearch(Map.of("page_size", "101"), "{}", "PageSize must be between 1 and 100");
        refusesSearch(Map.of("page_size", "ten"), "{}", "param page_size type invalid");
        refusesSearch(Map.of("sort_field", "id"), "{}", "param sort_field is invalid");
        refusesSearch(Map.of("sort_order", "UP"), "{}", "param sort_order is invalid");
        refusesSearch(Map.of("page_token", "???"), "{}", "param page_token is invalid");
        refusesSearch(
                Map.of(),
                "{\"create_time_ge\":\"1\"}",
                "param create_time_ge type invalid. actual type:string, expected type:int64");
        refusesSearch(Map.of(), "{\"update_time_lt\":1.5}", "actual type:double");
        refusesSearch(Map.of(), "{\"order_status\":\"CANCEL\"}", "param order_status is invalid");
        refusesSearch(Map.of(), "{\"is_buyer_request_cancel\":1}", "expected type:bool");
        refusesSearch(Map.of(), "{\"warehouse_ids\":\"1\"}", "expected type:list");
    }

    @Test
    void aPageTokenBelongsToItsQuery() {
        String pageToken =
                client.search(token, "us", Map.of(), "{}").data().path("next_page_token").asText();

        refusesSearch(
                Map.of("page_token", pageToken),
                "{\"order_status\":\"COMPLETED\"}",
                "param page_token is invalid");
        refusesSearch(
                Map.of("page_token", pageToken, "sort_order", "ASC"),
                "{}",
                "param page_token is invalid");
    }

    @Test
    void detailTakesOneToFiftyIds() {
        List<String> ids =
                sandbox.control().orders("us").stream()
                        .limit(51)
                        .map(order -> order.path("id").asText())
                        .toList();

        assertRefused(detail(""), 400, 36009004, "Ids is required");
        assertRefused(detail("a,b"), 400, 36009004, "param ids is invalid");
        assertRefused(detail(String.join(",", ids)), 400, 36009004, "less than or equal to 50");
        assertThat(detail(String.join(",", ids.subList(0, 50))).data().path("orders")).hasSize(50);
        assertThat(detail(ids.getFirst() + ",576460000000000009").data().path("orders")).hasSize(1);
        String foreign = sandbox.control().orders("uk").getFirst().path("id").asText();
        assertRefused(detail(foreign), 400, 21008111, "does not belong");
    }

    @Test
    void aBodyOverTheLimitIsAnswered413() {
        String body = "{\"a\":\"" + "x".repeat(Request.BODY_BYTES_MAX) + "\"}";

        assertRefused(
                client.call("POST", SEARCH, token, Map.of(), body), 413, 36009004, "too large");
    }

    @Test
    void aBrokenPercentEscapeGetsAClearEnvelope() throws Exception {
        assertThat(statusOf("/seller/202309/shops?app_key=%25zz")).isEqualTo(400);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.baseUrl().getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /seller/202309/shops?a=%zz HTTP/1.0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains(" 400 ");
        }
    }

    @Test
    void rangesIncludeTheirLowerAndExcludeTheirUpperEnd() {
        var order = sandbox.control().orders("us").get(1_000);
        long created = order.path("create_time").asLong();

        assertThat(total("create_time", created, created)).isZero();
        assertThat(total("create_time", created, created + 1)).isPositive();
        assertThat(total("create_time", created - 1, created))
                .isLessThan(total("create_time", created - 1, created + 1));
    }

    @Test
    void filtersAgreeWithTheTruth() {
        var orders = sandbox.control().orders("us");
        for (OrderStatus status : OrderStatus.values()) {
            long expected =
                    orders.stream()
                            .filter(order -> order.path("status").asText().equals(status.name()))
                            .count();
            assertThat(total("{\"order_status\":\"" + status + "\"}")).isEqualTo(expected);
        }
        for (String field : List.of("shipping_type", "user_id")) {
            String value = orders.getFirst().path(field).asText();
            String filter = field.equals("user_id") ? "buyer_user_id" : field;
            long expected =
                    orders.stream()
                            .filter(order -> order.path(field).asText().equals(value))
                            .count();
            assertThat(total("{\"" + filter + "\":\"" + value + "\"}")).isEqualTo(expected);
        }
        long asked =
                orders.stream()
                        .filter(order -> order.path("is_buyer_request_cancel").asBoolean())
                        .count();
        assertThat(total("{\"is_buyer_request_cancel\":true}")).isEqualTo(asked);
        assertThat(total("{\"warehouse_ids\":[\"1\"]}")).isZero();
    }

    private long total(String field, long from, long to) {
        return total("{\"%s_ge\":%d,\"%s_lt\":%d}".formatted(field, from, field, to));
    }

    private long total(String body) {
        return client.search(token, "us", Map.of("page_size", "1"), body)
                .data()
                .path("total_count")
                .asLong();
    }

    private void refusesSearch(Map<String, String> query, String body, String message) {
        assertRefused(client.search(token, "us", query, body), 400, 36009004, message);
    }

    private TestClient.Reply detail(String ids) {
        return client.call(
                "GET",
                "/order/202507/orders",
                token,
                Map.of("ids", ids, "shop_cipher", client.cipher("us")),
                "");
    }

    private TestClient.Reply shopsAt(long seconds) {
        return shops(now(seconds));
    }

    private TestClient.Reply shops(String timestamp) {
        return client.call(
                "GET", "/seller/202309/shops", token, Map.of("timestamp", timestamp), "");
    }

    private TestClient.Reply send(
            String method, String path, String bearer, Map<String, String> query, String body) {
        return client.send(method, path, bearer, query, body, "application/json");
    }

    private int statusOf(String pathAndQuery) {
        try {
            return TestClient.HTTP
                    .send(
                            HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + pathAndQuery))
                                    .header("x-tts-access-token", token)
                                    .header("content-type", "application/json")
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String expired() {
        String other = client.accessToken("us");
        sandbox.control().expireAccessTokens(sandbox.control().grants().getLast().id());
        return other;
    }

    private String withoutOrderScope() {
        String code = sandbox.control().approve("us", List.of("seller.authorization.info"));
        return client.tokens(code).data().path("access_token").asText();
    }

    private String now(long plusSeconds) {
        return Long.toString(config.realTime().instant().getEpochSecond() + plusSeconds);
    }

    private static void assertRefused(
            TestClient.Reply reply, int status, int code, String message) {
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.json().toString()).isEqualTo(code);
        assertThat(reply.message()).contains(message);
        assertThat(reply.json().path("data").isNull()).isTrue();
        assertThat(reply.json().path("request_id").asText()).hasSize(34);
    }
}
