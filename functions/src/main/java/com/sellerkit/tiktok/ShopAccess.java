package com.sellerkit.tiktok;

import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;

/// What a shop-level call needs: whose shop, under which token, and the platform's name of the shop
/// under that token.
///
/// @param shop the shop
/// @param accessToken the token of a connection that reaches the shop
/// @param cipher the `shop_cipher` of the shop under that connection
public record ShopAccess(ShopId shop, Secret accessToken, String cipher) {
    public ShopAccess {
        if (cipher.isEmpty()) {
            throw new IllegalArgumentException(
                    "cipher is empty; it names the shop to the platform");
        }
    }
}
