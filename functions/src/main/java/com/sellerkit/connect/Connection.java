package com.sellerkit.connect;

import com.sellerkit.platform.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One authorization at TikTok that an account holds, as its people see it.
///
/// @param reconnect why it has to be authorized again; empty while it works
/// @param sellerName as TikTok tells it; may be empty
/// @param connectedAt when it was confirmed first
/// @param authorizationEndsAt when the seller's grant at TikTok ends
/// @param shops the shops that are read through it, by name
public record Connection(
        ConnectionId id,
        Optional<ReconnectReason> reconnect,
        String sellerName,
        Instant connectedAt,
        Instant authorizationEndsAt,
        List<Shop> shops,
        List<MissingScope> missingScopes) {

    public Connection {
        shops = List.copyOf(shops);
        missingScopes = List.copyOf(missingScopes);
    }
}
