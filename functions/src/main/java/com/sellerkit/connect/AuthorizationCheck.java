package com.sellerkit.connect;

import com.sellerkit.connect.TokenRefresh.RefreshOutcome;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.vault.AccessToken;
import com.sellerkit.vault.TokenVault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks TikTok which shops are still authorized, and disconnects those that certainly are not.
///
/// Only a successful answer without the shop is certain, or that TikTok knows neither the access
/// token nor the grant behind it; everything else changes nothing.
public final class AuthorizationCheck {
    private static final Log LOG = Log.to("connect");
    private static final int ASKED_MAX = 2;

    private final StoredConnections connections;
    private final TokenVault vault;
    private final Platform platform;
    private final TokenRefresher refresher;
    private final Disconnections disconnections;

    AuthorizationCheck(
            Records records,
            TokenVault vault,
            Platform platform,
            TokenRefresher refresher,
            Disconnections disconnections) {
        this.connections = new StoredConnections(records);
        this.vault = vault;
        this.platform = platform;
        this.refresher = refresher;
        this.disconnections = disconnections;
    }

    /// What is known about a shop's authorization after the check.
    public enum Outcome {
        /// TikTok names the shop: nothing changed.
        STILL_AUTHORIZED,
        /// The shop is disconnected, by this check or before; also if there is no such shop.
        DISCONNECTED,
        /// TikTok gave no certain answer, or the seller authorized anew meanwhile: nothing changed,
        /// ask again later.
        UNCLEAR
    }

    /// Checks a shop and, as one answer tells of them all, every other shop that is read through
    /// the same connection.
    ///
    /// @param by what a disconnect is recorded as
    public Outcome check(ShopId id, DisconnectedBy by) {
        Optional<Shop> found = connections.shop(id);
        if (found.isEmpty() || found.get().isDisconnected()) {
            return Outcome.DISCONNECTED;
        }
        Shop shop = found.get();
        List<HeldConnection> reaching = connections.reaching(shop);
        Optional<HeldConnection> asked =
                reaching.stream()
                        .filter(HeldConnection::works)
                        .findFirst()
                        .or(() ->
                                reaching.stream()
                                        .filter(AuthorizationCheck::wasRefused)
                                        .findFirst());
        return asked.map(through -> check(shop, through, by)).orElse(Outcome.UNCLEAR);
    }

    private Outcome check(Shop shop, HeldConnection asked, DisconnectedBy by) {
        return switch (ask(asked)) {
            case Verdict.Authorized(Set<ShopId> shops) -> decide(shop, asked, shops, by);
            case Verdict.Withdrawn() -> decide(shop, asked, Set.of(), by);
            case Verdict.Unclear() -> Outcome.UNCLEAR;
        };
    }

    private Outcome decide(
            Shop shop, HeldConnection asked, Set<ShopId> authorized, DisconnectedBy by) {
        Outcome outcome = decideOne(shop, asked, authorized, by);
        connections.connectedThrough(asked).stream()
                .filter(other -> !other.id().equals(shop.id()) && !other.isDisconnected())
                .filter(other -> other.connection().equals(asked.id()))
                .forEach(other -> decideOne(other, asked, authorized, by));
        return outcome;
    }

    private Outcome decideOne(
            Shop shop, HeldConnection asked, Set<ShopId> authorized, DisconnectedBy by) {
        return authorized.contains(shop.id())
                ? Outcome.STILL_AUTHORIZED
                : disconnect(shop, asked, by);
    }

    private Outcome disconnect(Shop shop, HeldConnection asked, DisconnectedBy by) {
        return disconnections.disconnect(shop, asked, by) ? Outcome.DISCONNECTED : Outcome.UNCLEAR;
    }

    private static boolean wasRefused(HeldConnection connection) {
        return connection
                .reconnect()
                .filter(reason -> reason == ReconnectReason.AUTHORIZATION_REVOKED)
                .isPresent();
    }

    private sealed interface Verdict {
        record Authorized(Set<ShopId> shops) implements Verdict {}

        record Withdrawn() implements Verdict {}

        record Unclear() implements Verdict {}
    }

    private Verdict ask(HeldConnection connection) {
        for (int asked = 1; asked <= ASKED_MAX; asked++) {
            Optional<AccessToken> token = vault.access(connection.tokensOwner());
            if (token.isEmpty()) {
                return new Verdict.Unclear();
            }
            switch (platform.shops(token.get().token())) {
                case Answer.Success<List<AuthorizedShop>> success -> {
                    return new Verdict.Authorized(
                            success.data().stream()
                                    .map(AuthorizedShop::id)
                                    .collect(Collectors.toUnmodifiableSet()));
                }
                case Answer.TokenExpired<List<AuthorizedShop>>() -> {
                    // A refusal to renew tells nothing by itself: a new pair may have been lost on
                    // its way.
                    Optional<Verdict> end = renew(connection, new Verdict.Unclear());
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
                case Answer.Revoked<List<AuthorizedShop>>(int _) -> {
                    // A token that was replaced looks the same, so both have to be refused.
                    Optional<Verdict> end = renew(connection, new Verdict.Withdrawn());
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
                case Answer.Refused<List<AuthorizedShop>>(int code, String _) -> {
                    LOG.error(
                            "authorization check refused",
                            Log.Field.connection(connection.id()),
                            Log.Field.code(code));
                    return new Verdict.Unclear();
                }
                case Answer.Throttled<List<AuthorizedShop>> _,
                        Answer.ScopeMissing<List<AuthorizedShop>> _,
                        Answer.ShopInactive<List<AuthorizedShop>> _,
                        Answer.Unavailable<List<AuthorizedShop>> _ -> {
                    return new Verdict.Unclear();
                }
            }
        }
        return new Verdict.Unclear();
    }

    /// Empty if there are new tokens to ask with.
    ///
    /// @param ifRefused what it means if the platform does not know the grant any more
    private Optional<Verdict> renew(HeldConnection connection, Verdict ifRefused) {
        if (wasRefused(connection)) {
            return Optional.of(ifRefused);
        }
        return switch (refresher.refresh(connection)) {
            case RefreshOutcome.Refreshed() -> Optional.empty();
            case RefreshOutcome.ReconnectNeeded(ReconnectReason reason) ->
                    Optional.of(
                            reason == ReconnectReason.AUTHORIZATION_REVOKED
                                    ? ifRefused
                                    : new Verdict.Unclear());
            case RefreshOutcome.Busy(), RefreshOutcome.Unavailable(), RefreshOutcome.Gone() ->
                    Optional.of(new Verdict.Unclear());
        };
    }
}
