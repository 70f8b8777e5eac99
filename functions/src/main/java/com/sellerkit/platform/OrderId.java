package com.sellerkit.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one order, as the platform numbers it.
///
/// @param value 1 to 64 characters of `A-Z a-z 0-9 _ -`, beginning with a letter or a digit
public record OrderId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
        Identifiers.check("OrderId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
