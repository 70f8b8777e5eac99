package com.sellerkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.Table;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.vault.InMemoryShopKeys;
import com.sellerkit.vault.ShopKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The in-memory store keeps the contract, and its indexes name what looking at every record would
/// find.
final class InMemoryRecordsTest extends RecordsContract {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Comparator<String> BYTES =
            Comparator.comparing(
                    text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
    private static final List<String> PARTITIONS = List.of("a", "aa", "b\u00e9");

    /// Below, at and above the code units that stand for half a character.
    private static final List<String> LETTERS =
            List.of("!", "a", "b", "\u00e9", "\uD7FF", "\uFF5E", "\uFFFF", "\uD83D\uDED2");

    private final InMemoryShopKeys keys = new InMemoryShopKeys(new SeededIds(1));
    private final InMemoryRecords records = new InMemoryRecords(Table.SHOPS, keys);

    @Override
    protected Records records() {
        return records;
    }

    @Override
    protected ShopKeys keys() {
        return keys;
    }

    @Test
    void anIndexNamesWhatLookingAtEveryRecordWouldFind() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);

        for (int step = 0; step < 3_000; step++) {
            change(random);
            Query query = query(random);

            Slice slice = records.query(query);

            List<Position> all = scan(query);
            List<Position> kept = all.stream().limit(query.limit()).toList();
            String how = "seed %d, step %d, %s".formatted(seed, step, query);
            assertThat(slice.items().stream().map(Item::key))
                    .as(how)
                    .containsExactlyElementsOf(kept.stream().map(Position::key).toList());
            assertThat(slice.next())
                    .as(how)
                    .isEqualTo(
                            all.size() > query.limit()
                                    ? Optional.of(kept.getLast())
                                    : Optional.empty());
        }
    }

    /// Puts, patches, deletes or displaces a record at random.
    private void change(Random random) {
        Key key = key(random);
        switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                    records.write(
                            new Write.Put(
                                    new Item(
                                            PARCEL,
                                            key,
                                            Json.object(),
                                            places(random),
                                            perhaps(random, due(random)),
                                            Optional.empty(),
                                            Optional.empty()),
                                    Condition.ALWAYS));
            case 3, 4, 5 ->
                    records.write(
                            moved(Write.Patch.of(PARCEL, key), random)
                                    .due(changed(random, due(random))));
            case 6 -> records.write(new Write.Delete(key, Condition.ALWAYS));
            default -> records.displace(key, key(random));
        }
    }

    private static Query query(Random random) {
        Index index =
                List.copyOf(EnumSet.allOf(Index.class)).get(random.nextInt(Index.values().length));
        SortRange range =
                switch (random.nextInt(3)) {
                    case 0 -> new SortRange.All();
                    case 1 ->
                            index == Index.DUE
                                    ? new SortRange.DueBy(at(random))
                                    : new SortRange.Prefix(text(random));
                    default ->
                            index == Index.DUE
                                    ? new SortRange.DueBy(at(random).plusNanos(1))
                                    : new SortRange.Between(text(random), text(random));
                };
        String partition = partition(random);
        Key key = new Key(partition, text(random));
        Position after =
                switch (index) {
                    case TABLE -> new Position(key, Optional.empty(), Optional.empty());
                    case INDEX1, INDEX2, INDEX3, INDEX4 ->
                            new Position(
                                    key(random), Optional.of(indexKey(random)), Optional.empty());
                    case DUE ->
                            new Position(key(random), Optional.empty(), Optional.of(due(random)));
                };
        return new Query(
                PARCEL,
                index,
                partition,
                range,
                random.nextBoolean(),
                1 + random.nextInt(8),
                perhaps(random, after),
                Read.PLAIN);
    }

    /// What a query should find, from every record there is.
    private List<Position> scan(Query query) {
        Comparator<Position> order =
                Comparator.<Position, String>comparing(at -> sort(query.index(), at), BYTES)
                        .thenComparing(at -> at.due().map(Due::at).orElse(START))
                        .thenComparing(at -> at.key().partition(), BYTES)
                        .thenComparing(at -> at.key().sort(), BYTES);
        Comparator<Position> directed = query.descending() ? order.reversed() : order;
        return records.keys().stream()
                .map(key -> records.get(PARCEL, key, Read.PLAIN).orElseThrow())
                .filter(item -> matches(query, item))
                .map(item -> Position.behind(item, query.index()))
                .filter(at ->
                        query.after().filter(after -> directed.compare(after, at) >= 0).isEmpty())
                .sorted(directed)
                .toList();
    }

    private static String sort(Index index, Position at) {
        return switch (index) {
            case TABLE -> at.key().sort();
            case INDEX1, INDEX2, INDEX3, INDEX4 -> at.indexKey().orElseThrow().sort();
            case DUE -> "";
        };
    }

    private static boolean matches(Query query, Item item) {
        return switch (query.index()) {
            case TABLE -> matches(query, item.key().partition(), item.key().sort());
            case INDEX1, INDEX2, INDEX3, INDEX4 -> matches(query, item.place(query.index()));
            case DUE ->
                    item.due()
                            .filter(due -> due.partition().equals(query.partition()))
                            .filter(due ->
                                    !(query.range() instanceof SortRange.DueBy(Instant by))
                                            || !due.at().isAfter(by))
                            .isPresent();
        };
    }

    private static boolean matches(Query query, Optional<IndexKey> place) {
        return place.filter(at -> matches(query, at.partition(), at.sort())).isPresent();
    }

    private static boolean matches(Query query, String partition, String sort) {
        return partition.equals(query.partition())
                && switch (query.range()) {
                    case SortRange.All _, SortRange.DueBy _ -> true;
                    case SortRange.Prefix(String prefix) -> sort.startsWith(prefix);
                    case SortRange.Between(String from, String to) ->
                            BYTES.compare(from, sort) <= 0 && BYTES.compare(sort, to) <= 0;
                };
    }

    private static <T> Optional<T> perhaps(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static <T> Change<T> changed(Random random, T value) {
        return switch (random.nextInt(3)) {
            case 0 -> Change.keep();
            case 1 -> Change.to(value);
            default -> Change.clear();
        };
    }

    private static Key key(Random random) {
        return new Key(partition(random), text(random));
    }

    private static Map<Index, IndexKey> places(Random random) {
        Map<Index, IndexKey> places = new EnumMap<>(Index.class);
        for (Index index : Index.LISTS) {
            perhaps(random, indexKey(random)).ifPresent(place -> places.put(index, place));
        }
        return places;
    }

    private static Write.Patch moved(Write.Patch patch, Random random) {
        Write.Patch moved = patch;
        for (Index index : Index.LISTS) {
            moved = moved.place(index, changed(random, indexKey(random)));
        }
        return moved;
    }

    private static IndexKey indexKey(Random random) {
        return new IndexKey(partition(random), text(random));
    }

    private static Due due(Random random) {
        return new Due(partition(random), at(random));
    }

    private static Instant at(Random random) {
        return START.plus(Duration.ofMillis(random.nextInt(20)));
    }

    private static String partition(Random random) {
        return PARTITIONS.get(random.nextInt(PARTITIONS.size()));
    }

    private static String text(Random random) {
        List<String> letters = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            letters.add(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return String.join("", letters);
    }
}
