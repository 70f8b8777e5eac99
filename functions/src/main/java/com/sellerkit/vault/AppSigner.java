package com.sellerkit.vault;

import com.sellerkit.tiktok.AppSecret;
import com.sellerkit.tiktok.Signer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Signs for the platform with the application's secret, which never leaves the vault for it.
public final class AppSigner implements Signer {
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
        return HexFormat.of().formatHex(Hmac.sha256(Hmac.key(secret), secret, base, secret));
    }
}
