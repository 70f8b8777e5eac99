package com.sellerkit.connect;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// Digests under which random values are kept, so that reading the table does not give them away.
final class Digests {
    private static final int ID_BYTES = 16;

    private Digests() {}

    /// SHA-256 in hex; enough for values of 256 random bits, which nobody can guess.
    static String of(String value) {
        return HexFormat.of().formatHex(sha256(value));
    }

    static boolean matches(String value, String digest) {
        return MessageDigest.isEqual(
                of(value).getBytes(StandardCharsets.US_ASCII),
                digest.getBytes(StandardCharsets.US_ASCII));
    }

    /// The connection of an authorizing user in an account: always the same, so that connecting
    /// again renews instead of doubling.
    static ConnectionId connection(AccountId account, String openId) {
        byte[] digest = sha256(account + "\n" + openId);
        return new ConnectionId("con_" + HexFormat.of().formatHex(digest, 0, ID_BYTES));
    }

    static String random(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String value) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
