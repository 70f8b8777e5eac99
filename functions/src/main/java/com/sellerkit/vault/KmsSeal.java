package com.sellerkit.vault;

import com.sellerkit.platform.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/// Secrets sealed by KMS itself, so that every use is in its audit trail.
final class KmsSeal {
    private final KmsClient kms;
    private final String keyArn;

    KmsSeal(KmsClient kms, String keyArn) {
        this.kms = kms;
        this.keyArn = keyArn;
    }

    byte[] seal(Secret secret, Map<String, String> context) {
        SealContext.check(context);
        byte[] plain = SealContext.bytes(secret);
        return Calls.of(
                "the token key",
                () ->
                        kms.encrypt(request ->
                                        request.keyId(keyArn)
                                                .plaintext(SdkBytes.fromByteArray(plain))
                                                .encryptionContext(context))
                                .ciphertextBlob()
                                .asByteArray());
    }

    /// @throws CannotOpen if it was sealed under another context or key
    Secret open(byte[] blob, Map<String, String> context) {
        SealContext.check(context);
        byte[] plain =
                Calls.of(
                        "a sealed secret",
                        () ->
                                kms.decrypt(request ->
                                                request.keyId(keyArn)
                                                        .ciphertextBlob(
                                                                SdkBytes.fromByteArray(blob))
                                                        .encryptionContext(context))
                                        .plaintext()
                                        .asByteArray());
        return Secret.of(new String(plain, StandardCharsets.UTF_8));
    }
}
