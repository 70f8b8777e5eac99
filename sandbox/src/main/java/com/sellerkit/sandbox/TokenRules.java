package com.sellerkit.sandbox;

/// What the token endpoints do where the platform's behaviour is not documented.
///
/// @param oldRefreshTokenDies whether a refresh makes the refresh token it used worthless at once
/// @param oldAccessTokenDies whether a refresh makes earlier access tokens worthless before they
///   expire
/// @param lenientGrantType whether `/refresh` also accepts `grant_type=authorized_code`
public record TokenRules(
        boolean oldRefreshTokenDies, boolean oldAccessTokenDies, boolean lenientGrantType) {

    /// The strictest rules a careful client must survive: refresh tokens rotate, access tokens live
    /// out their time.
    public static TokenRules standard() {
        return new TokenRules(true, false, false);
    }
}
