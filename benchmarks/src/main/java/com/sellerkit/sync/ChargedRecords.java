package com.sellerkit.sync;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.Json;
import com.sellerkit.store.Change;
import com.sellerkit.store.Index;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.store.WriteOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Records, with what DynamoDB would charge for them.
final class ChargedRecords implements Records {
    private static final int KILOBYTE = 1_024;

    /// What the encryption adds to a record: header, context, encrypted data key and tags.
    private static final int SEAL_BYTES = 450;

    /// What DynamoDB counts for an entry of an index beside its keys.
    private static final int ENTRY_BYTES = 100;

    /// One request for so many records at most.
    private static final int BATCH = 100;

    private final Records records;
    private final Work work;
    private final Map<Key, Stored> stored = new HashMap<>();
    private Optional<RecordType> counted = Optional.empty();

    private record Stored(int bytes, Set<Object> entries, boolean stays) {}

    ChargedRecords(Records records, Work work) {
        this.records = records;
        this.work = work;
    }

    /// Counts the records of this type that are put as kept, until told otherwise.
    void count(RecordType type) {
        counted = Optional.of(type);
    }

    /// How much is stored for good, with what the encryption adds and without indexes.
    long bytes() {
        return stored.values().stream().filter(Stored::stays).mapToLong(Stored::bytes).sum();
    }

    /// How many records are stored for good.
    long size() {
        return stored.values().stream().filter(Stored::stays).count();
    }

    /// How many records there are.
    int count() {
        return stored.size();
    }

    @Override
    public Optional<Item> get(RecordType type, Key key, Read read) {
        work.storeRequests++;
        read(key, 2);
        return records.get(type, key, read);
    }

    @Override
    public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
        Set<Key> distinct = new HashSet<>(keys);
        work.storeRequests += (distinct.size() + BATCH - 1) / BATCH;
        distinct.forEach(key -> read(key, 2));
        return records.getAll(type, keys, read);
    }

    @Override
    public Slice query(Query query) {
        Slice slice = records.query(query);
        work.storeRequests++;
        int entries = slice.items().size();
        if (query.index() == Index.TABLE) {
            long bytes = slice.items().stream().mapToLong(item -> size(item.key())).sum();
            work.readHalves += 2 * Math.max(1, (bytes + 4 * KILOBYTE - 1) / (4 * KILOBYTE));
            work.recordsRead += entries;
        } else {
            long bytes = (long) entries * ENTRY_BYTES;
            work.readHalves += Math.max(1, (bytes + 4 * KILOBYTE - 1) / (4 * KILOBYTE));
            // An index holds keys only: what it leads to is read by key.
            if (query.index() != Index.DUE && entries > 0) {
                work.storeRequests++;
                slice.items().forEach(item -> read(item.key(), 2));
            }
        }
        return slice;
    }

    @Override
    public WriteOutcome write(List<Write> writes) {
        work.storeRequests++;
        long times = writes.size() > 1 ? 2 : 1;
        WriteOutcome outcome = records.write(writes);
        for (Write write : writes) {
            long before = work.writeUnits;
            switch (write) {
                case Write.Put(Item item, _) -> {
                    counted.filter(item.type()::equals).ifPresent(_ -> work.kept++);
                    put(item, outcome);
                }
                case Write.Patch patch -> {
                    work.writeUnits += kilobytes(size(patch.key()));
                    for (Change<?> place :
                            Stream.concat(
                                            patch.places().values().stream(),
                                            Stream.of(patch.due()))
                                    .toList()) {
                        work.writeUnits += place instanceof Change.Keep<?> ? 0 : 2;
                    }
                }
                case Write.Delete delete -> {
                    work.writeUnits += kilobytes(size(delete.key()));
                    Stored gone = stored.get(delete.key());
                    if (gone != null) {
                        work.writeUnits += gone.entries().size();
                        if (outcome instanceof WriteOutcome.Written) {
                            stored.remove(delete.key());
                        }
                    }
                }
                case Write.Check check -> work.writeUnits += kilobytes(size(check.key()));
            }
            work.writeUnits = before + (work.writeUnits - before) * times;
            if (!(write instanceof Write.Check)) {
                work.recordsWritten++;
            }
        }
        return outcome;
    }

    private void put(Item item, WriteOutcome outcome) {
        int bytes =
                item.key().partition().length()
                        + item.key().sort().length()
                        + Json.bytes(item.fields()).length
                        + (item.shop().isPresent() ? SEAL_BYTES : 0);
        Set<Object> entries = new HashSet<>();
        entries.addAll(item.places().entrySet());
        item.due().ifPresent(entries::add);
        Stored before = stored.getOrDefault(item.key(), new Stored(0, Set.of(), true));
        work.writeUnits += Math.max(kilobytes(bytes), kilobytes(before.bytes()));
        Set<Object> changed = new HashSet<>(entries);
        changed.addAll(before.entries());
        changed.removeIf(each -> entries.contains(each) && before.entries().contains(each));
        work.writeUnits += changed.size();
        if (outcome instanceof WriteOutcome.Written) {
            stored.put(item.key(), new Stored(bytes, entries, item.expiresAt().isEmpty()));
        }
    }

    private void read(Key key, int halves) {
        int bytes = size(key);
        work.recordsRead += bytes > 0 ? 1 : 0;
        work.readHalves += (long) halves * Math.max(1, (bytes + 4 * KILOBYTE - 1) / (4 * KILOBYTE));
    }

    private int size(Key key) {
        Stored there = stored.get(key);
        return there == null ? 0 : there.bytes();
    }

    private static long kilobytes(int bytes) {
        return Math.max(1, (bytes + KILOBYTE - 1) / KILOBYTE);
    }
}
