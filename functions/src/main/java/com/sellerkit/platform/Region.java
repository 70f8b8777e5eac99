package com.sellerkit.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a market as the platform does, such as `US` or `GB`; kept as text, since new ones appear.
///
/// @param value 1 to 64 characters of `A-Z a-z 0-9 _ -`, beginning with a letter or a digit
public record Region(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Region {
        Identifiers.check("Region", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
