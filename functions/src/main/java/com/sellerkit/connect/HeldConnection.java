package com.sellerkit.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.vault.TokenOwner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A connection as it is stored.
///
/// @param tokensId under which the vault keeps its tokens; another one after each new authorization
/// @param shopIds every shop that was ever connected through it; consistent, unlike an index
/// @param endingToldAs when the authorization ends, if TikTok told of it since it was given
/// @param authorizedAt when it was confirmed last
/// @param endedAt when its tokens were destroyed, as no shop was read through it any more
/// @param failedRefreshes how often renewing failed since it last worked
/// @param refusedVersion the version of the tokens whose renewal was refused; negative if none was
record HeldConnection(
        ConnectionId id,
        AccountId account,
        String sellerName,
        ConnectionId tokensId,
        Optional<ReconnectReason> reconnect,
        Set<String> grantedScopes,
        Instant accessExpiresAt,
        List<ShopId> shopIds,
        Instant grantEndsAt,
        Optional<Instant> endingToldAs,
        Instant connectedAt,
        Instant authorizedAt,
        Optional<Instant> endedAt,
        Instant refreshedAt,
        int failedRefreshes,
        long refusedVersion) {

    static HeldConnection read(ObjectNode fields) {
        return new HeldConnection(
                new ConnectionId(fields.path("connectionId").asText()),
                new AccountId(fields.path("accountId").asText()),
                fields.path("sellerName").asText(),
                new ConnectionId(fields.path("tokensId").asText()),
                Pending.text(fields, "reconnect").map(ReconnectReason::of),
                Set.copyOf(Pending.texts(fields.path("grantedScopes"))),
                Pending.moment(fields, "accessExpiresAt"),
                Pending.texts(fields.path("shopIds")).stream().map(ShopId::new).toList(),
                Pending.moment(fields, "authorizationEndsAt"),
                Pending.momentIfAny(fields, "endingToldAs"),
                Pending.moment(fields, "connectedAt"),
                Pending.moment(fields, "authorizedAt"),
                Pending.momentIfAny(fields, "endedAt"),
                Pending.moment(fields, "refreshedAt"),
                fields.path("failedRefreshes").asInt(),
                fields.path("refusedVersion").asLong(-1));
    }

    TokenOwner tokensOwner() {
        return new TokenOwner(account, tokensId);
    }

    boolean works() {
        return reconnect.isEmpty() && endedAt.isEmpty();
    }

    /// When the seller's grant ends: as its tokens say, or earlier if TikTok told so.
    Instant authorizationEndsAt() {
        return endingToldAs.filter(told -> told.isBefore(grantEndsAt)).orElse(grantEndsAt);
    }

    ShopState shopState() {
        return works() ? ShopState.CONNECTED : ShopState.RECONNECT_NEEDED;
    }
}
