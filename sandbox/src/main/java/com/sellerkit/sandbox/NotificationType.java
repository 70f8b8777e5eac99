package com.sellerkit.sandbox;

/// The notifications that the stand-in delivers, each with the number that the platform gives it.
public enum NotificationType {
    ORDER_STATUS_CHANGE(1),
    RECIPIENT_ADDRESS_UPDATE(3),
    PACKAGE_UPDATE(4),
    SELLER_DEAUTHORIZATION(6),
    UPCOMING_AUTHORIZATION_EXPIRATION(7);

    private final int number;

    NotificationType(int number) {
        this.number = number;
    }

    /// What stands in the `type` field of the envelope.
    public int number() {
        return number;
    }
}
