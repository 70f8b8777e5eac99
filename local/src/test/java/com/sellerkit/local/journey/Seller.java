package com.sellerkit.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.Suite;
import com.sellerkit.sandbox.SandboxControl;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/// A seller who uses the API as the browser application does.
final class Seller {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES_SAID_MAX = 60;
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final Suite suite;
    private final URI app;
    private final String accessToken;

    private Seller(Suite suite, String accessToken) {
        this.suite = suite;
        this.app = suite.app();
        this.accessToken = accessToken;
    }

    /// Creates a person at the issuer and signs in.
    static Seller signedUp(Suite suite, String email) {
        String password = "a-long-password-1";
        suite.addPerson(email, password);
        return new Seller(suite, suite.signIn(email, password));
    }

    /// The same, with the terms accepted.
    static Seller withAccount(Suite suite, String email) {
        Seller seller = signedUp(suite, email);
        seller.acceptTerms();
        return seller;
    }

    /// Nobody: requests without a sign-in.
    static Seller nobody(Suite suite) {
        return new Seller(suite, "");
    }

    /// An answer of the application.
    record Reply(int status, JsonNode body, HttpResponse<String> whole) {
        String code() {
            return body.path("code").asText();
        }

        JsonNode ok() {
            assertThat(status).as(whole.body()).isBetween(200, 299);
            return body;
        }
    }

    String accessToken() {
        return accessToken;
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply post(String path, ObjectNode body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    Reply post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(app + path)).timeout(Duration.ofMinutes(1));
        return accessToken.isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + accessToken);
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            String type = answer.headers().firstValue("content-type").orElse("");
            JsonNode body =
                    type.contains("json") && !answer.body().isEmpty()
                            ? JSON.readTree(answer.body())
                            : JSON.createObjectNode();
            return new Reply(answer.statusCode(), body, answer);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void acceptTerms() {
        String version = get("/api/terms").ok().path("version").asText();
        post("/api/terms/acceptance", object().put("version", version).put("adult", true)).ok();
    }

    /// Begins an authorization and returns its state.
    String begin(String region) {
        String url =
                post("/api/connections/authorizations", object().put("region", region))
                        .ok()
                        .path("authorizeUrl")
                        .asText();
        Matcher state = STATE.matcher(url);
        assertThat(state.find()).as("a state in the link").isTrue();
        return state.group(1);
    }

    /// Comes back from the platform with a query; returns the cookie that the callback set.
    String comeBack(String query) {
        Reply back = send(request("/connect/callback?" + query).GET());
        assertThat(back.status()).as(back.whole().body()).isEqualTo(303);
        assertThat(back.whole().headers().firstValue("location"))
                .as("a clean address")
                .contains("/connect/return");
        String cookie = back.whole().headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-sellerkit_connect=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    Reply complete(String cookie) {
        return send(
                request("/api/connections/completions")
                        .header("Cookie", cookie)
                        .POST(BodyPublishers.noBody()));
    }

    Reply confirm(JsonNode completion, List<String> shopIds) {
        ObjectNode body = object();
        ArrayNode ids = body.putArray("shopIds");
        shopIds.forEach(ids::add);
        return post(
                "/api/connections/completions/" + completion.path("id").asText() + "/confirmation",
                body);
    }

    /// Connects all shops of one of the stand-in's sellers; returns their ids.
    List<String> connect(SandboxControl platform, String sellerKey) {
        String state = begin(sellerKey.equals("us") ? "US" : "ROW");
        String code = platform.approve(sellerKey);
        String cookie = comeBack("code=" + encoded(code) + "&state=" + state);
        JsonNode completion = complete(cookie).ok();
        List<String> shops = new ArrayList<>();
        completion.path("shops").forEach(shop -> shops.add(shop.path("id").asText()));
        confirm(completion, shops).ok();
        return shops;
    }

    JsonNode orderStream(String shopId) {
        for (JsonNode stream : get("/api/shops/" + shopId + "/sync").ok().path("streams")) {
            if (stream.path("stream").asText().equals("order")) {
                return stream;
            }
        }
        return JSON.createObjectNode();
    }

    /// Waits until the shop's orders are all there.
    void awaitInStep(String shopId) {
        // A message whose worker or delivery was cut off comes back after six minutes.
        try {
            await("orders of " + shopId)
                    .atMost(Duration.ofMinutes(8))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> orderStream(shopId).path("state").asText().equals("in-step"));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + whatHappened(shopId), e);
        }
    }

    /// What the suite knows about the reading of a shop, for whoever has to find out why it
    /// stopped.
    private String whatHappened(String shopId) {
        var said = new StringBuilder("\n").append(orderStream(shopId));
        for (String queue : List.of("LiveQueue", "BackfillQueue", "ChatQueue")) {
            said.append('\n').append(queue).append(' ').append(suite.queueDepth(queue));
        }
        for (String function : List.of("PlannerFunction", "SyncWorkerFunction")) {
            List<String> lines = suite.logs(function);
            said.append("\nThe last of ").append(function).append(':');
            lines.subList(Math.max(0, lines.size() - LINES_SAID_MAX), lines.size())
                    .forEach(line -> said.append("\n  ").append(line));
        }
        return said.toString();
    }

    /// Walks all pages of a list of orders, newest first.
    List<JsonNode> orders(String shopId, String filter) {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            String path =
                    "/api/shops/"
                            + shopId
                            + "/orders?limit=100"
                            + filter
                            + cursor.map(at -> "&cursor=" + encoded(at)).orElse("");
            JsonNode page = get(path).ok();
            page.path("orders").forEach(all::add);
            cursor = Optional.of(page.path("older").asText()).filter(at -> !at.isEmpty());
            pages++;
            assertThat(pages).as("pages have an end").isLessThan(1_000);
        } while (cursor.isPresent());
        return all;
    }

    /// Waits, as a person does between looks.
    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
