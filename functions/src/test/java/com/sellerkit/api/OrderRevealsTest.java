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
import com.sellerkit.sync.StoredOrders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An order in full, and the buyer's data behind a reason.
class OrderRevealsTest {
    private static final String ORDER = "/api/shops/{shopId}/orders/{orderId}";
    private static final String REVEALS = ORDER + "/reveals";
    private static final ShopId SHOP = new ShopId("7001");
    private static final String ID = "576543210987654321";

    private final ApiFixture api = new ApiFixture();
    private AccountId annas = new AccountId("none");

    @BeforeEach
    void connected() {
        annas = api.member(ANNA);
        api.member(BEN);
        api.on.tiktok.shops = List.of(FakeTikTok.shop("7001", "Apple"));
        api.on.connected(ANNA, annas, SHOP);
        StoredOrders.put(api.shops, SHOP, ID);
    }

    @Test
    void anOrderIsShownInFullWithoutItsBuyer() {
        Answer answer = order("GET", ORDER, ANNA, ID).send();

        assertThat(answer.status()).isEqualTo(200);
        JsonNode order = answer.json();
        assertThat(order.at("/lines/0/quantity").asInt()).isEqualTo(2);
        assertThat(order.at("/lines/0/taxes/0/amount/minor").asLong()).isEqualTo(162);
        assertThat(order.at("/payments/0/kind").asText()).isEqualTo("total");
        assertThat(order.at("/packages/0/trackingNumbers/0").asText()).isEqualTo("TRACK-1");
        assertThat(order.path("moments").findValuesAsText("kind"))
                .containsExactly("placed", "paid");
        assertThat(order.at("/changes/0/lagSeconds").asLong()).isEqualTo(90);
        assertThat(order.at("/changes/0/source").asText()).isEqualTo("poll");
        assertThat(order.at("/buyer/state").asText()).isEqualTo("hidden");
        assertThat(order.at("/buyer/country").asText()).isEqualTo("US");
        assertThat(order.path("sellerCenterUrl").asText())
                .isEqualTo(
                        "https://seller-us.tiktok.com/order/detail?order_no="
                                + ID
                                + "&shop_region=US");
        assertThat(answer.text()).doesNotContain("Jordan", "555", "buyers.example.com", "Colorado");
    }

    @Test
    void anOrderThatIsNotThereAndOneThatCannotBeAreTheSame() {
        for (String id : List.of("404404", "../7", "", "é", "a".repeat(65))) {
            Answer answer = order("GET", ORDER, ANNA, id).send();
            assertThat(answer.status()).as(id).isEqualTo(404);
            Answer reveal = order("POST", REVEALS, ANNA, id).body(reason("shipping")).send();
            assertThat(reveal.status()).as(id).isEqualTo(404);
        }
        assertThat(revealed()).isEmpty();
    }

    @Test
    void theLedgerHasTheRevealBeforeTheDataIsAnswered() {
        Answer answer = order("POST", REVEALS, ANNA, ID).body(reason("shipping")).send();

        assertThat(answer.status()).isEqualTo(201);
        JsonNode buyer = answer.json().path("buyer");
        assertThat(buyer.path("name").asText()).isEqualTo("Jordan Avery");
        assertThat(buyer.path("phone").asText()).isEqualTo("(+1)3035550142");
        assertThat(buyer.at("/places/0/name").asText()).isEqualTo("Colorado");
        JsonNode reveal = revealed().getFirst();
        assertThat(reveal.path("id")).isEqualTo(answer.json().path("revealId"));
        assertThat(reveal.path("at")).isEqualTo(answer.json().path("revealedAt"));
        assertThat(reveal.path("you").asBoolean()).isTrue();
        assertThat(reveal.path("reason").asText()).isEqualTo("shipping");
        assertThat(reveal.toString()).doesNotContain("Jordan", "555");
    }

    @Test
    void withoutALedgerThereIsNoData() {
        api.on.ledgerRecords.beforeWrite(_ -> {
            throw new IllegalStateException("the ledger is away");
        });

        Answer answer = order("POST", REVEALS, ANNA, ID).body(reason("fraud")).send();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("Jordan", "555");
    }

