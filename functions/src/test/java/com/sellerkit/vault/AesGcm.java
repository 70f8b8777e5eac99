package com.sellerkit.vault;

import com.sellerkit.platform.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM bound to a context, for the fakes.
final class AesGcm {
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private AesGcm() {}

    static byte[] encrypt(byte[] key, Map<String, String> context, byte[] plain, Ids ids) {
        byte[] iv = ids.randomBytes(IV_BYTES);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, iv, context, plain);
        return ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed).array();
    }

    static byte[] decrypt(byte[] key, Map<String, String> context, byte[] blob) {
        if (blob.length < IV_BYTES) {
            throw new CannotOpen("too short to be sealed", null);
        }
        return run(
                Cipher.DECRYPT_MODE,
                key,
                Arrays.copyOf(blob, IV_BYTES),
                context,
                Arrays.copyOfRange(blob, IV_BYTES, blob.length));
    }

    private static byte[] run(
            int mode, byte[] key, byte[] iv, Map<String, String> context, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(new TreeMap<>(context).toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new CannotOpen("sealed for another context, or damaged", e);
        }
    }
}
