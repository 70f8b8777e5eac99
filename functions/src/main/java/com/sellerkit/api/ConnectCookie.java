package com.sellerkit.api;

/// The cookie that binds what the callback kept to the browser that was there.
final class ConnectCookie {
    /// The prefix lets no other host and no other path of this one set it.
    static final String NAME = "__Host-sellerkit_connect";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
    private static final int LIFE_SECONDS = 1_800;

    private ConnectCookie() {}

    static String holding(String value) {
        return NAME + "=" + value + ATTRIBUTES + LIFE_SECONDS;
    }

    static String cleared() {
        return NAME + "=" + ATTRIBUTES + "0";
    }
}
