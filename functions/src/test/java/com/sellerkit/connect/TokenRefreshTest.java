package com.sellerkit.connect;

import static com.sellerkit.connect.ConnectFixture.ANNA;
import static com.sellerkit.connect.ConnectFixture.ANNAS;
import static com.sellerkit.connect.ConnectFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.InvocationContext;
import com.sellerkit.connect.TokenRefresh.RefreshOutcome;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.TokenAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenRefreshTest {
    private final ConnectFixture on = new ConnectFixture();

    @BeforeEach
    void connect() {
        on.connected(ANNA, ANNAS, SHOP);
    }

    @Test
    void tokensAreRenewedAboutADayBeforeTheyExpire() {
        on.time.advance(Duration.ofDays(7).minusHours(31));
        assertThat(on.upkeep().connections()).isZero();
        on.time.advance(Duration.ofHours(7));
        assertThat(on.upkeep().connections()).isEqualTo(1);
        assertThat(token()).isEqualTo("access-2");
        assertThat(connection().accessExpiresAt())
                .isEqualTo(on.time.instant().plus(Duration.ofDays(7)));
        assertThat(on.upkeep().connections()).isZero();
        assertThat(on.tiktok.refreshes).isEqualTo(1);
    }

    @Test
    void shortLivedTokensAreRenewedInTime() {
        Instant now = on.time.instant();
        for (int minutes : new int[] {10, 60, 60 * 24, 60 * 24 * 3, 60 * 24 * 7}) {
            Instant expiry = now.plus(Duration.ofMinutes(minutes));
            Instant due = RefreshTimes.due(now, expiry, on.ids);
            assertThat(due)
                    .isAfter(now)
                    .isBefore(expiry.minus(Duration.ofMinutes(minutes).dividedBy(10)));
        }
        assertThat(RefreshTimes.due(now, now.minusSeconds(5), on.ids)).isAfter(now);
    }

    @Test
    void anAuthorizationThatEndedNeedsAPerson() {
        refused(new TokenAnswer.RefreshExpired(), ReconnectReason.AUTHORIZATION_ENDED);
    }

    @Test
    void aWithdrawnAuthorizationNeedsAPerson() {
        refused(new TokenAnswer.NoAuthorization(), ReconnectReason.AUTHORIZATION_REVOKED);
    }

    private void refused(TokenAnswer answer, ReconnectReason reason) {
        on.tiktok.answerNext(answer);
        on.time.advance(Duration.ofDays(6));
        on.upkeep();
        assertThat(on.directory.access(SHOP)).isEqualTo(new ShopReach.ReconnectNeeded(reason));
        assertThat(on.connections.of(ANNAS).getFirst().reconnect()).contains(reason);
        assertThat(on.directory.shop(SHOP).orElseThrow().state())
                .isEqualTo(ShopState.RECONNECT_NEEDED);
        assertThat(on.refresher.refreshNow(SHOP))
                .isEqualTo(new RefreshOutcome.ReconnectNeeded(reason));
        int asked = on.tiktok.refreshes;
        on.time.advance(Duration.ofDays(1));
        on.upkeep();
        assertThat(on.tiktok.refreshes).isEqualTo(asked);

        // A new authorization mends it.
        on.connected(ANNA, ANNAS, SHOP);
        assertThat(on.directory.access(SHOP)).isInstanceOf(ShopReach.Ready.class);
        assertThat(on.connections.of(ANNAS)).hasSize(1);
    }

    @Test
    void aLostAnswerIsNoVerdictUntilThePlatformRefusesTheOldToken() {
        on.tiktok.loseNextRefreshAnswer = true;
        on.time.advance(Duration.ofDays(6));
        on.upkeep();
        assertThat(on.directory.access(SHOP)).isInstanceOf(ShopReach.Ready.class);

        // The platform took the first request after all, so the old refresh token is dead.
        on.time.advance(Duration.ofMinutes(10));
        on.upkeep();
        assertThat(on.directory.access(SHOP))
                .isEqualTo(new ShopReach.ReconnectNeeded(ReconnectReason.AUTHORIZATION_REVOKED));
    }

    @Test
    void anUnreachablePlatformIsAskedAgainLaterAndLater() {
        on.tiktok.answerNext(new TokenAnswer.Unavailable("connect", false));
        on.tiktok.answerNext(new TokenAnswer.Unavailable("connect", false));
        on.time.advance(Duration.ofDays(6));
        on.upkeep();
        assertThat(on.tiktok.refreshes).isEqualTo(1);
        on.upkeep();
        assertThat(on.tiktok.refreshes).isEqualTo(1);
        on.time.advance(Duration.ofMinutes(5));
        on.upkeep();
        assertThat(on.tiktok.refreshes).isEqualTo(2);
        on.time.advance(Duration.ofMinutes(10));
        on.upkeep();
        assertThat(on.tiktok.refreshes).isEqualTo(3);
        assertThat(token()).isEqualTo("access-2");
        assertThat(connection().failedRefreshes()).isZero();
    }

    @Test
    void askingHasAnEnd() {
        for (int i = 0; i < 100; i++) {
            on.tiktok.answerNext(new TokenAnswer.Refused(36009004, "no"));
        }
        on.time.advance(Duration.ofDays(6));
        for (int i = 0; i < 60; i++) {
            on.upkeep();
            on.time.advance(Duration.ofHours(7));
        }
        assertThat(on.tiktok.refreshes).isEqualTo(40);
        assertThat(on.directory.access(SHOP))
                .isEqualTo(new ShopReach.ReconnectNeeded(ReconnectReason.PLATFORM_REFUSED));
    }

    @Test
    void aWorkerRenewsOnDemandAndOnceAMinuteAtMost() {
        on.time.advance(Duration.ofMinutes(2));
        assertThat(on.refresher.refreshNow(SHOP)).isEqualTo(new RefreshOutcome.Refreshed());
        assertThat(on.refresher.refreshNow(SHOP)).isEqualTo(new RefreshOutcome.Refreshed());
        assertThat(on.tiktok.refreshes).isEqualTo(1);
        assertThat(token()).isEqualTo("access-2");
        assertThat(on.refresher.refreshNow(new ShopId("404"))).isEqualTo(new RefreshOutcome.Gone());
    }

    @Test
    void failuresOnDemandDoNotUseUpTheSchedulesTries() {
        on.time.advance(Duration.ofMinutes(2));
        for (int i = 0; i < 50; i++) {
            on.tiktok.answerNext(new TokenAnswer.Unavailable("connect", false));
            assertThat(on.refresher.refreshNow(SHOP)).isEqualTo(new RefreshOutcome.Unavailable());
        }
        assertThat(connection().failedRefreshes()).isZero();
        assertThat(on.refresher.refreshNow(SHOP)).isEqualTo(new RefreshOutcome.Refreshed());
    }

    @Test
    void onlyOneRenewsAtATime() {
        on.time.advance(Duration.ofMinutes(2));
        List<RefreshOutcome> second = new ArrayList<>();
        on.tiktok.duringRefresh =
                () -> {
                    on.tiktok.duringRefresh = () -> {};
                    second.add(on.refresher.refreshNow(SHOP));
                };
        assertThat(on.refresher.refreshNow(SHOP)).isEqualTo(new RefreshOutcome.Refreshed());
        assertThat(second).containsExactly(new RefreshOutcome.Busy());
        assertThat(on.tiktok.refreshes).isEqualTo(1);
    }

    @Test
    void aNewAuthorizationDuringARenewalWins() {
        on.time.advance(Duration.ofMinutes(2));
        on.tiktok.answerNext(new TokenAnswer.NoAuthorization());
        on.tiktok.duringRefresh =
                () -> {
                    on.tiktok.duringRefresh = () -> {};
                    // The refusal of the old pair arrives after the new pair was confirmed.
                    TokenAnswer refusal = on.tiktok.takeNextAnswer();
                    on.connected(ANNA, ANNAS, SHOP);
                    on.tiktok.answerNext(refusal);
                };
        on.refresher.refreshNow(SHOP);
        assertThat(on.directory.access(SHOP)).isInstanceOf(ShopReach.Ready.class);
    }

    @Test
    void lostTokensNeedAPerson() {
        on.vault.destroy(connection().tokensOwner());
        on.time.advance(Duration.ofDays(6));
        on.upkeep();
        assertThat(on.directory.access(SHOP))
                .isEqualTo(new ShopReach.ReconnectNeeded(ReconnectReason.TOKENS_LOST));
    }

    @Test
    void oneFailureStopsNothingElse() {
        on.tiktok.openId = "open-2";
        on.tiktok.shops = List.of(FakeTikTok.shop("7002", "Second"));
        on.connected(ANNA, ANNAS, new ShopId("7002"));
        on.time.advance(Duration.ofDays(6));
        on.tiktok.duringRefresh =
                () -> {
                    on.tiktok.duringRefresh = () -> {};
                    throw new IllegalStateException("broken");
                };
        Upkeep.Report report = on.upkeep();
        assertThat(report.failures()).isEqualTo(1);
        assertThat(report.connections()).isEqualTo(1);
    }

    @Test
    void theFunctionStopsBeforeItsTimeIsUp() throws IOException {
        on.time.advance(Duration.ofDays(6));
        TokenRefreshFunction function = new TokenRefreshFunction(on.upkeep, on.time);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        // 15 seconds are left, and one call to TikTok may take 20.
        function.handleRequest(
                new ByteArrayInputStream(new byte[0]), output, new InvocationContext());
        assertThat(on.tiktok.refreshes).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("{}");
    }

    private HeldConnection connection() {
        return on.held(on.connections.of(ANNAS).getFirst());
    }

    private String token() {
        return on.vault.access(connection().tokensOwner()).orElseThrow().token().open();
    }
}
