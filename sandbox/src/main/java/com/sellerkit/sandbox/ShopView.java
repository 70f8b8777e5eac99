package com.sellerkit.sandbox;

/// One shop as the control shows it.
///
/// @param key our short name: us, uk, de, jp, id or mx
/// @param id the platform's id of the shop
/// @param orders how many orders it has now
public record ShopView(
        String key,
        String id,
        String name,
        String region,
        String currency,
        String cipher,
        long orders,
        boolean active) {}
