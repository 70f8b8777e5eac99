package com.sellerkit.tiktok;

/// The moments in an order's life that the platform reports besides creation and last update.
public enum OrderMoment {
    PAID("paid_time"),
    READY_TO_SHIP("rts_time"),
    READY_TO_SHIP_DUE("rts_sla_time"),
    HANDOVER_DUE("tts_sla_time"),
    AUTO_CANCEL_DUE("cancel_order_sla_time"),
    DELIVERY_SLA("delivery_sla_time"),
    SHIPPING_DUE("shipping_due_time"),
    COLLECTION_DUE("collection_due_time"),
    DELIVERY_DUE("delivery_due_time"),
    DELIVERY_OPTION_DUE("delivery_option_required_delivery_time"),
    PICK_UP_CUT_OFF("pick_up_cut_off_time"),
    FAST_DISPATCH_DUE("fast_dispatch_sla_time"),
    RECOMMENDED_SHIPPING("recommended_shipping_time"),
    RELEASED("release_date"),
    COLLECTED("collection_time"),
    DELIVERED("delivery_time"),
    CANCEL_REQUESTED("request_cancel_time"),
    CANCELLED("cancel_time");

    private final String wireName;

    OrderMoment(String wireName) {
        this.wireName = wireName;
    }

    /// The field's name at the platform.
    public String wireName() {
        return wireName;
    }
}
