package com.sellerkit.vault;

import com.sellerkit.platform.Secret;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;

/// A secret box under a KMS key.
public final class KmsSecretBox implements SecretBox {
    private final KmsSeal seal;

    public KmsSecretBox(KmsClient kms, String keyArn) {
        this.seal = new KmsSeal(kms, keyArn);
    }

    @Override
    public String seal(Secret secret, Map<String, String> context) {
        return PREFIX + Base64.getEncoder().encodeToString(seal.seal(secret, context));
    }

    @Override
    public Secret open(String sealed, Map<String, String> context) {
        return seal.open(SealContext.blob(sealed), context);
    }
}
