package com.sellerkit.store;

import com.sellerkit.catalog.RecordType;

/// A write was refused since the catalog does not allow it; names record type and field, never a
/// value.
public final class UndeclaredData extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UndeclaredData(RecordType type, String path, String why) {
        super("record type %s, field %s: %s".formatted(type.name(), path, why));
    }
}
