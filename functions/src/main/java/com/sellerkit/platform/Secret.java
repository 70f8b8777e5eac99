package com.sellerkit.platform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A text that must not slip: a token, a code, a key.
///
/// It prints as `[REDACTED]`, compares in constant time, and refuses to become JSON. Reading it
/// takes a call of [#open()], which only the classes named in the boundary test may make.
@JsonSerialize(using = Secret.Refusing.class)
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /// Keeps a text secret from here on.
    ///
    /// @param text not empty
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret is never empty");
        }
        return new Secret(text);
    }

    /// The text itself, for the moment of its use; never keep or print it.
    public String open() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8),
                        secret.text.getBytes(StandardCharsets.UTF_8));
    }

    /// The same for every secret, so that nothing about the text shows.
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }

    static final class Refusing extends JsonSerializer<Secret> {
        @Override
        public void serialize(Secret value, JsonGenerator generator, SerializerProvider serializers)
                throws IOException {
            serializers.reportMappingProblem(
                    "a Secret is never written as JSON; seal it in the vault");
        }
    }
}
