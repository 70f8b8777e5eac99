package com.sellerkit.tiktok;

import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;

/// What a shop-level call needs: whose shop, under which token, the platform's name of the shop
/// under that token, and how soon somebody waits for it.
///
/// @param shop the shop
/// @param accessToken the token of a connection that reaches the shop
/// @param cipher the `shop_cipher` of the shop under that connection
/// @param urgency which part of the platform's quota it may use
public record ShopAccess(ShopId shop, Secret accessToken, String cipher, Urgency urgency) {
    public ShopAccess {
        if (cipher.isEmpty()) {
            throw new IllegalArgumentException(
                    "cipher is empty; it names the shop to the platform");
        }
    }

    /// For calls about fresh changes, or that a person waits for.
    public ShopAccess(ShopId shop, Secret accessToken, String cipher) {
        this(shop, accessToken, cipher, Urgency.LIVE);
    }

    /// The same, for calls of this urgency.
    public ShopAccess at(Urgency other) {
        return new ShopAccess(shop, accessToken, cipher, other);
    }
}
