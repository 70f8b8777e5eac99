package com.sellerkit.store;

import com.sellerkit.catalog.RecordType;
import java.util.List;
import java.util.Optional;

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

    /// Does one write.
    default WriteOutcome write(Write write) {
        return write(List.of(write));
    }
}
