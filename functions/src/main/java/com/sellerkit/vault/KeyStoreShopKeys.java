package com.sellerkit.vault;

import com.sellerkit.platform.ShopId;

/// Branch keys in the AWS Encryption SDK's key store, wrapped by KMS.
///
/// Destroying a key deletes its rows; functions that hold it go on for at most five minutes, and
/// backups of the key table forget it with their short recovery window.
final class KeyStoreShopKeys implements ShopKeys {
    private final BranchKeys keys;

    KeyStoreShopKeys(BranchKeys keys) {
        this.keys = keys;
    }

    @Override
    public void create(ShopId shop) {
        keys.create(shop);
    }

    @Override
    public boolean exists(ShopId shop) {
        return keys.exists(shop);
    }

    @Override
    public byte[] mac(ShopId shop, byte[] data) {
        return Hmac.sha256(keys.fingerprintKey(shop), data);
    }

    @Override
    public void destroy(ShopId shop) {
        keys.destroy(shop);
    }
}
