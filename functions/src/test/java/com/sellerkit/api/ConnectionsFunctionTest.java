package com.sellerkit.api;

import static com.sellerkit.api.ApiFixture.ANNA;
import static com.sellerkit.api.ApiFixture.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.api.ApiFixture.Answer;
import com.sellerkit.connect.FakeTikTok;
import com.sellerkit.connect.Permission;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsFunctionTest {
    private static final String COMPLETIONS = "/api/connections/completions";
    private static final String COMPLETION = COMPLETIONS + "/{completionId}";
    private static final String CONFIRMATION = COMPLETION + "/confirmation";

    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void members() {
        api.member(ANNA);
        api.member(BEN);
    }

    @Test
    void theWholeWayFromTheLinkToTheConnectedShop() {
        String cookie = cameBack(ANNA);
        Answer completed = complete(ANNA, cookie);
        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.json().path("origin").asText()).isEqualTo("sellerkit");
        assertThat(completed.json().at("/shops/0/ownership").asText()).isEqualTo("new");

        Answer confirmed = confirm(ANNA, completed.json().path("id").asText(), "7001");
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.json().path("state").asText()).isEqualTo("connected");
        assertThat(confirmed.json().at("/shops/0/name").asText()).isEqualTo("Northwind US");
        assertThat(confirm(ANNA, completed.json().path("id").asText(), "7001").json())
                .isEqualTo(confirmed.json());

        JsonNode list = api.call("GET", "/api/connections").as(ANNA).send().json();
        assertThat(list.path("connections")).hasSize(1);
        assertThat(list.at("/connections/0")).isEqualTo(confirmed.json());
        assertThat(api.call("GET", "/api/connections").as(BEN).send().json().path("connections"))
                .isEmpty();
    }

    @Test
    void theCallbackSendsTheBrowserToACleanAddressWithABoundCookie() {
        Answer answer = callback("code-1", state(ANNA));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/live/connect/return");
        assertThat(answer.header("Set-Cookie"))
                .matches(
                        "__Host-sellerkit_connect=cmp_[a-z2-7]+\\.[A-Za-z0-9_-]{43};"
                                + " Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=1800");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.result().toString()).doesNotContain("code-1");
    }

    @Test
    void whatWentWrongAtTheCallbackIsToldByTheCompletion() {
        Answer denied =
                api.call("GET", "/connect/callback")
                        .query("code", "null")
                        .query("error", "auth_denied")
                        .query("state", state(ANNA))
                        .send();
        told(denied, 422, "connect-denied");
        told(callback("code-2", "A".repeat(43)), 409, "connect-state-unknown");
        String state = state(ANNA);
        callback("code-3", state);
        told(callback("code-3", state), 409, "connect-state-used");
        told(callback("null", state(ANNA)), 422, "connect-code-missing");
        String late = state(ANNA);
        api.on.time.advance(Duration.ofMinutes(11));
        told(callback("code-4", late), 410, "connect-state-expired");
        told(api.call("GET", "/connect/callback").send(), 422, "connect-code-missing");
    }

    private void told(Answer callback, int status, String code) {
        assertThat(callback.status()).isEqualTo(303);
        Answer answer = complete(ANNA, cookie(callback));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void eachFailureOfTheCompletionHasItsCode() {
        failing(complete(ANNA, "garbage"), 409, "connect-nothing-pending");
        failing(api.call("POST", COMPLETIONS).as(ANNA).send(), 409, "connect-nothing-pending");
        failing(complete(BEN, cameBack(ANNA)), 409, "connect-other-person");

        api.on.tiktok.answerNext(new TokenAnswer.CodeRefused());
        failing(complete(ANNA, cameBack(ANNA)), 422, "connect-code-refused");
        api.on.tiktok.answerNext(new TokenAnswer.Unavailable("down", false));
        Answer unavailable = complete(ANNA, cameBack(ANNA));
        failing(unavailable, 503, "connect-platform-unavailable");
        assertThat(unavailable.header("Retry-After")).isEqualTo("10");

        api.on.tiktok.userType = 1;
        failing(complete(ANNA, cameBack(ANNA)), 422, "connect-not-a-seller");
        api.on.tiktok.userType = 0;
        api.on.tiktok.scopes = Set.of(Permission.ORDER_INFO);
        failing(complete(ANNA, cameBack(ANNA)), 422, "connect-scope-required");
        api.on.tiktok.scopes = Set.of(Permission.AUTHORIZATION_INFO);
        api.on.tiktok.shops = List.of();
        failing(complete(ANNA, cameBack(ANNA)), 422, "connect-no-shops");
        String late = cameBack(ANNA);
        api.on.time.advance(Duration.ofMinutes(31));
        failing(complete(ANNA, late), 410, "connect-expired");
    }

    @Test
    void eachFailureOfTheConfirmationHasItsCode() {
        String id = complete(ANNA, cameBack(ANNA)).json().path("id").asText();
        failing(confirm(BEN, id, "7001"), 404, "not-found");
        failing(confirm(ANNA, "cmp_nothing_here", "7001"), 404, "not-found");
        failing(confirm(ANNA, "no/such.id", "7001"), 404, "not-found");
        failing(confirm(ANNA, id, "9999"), 409, "connect-shop-not-authorized");
        assertThat(confirm(ANNA, id, "7001").status()).isEqualTo(200);

        api.on.tiktok.openId = "open-ben";
        Answer bens = complete(BEN, cameBack(BEN));
        assertThat(bens.json().at("/shops/0/ownership").asText()).isEqualTo("another-account");
        failing(confirm(BEN, bens.json().path("id").asText(), "7001"), 409, "connect-shop-owned");
    }

    @Test
    void cancellingClearsTheCookieAndCanBeRepeated() {
        String id = complete(ANNA, cameBack(ANNA)).json().path("id").asText();
        for (int time = 0; time < 2; time++) {
            Answer answer = api.call("DELETE", COMPLETION).as(ANNA).path("completionId", id).send();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Set-Cookie")).contains("Max-Age=0");
        }
        failing(confirm(ANNA, id, "7001"), 410, "connect-expired");
        failing(
                api.call("DELETE", COMPLETION).as(BEN).path("completionId", id).send(),
                404,
                "not-found");
    }

    @Test
    void aShopIsDisconnectedByItsNameAndShownUntilItIsDeleted() {
        String id = complete(ANNA, cameBack(ANNA)).json().path("id").asText();
        String name = confirm(ANNA, id, "7001").json().at("/shops/0/name").asText();

        Answer mismatch = disconnect(ANNA, name.toUpperCase(Locale.ROOT));
        failing(mismatch, 422, "name-mismatch");
        assertThat(mismatch.json().at("/errors/0/allowed").asText()).isEqualTo(name);
        assertThat(mismatch.json().at("/errors/0/seen").asText())
                .isEqualTo(name.toUpperCase(Locale.ROOT));
        failing(disconnect(BEN, name), 404, "not-found");

        Answer done = disconnect(ANNA, name);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().path("state").asText()).isEqualTo("disconnected");
        assertThat(done.json().path("disconnectedBy").asText()).isEqualTo("you");
        assertThat(done.json().path("readOnly").asBoolean()).isTrue();
        JsonNode connection =
                api.call("GET", "/api/connections").as(ANNA).send().json().at("/connections/0");
        assertThat(connection.path("state").asText()).isEqualTo("ended");
        assertThat(connection.path("region").asText()).isEqualTo("US");

        failing(disconnect(ANNA, name), 409, "already-disconnected");
        failing(
                api.call("POST", "/api/shops/{shopId}/sync").as(ANNA).path("shopId", "7001").send(),
                409,
                "shop-disconnected");
        for (String resource : List.of("/api/shops/{shopId}/sync", "/api/shops/{shopId}/orders")) {
            assertThat(api.call("GET", resource).as(ANNA).path("shopId", "7001").send().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aConnectionWhoseGrantEndsSoonSaysSo() {
        String id = complete(ANNA, cameBack(ANNA)).json().path("id").asText();
        confirm(ANNA, id, "7001");
        api.on.endings.record(
                new ShopId("7001"),
                api.on.time.instant().plus(Duration.ofDays(6)),
                api.on.time.instant());

        JsonNode warning =
                api.call("GET", "/api/connections")
                        .as(ANNA)
                        .send()
                        .json()
                        .at("/connections/0/warning");
        assertThat(warning.path("kind").asText()).isEqualTo("authorization-ending");
        assertThat(warning.path("daysLeft").asInt()).isEqualTo(6);
        assertThat(warning.path("level").asInt()).isEqualTo(7);
    }

    private Answer disconnect(PersonId person, String name) {
        return api.call("POST", "/api/shops/{shopId}/disconnection")
                .as(person)
                .path("shopId", "7001")
                .body(Json.object().put("shopName", name).toString())
                .send();
    }

    @Test
    void theMarketDecidesTheHost() {
        assertThat(begin(ANNA, "US").path("authorizeUrl").asText())
                .startsWith("https://us.example.com/");
        assertThat(begin(ANNA, "ROW").path("authorizeUrl").asText())
                .startsWith("https://row.example.com/");
    }

    @Test
    void thePermissionsSayWhatIsNeverDone() {
        JsonNode view = api.call("GET", "/api/permissions").as(ANNA).send().json();
        assertThat(view.path("permissions")).hasSize(Permission.ALL.size());
        assertThat(view.path("never").toString()).contains("advertising");
    }

    @Test
    void aMissingPermissionIsNamedWithWhatStaysOff() {
        api.on.tiktok.scopes = Set.of(Permission.AUTHORIZATION_INFO);
        api.on.tiktok.shops = List.of(FakeTikTok.shop("7005", ""));
        JsonNode view = complete(ANNA, cameBack(ANNA)).json();
        assertThat(view.at("/missingScopes/0/scope").asText()).isEqualTo("seller.order.info");
    }

    private void failing(Answer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    private JsonNode begin(PersonId person, String region) {
        Answer answer =
                api.call("POST", "/api/connections/authorizations")
                        .as(person)
                        .body("{\"region\":\"%s\"}".formatted(region))
                        .send();
        assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private String state(PersonId person) {
        String query = URI.create(begin(person, "US").path("authorizeUrl").asText()).getQuery();
        return query.substring(query.indexOf("state=") + "state=".length());
    }

    private Answer callback(String code, String state) {
        return api.call("GET", "/connect/callback")
                .query("code", code)
                .query("state", state)
                .query("app_key", "6abc")
                .query("locale", "en")
                .send();
    }

    private String cameBack(PersonId person) {
        return cookie(callback("code-" + api.on.ids.next("x"), state(person)));
    }

    private static String cookie(Answer answer) {
        String set = answer.header("Set-Cookie");
        return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
    }

    private Answer complete(PersonId person, String cookie) {
        return api.call("POST", COMPLETIONS).as(person).cookie(cookie).send();
    }

    private Answer confirm(PersonId person, String id, String shop) {
        return api.call("POST", CONFIRMATION)
                .as(person)
                .path("completionId", id)
                .body("{\"shopIds\":[\"%s\"]}".formatted(shop))
                .send();
    }
}
