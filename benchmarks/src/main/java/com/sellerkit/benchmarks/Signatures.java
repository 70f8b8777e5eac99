package com.sellerkit.benchmarks;

import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.tiktok.TestSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs webhooks as the platform does, for the app that the stand-in knows.
public final class Signatures {
    private Signatures() {}

    /// The app's key and secret, which are plainly not real.
    static TestSigner app() {
        SandboxConfig standIn = SandboxConfig.defaults();
        return new TestSigner(standIn.appKey(), standIn.appSecret());
    }

    /// What comes in the header `Authorization` of a webhook with this body.
    public static String of(String body) {
        TestSigner app = app();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(app.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(app.appKey().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }
}
