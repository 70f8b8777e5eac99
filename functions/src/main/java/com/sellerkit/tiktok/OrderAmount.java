package com.sellerkit.tiktok;

/// The amounts of an order's payment.
public enum OrderAmount {
    TOTAL("total_amount"),
    SUB_TOTAL("sub_total"),
    ORIGINAL_TOTAL_PRODUCT_PRICE("original_total_product_price"),
    SELLER_DISCOUNT("seller_discount"),
    PLATFORM_DISCOUNT("platform_discount"),
    PAYMENT_PLATFORM_DISCOUNT("payment_platform_discount"),
    PAYMENT_DISCOUNT_SERVICE_FEE("payment_discount_service_fee"),
    ORIGINAL_SHIPPING_FEE("original_shipping_fee"),
    SHIPPING_FEE("shipping_fee"),
    SHIPPING_FEE_SELLER_DISCOUNT("shipping_fee_seller_discount"),
    SHIPPING_FEE_PLATFORM_DISCOUNT("shipping_fee_platform_discount"),
    SHIPPING_FEE_COFUNDED_DISCOUNT("shipping_fee_cofunded_discount"),
    TAX("tax"),
    PRODUCT_TAX("product_tax"),
    SHIPPING_FEE_TAX("shipping_fee_tax"),
    RETAIL_DELIVERY_FEE("retail_delivery_fee"),
    SMALL_ORDER_FEE("small_order_fee"),
    BUYER_SERVICE_FEE("buyer_service_fee"),
    HANDLING_FEE("handling_fee"),
    SHIPPING_INSURANCE_FEE("shipping_insurance_fee"),
    ITEM_INSURANCE_FEE("item_insurance_fee"),
    ITEM_INSURANCE_TAX("item_insurance_tax");

    private final String wireName;

    OrderAmount(String wireName) {
        this.wireName = wireName;
    }

    /// The field's name at the platform.
    public String wireName() {
        return wireName;
    }
}
