package com.sellerkit.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decoded parameters of a query string or a form. A literal `+` is a space; of a repeated name the
/// first value counts.
final class QueryString {
    private final Map<String, List<String>> values;

    private QueryString(Map<String, List<String>> values) {
        this.values = values;
    }

    /// The parameters in a raw query or form.
    ///
    /// @throws IllegalArgumentException if a percent escape is broken
    static QueryString parse(@Nullable String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return new QueryString(values);
        }
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return new QueryString(values);
    }

    Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    /// The first value, or an empty text.
    String text(String name) {
        return first(name).orElse("");
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// The first value of each name, in the order of arrival.
    Map<String, String> firstValues() {
        Map<String, String> first = new LinkedHashMap<>();
        values.forEach((name, all) -> first.put(name, all.getFirst()));
        return first;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
