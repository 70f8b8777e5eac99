package com.sellerkit.connect;

import static com.sellerkit.connect.ConnectFixture.ANNA;
import static com.sellerkit.connect.ConnectFixture.ANNAS;
import static com.sellerkit.connect.ConnectFixture.BEN;
import static com.sellerkit.connect.ConnectFixture.BENS;
import static com.sellerkit.connect.ConnectFixture.SHOP;
import static com.sellerkit.connect.ConnectFixture.connected;
import static com.sellerkit.connect.ConnectFixture.failed;
import static com.sellerkit.connect.ConnectFixture.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.vault.TokenOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final ConnectFixture on = new ConnectFixture();

    @Test
    void completingNamesTheShopsAndConnectsNothing() {
        Completion completion = on.named(ANNA, ANNAS);
        assertThat(completion.sellerName()).isEqualTo("Northwind Candle Co");
        assertThat(completion.missingScopes()).isEmpty();
        assertThat(completion.shops())
                .singleElement()
                .satisfies(shop -> {
                    assertThat(shop.id()).isEqualTo(SHOP);
                    assertThat(shop.name()).isEqualTo("Northwind US");
                    assertThat(shop.ownership()).isEqualTo(Completion.Ownership.NEW);
                });
        assertThat(on.directory.shop(SHOP)).isEmpty();
        assertThat(on.bus.facts()).isEmpty();
    }

    @Test
    void completingAgainGivesTheSameAndExchangesOnce() {
        String cookie = on.approved(on.begin(ANNA, ANNAS));
        Completion first = named(on.complete(ANNA, ANNAS, cookie));
        assertThat(named(on.complete(ANNA, ANNAS, cookie))).isEqualTo(first);
        assertThat(on.tiktok.exchanges).isEqualTo(1);
    }

    @Test
    void aSecondTabWaitsInsteadOfSpendingTheCodeToo() {
        String cookie = on.approved(on.begin(ANNA, ANNAS));
        List<CompletionOutcome> second = new ArrayList<>();
        on.tiktok.duringExchange =
                () -> {
                    on.tiktok.duringExchange = () -> {};
                    second.add(on.complete(ANNA, ANNAS, cookie));
                };
        assertThat(named(on.complete(ANNA, ANNAS, cookie))).isNotNull();
        assertThat(second).containsExactly(failed(ConnectFault.PLATFORM_UNAVAILABLE));
        assertThat(on.tiktok.exchanges).isEqualTo(1);
    }

    @Test
    void aMissingPermissionIsToldWithItsConsequence() {
        on.tiktok.scopes = new HashSet<>(on.tiktok.scopes);
        on.tiktok.scopes.remove(Permission.ORDER_INFO);
        assertThat(on.named(ANNA, ANNAS).missingScopes())
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.scope()).isEqualTo("seller.order.info");
                    assertThat(missing.consequence()).startsWith("Orders stay off");
                });
    }

    @Test
    void everyRefusalEndsItAndLeavesNoTokens() {
        on.tiktok.answerNext(new TokenAnswer.CodeRefused());
        endsWith(ConnectFault.CODE_REFUSED);

        on.tiktok.userType = 1;
        endsWith(ConnectFault.NOT_A_SELLER);
        on.tiktok.userType = 0;

        on.tiktok.scopes = Set.of("seller.order.info");
        endsWith(ConnectFault.SCOPE_REQUIRED);
        on.tiktok.scopes = Set.of(Permission.AUTHORIZATION_INFO);

        on.tiktok.listNext(new Answer.ScopeMissing<>());
        endsWith(ConnectFault.SCOPE_REQUIRED);
        on.tiktok.listNext(new Answer.Revoked<>(36009004));
        endsWith(ConnectFault.CODE_REFUSED);
        on.tiktok.listNext(new Answer.ShopInactive<>(36009043));
        endsWith(ConnectFault.NO_SHOPS);

        on.tiktok.shops = List.of();
        endsWith(ConnectFault.NO_SHOPS);
    }

    private void endsWith(ConnectFault fault) {
        String cookie = on.approved(on.begin(ANNA, ANNAS));
        assertThat(on.complete(ANNA, ANNAS, cookie)).isEqualTo(failed(fault));
        assertThat(on.complete(ANNA, ANNAS, cookie)).isEqualTo(failed(fault));
        Pending pending = on.pending(cookie.substring(0, cookie.indexOf('.')));
        assertThat(pending.sealedCode()).isEmpty();
        assertThat(pending.openId()).isEmpty();
        pending.tokensOwner().ifPresent(owner -> assertThat(on.holdsTokens(owner)).isFalse());
    }

    @Test
    void anUnreachablePlatformLosesNothing() {
        String cookie = on.approved(on.begin(ANNA, ANNAS));
        on.tiktok.answerNext(new TokenAnswer.Unavailable("connect", false));
        on.tiktok.answerNext(new TokenAnswer.Refused(36009004, "no"));
        assertThat(on.complete(ANNA, ANNAS, cookie))
                .isEqualTo(failed(ConnectFault.PLATFORM_UNAVAILABLE));
        assertThat(on.complete(ANNA, ANNAS, cookie))
                .isEqualTo(failed(ConnectFault.PLATFORM_UNAVAILABLE));

        on.tiktok.listNext(new Answer.Throttled<>(Duration.ofSeconds(3)));
        assertThat(on.complete(ANNA, ANNAS, cookie))
                .isEqualTo(failed(ConnectFault.PLATFORM_UNAVAILABLE));
        assertThat(named(on.complete(ANNA, ANNAS, cookie)).shops()).hasSize(1);
        assertThat(on.tiktok.exchanges).isEqualTo(3);
    }

    @Test
    void anExchangeWhoseAnswerWasLostMayFailButLeavesNothingHalfDone() {
        String cookie = on.approved(on.begin(ANNA, ANNAS));
        on.tiktok.answerNext(new TokenAnswer.Unavailable("lost", true));
        on.tiktok.answerNext(new TokenAnswer.CodeRefused());
        assertThat(on.complete(ANNA, ANNAS, cookie))
                .isEqualTo(failed(ConnectFault.PLATFORM_UNAVAILABLE));
        assertThat(on.complete(ANNA, ANNAS, cookie)).isEqualTo(failed(ConnectFault.CODE_REFUSED));
    }

    @Test
    void aShopListedTwiceIsNamedOnce() {
        on.tiktok.shops = List.of(FakeTikTok.shop("7001", "One"), FakeTikTok.shop("7001", "Two"));
        assertThat(on.named(ANNA, ANNAS).shops()).hasSize(1);
    }

    @Test
    void anUnconfirmedAuthorizationIsForgottenAfterHalfAnHour() {
        Completion completion = on.named(ANNA, ANNAS);
        TokenOwner owner = on.pending(completion.id()).tokensOwner().orElseThrow();
        assertThat(on.holdsTokens(owner)).isTrue();
        on.time.advance(Duration.ofMinutes(29));
        on.upkeep();
        assertThat(on.holdsTokens(owner)).isTrue();

        on.time.advance(Duration.ofMinutes(1));
        assertThat(on.confirmations.confirm(ANNA, ANNAS, completion.id(), List.of(SHOP)))
                .isEqualTo(new ConfirmationOutcome.Failed(ConnectFault.EXPIRED));
        on.upkeep();
        assertThat(on.holdsTokens(owner)).isFalse();
        assertThat(on.pending(completion.id()).sellerName()).isEmpty();
        assertThat(on.confirmations.confirm(ANNA, ANNAS, completion.id(), List.of(SHOP)))
                .isEqualTo(new ConfirmationOutcome.Failed(ConnectFault.EXPIRED));
        assertThat(on.upkeep().completions()).isZero();
    }

    @Test
    void cancellingDestroysTheTokensAsOftenAsItIsAsked() {
        Completion completion = on.named(ANNA, ANNAS);
        TokenOwner owner = on.pending(completion.id()).tokensOwner().orElseThrow();
        for (int time = 0; time < 2; time++) {
            assertThat(on.completions.cancel(ANNA, ANNAS, completion.id()))
                    .isEqualTo(new CancellationOutcome.Cancelled());
            assertThat(on.holdsTokens(owner)).isFalse();
        }
        assertThat(on.confirmations.confirm(ANNA, ANNAS, completion.id(), List.of(SHOP)))
                .isEqualTo(new ConfirmationOutcome.Failed(ConnectFault.EXPIRED));
    }

    @Test
    void nobodyElseConfirmsOrCancels() {
        Completion completion = on.named(ANNA, ANNAS);
        assertThat(on.completions.cancel(BEN, BENS, completion.id()))
                .isEqualTo(new CancellationOutcome.NotFound());
        assertThat(on.confirmations.confirm(BEN, BENS, completion.id(), List.of(SHOP)))
                .isEqualTo(new ConfirmationOutcome.NotFound());
        assertThat(on.confirmations.confirm(ANNA, ANNAS, "cmp_unknown_one", List.of(SHOP)))
                .isEqualTo(new ConfirmationOutcome.NotFound());
    }

    @Test
    void aCancellationDuringTheExchangeLeavesNoTokens() {
        String cookie = on.approved(on.begin(ANNA, ANNAS));
        String id = cookie.substring(0, cookie.indexOf('.'));
        on.tiktok.duringExchange = () -> on.completions.cancel(ANNA, ANNAS, id);
        assertThat(on.complete(ANNA, ANNAS, cookie))
                .isEqualTo(failed(ConnectFault.NOTHING_PENDING));
        assertThat(on.pending(id).tokensOwner()).map(on::holdsTokens).contains(false);
    }

    @Test
    void confirmingConnectsTheChosenShops() {
        on.tiktok.shops =
                List.of(FakeTikTok.shop("7001", "Northwind US"), FakeTikTok.shop("7002", "Other"));
        Connection connection = on.connected(ANNA, ANNAS, SHOP);
        assertThat(connection.reconnect()).isEmpty();
        assertThat(connection.shops())
                .singleElement()
                .satisfies(shop -> {
                    assertThat(shop.id()).isEqualTo(SHOP);
                    assertThat(shop.epoch()).isEqualTo(1);
                    assertThat(shop.dataLocation()).isEqualTo("us");
                    assertThat(shop.state()).isEqualTo(ShopState.CONNECTED);
                });
        assertThat(on.directory.shopsOf(ANNAS)).isEqualTo(connection.shops());
        assertThat(on.connections.of(ANNAS)).containsExactly(connection);
        assertThat(on.keys.exists(SHOP)).isTrue();
        assertThat(on.keys.exists(new ShopId("7002"))).isFalse();
        assertThat(on.ledger.consents(ANNAS))
                .singleElement()
                .satisfies(consent -> {
                    assertThat(consent.person()).isEqualTo(ANNA);
                    assertThat(consent.shops()).containsExactly(SHOP);
                    assertThat(consent.scopes()).contains("seller.order.info");
                });
        assertThat(on.ledger.connections(SHOP)).hasSize(1);
        assertThat(on.bus.facts())
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.type()).isEqualTo("ShopConnected");
                    assertThat(fact.detail().toString())
                            .isEqualTo("{\"v\":1,\"shopId\":\"7001\",\"epoch\":1}");
                });
        assertThat(on.directory.access(SHOP))
                .isInstanceOfSatisfying(
                        ShopReach.Ready.class,
                        ready -> {
                            assertThat(ready.access().cipher()).isEqualTo("cipher-7001");
                            assertThat(ready.access().accessToken().open()).isEqualTo("access-1");
                            assertThat(ready.epoch()).isEqualTo(1);
                            assertThat(ready.grantedScopes()).contains("seller.order.info");
                        });
        assertThat(on.directory.access(new ShopId("7002"))).isEqualTo(new ShopReach.Gone());
    }

    @Test
    void confirmingAgainChangesNothing() {
        Completion completion = on.named(ANNA, ANNAS);
        Connection first =
                connected(on.confirmations.confirm(ANNA, ANNAS, completion.id(), List.of(SHOP)));
        on.time.advance(Duration.ofHours(1));
        assertThat(connected(on.confirmations.confirm(ANNA, ANNAS, completion.id(), List.of(SHOP))))
                .isEqualTo(first);
        assertThat(on.completions.cancel(ANNA, ANNAS, completion.id()))
                .isEqualTo(new CancellationOutcome.AlreadyConnected());
        assertThat(on.directory.access(SHOP)).isInstanceOf(ShopReach.Ready.class);
    }

    @Test
    void aShopThatWasNotAuthorizedIsNotConnected() {
        Completion completion = on.named(ANNA, ANNAS);
        assertThat(
                        on.confirmations.confirm(
                                ANNA, ANNAS, completion.id(), List.of(SHOP, new ShopId("9999"))))
                .isEqualTo(new ConfirmationOutcome.Failed(ConnectFault.SHOP_NOT_AUTHORIZED));
        assertThat(on.directory.shop(SHOP)).isEmpty();
    }

    @Test
    void aShopOfAnotherAccountStaysWhereItIs() {
        Connection annas = on.connected(ANNA, ANNAS, SHOP);
        on.tiktok.openId = "open-2";
        Completion bens = on.named(BEN, BENS);
        assertThat(bens.shops())
                .singleElement()
                .satisfies(shop ->
                        assertThat(shop.ownership())
                                .isEqualTo(Completion.Ownership.ANOTHER_ACCOUNT));
        assertThat(on.confirmations.confirm(BEN, BENS, bens.id(), List.of(SHOP)))
                .isEqualTo(new ConfirmationOutcome.Failed(ConnectFault.SHOP_OWNED));
        assertThat(on.directory.shopsOf(BENS)).isEmpty();
        assertThat(on.connections.of(BENS)).isEmpty();
        assertThat(on.connections.of(ANNAS)).containsExactly(annas);
        assertThat(on.directory.shop(SHOP).orElseThrow().account()).isEqualTo(ANNAS);
    }

    @Test
    void twoAccountsThatConfirmTheSameShopAtOnceDoNotBothGetIt() {
        Completion annas = on.named(ANNA, ANNAS);
        on.tiktok.openId = "open-2";
        Completion bens = on.named(BEN, BENS);
        // Ben confirms in the moment between Anna's check and her transaction.
        on.ledgerRecords.afterWrite(_ -> {
            on.ledgerRecords.afterWrite(_ -> {});
            connected(on.confirmations.confirm(BEN, BENS, bens.id(), List.of(SHOP)));
        });
        assertThat(on.confirmations.confirm(ANNA, ANNAS, annas.id(), List.of(SHOP)))
                .isEqualTo(new ConfirmationOutcome.Failed(ConnectFault.SHOP_OWNED));
        assertThat(on.directory.shop(SHOP).orElseThrow().account()).isEqualTo(BENS);
        assertThat(on.connections.of(ANNAS)).isEmpty();
    }

    @Test
    void connectingAgainRenewsTheConnectionInsteadOfDoublingIt() {
        Connection first = on.connected(ANNA, ANNAS, SHOP);
        TokenOwner old = on.held(first).tokensOwner();
        on.time.advance(Duration.ofDays(3));
        on.tiktok.shops =
                List.of(FakeTikTok.shop("7001", "New name"), FakeTikTok.shop("7002", "Second"));
        Completion again = on.named(ANNA, ANNAS);
        assertThat(again.shops().getFirst().ownership()).isEqualTo(Completion.Ownership.YOURS);
        // Until it is confirmed, the old authorization goes on working.
        assertThat(on.holdsTokens(old)).isTrue();

        Connection second =
                connected(
                        on.confirmations.confirm(
                                ANNA, ANNAS, again.id(), List.of(SHOP, new ShopId("7002"))));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.connectedAt()).isEqualTo(first.connectedAt());
        assertThat(second.shops()).extracting(Shop::name).containsExactly("New name", "Second");
        assertThat(on.connections.of(ANNAS)).containsExactly(second);
        assertThat(on.holdsTokens(old)).isFalse();
        assertThat(on.directory.access(SHOP)).isInstanceOf(ShopReach.Ready.class);
    }

    @Test
    void fiftyShopsAreConnectedAtOnce() {
        List<AuthorizedShop> shops = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            shops.add(FakeTikTok.shop(Integer.toString(8000 + i), "Shop " + i));
        }
        on.tiktok.shops = shops;
        ShopId[] chosen = shops.stream().limit(50).map(AuthorizedShop::id).toArray(ShopId[]::new);
        assertThat(on.connected(ANNA, ANNAS, chosen).shops()).hasSize(50);
        assertThat(on.bus.facts()).hasSize(50);
    }

    @Test
    void aLostAnnouncementIsMadeUpFor() {
        on.bus.fail(true);
        on.connected(ANNA, ANNAS, SHOP);
        assertThat(on.bus.facts()).isEmpty();
        on.upkeep();
        assertThat(on.bus.facts()).isEmpty();
        on.bus.fail(false);
        on.upkeep();
        assertThat(on.bus.facts()).hasSize(1);

        // Whoever missed it hears it again soon, and then every day.
        on.time.advance(Duration.ofMinutes(5));
        on.upkeep();
        assertThat(on.bus.facts()).hasSize(2);
        on.upkeep();
        assertThat(on.bus.facts()).hasSize(2);
        on.time.advance(Duration.ofHours(24));
        on.upkeep();
        assertThat(on.bus.facts()).hasSize(3);
    }

    @Test
    void aCrashAtAnyWriteIsRepairedByTryingAgain() {
        int crashes = 0;
        for (int at = 1; at <= 60; at++) {
            for (boolean before : new boolean[] {true, false}) {
                crashes += surviving(at, before);
            }
        }
        assertThat(crashes).isGreaterThan(10);
    }

    @Test
    void anOlderApprovalDoesNotReplaceTheTokensOfANewerOne() {
        ConnectFixture on = new ConnectFixture();
        Completion older = on.named(ANNA, ANNAS);
        on.time.advance(Duration.ofSeconds(20));
        Completion newer = on.named(ANNA, ANNAS);
        Connection connected =
                connected(on.confirmations.confirm(ANNA, ANNAS, newer.id(), List.of(SHOP)));
        TokenOwner inUse = on.held(connected).tokensOwner();

        ConfirmationOutcome late = on.confirmations.confirm(ANNA, ANNAS, older.id(), List.of(SHOP));

        assertThat(late).isEqualTo(new ConfirmationOutcome.Failed(ConnectFault.EXPIRED));
        assertThat(on.held(connected).tokensOwner()).isEqualTo(inUse);
        assertThat(on.holdsTokens(inUse)).isTrue();
    }

    /// Walks the whole way with a crash at the n-th write, trying every step again; gives how many
    /// crashes happened.
    private static int surviving(int crashAt, boolean before) {
        ConnectFixture with = new ConnectFixture();
        int[] writes = {0};
        int[] crashes = {0};
        Runnable crash =
                () -> {
                    if (++writes[0] == crashAt) {
                        crashes[0]++;
                        throw new IllegalStateException("crash at write " + crashAt);
                    }
                };
        if (before) {
            with.records.beforeWrite(_ -> crash.run());
        } else {
            with.records.afterWrite(_ -> crash.run());
        }
        String at = "write " + crashAt + (before ? " before" : " after");
        for (int round = 0; round < 3; round++) {
            Optional<Connection> connection = wholeWay(with);
            if (connection.isPresent()) {
                assertThat(with.directory.access(SHOP)).as(at).isInstanceOf(ShopReach.Ready.class);
                assertThat(with.connections.of(ANNAS)).as(at).containsExactly(connection.get());
                assertThat(with.bus.facts()).as(at).isNotEmpty();
                with.time.advance(Duration.ofMinutes(31));
                with.upkeep();
                with.upkeep();
                assertThat(with.directory.access(SHOP)).as(at).isInstanceOf(ShopReach.Ready.class);
                return crashes[0];
            }
        }
        throw new AssertionError("never connected after a crash at " + at);
    }

    /// Each step is tried twice; a crashed exchange may cost the authorization, but then a new one
    /// works.
    private static Optional<Connection> wholeWay(ConnectFixture with) {
        Optional<String> cookie = twice(() -> with.approved(with.begin(ANNA, ANNAS)));
        Optional<CompletionOutcome> completed =
                twice(() -> {
                    with.time.advance(Duration.ofSeconds(31));
                    return with.complete(ANNA, ANNAS, cookie.orElseThrow());
                });
        if (!(completed.orElseThrow() instanceof CompletionOutcome.Named(Completion completion))) {
            return Optional.empty();
        }
        return twice(() -> with.confirmations.confirm(ANNA, ANNAS, completion.id(), List.of(SHOP)))
                .map(ConnectFixture::connected);
    }

    private static <T> Optional<T> twice(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (IllegalStateException _) {
            return Optional.of(step.get());
        }
    }
}
