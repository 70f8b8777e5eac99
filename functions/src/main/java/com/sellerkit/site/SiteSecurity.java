package com.sellerkit.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The headers that tell a browser what the application may do.
final class SiteSecurity {

    private SiteSecurity() {}

    /// @param connectSources origins the application calls beside its own
    static Map<String, String> headers(List<String> connectSources) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", contentSecurityPolicy(connectSources));
        headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(),"
                        + " microphone=(), payment=(), usb=()");
        return Map.copyOf(headers);
    }

    private static String contentSecurityPolicy(List<String> connectSources) {
        String connect = String.join(" ", connectSources);
        return String.join(
                "; ",
                "default-src 'self'",
                "img-src 'self' data:",
                "style-src 'self'",
                "script-src 'self'",
                ("connect-src 'self' " + connect).strip(),
                "frame-ancestors 'none'",
                // The page's base element carries the stage path.
                "base-uri 'self'",
                "form-action 'self'",
                "object-src 'none'",
                "require-trusted-types-for 'script'");
    }
}
