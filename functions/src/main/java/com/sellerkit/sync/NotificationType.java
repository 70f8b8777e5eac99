package com.sellerkit.sync;

import java.util.Optional;

/// The platform's notifications that are acted upon, by their numbers there, and what each names.
public enum NotificationType {
    /// An order came into being or changed its status.
    ORDER_STATUS(1, "ORDER_STATUS_CHANGE", Subject.ORDERS),
    /// An order has another address.
    RECIPIENT_ADDRESS(3, "RECIPIENT_ADDRESS_UPDATE", Subject.ORDERS),
    /// Orders were packed together or apart.
    PACKAGE(4, "PACKAGE_UPDATE", Subject.ORDERS),
    /// A product was listed, taken off or refused.
    PRODUCT_STATUS(5, "PRODUCT_STATUS_CHANGE", Subject.PRODUCT),
    /// The seller ended the authorization, it says.
    DEAUTHORIZATION(6, "SELLER_DEAUTHORIZATION", Subject.NOTHING),
    /// The authorization will end.
    AUTHORIZATION_ENDING(7, "UPCOMING_AUTHORIZATION_EXPIRATION", Subject.NOTHING),
    /// A cancellation was asked for, granted or taken back.
    CANCELLATION(11, "CANCELLATION_STATUS_CHANGE", Subject.NOTHING),
    /// A return was asked for or went on.
    RETURN(12, "RETURN_STATUS_CHANGE", Subject.NOTHING),
    /// A conversation began, or somebody joined or left it.
    CONVERSATION(13, "NEW_CONVERSATION", Subject.CONVERSATION),
    /// Somebody wrote.
    MESSAGE(14, "NEW_MESSAGE", Subject.CONVERSATION),
    /// A product says something else.
    PRODUCT_INFORMATION(15, "PRODUCT_INFORMATION_CHANGE", Subject.PRODUCT),
    /// There is a new product.
    PRODUCT_CREATION(16, "PRODUCT_CREATION", Subject.PRODUCT),
    /// A product moved to another category.
    PRODUCT_CATEGORY(18, "PRODUCT_CATEGORY_CHANGE", Subject.PRODUCT),
    /// A product runs low, runs out or is there again; told without being asked for by name.
    STOCK(27, "", Subject.STOCK),
    /// An order's invoice was taken or refused.
    INVOICE(36, "INVOICE_STATUS_CHANGE", Subject.ORDERS),
    /// A product was looked at by the platform.
    PRODUCT_AUDIT(37, "PRODUCT_AUDIT_STATUS_CHANGE", Subject.PRODUCT);

    private final int number;
    private final String event;
    private final Subject subject;

    NotificationType(int number, String event, Subject subject) {
        this.number = number;
        this.event = event;
        this.subject = subject;
    }

    /// What a notification names by an id.
    public enum Subject {
        ORDERS,
        PRODUCT,
        STOCK,
        CONVERSATION,
        NOTHING;

        /// Whether it is one thing of its own, named by one id.
        public boolean isOneThing() {
            return switch (this) {
                case PRODUCT, STOCK, CONVERSATION -> true;
                case ORDERS, NOTHING -> false;
            };
        }
    }

    /// The platform's number.
    public int number() {
        return number;
    }

    /// The platform's name, under which an address is registered for it; empty if none can be.
    Optional<String> event() {
        return Optional.of(event).filter(name -> !name.isEmpty());
    }

    /// What it names.
    public Subject subject() {
        return subject;
    }

    /// Whether it names orders, which are then read anew.
    public boolean namesOrders() {
        return subject == Subject.ORDERS;
    }

    /// Whether it is about the authorization itself, not about what may be read through it.
    boolean isOfAuthorization() {
        return this == DEAUTHORIZATION || this == AUTHORIZATION_ENDING;
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
