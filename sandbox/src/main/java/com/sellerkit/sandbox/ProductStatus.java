package com.sellerkit.sandbox;

/// The states of a product.
public enum ProductStatus {
    DRAFT,
    PENDING,
    FAILED,
    ACTIVATE,
    SELLER_DEACTIVATED,
    PLATFORM_DEACTIVATED,
    FREEZE,
    DELETED
}
