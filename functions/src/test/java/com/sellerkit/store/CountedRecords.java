package com.sellerkit.store;

import com.sellerkit.catalog.RecordType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what is asked of records.
public final class CountedRecords implements Records {
    private final Records records;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    public CountedRecords(Records records) {
        this.records = records;
    }

    /// How many calls were made, of any kind.
    public long calls() {
        return calls.get();
    }

    /// How many records the answers held.
    public long read() {
        return read.get();
    }

    @Override
    public Optional<Item> get(RecordType type, Key key, Read how) {
        calls.incrementAndGet();
        Optional<Item> found = records.get(type, key, how);
        read.addAndGet(found.isPresent() ? 1 : 0);
        return found;
    }

    @Override
    public List<Item> getAll(RecordType type, List<Key> keys, Read how) {
        calls.addAndGet(keys.isEmpty() ? 0 : 1);
        List<Item> found = records.getAll(type, keys, how);
        read.addAndGet(found.size());
        return found;
    }

    @Override
    public Slice query(Query query) {
        calls.incrementAndGet();
        Slice slice = records.query(query);
        read.addAndGet(slice.items().size());
        return slice;
    }

    @Override
    public WriteOutcome write(List<Write> writes) {
        calls.incrementAndGet();
        return records.write(writes);
    }
}
