package com.sellerkit.tiktok;

import com.sellerkit.platform.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs under a secret that everyone may know.
public record TestSigner(String appKey, String secret) implements Signer, AppSecret {
    @Override
    public String sign(byte[] base) {
        try {
            byte[] key = secret.getBytes(StandardCharsets.UTF_8);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(key);
            mac.update(base);
            return HexFormat.of().formatHex(mac.doFinal(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Secret appSecret() {
        return Secret.of(secret);
    }
}
