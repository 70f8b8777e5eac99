package com.sellerkit.sandbox;

import java.time.Instant;
import java.util.List;

/// One authorization of the app as the control shows it: without its tokens.
///
/// @param id what the control's operations call it
/// @param seller the seller's key: us, uk or global
/// @param shops the keys of the shops still authorized
/// @param accessExpiresAt when the newest access token expires
/// @param refreshExpiresAt when the newest refresh token expires
public record GrantView(
        String id,
        String seller,
        String openId,
        List<String> scopes,
        List<String> shops,
        Instant accessExpiresAt,
        Instant refreshExpiresAt,
        boolean revoked) {

    public GrantView {
        scopes = List.copyOf(scopes);
        shops = List.copyOf(shops);
    }

    static GrantView of(Grant grant) {
        return new GrantView(
                grant.id(),
                grant.seller(),
                grant.openId(),
                grant.scopes(),
                grant.shops(),
                Instant.ofEpochSecond(grant.accessTokens().getLast().expiresAt()),
                Instant.ofEpochSecond(grant.refreshTokens().getLast().expiresAt()),
                grant.revoked());
    }
}
