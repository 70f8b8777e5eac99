package com.sellerkit.api;

import static com.sellerkit.api.ApiFixture.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.api.ApiFixture.Answer;
import com.sellerkit.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BadInputTest {
    private static final List<String> BODIES =
            List.of(
                    "{",
                    "[]",
                    "null",
                    "7",
                    "\"text\"",
                    "{\"a\":1,\"a\":2}",
                    "{} {}",
                    "{\"x\":" + "[".repeat(60) + "]".repeat(60) + "}",
                    "[".repeat(5_000),
                    "{\"x\":1e999999999}",
                    "{\"version\":7,\"adult\":\"yes\",\"region\":[],\"shopIds\":{}}",
                    "{\"version\":null,\"adult\":null,\"region\":null,\"shopIds\":null}",
                    "{\"version\":\"\",\"region\":\"us\",\"shopIds\":[]}",
                    "{\"region\":\"US\",\"extra\":true}",
                    "{\"shopIds\":[\"1\",\"1\"]}",
                    "{\"shopIds\":[1,null,{},\"x\",\"123456789012345678901\"]}",
                    "{\"version\":\"" + "v".repeat(1_000) + "\",\"adult\":true}",
                    "{\"version\":\"\\u0000\\ud800\",\"adult\":true}");

    private final ApiFixture api = new ApiFixture();

    @Test
    void nothingAnswersWithAnInternalError() {
        api.member(ANNA);
        for (Route route : api.routes()) {
            for (ApiFixture.Call call : badCalls(route)) {
                Answer answer = call.send();
                assertThat(answer.status()).as("%s %s", route, answer.text()).isLessThan(500);
                if (answer.status() >= 400) {
                    assertThat(answer.contentType()).isEqualTo("application/problem+json");
                    assertThat(answer.json().path("requestId").asText()).isNotEmpty();
                    assertThat(answer.json().path("detail").asText()).isNotEmpty();
                }
            }
        }
    }

    private List<ApiFixture.Call> badCalls(Route route) {
        List<ApiFixture.Call> calls = new ArrayList<>();
        for (String body : BODIES) {
            calls.add(call(route).body(body));
            calls.add(call(route).body(body).encoded());
        }
        calls.add(call(route));
        calls.add(call(route).bytes("a=b".getBytes(StandardCharsets.UTF_8)));
        calls.add(call(route).body("{}").header("Content-Type", "text/plain"));
        calls.add(call(route).body("{\"x\":\"" + "y".repeat(70_000) + "\"}"));
        calls.add(
                call(route).body("{}").bytes(new byte[] {(byte) 0xff, (byte) 0xfe, '{'}).encoded());
        calls.add(call(route).query("unknown", "1"));
        calls.add(call(route).query("limit", "1", "2"));
        for (String value : List.of("", "0", "101", "-1", "1.5", "99999999999999999999", "ten")) {
            calls.add(call(route).query("limit", value));
            calls.add(call(route).query("from", value).query("to", value));
            calls.add(call(route).query("status", value).query("cursor", value));
            calls.add(call(route).query("q", value + "x".repeat(200)));
        }
        calls.add(call(route).query("q", "1").query("status", "UNPAID"));
        calls.add(
                call(route)
                        .query("from", "2026-11-02T00:00:00Z")
                        .query("to", "2026-11-01T00:00:00Z"));
        for (String id : List.of("", "..", "1'; --", "%00", "9".repeat(21), "\u0000", "ünï")) {
            calls.add(
                    call(route)
                            .path("shopId", id)
                            .path("completionId", id)
                            .body("{\"shopIds\":[\"1\"]}"));
        }
        calls.add(call(route).cookie(";;;=;=").header("Cookie", "=;=;;__Host-sellerkit_connect"));
        return calls;
    }

    private ApiFixture.Call call(Route route) {
        return api.call(route.method(), route.resource())
                .as(ANNA)
                .path("shopId", "7001")
                .path("completionId", "cmp_nothing_here");
    }

    @Test
    void whoIsNotSignedInGetsNothing() {
        ObjectNode valid =
                Json.object()
                        .put("sub", "person-anna")
                        .put("token_use", "access")
                        .put("client_id", ApiFixture.CLIENT)
                        .put("scope", "sellerkit/app");
        List<ObjectNode> strangers =
                List.of(
                        Json.object(),
                        valid.deepCopy().put("token_use", "id"),
                        valid.deepCopy().put("client_id", "somebody-else"),
                        valid.deepCopy().put("sub", ""),
                        valid.deepCopy().put("sub", "a b\n"),
                        valid.deepCopy().put("sub", "x".repeat(500)));
        for (Route route : api.routes()) {
            if (route.access() == Route.Access.OPEN) {
                continue;
            }
            Answer nobody = api.call(route.method(), route.resource()).send();
            assertThat(nobody.status()).as(route.toString()).isEqualTo(401);
            assertThat(nobody.code()).isEqualTo("unauthorized");
            for (ObjectNode claims : strangers) {
                assertThat(
                                api.call(route.method(), route.resource())
                                        .claims(claims)
                                        .send()
                                        .status())
                        .as("%s %s", route, claims)
                        .isEqualTo(401);
            }
            Answer narrow =
                    api.call(route.method(), route.resource())
                            .claims(valid.deepCopy().put("scope", "openid sellerkit/application"))
                            .send();
            assertThat(narrow.status()).isEqualTo(403);
            assertThat(narrow.code()).isEqualTo("forbidden");
        }
    }

    @Test
    void anotherMethodIsToldWhichAreAllowed() {
        Answer answer =
                api.call("PUT", "/api/connections/completions/{completionId}").as(ANNA).send();
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("DELETE");
        assertThat(api.call("GET", "/api/nothing").as(ANNA).send().code())
                .isEqualTo("no-such-route");
    }

    @Test
    void everyWrongFieldIsToldAtOnceWithWhatIsAllowed() {
        Answer answer =
                api.call("POST", "/api/terms/acceptance")
                        .as(ANNA)
                        .body(
                                "{\"version\":7,\"more\":\""
                                        + "z".repeat(500)
                                        + "\",\"accessToken\":\"hush\"}")
                        .send();
        assertThat(answer.status()).isEqualTo(400);
        JsonNode errors = answer.json().path("errors");
        assertThat(errors.findValuesAsText("field"))
                .containsExactlyInAnyOrder("version", "adult", "more", "accessToken");
        assertThat(errors.findValuesAsText("seen"))
                .allSatisfy(seen -> assertThat(seen).hasSizeLessThan(65));
        assertThat(answer.text())
                .contains("a text of 1 to 40 characters", "true or false", "only version, adult");
        assertThat(answer.text()).doesNotContain("hush");
    }

    @Test
    void eachKindOfBadBodyHasItsCode() {
        body("{", 400, "malformed-json");
        body("{\"a\":1,\"a\":2}", 400, "malformed-json");
        body("[".repeat(5_000), 400, "malformed-json");
        body("[]", 400, "invalid-request");
        body("{\"x\":\"" + "y".repeat(65_536) + "\"}", 413, "too-large");
        Answer none = api.call("POST", "/api/terms/acceptance").as(ANNA).send();
        assertThat(none.code()).isEqualTo("invalid-request");
        Answer form =
                api.call("POST", "/api/terms/acceptance")
                        .as(ANNA)
                        .bytes("a=b".getBytes(StandardCharsets.UTF_8))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .send();
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.code()).isEqualTo("unsupported-media-type");
    }

    private void body(String body, int status, String code) {
        Answer answer = api.call("POST", "/api/terms/acceptance").as(ANNA).body(body).send();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void anyEventAtAllGetsAnAnswer() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> events =
                new ArrayList<>(
                        List.of(
                                "",
                                "null",
                                "[]",
                                "{}",
                                "{",
                                "7",
                                "{\"resource\":{},\"headers\":7}"));
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            events.add(new String(noise, StandardCharsets.ISO_8859_1));
        }
        for (HttpFunction function : api.functions) {
            for (String event : events) {
                Answer answer = ApiFixture.send(function, event.getBytes(StandardCharsets.UTF_8));
                assertThat(answer.status()).as("seed %d, event %s", seed, event).isEqualTo(404);
            }
        }
    }

    @Test
    void anUnforeseenFailureTellsNothingButItsRequestId() {
        api.member(ANNA);
        api.on.records.beforeWrite(_ -> {
            throw new IllegalStateException("internals");
        });
        Answer answer =
                api.call("POST", "/api/connections/authorizations")
                        .as(ANNA)
                        .body("{\"region\":\"US\"}")
                        .send();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal");
        assertThat(answer.text()).doesNotContain("internals").contains("c6af9ac6");
    }

    @Test
    void everyAnswerIsKeptOutOfCaches() {
        for (Route route : api.routes()) {
            Answer answer = api.call(route.method(), route.resource()).send();
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void primingReadsAndStoresNothing() {
        for (HttpFunction function : api.functions) {
            // Refused for want of terms, which only a look at the accounts can tell.
            assertThat(function.prime().status()).isIn(200, 303, 403);
        }
        assertThat(api.on.records.written()).isZero();
    }
}
