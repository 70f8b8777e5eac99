package com.sellerkit.vault;

import com.sellerkit.platform.ShopId;

/// The cipher of whoever may not read or write personal data.
final class NoRecordCipher implements RecordCipher {
    @Override
    public byte[] encrypt(ShopId shop, RecordContext context, byte[] plain) {
        throw new NoShopKey(shop);
    }

    @Override
    public byte[] decrypt(ShopId shop, RecordContext context, byte[] blob) {
        throw new CannotOpen("no cipher was given to this function", null);
    }
}
