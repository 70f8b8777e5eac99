package com.sellerkit.simulation;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.store.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Records that take as long as those of DynamoDB, beside which what is computed is nothing; what
/// is written of the greatest shops is checked and then forgotten, as nobody asks for it.
final class CostlyRecords implements Records {
    private static final Duration READ = Duration.ofMillis(6);
    private static final Duration READS = Duration.ofMillis(12);
    private static final Duration WRITE = Duration.ofMillis(8);
    private static final Duration TRANSACTION = Duration.ofMillis(25);

    private final Records records;
    private final Timeline timeline;
    private final Predicate<Key> forgotten;

    CostlyRecords(Records records, Timeline timeline, Predicate<Key> forgotten) {
        this.records = records;
        this.timeline = timeline;
        this.forgotten = forgotten;
    }

    @Override
    public Optional<Item> get(RecordType type, Key key, Read read) {
        timeline.take(READ);
        return records.get(type, key, read);
    }

    @Override
    public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
        timeline.take(READS);
        return records.getAll(type, keys, read);
    }

    @Override
    public Slice query(Query query) {
        timeline.take(READS);
        return records.query(query);
    }

    @Override
    public WriteOutcome write(List<Write> writes) {
        timeline.take(writes.size() == 1 ? WRITE : TRANSACTION);
        List<Write> kept = writes.stream().filter(write -> !forgotten.test(write.key())).toList();
        return records.write(kept);
    }
}
