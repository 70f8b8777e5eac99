package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final SandboxConfig config =
            TestClient.frozen()
                    .withRedirectUrl(URI.create("http://localhost:8080/connect/callback"));
    private final Sandbox sandbox = Sandbox.start(config);
    private final TestClient client = new TestClient(sandbox, config);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theConsentPageOffersThreeSellersAndTenScopesWithoutAnyScript() throws Exception {
        HttpResponse<String> page =
                get("/open/authorize?service_id=" + config.serviceId() + "&state=s%22%3E");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("TikTok Shop stand-in", "id=\"approve\"", "id=\"deny\"")
                .contains("value=\"us\"", "value=\"uk\"", "value=\"global\"")
                .contains("value=\"s&quot;&gt;\"")
                .doesNotContain("<script", "style=", "onclick");
        assertThat(page.body().split("type=\"checkbox\"", -1)).hasSize(11);
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void approvingSendsTheSellerBackWithACodeThatWorksForTheChosenScopes() throws Exception {
        HttpResponse<String> reply =
                decide(
                        "seller=global&scope=seller.order.info&scope=seller.authorization.info&decision=approve&state=a%2Bb");

        assertThat(reply.statusCode()).isEqualTo(302);
        URI back = URI.create(reply.headers().firstValue("location").orElseThrow());
        assertThat(back.toString()).startsWith("http://localhost:8080/connect/callback?");
        QueryString query = QueryString.parse(back.getRawQuery());
        assertThat(query.text("state")).isEqualTo("a+b");
        assertThat(query.text("app_key")).isEqualTo(config.appKey());
        assertThat(query.text("locale")).isEqualTo("en-US");
        assertThat(query.text("shop_region")).isEqualTo("DE");
        JsonNode tokens = client.tokens(query.text("code")).data();
        assertThat(tokens.path("granted_scopes")).hasSize(2);
    }

    @Test
    void denyingSendsTheSellerBackWithTheReason() throws Exception {
        assertThat(decide("decision=deny&state=x").headers().firstValue("location"))
                .hasValue(
                        "http://localhost:8080/connect/callback?code=null&error=auth_denied&state=x");
    }

    @Test
    void anInstallWithoutStateComesBackWithoutState() throws Exception {
        assertThat(
                        decide("seller=us&scope=seller.order.info&decision=approve")
                                .headers()
                                .firstValue("location")
                                .orElseThrow())
                .doesNotContain("state=");
    }

    @Test
    void anUnknownAppAndAnEmptyChoiceAreExplained() throws Exception {
        assertThat(get("/open/authorize?service_id=1").statusCode()).isEqualTo(404);
        HttpResponse<String> nothing = decide("seller=us&decision=approve&state=x");
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body()).contains("at least one permission");
    }

    @Test
    void theControlPageShowsWhatThereIsAndItsFormsAct() throws Exception {
        client.accessToken("us");
        HttpResponse<String> page = get("/_control");
        assertThat(page.body()).contains("Northwind Candle Co", "grant-", "Control API");
        assertThat(get("/_control/sandbox.css").headers().firstValue("content-type").orElseThrow())
                .startsWith("text/css");

        HttpResponse<String> acted =
                post("/_control/act", "_method=POST&_path=/clock&action=advance&seconds=60", FORM);
        assertThat(acted.statusCode()).isEqualTo(303);
        assertThat(sandbox.control().now()).isEqualTo(sandbox.control().anchor().plusSeconds(60));

        HttpResponse<String> wrong =
                post(
                        "/_control/act",
                        "_method=POST&_path=/order-status&order=1&status=DELIVERED",
                        FORM);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("no order is called 1");
    }

    @Test
    void theControlApiDoesWhatItsPageDocuments() throws Exception {
        JsonNode code =
                api(
                        "POST",
                        "/grants",
                        "{\"seller\":\"us\",\"scopes\":[\"seller.order.info\"]}",
                        201);
        assertThat(client.tokens(code.path("code").asText()).code()).isZero();
        JsonNode order = api("POST", "/orders", "{\"shop\":\"us\"}", 200);
        String id = order.path("id").asText();
        JsonNode moved =
                api("POST", "/orders/" + id + "/status", "{\"status\":\"AWAITING_SHIPMENT\"}", 200);
        assertThat(moved.path("status").asText()).isEqualTo("AWAITING_SHIPMENT");
        JsonNode edited =
                api("POST", "/orders/" + id + "/address", "{\"street\":\"1 Other St\"}", 200);
        api("POST", "/orders/" + id + "/message", "{\"text\":\"Where is it?\"}", 201);
        assertThat(api("GET", "/conversations/us", "", 200).toString()).contains("Where is it?");
        assertThat(edited.path("update_time")).isEqualTo(moved.path("update_time"));
        assertThat(edited.path("has_updated_recipient_address").asBoolean()).isTrue();
        JsonNode fault = api("POST", "/faults", "{\"kind\":\"THROTTLE\",\"times\":1}", 201);
        api("DELETE", "/faults/" + fault.path("id").asText(), "", 200);
        api("PUT", "/token-rules", "{\"lenientGrantType\":true}", 200);
        assertThat(sandbox.control().tokenRules().lenientGrantType()).isTrue();
        api("POST", "/shops/uk/active", "{\"active\":false}", 200);
        JsonNode state = api("GET", "/state", "", 200);
        assertThat(state.path("shops")).hasSize(6);
        assertThat(state.path("clock").path("frozen").asBoolean()).isTrue();
        api(
                "POST",
                "/grants/" + state.path("grants").get(0).path("id").asText() + "/revoke",
                "",
                200);
        assertThat(sandbox.control().grants().getFirst().revoked()).isTrue();
        api("DELETE", "/calls", "", 200);
        api("POST", "/reset", "", 200);
        assertThat(sandbox.control().grants()).isEmpty();
    }

    @Test
    void theControlApiAndItsFormsEditProducts() throws Exception {
        String candle = "/products/1729500000000100007";
        JsonNode created = api("POST", "/products", "{\"shop\":\"us\"}", 200);
        assertThat(created.path("status").asText()).isEqualTo("PENDING");
        JsonNode named = api("POST", candle + "/title", "{\"title\":\"Another name\"}", 200);
        assertThat(named.path("title").asText()).isEqualTo("Another name");
        String before = named.path("description").asText();
        assertThat(api("POST", candle + "/title", "{}", 200).path("description").asText())
                .isNotEqualTo(before);
        JsonNode moved = api("POST", candle + "/category", "{\"category\":\"853256\"}", 200);
        assertThat(moved.path("category_chains").get(1).path("id").asText()).isEqualTo("853256");
        api("POST", "/skus/1729500000000100017/price", "{\"minor\":999}", 200);
        api("POST", "/skus/1729500000000100017/stock", "{\"quantity\":0}", 200);
        JsonNode sku = api("GET", candle, "", 200).path("skus").get(0);
        assertThat(sku.path("price").path("sale_price").asText()).isEqualTo("9.99");
        assertThat(sku.path("inventory").get(0).path("quantity").asInt()).isZero();
        assertThat(
                        post(
                                        "/_control/act",
                                        "_method=POST&_path=/product-status&product=1729500000000100007&status=DELETED",
                                        FORM)
                                .statusCode())
                .isEqualTo(303);
        assertThat(api("GET", candle, "", 200).path("status").asText()).isEqualTo("DELETED");
        assertThat(api("GET", "/webhook-addresses/us", "", 200)).isEmpty();
        api("DELETE", "/webhook-addresses/us", "{\"event\":\"PACKAGE_UPDATE\"}", 400);
        api("GET", "/products/1", "", 404);
        api("POST", candle + "/status", "{\"status\":\"SOLD\"}", 400);
        api("POST", "/skus/5/stock", "{\"quantity\":0}", 400);
        api("POST", "/skus/1729500000000100017/stock", "{}", 400);
        api("POST", "/packages/5/invoice", "{\"status\":\"INVALID\"}", 400);
    }

    @Test
    void badControlInputIsExplained() throws Exception {
        assertThat(
                        api("POST", "/clock", "{\"action\":\"advance\",\"seconds\":-1}", 400)
                                .path("error")
                                .asText())
                .contains("PT0S");
        assertThat(
                        api("POST", "/clock", "{\"action\":\"advance\",\"seconds\":\"soon\"}", 400)
                                .path("error")
                                .asText())
                .contains("whole number");
        api("POST", "/faults", "{\"kind\":\"NOISE\"}", 400);
        api("POST", "/grants", "{\"seller\":\"nobody\"}", 400);
        api("POST", "/orders", "[]", 400);
        api("GET", "/orders/1", "", 404);
        api("GET", "/nothing", "", 404);
    }

    @Test
    void theControlRefusesPagesOfOtherOrigins() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/_control/api/reset"))
                        .header("Origin", "https://elsewhere.example.com")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();

        assertThat(TestClient.HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theControlDoesNotCountAsCalls() throws Exception {
        get("/_control");
        get("/open/authorize?service_id=" + config.serviceId());

        assertThat(sandbox.control().calls()).isEqualTo(Map.of());
    }

    private JsonNode api(String method, String path, String body, int status) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/_control/api" + path))
                        .header("content-type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> reply =
                TestClient.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        return TestClient.MAPPER.readTree(reply.body());
    }

    private HttpResponse<String> decide(String form) throws IOException, InterruptedException {
        return post(
                "/open/authorize/decision", "service_id=" + config.serviceId() + "&" + form, FORM);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return TestClient.HTTP.send(
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String type)
            throws IOException, InterruptedException {
        return TestClient.HTTP.send(
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                        .header("content-type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
