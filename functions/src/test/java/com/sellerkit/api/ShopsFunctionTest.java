package com.sellerkit.api;

import static com.sellerkit.api.ApiFixture.ANNA;
import static com.sellerkit.api.ApiFixture.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.api.ApiFixture.Answer;
import com.sellerkit.connect.FakeTikTok;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sync.StoredCertificates;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopsFunctionTest {
    private static final String SYNC = "/api/shops/{shopId}/sync";
    private static final String CERTIFICATES = "/api/shops/{shopId}/sync/certificates";
    private static final String ORDERS = "/api/shops/{shopId}/orders";

    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void connected() {
        AccountId annas = api.member(ANNA);
        api.member(BEN);
        api.on.tiktok.shops =
                List.of(FakeTikTok.shop("7002", "zebra"), FakeTikTok.shop("7001", "Apple"));
        api.on.connected(ANNA, annas, new ShopId("7001"), new ShopId("7002"));
    }

    @Test
    void theAccountsShopsAreListedByName() {
        JsonNode view = api.call("GET", "/api/shops").as(ANNA).send().json();
        assertThat(view.path("shops").findValuesAsText("name")).containsExactly("Apple", "zebra");
        assertThat(view.at("/shops/0/dataLocation").asText()).isEqualTo("us");
        assertThat(api.call("GET", "/api/shops").as(BEN).send().json().path("shops")).isEmpty();
    }

    @Test
    void anotherAccountsShopLooksExactlyLikeOneThatDoesNotExist() {
        for (Route route : api.routes()) {
            if (!route.resource().contains("{shopId}")) {
                continue;
            }
            Answer another = shop(route.method(), route.resource(), BEN, "7001");
            Answer unknown = shop(route.method(), route.resource(), BEN, "404404");
            Answer impossible = shop(route.method(), route.resource(), BEN, "../7001");
            assertThat(another.status()).as(route.toString()).isEqualTo(404);
            assertThat(another.code()).isEqualTo("not-found");
            assertThat(another.result()).isEqualTo(unknown.result()).isEqualTo(impossible.result());
            if (!route.resource().contains("{orderId}")) {
                assertThat(shop(route.method(), route.resource(), ANNA, "7001").status())
                        .isNotEqualTo(404);
            }
        }
    }

    @Test
    void aShopThatWasNotReadYetWaits() {
        JsonNode view = shop("GET", SYNC, ANNA, "7001").json();
        assertThat(view.at("/streams/0/stream").asText()).isEqualTo("order");
        assertThat(view.at("/streams/0/state").asText()).isEqualTo("waiting");
    }

    @Test
    void askingForASyncTellsTheWorkersOnce() {
        assertThat(shop("POST", SYNC, ANNA, "7001").status()).isEqualTo(202);
        assertThat(api.live.waiting().size() + api.backfill.waiting().size()).isEqualTo(1);
        api.on.time.advance(Duration.ofSeconds(1));
        Answer again = shop("POST", SYNC, ANNA, "7001");
        assertThat(again.status()).isIn(202, 409, 429);
        Answer soon = shop("POST", SYNC, ANNA, "7001");
        assertThat(soon.status()).isIn(409, 429);
        if (soon.status() == 429) {
            assertThat(soon.code()).isEqualTo("sync-too-soon");
            assertThat(Integer.parseInt(soon.header("Retry-After"))).isBetween(1, 10);
        }
    }

    @Test
    void oneStreamIsAskedForAloneAndAnUnknownOneIsNamed() {
        assertThat(ask("{\"stream\":\"order\"}").status()).isEqualTo(202);
        Answer unknown = ask("{\"stream\":\"horoscope\"}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.code()).isEqualTo("unknown-stream");
        assertThat(unknown.text()).contains("horoscope", "one of order");
        assertThat(ask("{\"stream\":7}").status()).isEqualTo(400);
        assertThat(ask("{\"streams\":\"order\"}").status()).isEqualTo(400);
    }

    private Answer ask(String body) {
        return api.call("POST", SYNC).as(ANNA).path("shopId", "7001").body(body).send();
    }

    @Test
    void whatWasComparedIsToldDayByDayAndSummedUp() {
        StoredCertificates.put(api.shops, new ShopId("7001"), "order", api.on.time, 2, 14, 14);
        StoredCertificates.putTwice(api.shops, new ShopId("7001"), "order", api.on.time, 1, 9, 8);
        StoredCertificates.put(api.shops, new ShopId("7001"), "order", api.on.time, 60, 3, 2);

        JsonNode summed = shop("GET", SYNC, ANNA, "7001").json().at("/streams/0/compared");
        assertThat(summed.path("days").asInt()).isEqualTo(3);
        assertThat(summed.path("differing").asInt()).isEqualTo(1);

        Answer all = shop("GET", CERTIFICATES, ANNA, "7001");
        JsonNode month = all.json().at("/streams/0/certificates");
        assertThat(all.json().at("/streams/0/stream").asText()).isEqualTo("order");
        assertThat(month.findValuesAsText("difference")).containsExactly("-1", "0");
        assertThat(month.get(0).path("differsSince").asText())
                .isLessThan(month.get(0).path("checkedAt").asText());
        assertThat(month.get(0).path("announced").asInt()).isZero();
        assertThat(month.get(0).path("day").asText())
                .isEqualTo(StoredCertificates.day(api.on.time, 1).toString());
        JsonNode quarter = certificates("order", "90").json().at("/streams/0/certificates");
        assertThat(quarter).hasSize(3);
        assertThat(certificates("order", "2").json().at("/streams/0/certificates")).hasSize(1);
    }

    @Test
    void certificatesOfAnUnknownStreamOrTooManyDaysAreRefused() {
        Answer unknown = certificates("horoscope", "30");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.code()).isEqualTo("unknown-stream");
        for (String days : List.of("0", "91", "x")) {
            assertThat(certificates("order", days).status()).as(days).isEqualTo(400);
        }
    }

    private Answer certificates(String stream, String days) {
        return api.call("GET", CERTIFICATES)
                .as(ANNA)
                .path("shopId", "7001")
                .query("stream", stream)
                .query("days", days)
                .send();
    }

    @Test
    void aShopWithoutOrdersHasAnEmptyPage() {
        Answer answer = shop("GET", ORDERS, ANNA, "7001");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("orders")).isEmpty();
        assertThat(answer.json().has("older")).isFalse();
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        for (String cursor : List.of("x", "AAAA", "é".repeat(10), "e30", "\u0000")) {
            Answer answer =
                    api.call("GET", ORDERS)
                            .as(ANNA)
                            .path("shopId", "7001")
                            .query("cursor", cursor)
                            .send();
            assertThat(answer.status()).as(cursor).isEqualTo(400);
            assertThat(answer.code()).as(cursor).isEqualTo("bad-cursor");
        }
    }

    @Test
    void everyWrongFilterIsToldWithWhatIsAllowed() {
        Answer answer =
                api.call("GET", ORDERS)
                        .as(ANNA)
                        .path("shopId", "7001")
                        .query("status", "unpaid")
                        .query("from", "yesterday")
                        .query("limit", "0")
                        .query("sort", "asc")
                        .send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("status", "from", "limit", "sort");
        assertThat(answer.text())
                .contains("AWAITING_SHIPMENT", "from 1 to 100", "only status, from, to");

        Answer both =
                api.call("GET", ORDERS)
                        .as(ANNA)
                        .path("shopId", "7001")
                        .query("q", "123")
                        .query("status", "UNPAID")
                        .send();
        assertThat(both.text()).contains("either q or status");
        Answer backwards =
                api.call("GET", ORDERS)
                        .as(ANNA)
                        .path("shopId", "7001")
                        .query("from", "2026-11-02T00:00:00Z")
                        .query("to", "2026-11-01T00:00:00+00:00")
                        .send();
        assertThat(backwards.text()).contains("a moment after from");
    }

    private Answer shop(String method, String resource, PersonId person, String id) {
        return api.call(method, resource).as(person).path("shopId", id).send();
    }
}
