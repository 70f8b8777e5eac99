package com.sellerkit.store;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Several DynamoDB tables whose records can be written in one transaction; each record is found by
/// the table of its type.
///
/// A check and a deletion name no type and are refused; a patch that changes nothing is a check.
public final class JoinedDynamoRecords implements Records {
    private final Map<Table, DynamoRecords> tables = new EnumMap<>(Table.class);

    /// @param tables each of another table
    public JoinedDynamoRecords(DynamoRecords... tables) {
        for (DynamoRecords each : tables) {
            this.tables.put(each.table(), each);
        }
    }

    @Override
    public Optional<Item> get(RecordType type, Key key, Read read) {
        return of(type).get(type, key, read);
    }

    @Override
    public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
        return of(type).getAll(type, keys, read);
    }

    @Override
    public Slice query(Query query) {
        return of(query.type()).query(query);
    }

    @Override
    public WriteOutcome write(List<Write> writes) {
        if (writes.size() == 1) {
            return of(Sealing.typeOf(writes.getFirst())).write(writes);
        }
        Sealing.checkTogether(writes);
        List<TransactWriteItem> items = new ArrayList<>();
        for (Write write : writes) {
            items.add(of(Sealing.typeOf(write)).transacted(write));
        }
        return of(Sealing.typeOf(writes.getFirst())).writeTogether(items);
    }

    private DynamoRecords of(RecordType type) {
        return Optional.ofNullable(tables.get(type.table()))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "record type %s belongs to %s, which is none of %s"
                                        .formatted(type, type.table(), tables.keySet())));
    }
}
