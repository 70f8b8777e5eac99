package com.sellerkit.sync;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.store.WriteOutcome;
import java.util.List;
import java.util.Optional;

/// A broken store that asks for no condition and compares with nothing, to show what they are for.
final class UnconditionalRecords implements Records {
    private final Records records;

    UnconditionalRecords(Records records) {
        this.records = records;
    }

    @Override
    public WriteOutcome write(List<Write> writes) {
        return records.write(writes.stream().map(UnconditionalRecords::open).toList());
    }

    private static Write open(Write write) {
        return switch (write) {
            case Write.Put(Item item, Condition _) -> new Write.Put(item, Condition.ALWAYS);
            case Write.Check(Key key, Condition _) -> new Write.Check(key, Condition.PRESENT);
            case Write.Patch patch -> patch.when(Condition.PRESENT);
            case Write.Delete delete -> delete;
        };
    }

    @Override
    public Optional<Item> get(RecordType type, Key key, Read read) {
        return records.get(type, key, read);
    }

    @Override
    public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
        return List.of();
    }

    @Override
    public Slice query(Query query) {
        return records.query(query);
    }
}
