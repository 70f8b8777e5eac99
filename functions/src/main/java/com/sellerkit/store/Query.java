package com.sellerkit.store;

import com.sellerkit.catalog.RecordType;
import java.time.Instant;
import java.util.Optional;

/// Which records of one partition to read, in the order of their sort keys.
///
/// @param type what the records are; use one sort prefix per type where a partition holds several
/// @param index where to look
/// @param partition the partition of the table or the index
/// @param range which sort keys
/// @param descending whether the greatest sort key comes first
/// @param limit 1 to 1,000 records
/// @param after where to go on
/// @param read how much of each; the due index holds keys only
public record Query(
        RecordType type,
        Index index,
        String partition,
        SortRange range,
        boolean descending,
        int limit,
        Optional<Position> after,
        Read read) {
    private static final int LIMIT_MAX = 1_000;

    public Query {
        Key.check("partition", partition);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException(
                    "limit %d; allowed is 1 to %d".formatted(limit, LIMIT_MAX));
        }
        if (read == Read.WITH_PERSONAL && index == Index.DUE) {
            throw new IllegalArgumentException(
                    "the due index holds keys only; read the records by key");
        }
        if (index == Index.DUE
                && (range instanceof SortRange.Prefix || range instanceof SortRange.Between)) {
            throw new IllegalArgumentException("the due index is sorted by time, not by text");
        }
        if (index != Index.DUE && range instanceof SortRange.DueBy) {
            throw new IllegalArgumentException("only the due index is sorted by time");
        }
        if (after.isPresent() && isMisplaced(after.get(), index)) {
            throw new IllegalArgumentException(
                    "the position is none of the index %s".formatted(index));
        }
    }

    /// All records of a partition of the table, ascending, 100 at a time.
    public static Query table(RecordType type, String partition) {
        return of(type, Index.TABLE, partition, new SortRange.All());
    }

    /// All records of a partition of a list, ascending, 100 at a time.
    public static Query list(Index index, RecordType type, String partition) {
        return of(type, index, partition, new SortRange.All());
    }

    /// The records of a shard that are due, earliest first, 100 at a time; they carry key and due
    /// time only.
    public static Query due(RecordType type, String partition, Instant by) {
        return of(type, Index.DUE, partition, new SortRange.DueBy(by));
    }

    private static Query of(RecordType type, Index index, String partition, SortRange range) {
        return new Query(type, index, partition, range, false, 100, Optional.empty(), Read.PLAIN);
    }

    public Query prefix(String prefix) {
        return new Query(
                type,
                index,
                partition,
                new SortRange.Prefix(prefix),
                descending,
                limit,
                after,
                read);
    }

    /// Sort keys from one text to another, both included.
    public Query between(String from, String to) {
        return new Query(
                type,
                index,
                partition,
                new SortRange.Between(from, to),
                descending,
                limit,
                after,
                read);
    }

    public Query newestFirst() {
        return new Query(type, index, partition, range, true, limit, after, read);
    }

    public Query limit(int count) {
        return new Query(type, index, partition, range, descending, count, after, read);
    }

    public Query after(Position position) {
        return new Query(
                type, index, partition, range, descending, limit, Optional.of(position), read);
    }

    public Query withPersonal() {
        return new Query(
                type, index, partition, range, descending, limit, after, Read.WITH_PERSONAL);
    }

    private static boolean isMisplaced(Position position, Index index) {
        return switch (index) {
            case TABLE -> position.indexKey().isPresent() || position.due().isPresent();
            case INDEX1, INDEX2, INDEX3, INDEX4 -> position.indexKey().isEmpty();
            case DUE -> position.due().isEmpty();
        };
    }
}
