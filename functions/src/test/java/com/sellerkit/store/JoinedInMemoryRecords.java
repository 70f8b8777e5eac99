package com.sellerkit.store;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Several tables in memory whose records can be written together, under the same rules as the real
/// tables.
public final class JoinedInMemoryRecords implements Records {
    private final Map<Table, InMemoryRecords> tables = new EnumMap<>(Table.class);

    /// @param tables each of another table
    public JoinedInMemoryRecords(InMemoryRecords... tables) {
        for (InMemoryRecords each : tables) {
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

    /// One at a time, so that no two lists that concern several tables overlap.
    @Override
    public synchronized WriteOutcome write(List<Write> writes) {
        if (writes.size() == 1) {
            return of(Sealing.typeOf(writes.getFirst())).write(writes);
        }
        Sealing.checkTogether(writes);
        List<Integer> failed = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            if (!of(Sealing.typeOf(write)).failing(List.of(write)).isEmpty()) {
                failed.add(i);
            }
        }
        if (!failed.isEmpty()) {
            return new WriteOutcome.Refused(failed);
        }
        writes.forEach(write -> of(Sealing.typeOf(write)).apply(List.of(write)));
        return new WriteOutcome.Written();
    }

    private InMemoryRecords of(RecordType type) {
        return Objects.requireNonNull(tables.get(type.table()), type.name());
    }
}
