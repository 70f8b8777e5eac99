package com.sellerkit.store;

import com.sellerkit.catalog.RecordType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The records of one table.
///
/// Every write is checked against the catalog: a field that its record type does not declare, a
/// secret that is not sealed, and personal data without its shop are refused with [UndeclaredData],
/// before anything is stored. All methods throw [StoreUnavailable] once the retries of throttling,
/// conflicts and lost connections have come to their end.
public interface Records {
    /// The record as it is now, or empty.
    Optional<Item> get(RecordType type, Key key, Read read);

    /// Those of the records that exist, as they are now, in any order.
    ///
    /// @param keys any number; duplicates count once
    List<Item> getAll(RecordType type, List<Key> keys, Read read);

    /// One part of the results.
    Slice query(Query query);

    /// Does all of the writes or none.
    ///
    /// A single write whose answer was lost is sent again, and may then be refused because it had
    /// happened: decide on what is stored, not on the refusal.
    ///
    /// @param writes 1 to 100, each of another record
    WriteOutcome write(List<Write> writes);

    /// Checks and encrypts writes that are to be done a moment later, which asks nothing of the
    /// table.
    ///
    /// @param writes 0 to 99, each of another record
    default Ready ready(List<Write> writes) {
        return last -> write(Stream.concat(writes.stream(), Stream.of(last)).toList());
    }

    /// Writes that only have to be sent.
    @FunctionalInterface
    interface Ready {
        /// Does all of them and one more, or none.
        ///
        /// @param last of another record than the others
        WriteOutcome write(Write last);
    }

    /// Does one write.
    default WriteOutcome write(Write write) {
        return write(List.of(write));
    }
}
