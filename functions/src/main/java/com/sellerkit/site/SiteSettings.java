package com.sellerkit.site;

import java.util.List;

/// What the browser application has to know before it can sign anybody in.
///
/// @param authority issuer address of the sign-in service
/// @param logoutUrl where signing out ends the session of the sign-in service
/// @param connectSources further origins that the application may call, beside its own
/// @param region where data lives: `us`, `sg` or `local`
record SiteSettings(
        String authority, String logoutUrl, List<String> connectSources, String region) {

    static final String SCOPE = "openid email profile sellerkit/app";

    SiteSettings {
        connectSources = List.copyOf(connectSources);
        for (String source : connectSources) {
            if (!source.matches("https?://[A-Za-z0-9.:\\[\\]*-]+")) {
                throw new IllegalArgumentException(
                        "a connect source must be an origin such as https://id.example.com, seen: "
                                + source);
            }
        }
    }
}
