package com.sellerkit.connect;

import static com.sellerkit.connect.ConnectFixture.ANNA;
import static com.sellerkit.connect.ConnectFixture.ANNAS;
import static com.sellerkit.connect.ConnectFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.connect.TokenRefresh.RefreshOutcome;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.simulation.Effect;
import com.sellerkit.simulation.ExploredRecords;
import com.sellerkit.simulation.ExploredVault;
import com.sellerkit.simulation.Explorer;
import com.sellerkit.simulation.Run;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Revocation;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.tiktok.TokenGrant;
import com.sellerkit.vault.AccessToken;
import com.sellerkit.vault.RefreshStart;
import com.sellerkit.vault.TokenOwner;
import com.sellerkit.vault.TokenPair;
import com.sellerkit.vault.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Proves by exploring all interleavings that two who renew the same tokens never lose them, on a
/// platform where each refresh token works once.
final class TokenRefreshProofTest {
    private static final int RUNS_MAX = 20_000;
    private static final int CRASHES = Explorer.EXHAUSTIVE ? 2 : 1;
    private static final int RUNS_LEAST_WITH_TIME = 200;
    private static final Duration PAST_THE_LEASE = Duration.ofSeconds(61);

    @Test
    void twoWhoRenewNeverSpendATokenTwiceNorLoseThePair() {
        Explorer.Result result =
                Explorer.explore(CRASHES, RUNS_MAX, run -> new World(run, SharedVault::new).race())
                        .held();

        assertThat(result.complete()).isTrue();
        assertThat(result.runs()).isGreaterThan(40);
    }

    @Test
    void oneWhoIsHeldUpPastTheLeaseLosesNoPairEither() {
        Explorer.Result result = raceWhileTimePasses(0, RUNS_MAX);

        assertThat(result.complete()).isTrue();
        assertThat(result.runs()).isGreaterThan(RUNS_LEAST_WITH_TIME);
    }

    /// All 4,000 runs are seen to their end with `-Dsimulation.exhaustive=true`.
    @Test
    void oneWhoIsHeldUpMayCrashToo() {
        Explorer.Result result = raceWhileTimePasses(CRASHES, 700);

        assertThat(result.complete()).isEqualTo(Explorer.EXHAUSTIVE);
        assertThat(result.runs()).isGreaterThanOrEqualTo(700);
    }

    private static Explorer.Result raceWhileTimePasses(int crashes, int runsMax) {
        return Explorer.explore(
                        crashes,
                        runsMax,
                        run -> new World(run, SharedVault::new).raceWhileTimePasses())
                .held();
    }

    @Test
    void withoutTheLeaseATokenIsSpentTwice() {
        Explorer.Result result =
                Explorer.explore(0, RUNS_MAX, run -> new World(run, WithoutLease::new).race());

        assertThat(result.failure().orElseThrow().cause())
                .hasMessageContaining("refresh tokens spent a second time");
    }

    @Test
    void aPairThatIsNotKeptIsMissed() {
        Explorer.Result result =
                Explorer.explore(0, RUNS_MAX, run -> new World(run, Forgetful::new).race());

        assertThat(result.failure().orElseThrow().cause())
                .hasMessageContaining("a pair is kept before it is used");
    }

    @Test
    void refusingWhoeverWasOvertakenWouldLoseTheOnlyPair() {
        Explorer.Result result =
                Explorer.explore(
                        0,
                        RUNS_MAX,
                        run -> new World(run, StrictAboutLeases::new).raceWhileTimePasses());

        assertThat(result.failure().orElseThrow().cause())
                .hasMessageContaining("the newest pair is kept");
    }

    /// A platform that takes each refresh token once, and whose answers may be lost.
    private static final class OneTimePlatform implements Platform {
        private final Run run;
        private final FakeTikTok tiktok;
        private final List<Secret> answered = new ArrayList<>();
        private final List<Secret> spentAgain = new ArrayList<>();
        private Optional<Secret> newest = Optional.empty();
        private boolean lost;
        private int granted;

        OneTimePlatform(Run run, FakeTikTok tiktok) {
            this.run = run;
            this.tiktok = tiktok;
        }

        @Override
        public TokenAnswer exchange(Secret code) {
            return tiktok.exchange(code);
        }

        @Override
        public Answer<List<AuthorizedShop>> shops(Secret accessToken) {
            return tiktok.shops(accessToken);
        }

        @Override
        public Answer<Revocation> withdraw(ShopAccess access, Deadline deadline) {
            return tiktok.withdraw(access, deadline);
        }

        @Override
        public int silence(ShopAccess access, Deadline deadline) {
            return tiktok.silence(access, deadline);
        }

        @Override
        public TokenAnswer refresh(Secret refreshToken) {
            return run.effect(
                    Effect.changing("asks the platform for a pair", "platform"),
                    () -> answer(refreshToken));
        }

        private TokenAnswer answer(Secret refreshToken) {
            if (answered.contains(refreshToken)) {
                spentAgain.add(refreshToken);
            }
            tiktok.loseNextRefreshAnswer = !lost && run.choose("the answer is lost", 2) == 1;
            TokenAnswer answer = tiktok.refresh(refreshToken);
            tiktok.loseNextRefreshAnswer = false;
            switch (answer) {
                case TokenAnswer.Granted(TokenGrant grant) -> {
                    granted++;
                    answered.add(refreshToken);
                    newest = Optional.of(grant.accessToken());
                }
                case TokenAnswer.Unavailable _ -> lost = true;
                default -> {}
            }
            return answer;
        }
    }

    /// A vault that is used by several, and may be broken.
    private static class SharedVault implements TokenVault {
        final TokenVault vault;
        int offered;

        SharedVault(TokenVault vault) {
            this.vault = vault;
        }

