package com.sellerkit.sandbox;

/// The states of an order, in the order an undisturbed one passes through them.
public enum OrderStatus {
    UNPAID,
    ON_HOLD,
    AWAITING_SHIPMENT,
    PARTIALLY_SHIPPING,
    AWAITING_COLLECTION,
    IN_TRANSIT,
    DELIVERED,
    COMPLETED,
    CANCELLED;

    /// Whether an order in this state has come at least as far as `stage`; a cancelled one has come
    /// nowhere.
    boolean reached(OrderStatus stage) {
        return this != CANCELLED && compareTo(stage) >= 0;
    }
}
