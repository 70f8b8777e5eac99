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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Records whose every use is an effect of the task that uses them.
///
/// A query counts as reading `queried`, and so does every write as changing it.
public final class ExploredRecords implements Records {
    private static final String QUERIED = "queried";

    private final Effects effects;
    private final Records records;

    public ExploredRecords(Effects effects, Records records) {
        this.effects = effects;
        this.records = records;
    }

    @Override
    public Optional<Item> get(RecordType type, Key key, Read read) {
        return effects.effect(
                Effect.reading("gets " + type.name(), place(key)),
                () -> records.get(type, key, read));
    }

    @Override
    public List<Item> getAll(RecordType type, List<Key> keys, Read read) {
        Set<String> places = keys.stream().map(ExploredRecords::place).collect(Collectors.toSet());
        return effects.effect(
                new Effect("gets all " + type.name(), places, Set.of()),
                () -> records.getAll(type, keys, read));
    }

    @Override
    public Slice query(Query query) {
        return effects.effect(
                Effect.reading("queries " + query.type().name(), QUERIED),
                () -> records.query(query));
    }

    @Override
    public WriteOutcome write(List<Write> writes) {
        Set<String> places =
                writes.stream().map(write -> place(write.key())).collect(Collectors.toSet());
        places.add(QUERIED);
        String what =
                writes.stream()
                        .map(write -> write.getClass().getSimpleName() + " " + write.key().sort())
                        .collect(Collectors.joining(", "));
        return effects.effect(
                new Effect("writes " + what, Set.of(), places), () -> records.write(writes));
    }

    private static String place(Key key) {
        return key.partition() + "|" + key.sort();
    }
}