        @Override
        public void store(TokenOwner owner, TokenPair pair) {
            vault.store(owner, pair);
        }

        @Override
        public Optional<AccessToken> access(TokenOwner owner) {
            return vault.access(owner);
        }

        @Override
        public RefreshStart beginRefresh(TokenOwner owner, Instant leaseUntil) {
            return vault.beginRefresh(owner, leaseUntil);
        }

        @Override
        public boolean completeRefresh(TokenOwner owner, RefreshStart.Lease lease, TokenPair pair) {
            offered++;
            return vault.completeRefresh(owner, lease, pair);
        }

        @Override
        public void abandonRefresh(TokenOwner owner, RefreshStart.Lease lease) {
            vault.abandonRefresh(owner, lease);
        }

        @Override
        public void destroy(TokenOwner owner) {
            vault.destroy(owner);
        }
    }

    /// Broken: whoever asks gets the refresh token.
    private static final class WithoutLease extends SharedVault {
        private Optional<RefreshStart> given = Optional.empty();

        WithoutLease(TokenVault vault) {
            super(vault);
        }

        @Override
        public RefreshStart beginRefresh(TokenOwner owner, Instant leaseUntil) {
            RefreshStart start = super.beginRefresh(owner, leaseUntil);
            if (start instanceof RefreshStart.HeldByOther) {
                return given.orElseThrow();
            }
            given = Optional.of(start);
            return start;
        }
    }

    /// Broken: says that a pair is kept, and keeps none.
    private static final class Forgetful extends SharedVault {
        Forgetful(TokenVault vault) {
            super(vault);
        }

        @Override
        public boolean completeRefresh(TokenOwner owner, RefreshStart.Lease lease, TokenPair pair) {
            abandonRefresh(owner, lease);
            return true;
        }
    }

    /// Broken: whoever was overtaken keeps nothing, even if the pair is the only one that works.
    private static final class StrictAboutLeases extends SharedVault {
        private Optional<String> newestLease = Optional.empty();

        StrictAboutLeases(TokenVault vault) {
            super(vault);
        }

        @Override
        public RefreshStart beginRefresh(TokenOwner owner, Instant leaseUntil) {
            RefreshStart start = super.beginRefresh(owner, leaseUntil);
            if (start instanceof RefreshStart.Lease lease) {
                newestLease = Optional.of(lease.leaseId());
            }
            return start;
        }

        @Override
        public boolean completeRefresh(TokenOwner owner, RefreshStart.Lease lease, TokenPair pair) {
            if (newestLease.equals(Optional.of(lease.leaseId()))) {
                return super.completeRefresh(owner, lease, pair);
            }
            offered++;
            return false;
        }
    }

    /// A connected shop whose tokens two workers renew.
    private static final class World {
        private final Run run;
        private final ConnectFixture on = new ConnectFixture();
        private final OneTimePlatform platform;
        private final SharedVault vault;
        private final TokenOwner owner;
        private final Secret old;

        World(Run run, Function<TokenVault, SharedVault> breaking) {
            this.run = run;
            vault = breaking.apply(on.vault);
            platform = new OneTimePlatform(run, on.tiktok);
            owner = on.held(on.connected(ANNA, ANNAS, SHOP)).tokensOwner();
            old = kept();
            platform.newest = Optional.of(old);
            on.time.advance(Duration.ofDays(6));
        }

        void race() {
            renewing("worker", 11);
            renewing("other worker", 12);
            run.go();
            assertThat(platform.spentAgain).as("refresh tokens spent a second time").isEmpty();
            settle();
        }

        void raceWhileTimePasses() {
            renewing("worker", 11);
            renewing("other worker", 12);
            run.surroundings("time", this::passTheLease);
            run.go();
            settle();
        }

        private void passTheLease() {
            run.effect(
                    Effect.changingAll("passes the end of the lease"),
                    () -> {
                        on.time.advance(PAST_THE_LEASE);
                        return true;
                    });
        }

        private void renewing(String name, long seed) {
            TokenRefresher refresher =
                    new TokenRefresher(
                            new ExploredRecords(run, on.records),
                            new ExploredVault(run, vault),
                            platform,
                            on.time,
                            new SeededIds(seed));
            run.task(
                    name,
                    () -> {
                        if (refresher.refreshNow(SHOP) instanceof RefreshOutcome.Refreshed) {
                            assertThat(kept())
                                    .as("a pair is kept before it is used")
                                    .isNotEqualTo(old);
                        }
                    });
        }

        /// Nobody disturbs any more: what is due is done, as on the following days.
        private void settle() {
            boolean answerLost = platform.lost || vault.offered < platform.granted;
            if (!answerLost) {
                assertThat(platform.newest).as("the newest pair is kept").contains(kept());
            }
            TokenRefresher refresher =
                    new TokenRefresher(on.records, vault, platform, on.time, on.ids);
            Upkeep upkeep =
                    new Upkeep(
                            on.records,
                            on.completions,
                            on.confirmations,
                            refresher,
                            on.unused,
                            on.settlement,
                            on.time,
                            on.ids);
            for (int week = 0; week < 2; week++) {
                on.time.advance(Duration.ofDays(7));
                assertThat(upkeep.run(() -> true).failures()).isZero();
            }
            switch (on.directory.access(SHOP)) {
                case ShopReach.Ready ready ->
                        assertThat(platform.newest)
                                .as("a shop that counts as connected is reached")
                                .contains(ready.access().accessToken());
                case ShopReach.ReconnectNeeded _ ->
                        assertThat(answerLost).as("a person is called for a reason").isTrue();
                case ShopReach.Gone() -> throw new AssertionError("the shop is gone");
            }
        }

        private Secret kept() {
            return on.vault.access(owner).orElseThrow().token();
        }
    }
}
