package com.sellerkit.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.ShopId;
import java.time.Instant;
import java.util.Optional;

/// One record, with where it stands in the indexes.
///
/// @param type what it is; its fields are checked when it is written
/// @param key where it is
/// @param fields its data; encrypted fields are among them only if they were asked for
/// @param index1 its place in the first index, if it has one
/// @param index2 its place in the second index, if it has one
/// @param due when it wants to be looked at, if at all
/// @param expiresAt when it may be deleted by itself, to the second, if at all; that can take days,
///   and until then it is still read, so whoever reads it decides by this time
/// @param shop whose branch key protects the encrypted fields; needed to write any
public record Item(
        RecordType type,
        Key key,
        ObjectNode fields,
        Optional<IndexKey> index1,
        Optional<IndexKey> index2,
        Optional<Due> due,
        Optional<Instant> expiresAt,
        Optional<ShopId> shop) {
    public Item {
        expiresAt = expiresAt.map(instant -> Instant.ofEpochSecond(instant.getEpochSecond()));
    }

    /// A record in no index that does not expire and has no encrypted fields.
    public static Item of(RecordType type, Key key, ObjectNode fields) {
        return new Item(
                type,
                key,
                fields,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Item withIndex1(String partition, String sort) {
        return new Item(
                type,
                key,
                fields,
                Optional.of(new IndexKey(partition, sort)),
                index2,
                due,
                expiresAt,
                shop);
    }

    public Item withIndex2(String partition, String sort) {
        return new Item(
                type,
                key,
                fields,
                index1,
                Optional.of(new IndexKey(partition, sort)),
                due,
                expiresAt,
                shop);
    }

    public Item withDue(String partition, Instant at) {
        return new Item(
                type,
                key,
                fields,
                index1,
                index2,
                Optional.of(new Due(partition, at)),
                expiresAt,
                shop);
    }

    public Item expiringAt(Instant at) {
        return new Item(type, key, fields, index1, index2, due, Optional.of(at), shop);
    }

    public Item ofShop(ShopId owner) {
        return new Item(type, key, fields, index1, index2, due, expiresAt, Optional.of(owner));
    }

    /// Type and key only, as the fields may hold personal data.
    @Override
    public String toString() {
        return "Item[%s %s]".formatted(type, key);
    }
}
