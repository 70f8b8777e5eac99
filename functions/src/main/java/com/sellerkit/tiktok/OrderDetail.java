package com.sellerkit.tiktok;

/// The texts of an order that say nothing about a person: kinds, names of options, ids of partners.
public enum OrderDetail {
    ORDER_TYPE("order_type"),
    FULFILLMENT_TYPE("fulfillment_type"),
    SHIPPING_TYPE("shipping_type"),
    DELIVERY_TYPE("delivery_type"),
    DELIVERY_OPTION_ID("delivery_option_id"),
    DELIVERY_OPTION_NAME("delivery_option_name"),
    SHIPPING_PROVIDER("shipping_provider"),
    SHIPPING_PROVIDER_ID("shipping_provider_id"),
    TRACKING_NUMBER("tracking_number"),
    WAREHOUSE_ID("warehouse_id"),
    COMMERCE_PLATFORM("commerce_platform"),
    PAYMENT_METHOD_NAME("payment_method_name"),
    SPLIT_OR_COMBINE_TAG("split_or_combine_tag"),
    AUTO_COMBINE_GROUP_ID("auto_combine_group_id"),
    NEED_UPLOAD_INVOICE("need_upload_invoice"),
    CANCELLATION_INITIATOR("cancellation_initiator"),
    CANCEL_REASON("cancel_reason"),
    REPLACED_ORDER_ID("replaced_order_id"),
    EXCHANGE_SOURCE_ORDER_ID("exchange_source_order_id"),
    FAST_DELIVERY_PROGRAM("fast_delivery_program");

    private final String wireName;

    OrderDetail(String wireName) {
        this.wireName = wireName;
    }

    /// The field's name at the platform.
    public String wireName() {
        return wireName;
    }
}
