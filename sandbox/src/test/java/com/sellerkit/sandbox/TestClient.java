package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A client that signs by the book, so that the tests see what a correct caller sees.
final class TestClient {
    static final ObjectMapper MAPPER = new ObjectMapper();

    /// Hands nothing from thread to thread on its own: thousands of small answers are awaited one
    /// by one.
    static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Runnable::run)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// An answer, parsed.
    record Reply(int status, JsonNode json, HttpResponse<String> raw) {
        int code() {
            return json.path("code").asInt(-1);
        }

        String message() {
            return json.path("message").asText();
        }

        JsonNode data() {
            return json.path("data");
        }
    }

    private final Sandbox sandbox;
    private final SandboxConfig config;
    private final InstantSource time;

    TestClient(Sandbox sandbox, SandboxConfig config) {
        this.sandbox = sandbox;
        this.config = config;
        this.time = config.realTime();
    }

    Reply tokens(String code) {
        return get(
                "/api/v2/token/get",
                Map.of(
                        "app_key",
                        config.appKey(),
                        "app_secret",
                        config.appSecret(),
                        "auth_code",
                        code,
                        "grant_type",
                        "authorized_code"));
    }

    Reply refresh(String refreshToken) {
        return get(
                "/api/v2/token/refresh",
                Map.of(
                        "app_key",
                        config.appKey(),
                        "app_secret",
                        config.appSecret(),
                        "refresh_token",
                        refreshToken,
                        "grant_type",
                        "refresh_token"));
    }

    /// Consents for a seller and returns the access token.
    String accessToken(String seller) {
        return tokens(sandbox.control().approve(seller)).data().path("access_token").asText();
    }

    String cipher(String shop) {
        return ShopProfile.all().stream()
                .filter(profile -> profile.key().equals(shop))
                .findFirst()
                .orElseThrow()
                .cipher();
    }

    Reply call(String method, String path, String token, Map<String, String> query, String body) {
        Map<String, String> all = new TreeMap<>(query);
        all.putIfAbsent("app_key", config.appKey());
        all.putIfAbsent("timestamp", Long.toString(time.instant().getEpochSecond()));
        all.putIfAbsent(
                "sign",
                RequestSignature.of(
                        config.appSecret(),
                        path,
                        all,
                        body.getBytes(StandardCharsets.UTF_8),
                        "application/json"));
        return send(method, path, token, all, body, "application/json");
    }

    Reply search(String token, String shop, Map<String, String> query, String body) {
        Map<String, String> all = new TreeMap<>(query);
        all.putIfAbsent("shop_cipher", cipher(shop));
        all.putIfAbsent("page_size", "100");
        return call("POST", "/order/202309/orders/search", token, all, body);
    }

    Reply get(String path, Map<String, String> query) {
        return send("GET", path, "", query, "", "application/json");
    }

    Reply send(
            String method,
            String path,
            String token,
            Map<String, String> query,
            String body,
            String contentType) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path + "?" + encoded(query)))
                        .timeout(Duration.ofSeconds(20))
                        .header("content-type", contentType)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("x-tts-access-token", token);
        }
        try {
            HttpResponse<String> raw =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = raw.headers().firstValue("content-type").orElse("").contains("json");
            return new Reply(
                    raw.statusCode(),
                    json ? MAPPER.readTree(raw.body()) : MAPPER.missingNode(),
                    raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry ->
                        QueryString.encode(entry.getKey())
                                + "="
                                + QueryString.encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static SandboxConfig frozen() {
        return SandboxConfig.defaults()
                .withClock(SandboxClock.frozenAt(Instant.parse("2026-11-01T12:00:00Z")));
    }
}
