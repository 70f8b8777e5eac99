package com.sellerkit.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;

/// Holds what would be stored against the catalog, without storing it.
public final class UndeclaredDataCheck {
    private UndeclaredDataCheck() {}

    /// Passes if every field is declared.
    ///
    /// @throws UndeclaredData if a field is not declared, or is declared otherwise
    public static void check(RecordType type, ObjectNode fields) {
        var _ = RecordShape.of(type).part(fields);
    }
}
