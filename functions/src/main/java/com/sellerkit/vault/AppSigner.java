package com.sellerkit.vault;

import com.sellerkit.tiktok.AppSecret;
import com.sellerkit.tiktok.Signer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs for the platform with the application's secret, which never leaves the vault for it.
public final class AppSigner implements Signer {
    private static final String ALGORITHM = "HmacSHA256";

    private final AppSecret app;

    public AppSigner(AppSecret app) {
        this.app = app;
    }

    @Override
    public String appKey() {
        return app.appKey();
    }

    @Override
    public String sign(byte[] base) {
        byte[] secret = app.appSecret().open().getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(secret);
            mac.update(base);
            return HexFormat.of().formatHex(mac.doFinal(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }
}
