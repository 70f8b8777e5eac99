package com.sellerkit.sandbox;

import java.util.List;

/// One authorization of the app by a seller: what it allows, and the tokens that prove it.
///
/// @param id our own id, for the control
/// @param shops the keys of the shops still authorized
/// @param accessTokens those that may still be valid, oldest first
/// @param refreshTokens those that may still be used, oldest first
record Grant(
        String id,
        String seller,
        String openId,
        List<String> scopes,
        List<String> shops,
        List<Token> accessTokens,
        List<Token> refreshTokens,
        boolean revoked) {

    Grant {
        scopes = List.copyOf(scopes);
        shops = List.copyOf(shops);
        accessTokens = List.copyOf(accessTokens);
        refreshTokens = List.copyOf(refreshTokens);
    }

    /// A token and its end.
    ///
    /// @param expiresAt the Unix second from which it is worthless
    record Token(String value, long expiresAt) {
        boolean expired(long now) {
            return now >= expiresAt;
        }

        @Override
        public String toString() {
            return "Token[value=[REDACTED], expiresAt=" + expiresAt + "]";
        }
    }

    Grant withTokens(List<Token> access, List<Token> refresh) {
        return new Grant(id, seller, openId, scopes, shops, access, refresh, revoked);
    }

    Grant withoutShop(String shop) {
        List<String> left = shops.stream().filter(key -> !key.equals(shop)).toList();
        return new Grant(
                id,
                seller,
                openId,
                scopes,
                left,
                accessTokens,
                refreshTokens,
                revoked || left.isEmpty());
    }

    Grant asRevoked() {
        return new Grant(id, seller, openId, scopes, shops, accessTokens, refreshTokens, true);
    }
}
