package com.sellerkit.connect;

import com.sellerkit.platform.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One authorization at TikTok that an account holds, as its people see it.
///
/// @param reconnect why it has to be authorized again; empty while it works
/// @param hasEnded whether no shop was read through it any more, so that its tokens are destroyed
/// @param sellerName as TikTok tells it; may be empty
/// @param connectedAt when it was confirmed first
/// @param authorizationEndsAt when the seller's grant at TikTok ends
/// @param shops the shops that are read through it, by name
public record Connection(
        ConnectionId id,
        Optional<ReconnectReason> reconnect,
        boolean hasEnded,
        String sellerName,
        Instant connectedAt,
        Instant authorizationEndsAt,
        List<Shop> shops,
        List<MissingScope> missingScopes) {

    private static final List<Integer> WARNED_AT = List.of(1, 3, 7, 14, 30);
    private static final Duration ALMOST_A_DAY = Duration.ofDays(1).minusNanos(1);

    public Connection {
        shops = List.copyOf(shops);
        missingScopes = List.copyOf(missingScopes);
    }

    /// That the seller's grant at TikTok ends soon, at one of five levels.
    ///
    /// @param daysLeft days, begun ones counted as whole
    /// @param level the least of 30, 14, 7, 3 and 1 days within which it ends
    public record Warning(long daysLeft, int level) {}

    /// Warns if the grant ends within 30 days while shops are read through it.
    public Optional<Warning> warning(Instant now) {
        boolean inUse = shops.stream().anyMatch(shop -> shop.state() == ShopState.CONNECTED);
        if (!inUse) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, authorizationEndsAt);
        long daysLeft = left.isNegative() ? 0 : left.plus(ALMOST_A_DAY).toDays();
        return WARNED_AT.stream()
                .filter(level -> daysLeft <= level)
                .findFirst()
                .map(level -> new Warning(daysLeft, level));
    }

    /// Where to authorize it again: all of a seller's shops are authorized at one place.
    public Market market() {
        return shops.stream().anyMatch(shop -> shop.region().value().equals("US"))
                ? Market.US
                : Market.ROW;
    }
}
