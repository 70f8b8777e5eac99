package com.sellerkit.tiktok;

/// The amounts of one unit in an order.
public enum LineAmount {
    SALE_PRICE("sale_price"),
    ORIGINAL_PRICE("original_price"),
    SELLER_DISCOUNT("seller_discount"),
    PLATFORM_DISCOUNT("platform_discount"),
    RETAIL_DELIVERY_FEE("retail_delivery_fee"),
    SMALL_ORDER_FEE("small_order_fee"),
    BUYER_SERVICE_FEE("buyer_service_fee"),
    PFAND_FEE("pfand_fee"),
    GIFT_RETAIL_PRICE("gift_retail_price");

    private final String wireName;

    LineAmount(String wireName) {
        this.wireName = wireName;
    }

    /// The field's name at the platform.
    public String wireName() {
        return wireName;
    }
}
