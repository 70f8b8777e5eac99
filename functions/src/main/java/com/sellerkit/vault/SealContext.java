package com.sellerkit.vault;

import com.sellerkit.platform.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// What every secret box asks of what it seals and opens.
final class SealContext {
    private static final int ENTRIES_MAX = 8;
    private static final int SECRET_BYTES_MAX = 4_096;

    private SealContext() {}

    static void check(Map<String, String> context) {
        if (context.isEmpty() || context.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException(
                    "a context of %d entries; allowed is 1 to %d"
                            .formatted(context.size(), ENTRIES_MAX));
        }
        context.forEach((name, value) -> {
            if (name.isEmpty() || value.isEmpty()) {
                throw new IllegalArgumentException("a context has no empty name or value");
            }
        });
    }

    static byte[] bytes(Secret secret) {
        byte[] bytes = secret.open().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > SECRET_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a secret of %d bytes; allowed is %d"
                            .formatted(bytes.length, SECRET_BYTES_MAX));
        }
        return bytes;
    }

    static byte[] blob(String sealed) {
        if (!sealed.startsWith(SecretBox.PREFIX)) {
            throw new CannotOpen("not sealed by a secret box", null);
        }
        try {
            return Base64.getDecoder().decode(sealed.substring(SecretBox.PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new CannotOpen("sealed text is damaged", null);
        }
    }
}
