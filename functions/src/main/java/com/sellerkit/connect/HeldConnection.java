package com.sellerkit.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.vault.TokenOwner;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A connection as it is stored.
///
/// @param tokensId under which the vault keeps its tokens; another one after each new authorization
/// @param failedRefreshes how often renewing failed since it last worked
record HeldConnection(
        ConnectionId id,
        AccountId account,
        String sellerName,
        ConnectionId tokensId,
        Optional<ReconnectReason> reconnect,
        Set<String> grantedScopes,
        Instant accessExpiresAt,
        Instant authorizationEndsAt,
        Instant connectedAt,
        Instant refreshedAt,
        int failedRefreshes) {

    static HeldConnection read(ObjectNode fields) {
        return new HeldConnection(
                new ConnectionId(fields.path("connectionId").asText()),
                new AccountId(fields.path("accountId").asText()),
                fields.path("sellerName").asText(),
                new ConnectionId(fields.path("tokensId").asText()),
                Pending.text(fields, "reconnect").map(ReconnectReason::of),
                Set.copyOf(Pending.texts(fields.path("grantedScopes"))),
                Pending.moment(fields, "accessExpiresAt"),
                Pending.moment(fields, "authorizationEndsAt"),
                Pending.moment(fields, "connectedAt"),
                Pending.moment(fields, "refreshedAt"),
                fields.path("failedRefreshes").asInt());
    }

    TokenOwner tokensOwner() {
        return new TokenOwner(account, tokensId);
    }

    boolean works() {
        return reconnect.isEmpty();
    }

    ShopState shopState() {
        return works() ? ShopState.CONNECTED : ShopState.RECONNECT_NEEDED;
    }
}
