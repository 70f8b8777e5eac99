package com.sellerkit.connect;

/// Why a connection has to be authorized again.
public enum ReconnectReason {
    AUTHORIZATION_ENDED(
            "authorization-ended", "The time for which access was granted at TikTok is over."),
    AUTHORIZATION_REVOKED("authorization-revoked", "Access was withdrawn at TikTok."),
    TOKENS_LOST("tokens-lost", "SellerKit no longer holds a valid access for this connection."),
    PLATFORM_REFUSED("platform-refused", "TikTok has refused to renew the access for a long time.");

    private final String code;
    private final String sentence;

    ReconnectReason(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /// The stable word under which it is kept.
    public String code() {
        return code;
    }

    /// The reason in plain words.
    public String sentence() {
        return sentence;
    }

    static ReconnectReason of(String code) {
        for (ReconnectReason reason : values()) {
            if (reason.code.equals(code)) {
                return reason;
            }
        }
        return TOKENS_LOST;
    }
}
