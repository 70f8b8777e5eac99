package com.sellerkit.sandbox;

import java.util.Set;

/// The notifications that the stand-in delivers, each with the number that the platform gives it.
public enum NotificationType {
    ORDER_STATUS_CHANGE(1),
    RECIPIENT_ADDRESS_UPDATE(3),
    PACKAGE_UPDATE(4),
    PRODUCT_STATUS_CHANGE(5),
    SELLER_DEAUTHORIZATION(6),
    UPCOMING_AUTHORIZATION_EXPIRATION(7),
    CANCELLATION_STATUS_CHANGE(11),
    RETURN_STATUS_CHANGE(12),
    NEW_CONVERSATION(13),
    NEW_MESSAGE(14),
    PRODUCT_INFORMATION_CHANGE(15),
    PRODUCT_CREATION(16),
    PRODUCT_CATEGORY_CHANGE(18),
    INVENTORY_STATUS_CHANGE(27),
    INVOICE_STATUS_CHANGE(36),
    PRODUCT_AUDIT_STATUS_CHANGE(37);

    /// What an app is told without asking for it.
    public static final Set<NotificationType> STANDARD =
            Set.of(
                    ORDER_STATUS_CHANGE,
                    RECIPIENT_ADDRESS_UPDATE,
                    PACKAGE_UPDATE,
                    SELLER_DEAUTHORIZATION,
                    UPCOMING_AUTHORIZATION_EXPIRATION);

    private final int number;

    NotificationType(int number) {
        this.number = number;
    }

    /// What stands in the `type` field of the envelope.
    public int number() {
        return number;
    }
}
