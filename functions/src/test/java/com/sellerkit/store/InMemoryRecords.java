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
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Records in memory, found by sorted indexes under the same rules as the real table's, with
/// counters and hooks for tests.
public final class InMemoryRecords implements Records {
    private static final Comparator<String> BYTES = InMemoryRecords::compareBytes;
    private static final Comparator<Key> KEYS =
            Comparator.comparing(Key::partition, BYTES).thenComparing(Key::sort, BYTES);

    private static final String HIGHEST = "\uDBFF\uDFFF".repeat(256);
    private static final Key LOWEST_KEY = new Key("\u0000", "\u0000");
    private static final Key HIGHEST_KEY = new Key(HIGHEST, HIGHEST);
    private static final NavigableSet<Place> NOWHERE = Collections.emptyNavigableSet();

    private final Sealing sealing;
    private final Map<Key, Stored> rows = new HashMap<>();
    private final Map<Index, Map<String, NavigableSet<Place>>> indexes = new EnumMap<>(Index.class);
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
        for (Index index : Index.values()) {
            indexes.put(index, new HashMap<>());
        }
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
        return rows.keySet().stream().sorted(KEYS).toList();
    }

    /// What is stored; equal to a later one if nothing was written between them.
    public synchronized Object state() {
        return Map.copyOf(rows);
    }

    /// Puts a record elsewhere byte by byte, as somebody could who may write to the table.
    public synchronized void displace(Key from, Key to) {
        Stored row = rows.get(from);
        if (row != null) {
            change(from, Optional.empty());
            change(to, Optional.of(row));
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
        // One more than asked tells whether anything follows.
        List<Place> found = matching(query).stream().limit(query.limit() + 1L).toList();
        boolean more = found.size() > query.limit();
        List<Place> kept = more ? found.subList(0, query.limit()) : found;
        return new Slice(
                kept.stream().map(place -> item(query, place.key())).toList(),
                more ? Optional.of(position(query.index(), kept.getLast())) : Optional.empty());
    }

    /// What a query takes, in its order, from where it goes on.
    private NavigableSet<Place> matching(Query query) {
        NavigableSet<Place> partition =
                places(query.index()).getOrDefault(query.partition(), NOWHERE);
        if (partition.isEmpty()) {
            return NOWHERE;
        }
        boolean descending = query.descending();
        NavigableSet<Place> ordered = descending ? partition.descendingSet() : partition;
        Comparator<Place> order = descending ? Place.ORDER.reversed() : Place.ORDER;
        Place lowest = lowest(query.range());
        Place highest = highest(query.range());
        Place first = descending ? highest : lowest;
        Place last = descending ? lowest : highest;
        Optional<Place> after =
                query.after()
                        .map(position -> place(query.index(), position))
                        .filter(place -> order.compare(first, place) <= 0);
        Place from = after.orElse(first);
        return order.compare(from, last) > 0
                ? NOWHERE
                : ordered.subSet(from, after.isEmpty(), last, true);
    }

    private static Place lowest(SortRange range) {
        String sort =
                switch (range) {
                    case SortRange.All _, SortRange.DueBy _ -> "";
                    case SortRange.Prefix(String prefix) -> prefix;
                    case SortRange.Between(String from, String _) -> from;
                };
        return new Place(sort, Instant.MIN, LOWEST_KEY);
    }

    private static Place highest(SortRange range) {
        return switch (range) {
            case SortRange.All _ -> new Place(HIGHEST, Instant.MAX, HIGHEST_KEY);
            case SortRange.DueBy(Instant at) -> new Place("", at, HIGHEST_KEY);
            case SortRange.Prefix(String prefix) ->
                    new Place(prefix + HIGHEST, Instant.MAX, HIGHEST_KEY);
            case SortRange.Between(String _, String to) -> new Place(to, Instant.MAX, HIGHEST_KEY);
        };
    }

    private static Place place(Index index, Position position) {
        return switch (index) {
            case TABLE -> Place.ofText(position.key().sort(), position.key());
            case INDEX1, INDEX2, INDEX3, INDEX4 ->
                    Place.ofText(position.indexKey().orElseThrow().sort(), position.key());
            case DUE -> Place.ofTime(position.due().orElseThrow().at(), position.key());
        };
    }

    private Position position(Index index, Place place) {
        Key key = place.key();
        Stored row = row(key);
        return switch (index) {
            case TABLE -> new Position(key, Optional.empty(), Optional.empty());
            case INDEX1, INDEX2, INDEX3, INDEX4 ->
                    new Position(key, row.place(index), Optional.empty());
            case DUE -> new Position(key, Optional.empty(), row.due);
        };
    }

    private Stored row(Key key) {
        return Objects.requireNonNull(rows.get(key), "an index names what is not there");
    }

    private Map<String, NavigableSet<Place>> places(Index index) {
        return Objects.requireNonNull(indexes.get(index));
    }

    /// Stores a row, or takes it away, and keeps the indexes in step.
    private void change(Key key, Optional<Stored> row) {
        Optional<Stored> before = Optional.ofNullable(rows.get(key));
        row.ifPresentOrElse(there -> rows.put(key, there), () -> rows.remove(key));
        move(Index.TABLE, key, before.map(_ -> inTable(key)), row.map(_ -> inTable(key)));
        for (Index list : Index.LISTS) {
            move(
                    list,
                    key,
                    before.flatMap(there -> there.place(list)),
                    row.flatMap(there -> there.place(list)));
        }
        Optional<Due> dueBefore = before.flatMap(Stored::due);
        Optional<Due> due = row.flatMap(Stored::due);
        if (!dueBefore.equals(due)) {
            dueBefore.ifPresent(at -> leave(Index.DUE, at.partition(), Place.ofTime(at.at(), key)));
            due.ifPresent(at -> enter(Index.DUE, at.partition(), Place.ofTime(at.at(), key)));
        }
    }

    private static IndexKey inTable(Key key) {
        return new IndexKey(key.partition(), key.sort());
    }

    private void move(Index index, Key key, Optional<IndexKey> before, Optional<IndexKey> now) {
        if (!before.equals(now)) {
            before.ifPresent(at -> leave(index, at.partition(), Place.ofText(at.sort(), key)));
            now.ifPresent(at -> enter(index, at.partition(), Place.ofText(at.sort(), key)));
        }
    }

    private void enter(Index index, String partition, Place place) {
        places(index).computeIfAbsent(partition, _ -> new TreeSet<>(Place.ORDER)).add(place);
    }

    private void leave(Index index, String partition, Place place) {
        places(index)
                .computeIfPresent(
                        partition,
                        (_, there) -> there.remove(place) && there.isEmpty() ? null : there);
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
    synchronized List<Integer> failing(List<Write> writes) {
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
    synchronized void apply(List<Write> writes) {
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
                change(key, Optional.of(row));
                written++;
            }
            case Effect.Deletes _ -> {
                change(key, Optional.empty());
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
                                item.places(),
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

    private Item item(Query query, Key key) {
        Stored row = row(key);
        if (query.index() != Index.DUE) {
            return item(query.type(), key, row, query.read());
        }
        read++;
        return new Item(
                query.type(),
                key,
                Json.object(),
                Map.of(),
                row.due,
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
                row.places,
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

    /// Where a record stands within a partition of an index.
    ///
    /// @param sort empty in the index that is sorted by time
    /// @param at the same for all in the indexes that are sorted by text
    private record Place(String sort, Instant at, Key key) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::sort, BYTES)
                        .thenComparing(Place::at)
                        .thenComparing(Place::key, KEYS);

        static Place ofText(String sort, Key key) {
            return new Place(sort, Instant.EPOCH, key);
        }

        static Place ofTime(Instant at, Key key) {
            return new Place("", at, key);
        }
    }

    private record Stored(
            ObjectNode plain,
            Optional<Sealing.Blob> personal,
            Map<Index, IndexKey> places,
            Optional<Due> due,
            Optional<Instant> expiresAt) {
        Stored patched(Write.Patch patch, ObjectNode set) {
            ObjectNode fields = plain.deepCopy();
            fields.remove(patch.remove());
            fields.setAll(set);
            return new Stored(
                    fields,
                    personal,
                    changed(places, patch.places()),
                    changed(due, patch.due()),
                    changed(expiresAt, patch.expiresAt()));
        }

        Optional<IndexKey> place(Index index) {
            return Optional.ofNullable(places.get(index));
        }

        private static Map<Index, IndexKey> changed(
                Map<Index, IndexKey> before, Map<Index, Change<IndexKey>> changes) {
            Map<Index, IndexKey> after = new EnumMap<>(Index.class);
            after.putAll(before);
            changes.forEach((index, change) ->
                    changed(Optional.ofNullable(before.get(index)), change)
                            .ifPresentOrElse(
                                    place -> after.put(index, place), () -> after.remove(index)));
            return Map.copyOf(after);
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
