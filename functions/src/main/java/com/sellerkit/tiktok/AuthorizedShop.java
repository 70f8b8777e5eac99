package com.sellerkit.tiktok;

import com.sellerkit.platform.ShopId;

/// A shop that a token reaches, as the platform lists it.
///
/// @param id the shop
/// @param name the shop's name; may be empty
/// @param region ISO 3166 country code of the shop's market, such as `US`
/// @param sellerType whether the seller sells at home or across borders
/// @param cipher names the shop in calls under this token
/// @param code the seller-visible shop code; may be empty
public record AuthorizedShop(
        ShopId id, String name, String region, SellerType sellerType, String cipher, String code) {
    public AuthorizedShop {
        if (region.isEmpty()) {
            throw new IllegalArgumentException("region is empty; it decides where data is kept");
        }
        if (cipher.isEmpty()) {
            throw new IllegalArgumentException(
                    "cipher is empty; it names the shop to the platform");
        }
    }
}
