package com.sellerkit.api;

import com.sellerkit.connect.Shop;
import com.sellerkit.tiktok.SellerType;
import java.util.Map;
import java.util.Optional;

/// Where an order is found in TikTok's Seller Center, which has another host for each market. Hosts
/// and path as seen in November 2026; none of them is documented.
final class SellerCenter {
    private static final Map<String, String> HOSTS =
            Map.ofEntries(
                    Map.entry("US", "seller-us.tiktok.com"),
                    Map.entry("GB", "seller-uk.tiktok.com"),
                    Map.entry("DE", "seller-eu.tiktok.com"),
                    Map.entry("ES", "seller-eu.tiktok.com"),
                    Map.entry("FR", "seller-eu.tiktok.com"),
                    Map.entry("IE", "seller-eu.tiktok.com"),
                    Map.entry("IT", "seller-eu.tiktok.com"),
                    Map.entry("MY", "seller-my.tiktok.com"),
                    Map.entry("PH", "seller-ph.tiktok.com"),
                    Map.entry("SG", "seller-sg.tiktok.com"),
                    Map.entry("TH", "seller-th.tiktok.com"),
                    Map.entry("VN", "seller-vn.tiktok.com"));

    private SellerCenter() {}

    /// The address of an order; empty for a market whose Seller Center is not known, and for
    /// sellers across borders, who have one of their own.
    ///
    /// @param orderId an id that was stored, so nothing that has to be escaped
    static Optional<String> order(Shop shop, String orderId) {
        String region = shop.region().value();
        return shop.sellerType() == SellerType.CROSS_BORDER
                ? Optional.empty()
                : Optional.ofNullable(HOSTS.get(region))
                        .map(host ->
                                "https://%s/order/detail?order_no=%s&shop_region=%s"
                                        .formatted(host, orderId, region));
    }
}
