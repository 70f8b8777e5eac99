package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenLifeTest {
    private final AtomicReference<Instant> time =
            new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
    private final SandboxConfig config = TestClient.frozen().withRealTime(time::get);
    private final Sandbox sandbox = Sandbox.start(config);
    private final TestClient client = new TestClient(sandbox, config);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aCodeGivesTokensWithAbsoluteExpiriesOfWhichOneNeeds64Bits() {
        TestClient.Reply reply = client.tokens(sandbox.control().approve("us"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.message()).isEqualTo("success");
        assertThat(reply.data().path("access_token").asText())
                .startsWith("TTP_")
                .hasSizeGreaterThan(100);
        assertThat(reply.data().path("access_token_expire_in").asLong())
                .isEqualTo(time.get().plus(Duration.ofDays(7)).getEpochSecond());
        assertThat(reply.data().path("refresh_token_expire_in").asLong())
                .isGreaterThan(Integer.MAX_VALUE);
        assertThat(reply.data().path("seller_base_region").asText()).isEqualTo("US");
        assertThat(reply.data().path("granted_scopes")).hasSize(10);
    }

    @Test
    void tokensCarryThePrefixOfTheirRegion() {
        assertThat(client.accessToken("uk")).startsWith("GCP_");
        assertThat(client.accessToken("global")).startsWith("ROW_");
    }

    @Test
    void aCodeWorksOnceAndForThirtyMinutes() {
        String code = sandbox.control().approve("us");
        assertThat(client.tokens(code).code()).isZero();
        assertTokenError(client.tokens(code), 36004004, "invalid auth code");
        assertTokenError(client.tokens("made-up"), 36004004, "invalid auth code");

        String late = sandbox.control().approve("us");
        time.set(time.get().plus(Duration.ofMinutes(30)));
        assertTokenError(client.tokens(late), 36004004, "invalid auth code");
    }

    @Test
    void credentialsAndGrantTypesAreChecked() {
        Map<String, String> right = new HashMap<>();
        right.put("app_key", config.appKey());
        right.put("app_secret", config.appSecret());
        right.put("auth_code", "x");
        right.put("grant_type", "authorized_code");

        assertTokenError(tokenGet(right, "app_key", "other"), 36009004, "app_key");
        assertTokenError(tokenGet(right, "app_secret", "other"), 36009004, "app_secret");
        assertTokenError(
                tokenGet(right, "grant_type", "authorization_code"), 36009004, "grant_type");
        assertTokenError(tokenGet(right, "auth_code", ""), 36009004, "auth_code");
    }

    @Test
    void aRefreshRotatesBothTokensAndTheOldRefreshTokenDies() {
        JsonNode first = client.tokens(sandbox.control().approve("us")).data();
        JsonNode second = client.refresh(first.path("refresh_token").asText()).data();

        assertThat(second.path("access_token")).isNotEqualTo(first.path("access_token"));
        assertThat(second.path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
        assertThat(second.path("refresh_token_expire_in"))
                .isEqualTo(first.path("refresh_token_expire_in"));
        assertTokenError(
                client.refresh(first.path("refresh_token").asText()),
                36004005,
                "can not find related auth record");
        assertThat(shops(first.path("access_token").asText()).code()).isZero();
        assertThat(shops(second.path("access_token").asText()).code()).isZero();
    }

    @Test
    void theRulesOfRefreshCanBeTurned() {
        sandbox.control().tokenRules(new TokenRules(false, true, true));
        JsonNode first = client.tokens(sandbox.control().approve("us")).data();
        String refresh = first.path("refresh_token").asText();

        assertThat(client.refresh(refresh).code()).isZero();
        assertThat(client.refresh(refresh).code()).isZero();
        assertThat(shops(first.path("access_token").asText()).code()).isEqualTo(36009004);
        Map<String, String> lenient = new HashMap<>();
        lenient.put("app_key", config.appKey());
        lenient.put("app_secret", config.appSecret());
        lenient.put("refresh_token", refresh);
        lenient.put("grant_type", "authorized_code");
        assertThat(client.get("/api/v2/token/refresh", lenient).code()).isZero();

        sandbox.control().tokenRules(TokenRules.standard());
        assertTokenError(client.get("/api/v2/token/refresh", lenient), 36009004, "grant_type");
    }

    @Test
    void anAccessTokenExpiresAfterSevenDaysAndARefreshHelps() {
        JsonNode tokens = client.tokens(sandbox.control().approve("us")).data();
        time.set(time.get().plus(Duration.ofDays(7)));

        assertThat(shops(tokens.path("access_token").asText()).code()).isEqualTo(105002);
        JsonNode renewed = client.refresh(tokens.path("refresh_token").asText()).data();
        assertThat(shops(renewed.path("access_token").asText()).code()).isZero();
    }

    @Test
    void anExpiredRefreshTokenIsNotTakenForAnUnknownOne() {
        JsonNode tokens = client.tokens(sandbox.control().approve("us")).data();
        sandbox.control().expireRefreshTokens(sandbox.control().grants().getFirst().id());

        assertTokenError(
                client.refresh(tokens.path("refresh_token").asText()), 36004001, "rt has expired");
        assertTokenError(client.refresh("made-up"), 36004005, "can not find related auth record");
    }

    @Test
    void aRevokedGrantIsWorthlessAtOnce() {
        JsonNode tokens = client.tokens(sandbox.control().approve("us")).data();
        sandbox.control().revoke(sandbox.control().grants().getFirst().id());

        assertThat(shops(tokens.path("access_token").asText()).code()).isEqualTo(36009004);
        assertTokenError(
                client.refresh(tokens.path("refresh_token").asText()),
                36004005,
                "can not find related auth record");
    }

    @Test
    void deauthorizingOneShopLeavesItsSiblingsAndTheLastEndsTheGrant() {
        String token = client.accessToken("global");
        for (String shop : List.of("de", "jp", "id")) {
            assertThat(deauthorize(token, shop).code()).isZero();
        }
        assertThat(shops(token).data().path("shops")).hasSize(1);
        assertThat(deauthorize(token, "de").code()).isEqualTo(101000);
        assertThat(deauthorize(token, "mx").code()).isZero();
        assertThat(shops(token).code()).isEqualTo(36009004);
    }

    @Test
    void theCrossBorderSellerReachesFourShops() {
        JsonNode list = shops(client.accessToken("global")).data().path("shops");

        assertThat(list).hasSize(4);
        assertThat(list).allMatch(shop -> shop.path("seller_type").asText().equals("CROSS_BORDER"));
        assertThat(list.findValuesAsText("region")).containsExactly("DE", "JP", "ID", "MX");
    }

    private TestClient.Reply tokenGet(Map<String, String> right, String name, String value) {
        Map<String, String> query = new HashMap<>(right);
        query.put(name, value);
        return client.get("/api/v2/token/get", query);
    }

    private TestClient.Reply shops(String token) {
        return client.call("GET", "/authorization/202309/shops", token, Map.of(), "");
    }

    private TestClient.Reply deauthorize(String token, String shop) {
        return client.call(
                "DELETE",
                "/authorization/202403/shops",
                token,
                Map.of("shop_cipher", client.cipher(shop)),
                "");
    }

    private static void assertTokenError(TestClient.Reply reply, int code, String message) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.message()).contains(message);
        assertThat(reply.json().has("data")).isFalse();
    }
}
