package com.sellerkit.vault;

import com.sellerkit.platform.ShopId;

/// The branch keys, one a shop, under which buyers' data is encrypted.
public interface ShopKeys {
    /// Makes sure that the shop has a key; one that exists stays.
    void create(ShopId shop);

    /// Whether the shop has a key now.
    boolean exists(ShopId shop);

    /// A 32-byte keyed digest (HMAC-SHA256) that only the holder of the shop's key can compute;
    /// after the key's destruction it tells nothing about the data.
    ///
    /// @throws NoShopKey if the shop has no key
    byte[] mac(ShopId shop, byte[] data);

    /// Destroys the shop's key for good; a key created later is another one. Does nothing if there
    /// is none.
    void destroy(ShopId shop);
}
