package com.sellerkit.vault;

import com.sellerkit.platform.ShopId;

/// Encrypts the personal part of a record under the branch key of its shop.
public interface RecordCipher {
    /// For tables that hold nothing encrypted: refuses every call.
    RecordCipher NONE = new NoRecordCipher();

    /// Encrypts for one place only.
    ///
    /// @throws NoShopKey if the shop has no key, because none was created or it was destroyed
    byte[] encrypt(ShopId shop, RecordContext context, byte[] plain);

    /// Decrypts what was encrypted for exactly this shop and place.
    ///
    /// @throws CannotOpen if it was encrypted for another place, is damaged, or its key is gone
    byte[] decrypt(ShopId shop, RecordContext context, byte[] blob);
}
