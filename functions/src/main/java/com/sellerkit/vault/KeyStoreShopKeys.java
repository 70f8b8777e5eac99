package com.sellerkit.vault;

import com.sellerkit.platform.ShopId;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

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
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.fingerprintKey(shop));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    @Override
    public void destroy(ShopId shop) {
        keys.destroy(shop);
    }
}
