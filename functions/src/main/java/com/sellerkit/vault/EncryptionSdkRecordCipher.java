package com.sellerkit.vault;

import com.sellerkit.platform.ShopId;
import java.util.Map;

/// Encrypts with the AWS Encryption SDK: AES-256-GCM with key commitment, a data key for each
/// record, wrapped under the shop's branch key; shop, table, key and purpose are the encryption
/// context.
final class EncryptionSdkRecordCipher implements RecordCipher {
    private final BranchKeys keys;

    EncryptionSdkRecordCipher(BranchKeys keys) {
        this.keys = keys;
    }

    @Override
    public byte[] encrypt(ShopId shop, RecordContext context, byte[] plain) {
        return keys.encrypt(shop, entries(shop, context), plain);
    }

    @Override
    public byte[] decrypt(ShopId shop, RecordContext context, byte[] blob) {
        return keys.decrypt(shop, entries(shop, context), blob);
    }

    private static Map<String, String> entries(ShopId shop, RecordContext context) {
        return Map.of(
                "shop", shop.value(),
                "table", context.table(),
                "key", context.key(),
                "purpose", context.purpose());
    }
}
