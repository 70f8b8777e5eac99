package com.sellerkit.broken.sync;

import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import com.sellerkit.vault.RecordCipher;
import com.sellerkit.vault.RecordContext;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Does what only other packages may do.
final class Forbidden {
    final DynamoDbClient dynamo;

    Forbidden(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    static Cipher encrypts() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }

    static byte[] opensRecords(
            RecordCipher cipher, ShopId shop, RecordContext context, byte[] blob) {
        return cipher.decrypt(shop, context, blob);
    }

    static String opensSecrets(Secret secret) {
        return secret.open();
    }

    static @Nullable String readsTheEnvironment() {
        return System.getenv("HOME");
    }

    static Instant asksForTheTime() {
        return Instant.now();
    }

    static UUID asksForRandomness() {
        return UUID.randomUUID();
    }

    static void prints() {
        System.out.println("printed");
    }
}
