package com.sellerkit.store;

import java.util.Optional;

/// A place between two results of a query: right behind the record that it names.
///
/// @param key the record
/// @param indexKey where it stands in the index that is read, if that is a list
/// @param due where it stands in the due index, if that is read
public record Position(Key key, Optional<IndexKey> indexKey, Optional<Due> due) {
    /// The place right behind a record, as the index orders it.
    ///
    /// @throws IllegalArgumentException if the record is not in that index
    public static Position behind(Item item, Index index) {
        return switch (index) {
            case TABLE -> new Position(item.key(), Optional.empty(), Optional.empty());
            case INDEX1, INDEX2, INDEX3, INDEX4 ->
                    new Position(
                            item.key(), Optional.of(placed(item.place(index))), Optional.empty());
            case DUE -> new Position(item.key(), Optional.empty(), Optional.of(placed(item.due())));
        };
    }

    private static <T> T placed(Optional<T> place) {
        return place.orElseThrow(
                () -> new IllegalArgumentException("the record is not in that index"));
    }
}
