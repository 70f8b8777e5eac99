package com.sellerkit.tiktok;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Builds request addresses; they hold secrets or signatures, so they are never printed.
final class Urls {
    private Urls() {}

    static URI of(URI host, String path, Map<String, String> query) {
        String parameters =
                query.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(host + path + "?" + parameters);
    }

    /// RFC 3986: a space is `%20`, and a literal plus is `%2B`, or the signature breaks.
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
