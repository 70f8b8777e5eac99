package com.sellerkit.connect;

/// Who disconnected a shop, or noticed that its authorization is gone.
public enum DisconnectedBy {
    /// A person of the account, in SellerKit.
    YOU("you"),
    /// TikTok told that the seller withdrew the authorization, and confirmed it when asked.
    TIKTOK("tiktok"),
    /// The daily check found the authorization withdrawn.
    DAILY_CHECK("daily-check");

    private final String code;

    DisconnectedBy(String code) {
        this.code = code;
    }

    /// The stable word for it.
    public String code() {
        return code;
    }

    static DisconnectedBy of(String code) {
        for (DisconnectedBy by : values()) {
            if (by.code.equals(code)) {
                return by;
            }
        }
        throw new IllegalStateException("a disconnected shop does not say by whom");
    }
}
