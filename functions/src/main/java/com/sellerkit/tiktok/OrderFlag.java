package com.sellerkit.tiktok;

/// What an order is or is not, as the platform flags it.
public enum OrderFlag {
    CASH_ON_DELIVERY("is_cod"),
    SAMPLE("is_sample_order"),
    ON_HOLD("is_on_hold_order"),
    CANCEL_REQUESTED("is_buyer_request_cancel"),
    REPLACEMENT("is_replacement_order"),
    EXCHANGE("is_exchange_order"),
    ADDRESS_UPDATED("has_updated_recipient_address");

    private final String wireName;

    OrderFlag(String wireName) {
        this.wireName = wireName;
    }

    /// The field's name at the platform.
    public String wireName() {
        return wireName;
    }
}
