package com.sellerkit.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.Json;
import com.sellerkit.vault.RecordCipher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Records in a sorted map, under the same rules as the real table, with counters and hooks for
/// tests.
public final class InMemoryRecords implements Records {
    private static final Comparator<String> BYTES = InMemoryRecords::compareBytes;
    private static final Comparator<Key> KEYS =
            Comparator.comparing(Key::partition, BYTES).thenComparing(Key::sort, BYTES);

    private static final String LOWEST = "\u0000";
    private static final String HIGHEST = "\uDBFF\uDFFF".repeat(256);

    private final Sealing sealing;
    private final NavigableMap<Key, Stored> rows = new TreeMap<>(KEYS);
    private Consumer<List<Write>> beforeWrite = _ -> {};
    private Consumer<List<Write>> afterWrite = _ -> {};
    private long written;
    private long refused;
    private long read;

    /// An empty table.
    ///
    /// @param cipher such as `InMemoryShopKeys`, which is both the keys and the cipher
    public InMemoryRecords(Table table, RecordCipher cipher) {
        this.sealing = new Sealing(table, cipher);
    }

    /// As the bytes of both in UTF-8 compare, without making any: only a half of a pair, which
    /// stands for more than all else, is out of order.
    private static int compareBytes(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char mine = one.charAt(i);
            char its = other.charAt(i);
            if (mine != its) {
                return Character.isSurrogate(mine) == Character.isSurrogate(its)
                        ? Character.compare(mine, its)
                        : Boolean.compare(Character.isSurrogate(mine), Character.isSurrogate(its));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /// Called with each write before it happens; may throw, as a crash would.
    public synchronized void beforeWrite(Consumer<List<Write>> hook) {
        beforeWrite = hook;
    }

    /// Called with each write after it happened and before its answer; may throw, as a crash would.
    public synchronized void afterWrite(Consumer<List<Write>> hook) {
        afterWrite = hook;
    }

    /// How many records were put, patched or deleted so far.
    public synchronized long written() {
        return written;
    }

    /// How many times a list of writes was refused so far.
    public synchronized long refused() {
        return refused;
    }

    /// How many records were read so far.
    public synchronized long read() {
        return read;
    }

    /// How many records there are.
    public synchronized int size() {
        return rows.size();
    }

    /// All keys, sorted.
    public synchronized List<Key> keys() {
        return List.copyOf(rows.keySet());
    }

    /// What is stored; equal to a later one if nothing was written between them.
    public synchronized Object state() {
        return Map.copyOf(rows);
    }

    /// Puts a record elsewhere byte by byte, as somebody could who may write to the table.
    public synchronized void displace(Key from, Key to) {
        Stored row = rows.remove(from);
        if (row != null) {
            rows.put(to, row);
        }
    }

    @Override
    public synchronized Optional<Item> get(RecordType type, Key key, Read reading) {
        sealing.checkTable(type);
        Stored row = rows.get(key);
        return row == null ? Optional.empty() : Optional.of(item(type, key, row, reading));
    }

    @Override
    public synchronized List<Item> getAll(RecordType type, List<Key> keys, Read reading) {
        return new LinkedHashSet<>(keys)
                .stream().map(key -> get(type, key, reading)).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized Slice query(Query query) {
        sealing.checkTable(query.type());
        Comparator<Position> order = order(query);
        List<Map.Entry<Key, Stored>> matching =
                candidates(query).entrySet().stream()
                        .filter(row -> matches(query, row.getKey(), row.getValue()))
                        .sorted(Comparator.comparing(row -> position(query, row), order))
                        .filter(row ->
                                query.after()
                                        .map(after ->
                                                order.compare(after, position(query, row)) < 0)
                                        .orElse(true))
                        .toList();
        List<Item> items =
                matching.stream().limit(query.limit()).map(row -> item(query, row)).toList();
        Optional<Position> next =
                matching.size() > query.limit()
                        ? Optional.of(position(query, matching.get(query.limit() - 1)))
                        : Optional.empty();
        return new Slice(items, next);
    }

    /// Where to look for what a query matches.
    private Map<Key, Stored> candidates(Query query) {
        return query.index() == Index.TABLE
                ? rows.subMap(
                        new Key(query.partition(), LOWEST),
                        true,
                        new Key(query.partition(), HIGHEST),
                        true)
                : rows;
    }

    @Override
    public synchronized WriteOutcome write(List<Write> writes) {
        Sealing.checkTogether(writes);
        List<Integer> failed = failing(writes);
        beforeWrite.accept(writes);
        if (!failed.isEmpty()) {
            refused++;
            return new WriteOutcome.Refused(failed);
        }
        apply(writes);
        afterWrite.accept(writes);
        return new WriteOutcome.Written();
    }

    /// The positions of the writes whose condition does not hold.
    List<Integer> failing(List<Write> writes) {
        List<Integer> failed = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            Optional<Stored> before = Optional.ofNullable(rows.get(write.key()));
            boolean isImpossible = write instanceof Write.Patch && before.isEmpty();
            if (isImpossible || !holds(write.condition(), before)) {
                failed.add(i);
            }
        }
        return failed;
    }

    /// Does writes that are known not to fail.
    void apply(List<Write> writes) {
        Map<Key, Effect> effects = new HashMap<>();
        for (Write write : writes) {
            effects.put(write.key(), effect(write, Optional.ofNullable(rows.get(write.key()))));
        }
        effects.forEach(this::apply);
    }

    Table table() {
        return sealing.table();
    }

    private void apply(Key key, Effect effect) {
        switch (effect) {
            case Effect.Stores(Stored row) -> {
                rows.put(key, row);
                written++;
            }
            case Effect.Deletes _ -> {
                rows.remove(key);
                written++;
            }
            case Effect.Nothing _, Effect.Impossible _ -> {}
        }
    }

    private Effect effect(Write write, Optional<Stored> before) {
        return switch (write) {
            case Write.Put(Item item, _) -> {
                Sealing.Sealed sealed = sealing.seal(item);
                ObjectNode plain = (ObjectNode) normal(sealed.plain());
                yield new Effect.Stores(
                        new Stored(
                                plain,
                                sealed.personal(),
                                item.index1(),
                                item.index2(),
                                item.due(),
                                item.expiresAt()));
            }
            case Write.Patch patch -> {
                ObjectNode set = (ObjectNode) normal(sealing.patched(patch));
                yield before.<Effect>map(row -> new Effect.Stores(row.patched(patch, set)))
                        .orElseGet(Effect.Impossible::new);
            }
            case Write.Delete _ -> new Effect.Deletes();
            case Write.Check _ -> new Effect.Nothing();
        };
    }

    private static boolean holds(Condition condition, Optional<Stored> row) {
        return switch (condition) {
            case Condition.Always _ -> true;
            case Condition.Absent _ -> row.isEmpty();
            case Condition.Present _ -> row.isPresent();
            case Condition.Equals(String field, JsonNode value) ->
                    field(row, field).filter(there -> there.equals(normal(value))).isPresent();
            case Condition.LessThan(String field, JsonNode value) ->
                    field(row, field).filter(there -> isLess(there, value)).isPresent();
            case Condition.Missing(String field) -> field(row, field).isEmpty();
            case Condition.DueAt(Instant at) ->
                    row.flatMap(Stored::due).filter(due -> due.at().equals(at)).isPresent();
            case Condition.AbsentOr(Condition other) -> row.isEmpty() || holds(other, row);
            case Condition.All(List<Condition> all) ->
                    all.stream().allMatch(each -> holds(each, row));
            case Condition.Any(List<Condition> any) ->
                    any.stream().anyMatch(each -> holds(each, row));
        };
    }

    private static Optional<JsonNode> field(Optional<Stored> row, String name) {
        return row.flatMap(stored -> Optional.ofNullable(stored.plain.get(name)));
    }

    private static boolean isLess(JsonNode there, JsonNode value) {
        if (there.isNumber() && value.isNumber()) {
            return there.decimalValue().compareTo(value.decimalValue()) < 0;
        }
        return there.isTextual()
                && value.isTextual()
                && BYTES.compare(there.textValue(), value.textValue()) < 0;
    }

    private static boolean matches(Query query, Key key, Stored row) {
        return switch (query.index()) {
            case TABLE ->
                    key.partition().equals(query.partition()) && inRange(query.range(), key.sort());
            case INDEX1 -> matches(query, row.index1);
            case INDEX2 -> matches(query, row.index2);
            case DUE ->
                    row.due
                            .filter(due -> due.partition().equals(query.partition()))
                            .filter(due ->
                                    !(query.range() instanceof SortRange.DueBy(Instant by))
                                            || !due.at().isAfter(by))
                            .isPresent();
        };
    }

    private static boolean matches(Query query, Optional<IndexKey> place) {
        return place.filter(at -> at.partition().equals(query.partition()))
                .filter(at -> inRange(query.range(), at.sort()))
                .isPresent();
    }

    private static boolean inRange(SortRange range, String sort) {
        return switch (range) {
            case SortRange.All _, SortRange.DueBy _ -> true;
            case SortRange.Prefix(String prefix) -> sort.startsWith(prefix);
            case SortRange.Between(String from, String to) ->
                    BYTES.compare(from, sort) <= 0 && BYTES.compare(sort, to) <= 0;
        };
    }

    private static Comparator<Position> order(Query query) {
        Comparator<Position> order =
                switch (query.index()) {
                    case TABLE -> Comparator.comparing(Position::key, KEYS);
                    case INDEX1, INDEX2 ->
                            Comparator.<Position, String>comparing(
                                            at -> at.indexKey().orElseThrow().sort(), BYTES)
                                    .thenComparing(Position::key, KEYS);
                    case DUE ->
                            Comparator.<Position, Instant>comparing(
                                            at -> at.due().orElseThrow().at())
                                    .thenComparing(Position::key, KEYS);
                };
        return query.descending() ? order.reversed() : order;
    }

    private static Position position(Query query, Map.Entry<Key, Stored> row) {
        Stored stored = row.getValue();
        return switch (query.index()) {
            case TABLE -> new Position(row.getKey(), Optional.empty(), Optional.empty());
            case INDEX1 -> new Position(row.getKey(), stored.index1, Optional.empty());
            case INDEX2 -> new Position(row.getKey(), stored.index2, Optional.empty());
            case DUE -> new Position(row.getKey(), Optional.empty(), stored.due);
        };
    }

    private Item item(Query query, Map.Entry<Key, Stored> row) {
        if (query.index() != Index.DUE) {
            return item(query.type(), row.getKey(), row.getValue(), query.read());
        }
        read++;
        return new Item(
                query.type(),
                row.getKey(),
                Json.object(),
                Optional.empty(),
                Optional.empty(),
                row.getValue().due,
                Optional.empty(),
                Optional.empty());
    }

    private Item item(RecordType type, Key key, Stored row, Read reading) {
        read++;
        ObjectNode fields =
                switch (reading) {
                    case PLAIN -> row.plain.deepCopy();
                    case WITH_PERSONAL ->
                            row.personal
                                    .map(blob -> sealing.open(type, key, row.plain, blob))
                                    .orElseGet(row.plain::deepCopy);
                };
        return new Item(
                type,
                key,
                fields,
                row.index1,
                row.index2,
                row.due,
                row.expiresAt,
                row.personal.map(Sealing.Blob::shop));
    }

    private static JsonNode normal(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.properties()
                        .forEach(entry -> copy.set(entry.getKey(), normal(entry.getValue())));
                yield copy;
            }
            case ArrayNode list -> {
                ArrayNode copy = Json.array();
                list.forEach(element -> copy.add(normal(element)));
                yield copy;
            }
            default -> value.isNumber() ? Numbers.node(Numbers.exact(value)) : value;
        };
    }

    private sealed interface Effect {
        record Stores(Stored row) implements Effect {}

        record Deletes() implements Effect {}

        record Nothing() implements Effect {}

        record Impossible() implements Effect {}
    }

    private record Stored(
            ObjectNode plain,
            Optional<Sealing.Blob> personal,
            Optional<IndexKey> index1,
            Optional<IndexKey> index2,
            Optional<Due> due,
            Optional<Instant> expiresAt) {
        Stored patched(Write.Patch patch, ObjectNode set) {
            ObjectNode fields = plain.deepCopy();
            fields.remove(patch.remove());
            fields.setAll(set);
            return new Stored(
                    fields,
                    personal,
                    changed(index1, patch.index1()),
                    changed(index2, patch.index2()),
                    changed(due, patch.due()),
                    changed(expiresAt, patch.expiresAt()));
        }

        private static <T> Optional<T> changed(Optional<T> before, Change<T> change) {
            return switch (change) {
                case Change.Keep<T> _ -> before;
                case Change.To<T>(T value) -> Optional.of(value);
                case Change.Clear<T> _ -> Optional.empty();
            };
        }
    }
}
