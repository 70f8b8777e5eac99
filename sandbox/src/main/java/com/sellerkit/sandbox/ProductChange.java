package com.sellerkit.sandbox;

/// Something that happens to a product.
///
/// @param at the Unix second it happens in
/// @param value what it becomes: a status, a text, an id, or `sku=number` for prices and stock
record ProductChange(long at, Kind kind, String value) {

    /// What changes.
    enum Kind {
        /// It appears, in the status that the value names.
        CREATED,
        STATUS,
        AUDIT,
        TITLE,
        DESCRIPTION,
        /// The price of one SKU, in minor units.
        PRICE,
        CATEGORY,
        /// By how much the shelf of one SKU is found to differ; it is no change of the product
        /// itself.
        STOCK
    }

    /// A change that concerns one SKU.
    static ProductChange ofSku(long at, Kind kind, String sku, long number) {
        return new ProductChange(at, kind, sku + "=" + number);
    }

    String sku() {
        return value.substring(0, value.indexOf('='));
    }

    long number() {
        return Long.parseLong(value.substring(value.indexOf('=') + 1));
    }
}
