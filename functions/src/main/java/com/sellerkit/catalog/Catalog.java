package com.sellerkit.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All record types of the suite, assembled from what the features declare.
///
/// @param types in the order of the data map; no two types of a table share a name
public record Catalog(List<RecordType> types) {
    public Catalog {
        types = List.copyOf(types);
        Set<String> seen = new HashSet<>();
        for (RecordType type : types) {
            if (!seen.add(type.table() + " " + type.name())) {
                throw new IllegalArgumentException(
                        "record type %s is registered twice in %s"
                                .formatted(type.name(), type.table()));
            }
        }
    }

    /// The types of one table.
    public List<RecordType> in(Table table) {
        return types.stream().filter(type -> type.table() == table).toList();
    }
}
