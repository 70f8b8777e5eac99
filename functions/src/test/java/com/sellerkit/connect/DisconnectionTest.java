package com.sellerkit.connect;

import static com.sellerkit.connect.ConnectFixture.ANNA;
import static com.sellerkit.connect.ConnectFixture.ANNAS;
import static com.sellerkit.connect.ConnectFixture.BEN;
import static com.sellerkit.connect.ConnectFixture.BENS;
import static com.sellerkit.connect.ConnectFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.connect.TokenRefresh.RefreshOutcome;
import com.sellerkit.ledger.Entry;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.Fact;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.vault.TokenOwner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisconnectionTest {
    private static final ShopId SIBLING = new ShopId("7002");
    private static final String NAME = "Northwind US";

    private final ConnectFixture on = new ConnectFixture();
    private TokenOwner tokens = new TokenOwner(ANNAS, Digests.connection(ANNAS, "none-yet"));

    private int heard;

    @BeforeEach
    void connectTwoShopsOfOneAuthorization() {
        on.tiktok.shops.add(FakeTikTok.shop("7002", "Northwind GB"));
        tokens = on.held(on.connected(ANNA, ANNAS, SHOP, SIBLING)).tokensOwner();
        told();
    }

    @Test
    void nothingOfADisconnectedShopIsReachedAndItsDeletionIsFixed() {
        on.time.advance(Duration.ofDays(3));

        Shop shop = disconnected(SHOP, NAME);

        assertThat(shop.state()).isEqualTo(ShopState.DISCONNECTED);
        assertThat(shop.epoch()).isEqualTo(2);
        assertThat(shop.disconnection())
                .contains(
                        new Shop.Disconnection(
                                on.time.instant(),
                                DisconnectedBy.YOU,
                                on.time.instant().plus(Duration.ofDays(14))));
        assertThat(on.shops().shopsOf(ANNAS)).contains(shop);
        assertThat(on.shops().access(SHOP)).isEqualTo(new ShopReach.Gone());
        assertThat(on.refresher.refreshNow(SHOP)).isEqualTo(new RefreshOutcome.Gone());
    }

    @Test
    void whoDisconnectedWhatAndWhenIsInTheLedgerAndOnTheBus() {
        disconnected(SHOP, NAME);

        assertThat(on.ledger.disconnections(SHOP))
                .containsExactly(
                        new Entry.ShopDisconnected(
                                SHOP,
                                ANNAS,
                                shop(SHOP).connection(),
                                2,
                                "you",
                                Optional.of(ANNA),
                                on.time.instant()));
        assertThat(told())
                .containsExactly(
                        Fact.of("ShopDisconnected").with("shopId", "7001").with("epoch", 2));
    }

    @Test
    void onlyTheShopsExactNameDisconnectsIt() {
        for (String typed : List.of("", "northwind us", NAME + " ", "Northwind GB")) {
            assertThat(on.disconnections.disconnect(ANNA, ANNAS, SHOP, typed))
                    .isEqualTo(new DisconnectionOutcome.NameMismatch(NAME));
        }
        assertThat(on.disconnections.disconnect(BEN, BENS, SHOP, NAME))
                .isEqualTo(new DisconnectionOutcome.NotFound());
        assertThat(on.shops().access(SHOP)).isInstanceOf(ShopReach.Ready.class);

        disconnected(SHOP, NAME);
        assertThat(on.disconnections.disconnect(ANNA, ANNAS, SHOP, NAME))
                .isEqualTo(new DisconnectionOutcome.AlreadyDisconnected());
        assertThat(on.ledger.disconnections(SHOP)).hasSize(1);
    }

    @Test
    void aSiblingKeepsItsTokensAndTheLastShopTakesThemAlong() {
        disconnected(SHOP, NAME);

        assertThat(on.tiktok.withdrawn).isEmpty();
        assertThat(on.tiktok.silenced).containsOnly(SHOP);
        assertThat(on.holdsTokens(tokens)).isTrue();
        assertThat(on.shops().access(SIBLING)).isInstanceOf(ShopReach.Ready.class);
        on.time.advance(Duration.ofDays(6));
        on.upkeep();
        assertThat(on.tiktok.refreshes).isEqualTo(1);

        disconnected(SIBLING, "Northwind GB");

        assertThat(on.tiktok.withdrawn).containsExactlyInAnyOrder(SHOP, SIBLING);
        assertThat(on.tiktok.silenced).doesNotContain(SIBLING);
        assertThat(on.holdsTokens(tokens)).isFalse();
        assertThat(on.ledger.ends(ANNAS).stream().map(Entry.ConnectionEnded::withdrawal))
                .containsExactly("done");
        assertThat(on.connections.of(ANNAS).getFirst().hasEnded()).isTrue();
        on.time.advance(Duration.ofDays(30));
        assertThat(on.upkeep().failures()).isZero();
        assertThat(on.tiktok.refreshes).isEqualTo(1);
    }

    @Test
    void tokensAreDestroyedEvenIfThePlatformDoesNotAnswer() {
        on.tiktok.withdrawNext(new Answer.Unavailable<>("connect"));
        disconnected(SHOP, NAME);
        disconnected(SIBLING, "Northwind GB");

        assertThat(on.holdsTokens(tokens)).isFalse();
        assertThat(on.ledger.ends(ANNAS).stream().map(Entry.ConnectionEnded::withdrawal))
                .containsExactly("unavailable");
    }

    @Test
    void whatACrashLeftUndoneIsFinishedByUpkeep() {
        disconnected(SHOP, NAME);
        told();
        on.tiktok.duringWithdrawal =
                () -> {
                    on.tiktok.duringWithdrawal = () -> {};
                    throw new IllegalStateException("the process is gone");
                };
        disconnected(SIBLING, "Northwind GB");
        assertThat(on.holdsTokens(tokens)).isTrue();
        assertThat(told()).isEmpty();

        on.time.advance(Duration.ofMinutes(5));
        assertThat(on.upkeep().failures()).isZero();

        assertThat(on.holdsTokens(tokens)).isFalse();
        assertThat(told())
                .contains(Fact.of("ShopDisconnected").with("shopId", "7002").with("epoch", 2));
        assertThat(on.ledger.disconnections(SIBLING)).hasSize(1);
    }

    @Test
    void aDisconnectedShopIsToldAgainEveryDay() {
        disconnected(SHOP, NAME);
        on.time.advance(Duration.ofMinutes(5));
        on.upkeep();
        told();

        on.upkeep();
        assertThat(told()).isEmpty();
        on.time.advance(Duration.ofHours(24));
        on.upkeep();

        assertThat(told())
                .contains(Fact.of("ShopDisconnected").with("shopId", "7001").with("epoch", 2));
    }

    @Test
    void connectingItAgainBeginsANewEpochAndForgetsTheDeletion() {
        disconnected(SHOP, NAME);
        disconnected(SIBLING, "Northwind GB");
        on.tiktok.shops = List.of(FakeTikTok.shop("7001", NAME));
        on.time.advance(Duration.ofDays(13));
        told();

        on.connected(ANNA, ANNAS, SHOP);

        Shop shop = shop(SHOP);
        assertThat(shop.state()).isEqualTo(ShopState.CONNECTED);
        assertThat(shop.epoch()).isEqualTo(3);
        assertThat(shop.disconnection()).isEmpty();
        assertThat(on.shops().access(SHOP)).isInstanceOf(ShopReach.Ready.class);
        assertThat(shop(SIBLING).state()).isEqualTo(ShopState.DISCONNECTED);
        assertThat(told())
                .containsExactly(Fact.of("ShopConnected").with("shopId", "7001").with("epoch", 3));
        assertThat(on.ledger.connections(SHOP).stream().map(Entry.ShopConnected::epoch))
                .containsExactly(1L, 3L);
        assertThat(on.connections.of(ANNAS)).hasSize(1);
        assertThat(on.connections.of(ANNAS).getFirst().hasEnded()).isFalse();
    }

    @Test
    void aReconnectThatWinsOverTheSettlementKeepsItsTokens() {
        on.disconnections.disconnect(ANNA, ANNAS, SHOP, NAME);
        on.tiktok.duringWithdrawal =
                () -> {
                    on.tiktok.duringWithdrawal = () -> {};
                    on.connected(ANNA, ANNAS, SHOP);
                };
        disconnected(SIBLING, "Northwind GB");

        assertThat(on.holdsTokens(tokens)).isFalse();
        assertThat(on.shops().access(SHOP)).isInstanceOf(ShopReach.Ready.class);
        on.time.advance(Duration.ofMinutes(5));
        on.upkeep();
        assertThat(on.shops().access(SHOP)).isInstanceOf(ShopReach.Ready.class);
    }

    @Test
    void aConnectionThatNoShopUsesIsNotRenewedAnyMore() {
        on.tiktok.openId = "open-2";
        TokenOwner newer = on.held(on.connected(ANNA, ANNAS, SHOP, SIBLING)).tokensOwner();
        on.time.advance(Duration.ofDays(6));

        assertThat(on.upkeep().failures()).isZero();

        assertThat(on.holdsTokens(tokens)).isFalse();
        assertThat(on.holdsTokens(newer)).isTrue();
        // The shops are still authorized through the newer one.
        assertThat(on.tiktok.withdrawn).isEmpty();
        assertThat(on.tiktok.refreshes).isEqualTo(1);
        assertThat(on.connections.of(ANNAS)).hasSize(1);
        assertThat(on.shops().access(SHOP)).isInstanceOf(ShopReach.Ready.class);
    }

    @Test
    void aDisconnectThatIsRefusedByAGateChangesNothing() {
        Disconnections refusing =
                new Disconnections(
                        on.together,
                        (shop, epoch) ->
                                List.of(
                                        Ledger.writing(
                                                new Entry.ShopDisconnected(
                                                        SIBLING,
                                                        ANNAS,
                                                        shop(SIBLING).connection(),
                                                        2,
                                                        "you",
                                                        Optional.empty(),
                                                        on.time.instant()))),
                        on.settlement,
                        Duration.ofDays(14),
                        on.time);
        disconnected(SIBLING, "Northwind GB");

        assertThatThrownBy(() -> refusing.disconnect(ANNA, ANNAS, SHOP, NAME))
                .isInstanceOf(IllegalStateException.class);

        assertThat(shop(SHOP).state()).isEqualTo(ShopState.CONNECTED);
        assertThat(on.ledger.disconnections(SHOP)).isEmpty();
    }

    private Shop disconnected(ShopId id, String name) {
        DisconnectionOutcome outcome = on.disconnections.disconnect(ANNA, ANNAS, id, name);
        assertThat(outcome).isInstanceOf(DisconnectionOutcome.Disconnected.class);
        return ((DisconnectionOutcome.Disconnected) outcome).shop();
    }

    /// The facts since this was asked last.
    private List<Fact> told() {
        List<Fact> all = on.bus.facts();
        List<Fact> news = all.subList(heard, all.size());
        heard = all.size();
        return news;
    }

    private Shop shop(ShopId id) {
        return on.shops().shop(id).orElseThrow();
    }
}
