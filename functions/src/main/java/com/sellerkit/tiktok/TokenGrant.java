package com.sellerkit.tiktok;

import com.sellerkit.platform.Secret;
import java.time.Instant;
import java.util.Set;

/// What the token endpoint granted.
///
/// @param accessToken opens the API
/// @param accessExpiresAt when it stops doing so
/// @param refreshToken buys the next pair; the one used, if the platform sent none back
/// @param refreshExpiresAt the end of the authorization that the seller granted, as far as 2125
/// @param openId the authorizing user at this app, not a shop
/// @param sellerName the seller's name; may be empty
/// @param sellerBaseRegion ISO 3166 country code of the seller; may be empty
/// @param userType 0 seller, 1 creator, 3 partner; -1 if it was not said
/// @param grantedScopes such as `seller.order.info`
public record TokenGrant(
        Secret accessToken,
        Instant accessExpiresAt,
        Secret refreshToken,
        Instant refreshExpiresAt,
        String openId,
        String sellerName,
        String sellerBaseRegion,
        int userType,
        Set<String> grantedScopes) {
    public TokenGrant {
        if (openId.isEmpty()) {
            throw new IllegalArgumentException("a grant names the user who gave it");
        }
        grantedScopes = Set.copyOf(grantedScopes);
    }
}
