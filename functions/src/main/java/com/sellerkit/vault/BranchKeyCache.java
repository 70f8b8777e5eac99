package com.sellerkit.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import software.amazon.cryptography.keystore.model.BranchKeyMaterials;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsCache;
import software.amazon.cryptography.materialproviders.model.DeleteCacheEntryInput;
import software.amazon.cryptography.materialproviders.model.EntryDoesNotExist;
import software.amazon.cryptography.materialproviders.model.GetCacheEntryInput;
import software.amazon.cryptography.materialproviders.model.GetCacheEntryOutput;
import software.amazon.cryptography.materialproviders.model.PutCacheEntryInput;
import software.amazon.cryptography.materialproviders.model.UpdateUsageMetadataInput;

/// The keyring's cache of branch keys, which also lets the fingerprint key be derived from the
/// branch key that the keyring has fetched anyway, so that a fingerprint costs no KMS call of its
/// own.
final class BranchKeyCache implements ICryptographicMaterialsCache {
    private static final int COUNT_MAX = 2_000;
    private static final int FINGERPRINT_KEY_BYTES = 32;
    private static final byte[] FINGERPRINT_USE =
            "sellerkit fingerprint 1".getBytes(StandardCharsets.UTF_8);

    private final Cached<ByteBuffer, GetCacheEntryOutput> entries;
    private final Cached<String, SecretKey> fingerprintKeys;

    BranchKeyCache(InstantSource time, Duration life) {
        this.entries = new Cached<>(time, life, COUNT_MAX);
        this.fingerprintKeys = new Cached<>(time, life, COUNT_MAX);
    }

    /// The fingerprint key of the newest branch key that was fetched under this id and has not
    /// expired.
    Optional<SecretKey> fingerprintKey(String branchKeyId) {
        return fingerprintKeys.get(branchKeyId);
    }

    void forget(String branchKeyId) {
        fingerprintKeys.remove(branchKeyId);
    }

    @Override
    public GetCacheEntryOutput GetCacheEntry(GetCacheEntryInput input) {
        return entries.get(copy(input.identifier()))
                .orElseThrow(() -> EntryDoesNotExist.builder().message("not cached").build());
    }

    @Override
    public void PutCacheEntry(PutCacheEntryInput input) {
        // As long as the keyring wants it kept, but told by the clock that was given.
        entries.put(
                copy(input.identifier()),
                GetCacheEntryOutput.builder()
                        .materials(input.materials())
                        .creationTime(input.creationTime())
                        .expiryTime(input.expiryTime())
                        .messagesUsed(0)
                        .bytesUsed(0)
                        .build());
        BranchKeyMaterials fetched = input.materials().BranchKey();
        if (fetched != null) {
            fingerprintKeys.put(fetched.branchKeyIdentifier(), derived(bytes(fetched.branchKey())));
        }
    }

    @Override
    public void DeleteCacheEntry(DeleteCacheEntryInput input) {
        entries.remove(copy(input.identifier()));
    }

    @Override
    public void UpdateUsageMetadata(UpdateUsageMetadataInput input) {
        // Branch keys are bounded by time, not by use.
    }

    private static SecretKey derived(byte[] branchKey) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(branchKey)
                                    .thenExpand(FINGERPRINT_USE, FINGERPRINT_KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of JDK 25", e);
        }
    }

    private static ByteBuffer copy(ByteBuffer buffer) {
        return ByteBuffer.wrap(bytes(buffer));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
