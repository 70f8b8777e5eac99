package com.sellerkit.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one person who signs in, by the subject of the identity provider.
///
/// @param value 1 to 128 characters of `A-Z a-z 0-9 . _ : | -`, beginning with a letter or a digit
public record PersonId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonId {
        Identifiers.checkSubject("PersonId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
