package com.sellerkit.connect;

import java.util.Optional;

/// Everything that can stand between a seller and a connected shop, each with its stable code.
public enum ConnectFault {
    /// Nothing waits to be completed in this browser.
    NOTHING_PENDING("connect-nothing-pending"),
    /// The seller declined at TikTok.
    DENIED("connect-denied"),
    /// TikTok sent the browser back without an authorization.
    CODE_MISSING("connect-code-missing"),
    /// The way back does not belong to a beginning of ours.
    STATE_UNKNOWN("connect-state-unknown"),
    /// More than ten minutes passed since the beginning.
    STATE_EXPIRED("connect-state-expired"),
    /// The way back was used before.
    STATE_USED("connect-state-used"),
    /// Somebody else than the one who began is signed in.
    OTHER_PERSON("connect-other-person"),
    /// TikTok does not accept the authorization any more.
    CODE_REFUSED("connect-code-refused"),
    /// The authorization reaches no shop.
    NO_SHOPS("connect-no-shops"),
    /// A creator or a partner authorized, not a seller.
    NOT_A_SELLER("connect-not-a-seller"),
    /// It waited too long for a confirmation, or was cancelled.
    EXPIRED("connect-expired"),
    /// A chosen shop is none of those that the authorization reaches.
    SHOP_NOT_AUTHORIZED("connect-shop-not-authorized"),
    /// A chosen shop belongs to another account.
    SHOP_OWNED("connect-shop-owned"),
    /// TikTok could not be reached.
    PLATFORM_UNAVAILABLE("connect-platform-unavailable"),
    /// A permission without which nothing works was not granted.
    SCOPE_REQUIRED("connect-scope-required");

    private final String code;

    ConnectFault(String code) {
        this.code = code;
    }

    /// The stable code.
    public String code() {
        return code;
    }

    static Optional<ConnectFault> of(String code) {
        for (ConnectFault fault : values()) {
            if (fault.code.equals(code)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
