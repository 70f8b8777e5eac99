package com.sellerkit.vault;

import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// A secret box with a key of its own.
public final class InMemorySecretBox implements SecretBox {
    private final Ids ids;
    private final byte[] key;

    public InMemorySecretBox(Ids ids) {
        this.ids = ids;
        this.key = ids.randomBytes(32);
    }

    @Override
    public String seal(Secret secret, Map<String, String> context) {
        SealContext.check(context);
        byte[] plain = SealContext.bytes(secret);
        return PREFIX
                + Base64.getEncoder().encodeToString(AesGcm.encrypt(key, context, plain, ids));
    }

    @Override
    public Secret open(String sealed, Map<String, String> context) {
        SealContext.check(context);
        byte[] plain = AesGcm.decrypt(key, context, SealContext.blob(sealed));
        return Secret.of(new String(plain, StandardCharsets.UTF_8));
    }
}
