package com.sellerkit.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every token vault does alike; an engine's own test extends it.
public abstract class TokenVaultContract {
    /// The clock of the vault under test.
    protected final ManualTime time = ManualTime.inNovember();

    private TokenVault vault;
    private TokenOwner owner;

    /// A vault over the clock above; called once a test.
    protected abstract TokenVault vault();

    @BeforeEach
    void openVault() {
        vault = vault();
        owner = new TokenOwner(new AccountId(unique("acc")), new ConnectionId(unique("con")));
    }

    @Test
    void whoeverHasNoTokensGetsNone() {
        assertThat(vault.access(owner)).isEmpty();
        assertThat(vault.beginRefresh(owner, inOneMinute())).isEqualTo(new RefreshStart.NoTokens());
    }

    @Test
    void theNewestPairIsTheOneInUse() {
        vault.store(owner, pair("one"));
        vault.store(owner, pair("two"));

        AccessToken access = vault.access(owner).orElseThrow();

        assertThat(access.token()).isEqualTo(Secret.of("access-two"));
        assertThat(access.expiresAt()).isEqualTo(pair("two").accessExpiresAt());
        assertThat(access.version()).isEqualTo(2);
    }

    @Test
    void anExpiredTokenIsStillTold() {
        vault.store(owner, pair("one"));
        time.advance(Duration.ofDays(400));

        assertThat(vault.access(owner)).isPresent();
    }

    @Test
    void anotherAccountOrConnectionGetsNothing() {
        vault.store(owner, pair("one"));

        assertThat(vault.access(new TokenOwner(new AccountId(unique("acc")), owner.connection())))
                .isEmpty();
        assertThat(vault.access(new TokenOwner(owner.account(), new ConnectionId(unique("con")))))
                .isEmpty();
    }

    @Test
    void aRefreshReplacesThePairOnce() {
        vault.store(owner, pair("one"));

        RefreshStart.Lease lease = begin();

        assertThat(lease.refreshToken()).isEqualTo(Secret.of("refresh-one"));
        assertThat(lease.version()).isEqualTo(1);
        assertThat(vault.completeRefresh(owner, lease, pair("two"))).isTrue();
        assertThat(vault.access(owner).orElseThrow().token()).isEqualTo(Secret.of("access-two"));
        assertThat(vault.access(owner).orElseThrow().version()).isEqualTo(2);
        assertThat(begin().refreshToken()).isEqualTo(Secret.of("refresh-two"));
    }

    @Test
    void aSecondRefresherIsToldUntilWhenToWait() {
        vault.store(owner, pair("one"));
        begin();

        assertThat(vault.beginRefresh(owner, inOneMinute().plusSeconds(60)))
                .isEqualTo(new RefreshStart.HeldByOther(inOneMinute()));
    }

    @Test
    void ofManyRefreshersOneGetsTheLease() throws Exception {
        vault.store(owner, pair("one"));
        Callable<RefreshStart> begin = () -> vault.beginRefresh(owner, inOneMinute());
        List<RefreshStart> starts = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<RefreshStart> start : threads.invokeAll(Collections.nCopies(8, begin))) {
                starts.add(start.get());
            }
        }

        assertThat(starts.stream().filter(RefreshStart.Lease.class::isInstance)).hasSize(1);
        assertThat(starts.stream().filter(RefreshStart.HeldByOther.class::isInstance)).hasSize(7);
    }

    @Test
    void whoWasOvertakenKeepsItsPairAsLongAsThereIsNoOther() {
        vault.store(owner, pair("one"));
        RefreshStart.Lease late = begin();
        time.advance(Duration.ofMinutes(1));

        RefreshStart.Lease next = begin();

        assertThat(vault.completeRefresh(owner, late, pair("late"))).isTrue();
        assertThat(vault.access(owner).orElseThrow().token()).isEqualTo(Secret.of("access-late"));
        assertThat(vault.access(owner).orElseThrow().version()).isEqualTo(2);
        assertThat(vault.beginRefresh(owner, inOneMinute()))
                .isInstanceOf(RefreshStart.HeldByOther.class);
        assertThat(vault.completeRefresh(owner, next, pair("two"))).isTrue();
        assertThat(vault.access(owner).orElseThrow().token()).isEqualTo(Secret.of("access-two"));
        assertThat(vault.access(owner).orElseThrow().version()).isEqualTo(3);
        assertThat(begin().refreshToken()).isEqualTo(Secret.of("refresh-two"));
    }

    @Test
    void whoWasOvertakenStoresNothingOnceThereIsAnotherPair() {
        vault.store(owner, pair("one"));
        RefreshStart.Lease late = begin();
        time.advance(Duration.ofMinutes(1));
        RefreshStart.Lease next = begin();

        assertThat(vault.completeRefresh(owner, next, pair("two"))).isTrue();
        assertThat(vault.completeRefresh(owner, late, pair("late"))).isFalse();
        assertThat(vault.access(owner).orElseThrow().token()).isEqualTo(Secret.of("access-two"));
    }

    @Test
    void aLeaseThatHasEndedButWasNotTakenOverStillCompletes() {
        vault.store(owner, pair("one"));
        RefreshStart.Lease late = begin();
        time.advance(Duration.ofMinutes(5));

        assertThat(vault.completeRefresh(owner, late, pair("two"))).isTrue();
    }

    @Test
    void aPairStoredDuringARefreshWins() {
        vault.store(owner, pair("one"));
        RefreshStart.Lease lease = begin();
        vault.store(owner, pair("reconnected"));

        assertThat(vault.completeRefresh(owner, lease, pair("two"))).isFalse();
        assertThat(vault.access(owner).orElseThrow().token())
                .isEqualTo(Secret.of("access-reconnected"));
        assertThat(begin().refreshToken()).isEqualTo(Secret.of("refresh-reconnected"));
    }

    @Test
    void anAbandonedLeaseIsFreeAtOnce() {
        vault.store(owner, pair("one"));
        RefreshStart.Lease lease = begin();

        vault.abandonRefresh(owner, lease);

        RefreshStart.Lease next = begin();
        vault.abandonRefresh(owner, lease);
        assertThat(vault.beginRefresh(owner, inOneMinute()))
                .isInstanceOf(RefreshStart.HeldByOther.class);
        assertThat(vault.completeRefresh(owner, next, pair("two"))).isTrue();
    }

    @Test
    void destroyedTokensAreGoneForEveryone() {
        vault.store(owner, pair("one"));
        RefreshStart.Lease lease = begin();

        vault.destroy(owner);
        vault.destroy(owner);

        assertThat(vault.access(owner)).isEmpty();
        assertThat(vault.completeRefresh(owner, lease, pair("two"))).isFalse();
        assertThat(vault.access(owner)).isEmpty();
        vault.abandonRefresh(owner, lease);
        assertThat(vault.beginRefresh(owner, inOneMinute())).isEqualTo(new RefreshStart.NoTokens());
    }

    private RefreshStart.Lease begin() {
        return (RefreshStart.Lease) vault.beginRefresh(owner, inOneMinute());
    }

    private Instant inOneMinute() {
        return time.instant().plusSeconds(60);
    }

    private static TokenPair pair(String name) {
        return new TokenPair(
                Secret.of("access-" + name),
                Instant.parse("2026-11-08T00:00:00Z"),
                Secret.of("refresh-" + name),
                Instant.parse("2027-11-01T00:00:00Z"));
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }
}
