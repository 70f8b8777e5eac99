package com.sellerkit.platform;

/// A queue or the bus did not accept what was sent.
public final class DeliveryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeliveryFailed(String message) {
        super(message);
    }
}
