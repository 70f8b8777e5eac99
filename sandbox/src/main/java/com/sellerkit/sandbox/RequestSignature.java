package com.sellerkit.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The platform's request signature, from the server's side: an HMAC over path, sorted decoded
/// parameters and the exact body bytes.
final class RequestSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private RequestSignature() {}

    /// The lower-case hex signature that a request must carry.
    static String of(
            String secret,
            String path,
            Map<String, String> parameters,
            byte[] body,
            String contentType) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        Mac mac = mac(key);
        mac.update(key);
        mac.update(path.getBytes(StandardCharsets.UTF_8));
        new TreeMap<>(parameters)
                .forEach((name, value) -> {
                    if (!name.equals("sign") && !name.equals("access_token")) {
                        mac.update((name + value).getBytes(StandardCharsets.UTF_8));
                    }
                });
        if (!mediaType(contentType).equals("multipart/form-data")) {
            mac.update(body);
        }
        mac.update(key);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /// Whether the given signature is the expected one; upper-case hex is not.
    static boolean matches(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /// The media type without its parameters, in lower case.
    static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