    @Test
    void anotherReasonNeedsANote() {
        Answer without = order("POST", REVEALS, ANNA, ID).body(reason("other")).send();
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.code()).isEqualTo("reason-required");
        assertThat(revealed()).isEmpty();

        order("POST", REVEALS, ANNA, ID)
                .body("{\"reason\": \"other\", \"note\": \" Jordan Avery asked by phone \"}")
                .send();

        assertThat(revealed().getFirst().path("note").asText())
                .isEqualTo("Jordan Avery asked by phone");
    }

    @Test
    void aNoteIsNoEvidenceAndEndsWithTheShopsKey() {
        order("POST", REVEALS, ANNA, ID)
                .body("{\"reason\": \"returns\", \"note\": \"Jordan Avery asked\"}")
                .send();
        assertThat(api.on.ledger.reveals(annas, Optional.empty(), 10).toString())
                .contains("returns")
                .doesNotContain("Jordan");

        api.on.keys.destroy(SHOP);

        assertThat(revealed().getFirst().path("noted").asBoolean()).isTrue();
        assertThat(revealed().getFirst().has("note")).isFalse();
        Answer gone = order("POST", REVEALS, ANNA, ID).body(reason("shipping")).send();
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.code()).isEqualTo("buyer-data-unavailable");
        assertThat(revealed()).hasSize(1);
    }

    @Test
    void whatThePlatformMaskedIsNotRevealed() {
        StoredOrders.putMasked(api.shops, SHOP, "1");

        Answer answer = order("POST", REVEALS, ANNA, "1").body(reason("shipping")).send();

        assertThat(answer.status()).isEqualTo(410);
        assertThat(revealed()).isEmpty();
    }

    @Test
    void wrongReasonsAreToldWithWhatIsAllowed() {
        for (String body :
                List.of(
                        "{}",
                        "{\"reason\": \"curiosity\"}",
                        "{\"reason\": \"shipping\", \"note\": 7}",
                        "{\"reason\": \"shipping\", \"note\": \"" + "n".repeat(201) + "\"}")) {
            Answer answer = order("POST", REVEALS, ANNA, ID).body(body).send();
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("invalid-request");
        }
        assertThat(revealed()).isEmpty();
    }

    @Test
    void revealsAreListedNewestFirstAPageAtATimeToTheAccountOnly() {
        for (int i = 0; i < 51; i++) {
            api.on.time.advance(Duration.ofSeconds(1));
            order("POST", REVEALS, ANNA, ID).body(reason("shipping")).send();
        }

        JsonNode first = api.call("GET", "/api/reveals").as(ANNA).send().json();
        JsonNode second =
                api.call("GET", "/api/reveals")
                        .as(ANNA)
                        .query("cursor", first.path("older").asText())
                        .send()
                        .json();

        assertThat(first.path("reveals")).hasSize(50);
        assertThat(second.path("reveals")).hasSize(1);
        assertThat(second.has("older")).isFalse();
        List<String> moments = first.path("reveals").findValuesAsText("at");
        assertThat(moments).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(api.call("GET", "/api/reveals").as(BEN).send().json().path("reveals")).isEmpty();
    }

    @Test
    void aCursorThatWasNotPrintedIsRefused() {
        for (String cursor : List.of("x", "AAAA", "é", "\u0000")) {
            Answer answer = api.call("GET", "/api/reveals").as(ANNA).query("cursor", cursor).send();
            assertThat(answer.code()).as(cursor).isEqualTo("bad-cursor");
        }
    }

    private List<JsonNode> revealed() {
        List<JsonNode> reveals = new ArrayList<>();
        api.call("GET", "/api/reveals")
                .as(ANNA)
                .send()
                .json()
                .path("reveals")
                .forEach(reveals::add);
        return reveals;
    }

    private static String reason(String word) {
        return "{\"reason\": \"%s\"}".formatted(word);
    }

    private ApiFixture.Call order(String method, String resource, PersonId person, String id) {
        return api.call(method, resource)
                .as(person)
                .path("shopId", SHOP.value())
                .path("orderId", id);
    }
}
