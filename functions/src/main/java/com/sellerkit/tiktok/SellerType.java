package com.sellerkit.tiktok;

/// Whether a seller sells in the home market or in several countries.
public enum SellerType {
    LOCAL,
    CROSS_BORDER,
    /// A value the platform has added since.
    OTHER;

    static SellerType of(String text) {
        return switch (text) {
            case "LOCAL" -> LOCAL;
            case "CROSS_BORDER" -> CROSS_BORDER;
            default -> OTHER;
        };
    }
}
