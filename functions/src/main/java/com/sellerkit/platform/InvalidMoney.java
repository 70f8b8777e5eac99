package com.sellerkit.platform;

/// An amount or a currency that cannot be kept exactly.
public final class InvalidMoney extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidMoney(String message) {
        super(message);
    }
}
