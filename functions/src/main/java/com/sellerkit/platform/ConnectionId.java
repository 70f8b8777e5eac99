package com.sellerkit.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one authorization that a seller gave at TikTok.
///
/// @param value 1 to 64 characters of `A-Z a-z 0-9 _ -`, beginning with a letter or a digit
public record ConnectionId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConnectionId {
        Identifiers.check("ConnectionId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
