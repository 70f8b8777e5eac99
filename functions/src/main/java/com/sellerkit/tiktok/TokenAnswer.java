package com.sellerkit.tiktok;

/// What the platform answered to a code or a refresh token.
public sealed interface TokenAnswer {

    /// A new pair; the old refresh token may be dead already, so keep this one before using it.
    record Granted(TokenGrant grant) implements TokenAnswer {}

    /// The code is expired, used or wrong (36004004): the seller has to authorize again.
    record CodeRefused() implements TokenAnswer {}

    /// The refresh token has expired (36004001): the seller has to authorize again.
    record RefreshExpired() implements TokenAnswer {}

    /// The platform knows no such authorization (36004005), as after the seller revoked it.
    record NoAuthorization() implements TokenAnswer {}

    /// The platform refused for another reason, and would refuse again.
    record Refused(int code, String message) implements TokenAnswer {}

    /// No usable answer came.
    ///
    /// @param reason a short phrase without data of the call
    /// @param answerMayBeLost whether the platform may have used up the code or token all the same
    record Unavailable(String reason, boolean answerMayBeLost) implements TokenAnswer {}
}
