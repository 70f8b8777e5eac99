package com.sellerkit.platform;

import java.util.regex.Pattern;

/// The alphabet of identifiers: nothing that could split a key, a path or a log line.
final class Identifiers {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:|-]{0,127}");

    private Identifiers() {}

    static void check(String type, String value) {
        refuseUnless(PLAIN, type, value);
    }

    static void checkSubject(String type, String value) {
        refuseUnless(SUBJECT, type, value);
    }

    private static void refuseUnless(Pattern allowed, String type, String value) {
        if (!allowed.matcher(value).matches()) {
            // The value itself may be anything that a stranger sent, so only its length is told.
            throw new IllegalArgumentException(
                    "%s of %d characters refused; allowed is %s"
                            .formatted(type, value.length(), allowed.pattern()));
        }
    }
}
