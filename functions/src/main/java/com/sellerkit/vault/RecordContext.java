package com.sellerkit.vault;

/// Where a record's encrypted part belongs; it opens nowhere else.
///
/// @param table the logical table
/// @param key the record's full key
/// @param purpose what the part is, such as the record type's name
public record RecordContext(String table, String key, String purpose) {
    public RecordContext {
        if (table.isEmpty() || key.isEmpty() || purpose.isEmpty()) {
            throw new IllegalArgumentException("a record's context has no empty part");
        }
    }
}
