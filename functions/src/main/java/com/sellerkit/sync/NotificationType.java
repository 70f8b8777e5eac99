package com.sellerkit.sync;

import java.util.Optional;

/// The platform's notifications that are acted upon, by their numbers there.
public enum NotificationType {
    /// An order came into being or changed its status.
    ORDER_STATUS(1),
    /// An order has another address.
    RECIPIENT_ADDRESS(3),
    /// Orders were packed together or apart.
    PACKAGE(4),
    /// The seller ended the authorization, it says.
    DEAUTHORIZATION(6),
    /// The authorization will end.
    AUTHORIZATION_ENDING(7);

    private final int number;

    NotificationType(int number) {
        this.number = number;
    }

    /// The platform's number.
    public int number() {
        return number;
    }

    /// Whether it names orders, which are then read anew.
    public boolean namesOrders() {
        return switch (this) {
            case ORDER_STATUS, RECIPIENT_ADDRESS, PACKAGE -> true;
            case DEAUTHORIZATION, AUTHORIZATION_ENDING -> false;
        };
    }

    /// The type of a number; empty if it is not acted upon.
    public static Optional<NotificationType> of(int number) {
        for (NotificationType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
