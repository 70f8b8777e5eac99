package com.sellerkit.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes codes, tokens and request ids: from the seed and a counter, so that a replay gives the
/// same ones.
final class Issuer {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT)
                    .withZone(ZoneOffset.ofHours(8));

    private final String material;
    private final AtomicLong issued = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();

    Issuer(long seed, Instant anchor) {
        this.material = seed + " " + anchor.getEpochSecond();
    }

    long issued() {
        return issued.get();
    }

    void restore(long count) {
        issued.set(count);
    }

    /// An opaque value of 118 characters after the prefix.
    String opaque(String prefix, String kind) {
        long number = issued.incrementAndGet();
        String text = kind + " " + number;
        return prefix
                + base64(text + " a")
                + base64(text + " b")
                + base64(text + " c").substring(0, 32);
    }

    /// A code of the length that the platform's have.
    String code(String prefix) {
        return prefix + base64("code " + issued.incrementAndGet());
    }

    /// The same id for the same seller, always.
    String openId(String seller) {
        return base64("open id " + seller) + base64("open id tail " + seller).substring(0, 9);
    }

    /// 34 characters: the second in UTC+8, then 20 hex digits.
    String requestId(Instant at) {
        byte[] digest = hash("request " + requests.incrementAndGet());
        return STAMP.format(at) + HexFormat.of().withUpperCase().formatHex(digest).substring(0, 20);
    }

    private String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(text));
    }

    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(material.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
