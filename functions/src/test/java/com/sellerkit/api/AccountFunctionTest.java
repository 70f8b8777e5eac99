package com.sellerkit.api;

import static com.sellerkit.api.ApiFixture.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.api.ApiFixture.Answer;
import org.junit.jupiter.api.Test;

class AccountFunctionTest {
    private final ApiFixture api = new ApiFixture();

    @Test
    void anybodyReadsTheTerms() {
        Answer answer = api.call("GET", "/api/terms").send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("documents")).hasSize(2);
    }

    @Test
    void whoIsSignedInSeesThatTheTermsAreMissingAndNothingIsStored() {
        JsonNode me = api.call("GET", "/api/me").as(ANNA).send().json();
        assertThat(me.path("personId").asText()).isEqualTo(ANNA.value());
        assertThat(me.path("terms").path("required").asBoolean()).isTrue();
        assertThat(me.has("account")).isFalse();
        assertThat(api.on.records.size()).isZero();
    }

    @Test
    void acceptingTheTermsOpensTheAccount() {
        Answer answer = accept(api.terms.version(), true);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("account").path("role").asText()).isEqualTo("owner");
        assertThat(answer.json().path("terms").path("required").asBoolean()).isFalse();
        assertThat(accept(api.terms.version(), true).json()).isEqualTo(answer.json());
        assertThat(api.call("GET", "/api/me").as(ANNA).send().json()).isEqualTo(answer.json());
    }

    @Test
    void anOlderVersionIsNotAccepted() {
        Answer answer = accept("2020-01-01", true);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("terms-outdated");
        assertThat(answer.json().path("currentVersion").asText()).isEqualTo(api.terms.version());
    }

    @Test
    void whoIsNotAnAdultIsTurnedAwayAndNothingIsStored() {
        Answer answer = accept(api.terms.version(), false);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("must-be-adult");
        assertThat(api.on.records.size()).isZero();
    }

    @Test
    void everythingButTheTermsAsksForThemFirst() {
        for (Route route : api.routes()) {
            if (route.access() == Route.Access.MEMBER) {
                Answer answer = api.call(route.method(), route.resource()).as(ANNA).send();
                assertThat(answer.status()).as(route.toString()).isEqualTo(403);
                assertThat(answer.code()).isEqualTo("terms-required");
                assertThat(answer.json().path("currentVersion").asText())
                        .isEqualTo(api.terms.version());
            }
        }
    }

    private Answer accept(String version, boolean adult) {
        return api.call("POST", "/api/terms/acceptance")
                .as(ANNA)
                .body("{\"version\":\"%s\",\"adult\":%s}".formatted(version, adult))
                .send();
    }
}
