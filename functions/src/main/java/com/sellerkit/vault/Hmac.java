package com.sellerkit.vault;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256, which is part of every JDK.
final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /// The code of all the parts, one behind the other.
    static byte[] sha256(Key key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    static Key key(byte[] secret) {
        return new SecretKeySpec(secret, ALGORITHM);
    }
}
