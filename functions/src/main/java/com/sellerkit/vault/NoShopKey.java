package com.sellerkit.vault;

import com.sellerkit.platform.ShopId;

/// A shop has no branch key: none was created yet, or it was destroyed.
public final class NoShopKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Names the shop.
    public NoShopKey(ShopId shop) {
        super("shop %s has no key".formatted(shop));
    }
}
