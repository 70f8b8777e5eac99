package com.sellerkit.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.ShopId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// One record, with where it stands in the indexes.
///
/// @param type what it is; its fields are checked when it is written
/// @param key where it is
/// @param fields its data; encrypted fields are among them only if they were asked for
/// @param places where it stands in the lists of the table, by index
/// @param due when it wants to be looked at, if at all
/// @param expiresAt when it may be deleted by itself, to the second, if at all; that can take days,
///   and until then it is still read, so whoever reads it decides by this time
/// @param shop whose branch key protects the encrypted fields; needed to write any
public record Item(
        RecordType type,
        Key key,
        ObjectNode fields,
        Map<Index, IndexKey> places,
        Optional<Due> due,
        Optional<Instant> expiresAt,
        Optional<ShopId> shop) {
    public Item {
        for (Index index : places.keySet()) {
            if (!index.isList()) {
                throw new IllegalArgumentException(
                        "a place in %s; allowed are %s".formatted(index, Index.LISTS));
            }
        }
        places = Map.copyOf(places);
        expiresAt = expiresAt.map(instant -> Instant.ofEpochSecond(instant.getEpochSecond()));
    }

    /// A record in no index that does not expire and has no encrypted fields.
    public static Item of(RecordType type, Key key, ObjectNode fields) {
        return new Item(
                type, key, fields, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The record, listed in an index as well.
    public Item in(Index index, String partition, String sort) {
        Map<Index, IndexKey> more = new EnumMap<>(Index.class);
        more.putAll(places);
        more.put(index, new IndexKey(partition, sort));
        return new Item(type, key, fields, more, due, expiresAt, shop);
    }

    /// Where it stands in an index, if it is listed there.
    public Optional<IndexKey> place(Index index) {
        return Optional.ofNullable(places.get(index));
    }

    public Item withDue(String partition, Instant at) {
        return new Item(
                type, key, fields, places, Optional.of(new Due(partition, at)), expiresAt, shop);
    }

    public Item expiringAt(Instant at) {
        return new Item(type, key, fields, places, due, Optional.of(at), shop);
    }

    public Item ofShop(ShopId owner) {
        return new Item(type, key, fields, places, due, expiresAt, Optional.of(owner));
    }

    /// Type and key only, as the fields may hold personal data.
    @Override
    public String toString() {
        return "Item[%s %s]".formatted(type, key);
    }
}
