package com.sellerkit.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one SellerKit account.
///
/// @param value 1 to 64 characters of `A-Z a-z 0-9 _ -`, beginning with a letter or a digit
public record AccountId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
        Identifiers.check("AccountId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
