package com.sellerkit.platform;

/// The alphabet of identifiers: nothing that could split a key, a path or a log line.
final class Identifiers {
    private static final Alphabet PLAIN = new Alphabet("_-", 64);
    private static final Alphabet SUBJECT = new Alphabet("._:|-", 128);

    private Identifiers() {}

    static void check(String type, String value) {
        refuseUnless(PLAIN, type, value);
    }

    static void checkSubject(String type, String value) {
        refuseUnless(SUBJECT, type, value);
    }

    private static void refuseUnless(Alphabet allowed, String type, String value) {
        if (!allowed.spells(value)) {
            // The value itself may be anything that a stranger sent, so only its length is told.
            throw new IllegalArgumentException(
                    "%s of %d characters refused; allowed is %s"
                            .formatted(type, value.length(), allowed.pattern()));
        }
    }

    /// Compares character by character: every key of every record is made of identifiers, and a
    /// regular expression costs several times as much.
    ///
    /// @param alsoInside what may stand beside letters and digits, but not at the start
    private record Alphabet(String alsoInside, int lengthMax) {
        boolean spells(String value) {
            if (value.isEmpty() || value.length() > lengthMax || !isPlain(value.charAt(0))) {
                return false;
            }
            for (int i = 1; i < value.length(); i++) {
                char each = value.charAt(i);
                if (!isPlain(each) && alsoInside.indexOf(each) < 0) {
                    return false;
                }
            }
            return true;
        }

        String pattern() {
            return "[A-Za-z0-9][A-Za-z0-9%s]{0,%d}".formatted(alsoInside, lengthMax - 1);
        }

        private static boolean isPlain(char each) {
            return (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9');
        }
    }
}
