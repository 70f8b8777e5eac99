package com.sellerkit.vault;

import com.sellerkit.tiktok.AppSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Tells the platform's own webhooks from anybody else's requests.
public final class WebhookVerifier {
    private final AppSecret app;

    public WebhookVerifier(AppSecret app) {
        this.app = app;
    }

    /// Whether the signature is the lower-case hex of HMAC-SHA256, keyed with the application's
    /// secret, over the application's key and the body; compared in constant time.
    ///
    /// There is no window of time: a delivery may come 15 hours late, and repeating one does
    /// nothing.
    ///
    /// @param body the bytes as they arrived
    /// @param signature whatever the request carried, empty if nothing
    public boolean isSigned(byte[] body, String signature) {
        byte[] secret = app.appSecret().open().getBytes(StandardCharsets.UTF_8);
        byte[] appKey = app.appKey().getBytes(StandardCharsets.UTF_8);
        String expected = HexFormat.of().formatHex(Hmac.sha256(Hmac.key(secret), appKey, body));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }
}
