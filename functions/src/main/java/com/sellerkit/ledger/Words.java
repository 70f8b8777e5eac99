package com.sellerkit.ledger;

import java.time.Instant;
import java.util.regex.Pattern;

/// The texts that evidence may hold: codes and ids, so that nothing personal gets in by accident.
final class Words {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    private Words() {}

    static void check(String name, String value) {
        if (!CODE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s of %d characters is no code; allowed is %s"
                            .formatted(name, value.length(), CODE.pattern()));
        }
    }

    static Instant millis(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli());
    }
}
