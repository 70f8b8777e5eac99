package com.sellerkit.connect;

import com.sellerkit.platform.Backoff;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Change;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Due;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.tiktok.TokenGrant;
import com.sellerkit.vault.RefreshStart;
import com.sellerkit.vault.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Renews tokens, one caller at a time under the vault's lease; a new pair is kept before anybody
/// uses it.
///
/// An answer that may be lost is no verdict: the old refresh token is tried again, and only if
/// TikTok then refuses it does a person have to reconnect.
final class TokenRefresher implements TokenRefresh {
    private static final Log LOG = Log.to("connect");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration FRESH = Duration.ofSeconds(60);

    /// By then, whoever was held up has kept its pair or is gone: no function runs longer.
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(5);

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMinutes(5), Duration.ofHours(6), 40);

    private final Records records;
    private final StoredConnections connections;
    private final TokenVault vault;
    private final Platform platform;
    private final InstantSource time;
    private final Ids ids;

    TokenRefresher(
            Records records, TokenVault vault, Platform platform, InstantSource time, Ids ids) {
        this.records = records;
        this.connections = new StoredConnections(records);
        this.vault = vault;
        this.platform = platform;
        this.time = time;
        this.ids = ids;
    }

    @Override
    public RefreshOutcome refreshNow(ShopId id) {
        Optional<Shop> shop = connections.shop(id);
        if (shop.isEmpty() || shop.get().isDisconnected()) {
            return new RefreshOutcome.Gone();
        }
        RefreshOutcome outcome = new RefreshOutcome.ReconnectNeeded(ReconnectReason.TOKENS_LOST);
        for (HeldConnection connection : connections.reaching(shop.get())) {
            outcome =
                    connection.works()
                            ? refreshUnlessFresh(connection)
                            : new RefreshOutcome.ReconnectNeeded(
                                    connection.reconnect().orElse(ReconnectReason.TOKENS_LOST));
            if (!(outcome instanceof RefreshOutcome.ReconnectNeeded)) {
                return outcome;
            }
        }
        return outcome;
    }

    private RefreshOutcome refreshUnlessFresh(HeldConnection connection) {
        return time.instant().isBefore(connection.refreshedAt().plus(FRESH))
                ? new RefreshOutcome.Refreshed()
                : refresh(connection);
    }

    /// Renews a connection now, however fresh its tokens are.
    RefreshOutcome refresh(HeldConnection connection) {
        return refresh(connection, Asked.ON_DEMAND);
    }

    /// Renews a connection whose time has come; failures are counted and put off the next try. One
    /// whose renewal was refused is looked at once more.
    RefreshOutcome refreshDue(HeldConnection connection) {
        return connection
                .reconnect()
                .map(reason -> lookAgain(connection, reason))
                .orElseGet(() -> refresh(connection, Asked.BY_SCHEDULE));
    }

    /// Somebody who was held up may have kept a new pair after the old one was refused, and then
    /// crashed before telling: what the vault holds decides.
    private RefreshOutcome lookAgain(HeldConnection connection, ReconnectReason reason) {
        boolean renewed =
                connection.refusedVersion() >= 0
                        && vault.access(connection.tokensOwner())
                                .filter(kept -> kept.version() > connection.refusedVersion())
                                .isPresent();
        Write.Patch patch =
                patch(connection).when(Condition.all(stillOn(connection), notRenewed(connection)));
        if (!renewed) {
            records.write(patch.due(Change.clear()));
            return new RefreshOutcome.ReconnectNeeded(reason);
        }
        records.write(
                patch.remove("reconnect", "refusedVersion")
                        .set("refreshedAt", time.instant().toEpochMilli())
                        .due(dueAt(time.instant())));
        LOG.warn("renewed after all", Log.Field.connection(connection.id()));
        return new RefreshOutcome.Refreshed();
    }

    /// Who wants it. Only the schedule counts failures: workers ask as often as they poll.
    private enum Asked {
        ON_DEMAND,
        BY_SCHEDULE
    }

    private RefreshOutcome refresh(HeldConnection connection, Asked asked) {
        return switch (vault.beginRefresh(connection.tokensOwner(), time.instant().plus(LEASE))) {
            case RefreshStart.HeldByOther(Instant _) -> new RefreshOutcome.Busy();
            case RefreshStart.NoTokens() -> reconnect(connection, ReconnectReason.TOKENS_LOST);
            case RefreshStart.Lease lease -> refresh(connection, asked, lease);
        };
    }

    private RefreshOutcome refresh(
            HeldConnection connection, Asked asked, RefreshStart.Lease lease) {
        return switch (platform.refresh(lease.refreshToken())) {
            case TokenAnswer.Granted(TokenGrant grant) -> keep(connection, lease, grant);
            case TokenAnswer.RefreshExpired() ->
                    refused(connection, lease, ReconnectReason.AUTHORIZATION_ENDED);
            case TokenAnswer.NoAuthorization() ->
                    refused(connection, lease, ReconnectReason.AUTHORIZATION_REVOKED);
            case TokenAnswer.CodeRefused() -> later(connection, asked, lease, "code-refused");
            case TokenAnswer.Refused(int code, String _) -> {
                LOG.error(
                        "token refresh refused",
                        Log.Field.connection(connection.id()),
                        Log.Field.code(code));
                yield later(connection, asked, lease, "refused");
            }
            case TokenAnswer.Unavailable(String _, boolean lost) ->
                    later(connection, asked, lease, lost ? "answer-may-be-lost" : "unavailable");
        };
    }

    /// A refusal is no verdict if somebody whose lease was taken over has renewed the pair: then it
    /// is only the old refresh token that was refused.
    private RefreshOutcome refused(
            HeldConnection connection, RefreshStart.Lease lease, ReconnectReason reason) {
        vault.abandonRefresh(connection.tokensOwner(), lease);
        boolean renewed =
                vault.access(connection.tokensOwner())
                        .filter(kept -> kept.version() != lease.version())
                        .isPresent();
        return renewed
                ? new RefreshOutcome.Busy()
                : reconnect(
                        patch(connection)
                                .set("refusedVersion", lease.version())
                                .due(dueAt(time.instant().plus(LOOK_AGAIN_AFTER))),
                        connection,
                        reason);
    }

    private RefreshOutcome keep(
            HeldConnection connection, RefreshStart.Lease lease, TokenGrant grant) {
        if (!vault.completeRefresh(connection.tokensOwner(), lease, Completions.pair(grant))) {
            LOG.warn("token refresh overtaken", Log.Field.connection(connection.id()));
            return new RefreshOutcome.Busy();
        }
        Instant now = time.instant();
        Write.Patch patch =
                patch(connection)
                        .set("accessExpiresAt", grant.accessExpiresAt().toEpochMilli())
                        .set("authorizationEndsAt", grant.refreshExpiresAt().toEpochMilli())
                        .set("refreshedAt", now.toEpochMilli())
                        .set("failedRefreshes", 0)
                        .remove("reconnect", "refusedVersion")
                        .due(dueAt(RefreshTimes.due(now, grant.accessExpiresAt(), ids)));
        if (connection.endingToldAs().filter(told -> !told.isAfter(now)).isPresent()) {
            // It did not end then.
            patch = patch.remove("endingToldAs");
        }
        // A renewal that tells no scopes changes none.
        records.write(
                grant.grantedScopes().isEmpty()
                        ? patch
                        : patch.set(
                                Json.object()
                                        .set(
                                                "grantedScopes",
                                                Pending.writtenTexts(
                                                        Permission.plain(grant.grantedScopes())))));
        LOG.info("tokens renewed", Log.Field.connection(connection.id()));
        return new RefreshOutcome.Refreshed();
    }

    private RefreshOutcome later(
            HeldConnection connection, Asked asked, RefreshStart.Lease lease, String outcome) {
        vault.abandonRefresh(connection.tokensOwner(), lease);
        if (asked == Asked.ON_DEMAND) {
            return new RefreshOutcome.Unavailable();
        }
        Instant now = time.instant();
        int failed = connection.failedRefreshes() + 1;
        if (!now.isBefore(connection.authorizationEndsAt())) {
            return reconnect(connection, ReconnectReason.AUTHORIZATION_ENDED);
        }
        if (!BACKOFF.mayFollow(failed)) {
            return reconnect(connection, ReconnectReason.PLATFORM_REFUSED);
        }
        records.write(
                patch(connection)
                        .set("failedRefreshes", failed)
                        .due(dueAt(now.plus(BACKOFF.after(failed, ids.fraction())))));
        LOG.warn(
                "token refresh postponed",
                Log.Field.connection(connection.id()),
                Log.Field.outcome(outcome),
                Log.Field.count("failed", failed));
        return new RefreshOutcome.Unavailable();
    }

    private RefreshOutcome reconnect(HeldConnection connection, ReconnectReason reason) {
        return reconnect(patch(connection).due(Change.clear()), connection, reason);
    }

    private RefreshOutcome reconnect(
            Write.Patch patch, HeldConnection connection, ReconnectReason reason) {
        boolean written =
                records.write(
                                patch.set("reconnect", reason.code())
                                        .when(
                                                Condition.all(
                                                        stillOn(connection),
                                                        notRenewed(connection))))
                        .isWritten();
        if (!written) {
            return new RefreshOutcome.Busy();
        }
        LOG.warn(
                "reconnection needed",
                Log.Field.connection(connection.id()),
                Log.Field.code(reason.code()));
        return new RefreshOutcome.ReconnectNeeded(reason);
    }

    private static Write.Patch patch(HeldConnection connection) {
        return Write.Patch.of(
                        ConnectRecords.CONNECTION,
                        ConnectRecords.connection(connection.account(), connection.id()))
                .when(stillOn(connection));
    }

    /// Only as long as the connection still stands on these tokens: a new authorization in between
    /// wins.
    private static Condition stillOn(HeldConnection connection) {
        return Condition.equal("tokensId", connection.tokensId().value());
    }

    /// So does somebody else's renewal over a refusal.
    private static Condition notRenewed(HeldConnection connection) {
        return Condition.equal("refreshedAt", connection.refreshedAt().toEpochMilli());
    }

    private static Change<Due> dueAt(Instant at) {
        return Change.to(new Due(ConnectRecords.DUE_CONNECTIONS, at));
    }
}
