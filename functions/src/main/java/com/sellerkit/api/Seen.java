package com.sellerkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an error may repeat of a value that was sent: shortened, printable, and nothing of a
/// secret.
final class Seen {
    private static final int LENGTH_MAX = 64;
    private static final Pattern SECRET_LIKE =
            Pattern.compile(
                    "token|secret|password|passwd|code|credential|authorization|cookie|key");

    private Seen() {}

    /// The value as an error shows it; empty when it is missing or must not be repeated.
    static Optional<String> of(String field, JsonNode value) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (value.isContainerNode() || value.isNull()) {
            return Optional.of(kind(value));
        }
        return of(field, value.asText());
    }

    /// The value as an error shows it; empty when it must not be repeated.
    static Optional<String> of(String field, String value) {
        if (SECRET_LIKE.matcher(field.toLowerCase(Locale.ROOT)).find()) {
            return Optional.empty();
        }
        return Optional.of(shortened(value));
    }

    /// The value's type, in words.
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list of " + value.size();
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING -> "nothing";
        };
    }

    /// At most 64 characters, without control characters, and no character cut in two.
    static String shortened(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        if (printable.length() <= LENGTH_MAX) {
            return printable;
        }
        int end = LENGTH_MAX - 1;
        return printable.substring(
                        0, Character.isHighSurrogate(printable.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }
}
