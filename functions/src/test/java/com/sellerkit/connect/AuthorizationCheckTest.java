package com.sellerkit.connect;

import static com.sellerkit.connect.ConnectFixture.ANNA;
import static com.sellerkit.connect.ConnectFixture.ANNAS;
import static com.sellerkit.connect.ConnectFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.connect.AuthorizationCheck.Outcome;
import com.sellerkit.ledger.Entry;
import com.sellerkit.platform.Fact;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.vault.TokenOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizationCheckTest {
    private static final ShopId SIBLING = new ShopId("7002");
    private static final List<Answer<List<AuthorizedShop>>> UNCLEAR =
            List.of(
                    new Answer.Unavailable<>("timeout"),
                    new Answer.Throttled<>(Duration.ofSeconds(1)),
                    new Answer.Refused<>(36009004, "no"),
                    new Answer.ScopeMissing<>(),
                    new Answer.ShopInactive<>(36009043));
    private static final Answer<List<AuthorizedShop>> UNKNOWN_TOKEN =
            new Answer.Revoked<>(36009004);

    private final ConnectFixture on = new ConnectFixture();

    @BeforeEach
    void connectTwoShopsOfOneAuthorization() {
        on.tiktok.shops.add(FakeTikTok.shop("7002", "Northwind GB"));
        on.connected(ANNA, ANNAS, SHOP, SIBLING);
        on.time.advance(Duration.ofHours(1));
    }

    @Test
    void aShopThatTikTokStillNamesStaysConnectedHoweverOftenItIsAsked() {
        for (int replay = 0; replay < 3; replay++) {
            assertThat(check(SHOP)).isEqualTo(Outcome.STILL_AUTHORIZED);
        }
        assertThat(state(SHOP)).isEqualTo(ShopState.CONNECTED);
        assertThat(on.ledger.disconnections(SHOP)).isEmpty();
    }

    @Test
    void aShopThatASuccessfulAnswerLacksIsDisconnectedAndItsSiblingIsNot() {
        on.tiktok.shops = List.of(FakeTikTok.shop("7002", "Northwind GB"));

        assertThat(check(SHOP)).isEqualTo(Outcome.DISCONNECTED);

        assertThat(state(SHOP)).isEqualTo(ShopState.DISCONNECTED);
        assertThat(state(SIBLING)).isEqualTo(ShopState.CONNECTED);
        assertThat(on.shops().access(SIBLING)).isInstanceOf(ShopReach.Ready.class);
        assertThat(on.ledger.disconnections(SHOP).stream().map(Entry.ShopDisconnected::by))
                .containsExactly("tiktok");
        // TikTok ended it, so there is nothing to withdraw.
        assertThat(on.tiktok.withdrawn).isEmpty();
        assertThat(check(SHOP)).isEqualTo(Outcome.DISCONNECTED);
        assertThat(on.ledger.disconnections(SHOP)).hasSize(1);
    }

    @Test
    void anAnswerWithoutAnyShopEndsThemAllAndDestroysTheTokens() {
        TokenOwner tokens = tokens();
        on.tiktok.shops = List.of();

        assertThat(check(SHOP)).isEqualTo(Outcome.DISCONNECTED);

        assertThat(state(SIBLING)).isEqualTo(ShopState.DISCONNECTED);
        assertThat(on.holdsTokens(tokens)).isFalse();
        assertThat(on.ledger.ends(ANNAS).stream().map(Entry.ConnectionEnded::withdrawal))
                .containsExactly("not-needed");
    }

    @Test
    void noUnclearAnswerEverDisconnects() {
        for (Answer<List<AuthorizedShop>> answer : UNCLEAR) {
            on.tiktok.listNext(answer);
            assertThat(check(SHOP)).as(answer.toString()).isEqualTo(Outcome.UNCLEAR);
            assertThat(state(SHOP)).isEqualTo(ShopState.CONNECTED);
        }
        assertThat(on.tiktok.refreshes).isZero();
    }

    @Test
    void aTokenAndAGrantThatTikTokDoesNotKnowEndAllShopsOfTheConnection() {
        on.tiktok.listNext(UNKNOWN_TOKEN);
        on.tiktok.answerNext(new TokenAnswer.NoAuthorization());

        assertThat(check(SHOP)).isEqualTo(Outcome.DISCONNECTED);

        assertThat(state(SHOP)).isEqualTo(ShopState.DISCONNECTED);
        assertThat(state(SIBLING)).isEqualTo(ShopState.DISCONNECTED);
    }

    @Test
    void aRefusalThatAWorkerMetBeforeCountsToo() {
        on.tiktok.answerNext(new TokenAnswer.NoAuthorization());
        on.refresher.refreshNow(SHOP);
        assertThat(state(SHOP)).isEqualTo(ShopState.RECONNECT_NEEDED);
        on.tiktok.listNext(UNKNOWN_TOKEN);

        assertThat(check(SHOP)).isEqualTo(Outcome.DISCONNECTED);

        assertThat(on.tiktok.refreshes).isEqualTo(1);
        assertThat(state(SIBLING)).isEqualTo(ShopState.DISCONNECTED);
    }

    @Test
    void aRenewalMayHaveBeenLostSoTheGrantIsAskedForOnceMore() {
        // The old access token still works: only the pair that replaces it was lost.
        on.tiktok.answerNext(new TokenAnswer.NoAuthorization());
        on.refresher.refreshNow(SHOP);

        assertThat(check(SHOP)).isEqualTo(Outcome.STILL_AUTHORIZED);
        on.tiktok.listNext(new Answer.TokenExpired<>());
        assertThat(check(SHOP)).isEqualTo(Outcome.UNCLEAR);

        assertThat(state(SHOP)).isEqualTo(ShopState.RECONNECT_NEEDED);
    }

    @Test
    void anAccessTokenThatEndedIsRenewedAndAskedWithAgain() {
        on.tiktok.listNext(new Answer.TokenExpired<>());
        assertThat(check(SHOP)).isEqualTo(Outcome.STILL_AUTHORIZED);
        on.tiktok.listNext(UNKNOWN_TOKEN);
        assertThat(check(SHOP)).isEqualTo(Outcome.STILL_AUTHORIZED);
        assertThat(on.tiktok.refreshes).isEqualTo(2);
    }

    @Test
    void aGrantWhoseTimeIsOverOrThatCannotBeRenewedNowIsNotWithdrawn() {
        for (TokenAnswer answer :
                List.of(
                        new TokenAnswer.Unavailable("timeout", true),
                        new TokenAnswer.Refused(36009004, "no"),
                        new TokenAnswer.RefreshExpired())) {
            on.tiktok.listNext(UNKNOWN_TOKEN);
            on.tiktok.answerNext(answer);
            assertThat(check(SHOP)).as(answer.toString()).isEqualTo(Outcome.UNCLEAR);
            assertThat(state(SHOP)).isNotEqualTo(ShopState.DISCONNECTED);
        }
        // The last of them needs a person, and nobody is asked any more.
        assertThat(check(SHOP)).isEqualTo(Outcome.UNCLEAR);
    }

    @Test
    void aNewAuthorizationDuringTheCheckWins() {
        on.tiktok.shops = List.of();
        on.tiktok.duringListing =
                () -> {
                    on.tiktok.duringListing = () -> {};
                    List<AuthorizedShop> answered = on.tiktok.shops;
                    on.tiktok.shops = List.of(FakeTikTok.shop("7001", "Northwind US"));
                    on.connected(ANNA, ANNAS, SHOP);
                    on.tiktok.shops = answered;
                };

        assertThat(check(SHOP)).isEqualTo(Outcome.UNCLEAR);

        assertThat(state(SHOP)).isEqualTo(ShopState.CONNECTED);
    }

    @Test
    void aShopThatIsNobodysNeedsNothing() {
        assertThat(check(new ShopId("404"))).isEqualTo(Outcome.DISCONNECTED);
    }

    @Test
    void theDailyCheckAsksOnceForEachConnection() {
        on.tiktok.openId = "open-2";
        on.tiktok.shops = List.of(FakeTikTok.shop("7003", "Third"));
        on.connected(ANNA, ANNAS, new ShopId("7003"));
        on.tiktok.listings = 0;

        AuthorizationChecks.Report report = daily().run(Optional.empty(), () -> true);

        // The fake answers every token alike, so the two of the first authorization are gone.
        assertThat(on.tiktok.listings).isEqualTo(2);
        assertThat(report).isEqualTo(new AuthorizationChecks.Report(2, 1, 0, 0));
        assertThat(state(SHOP)).isEqualTo(ShopState.DISCONNECTED);
        assertThat(state(new ShopId("7003"))).isEqualTo(ShopState.CONNECTED);
        assertThat(on.ledger.disconnections(SIBLING).stream().map(Entry.ShopDisconnected::by))
                .containsExactly("daily-check");
    }

    @Test
    void aRunThatIsOutOfTimeGoesOnWhereItStopped() {
        for (int i = 0; i < 4; i++) {
            on.tiktok.openId = "open-" + (i + 10);
            on.tiktok.shops = List.of(FakeTikTok.shop("800" + i, "Shop " + i));
            on.connected(ANNA, ANNAS, new ShopId("800" + i));
            on.time.advance(Duration.ofMinutes(1));
        }
        on.tiktok.shops =
                List.of(
                        FakeTikTok.shop("8000", ""),
                        FakeTikTok.shop("8001", ""),
                        FakeTikTok.shop("8002", ""),
                        FakeTikTok.shop("8003", ""));
        on.tiktok.listings = 0;
        int before = on.bus.facts().size();
        Optional<AuthorizationChecks.Place> place = Optional.empty();
        int runs = 0;
        do {
            daily().run(place, () -> false);
            runs++;
            List<Fact> facts = on.bus.facts().subList(before, on.bus.facts().size());
            place =
                    facts.isEmpty()
                            ? Optional.empty()
                            : facts.getLast().type().equals(AuthorizationChecks.INTERRUPTED)
                                    ? Optional.of(place(facts.getLast()))
                                    : Optional.empty();
            before = on.bus.facts().size();
        } while (place.isPresent() && runs < 20);

        assertThat(runs).isLessThan(20);
        assertThat(on.tiktok.listings).isBetween(5, 6);
        assertThat(state(SHOP)).isEqualTo(ShopState.DISCONNECTED);
        assertThat(state(new ShopId("8003"))).isEqualTo(ShopState.CONNECTED);
    }

    @Test
    void oneShopsFaultStopsNoOther() {
        on.tiktok.openId = "open-2";
        on.tiktok.shops =
                List.of(FakeTikTok.shop("7003", "Third"), FakeTikTok.shop("7001", "Northwind US"));
        on.connected(ANNA, ANNAS, new ShopId("7003"));
        on.tiktok.duringListing =
                () -> {
                    on.tiktok.duringListing = () -> {};
                    throw new IllegalStateException("broken");
                };

        AuthorizationChecks.Report report = daily().run(Optional.empty(), () -> true);

        assertThat(report).isEqualTo(new AuthorizationChecks.Report(2, 0, 0, 1));
    }

    private AuthorizationChecks daily() {
        return new AuthorizationChecks(on.records, on.check, on.bus, on.time);
    }

    private static AuthorizationChecks.Place place(Fact fact) {
        return new AuthorizationChecks.Place(
                new ShopId(fact.detail().path("shopId").asText()),
                Instant.ofEpochMilli(fact.detail().path("dueAt").asLong()),
                Instant.ofEpochMilli(fact.detail().path("until").asLong()));
    }

    private Outcome check(ShopId id) {
        return on.check.check(id, DisconnectedBy.TIKTOK);
    }

    private ShopState state(ShopId id) {
        return on.shops().shop(id).orElseThrow().state();
    }

    private TokenOwner tokens() {
        return on.held(on.connections.of(ANNAS).getFirst()).tokensOwner();
    }
}
