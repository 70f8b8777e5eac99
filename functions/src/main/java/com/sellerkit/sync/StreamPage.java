package com.sellerkit.sync;

import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.Original;
import java.util.ArrayList;
import java.util.List;

/// One page of a stream as the platform answered it.
///
/// @param records what could be read
/// @param unreadable the ids of what could not be read truthfully
/// @param nextToken empty on the last page
/// @param total how many records the whole walk has, as the platform counts; -1 if it did not say
/// @param drift fields that were unknown, missing or of an unexpected type
/// @param settled what may be written once the page is durable, each for itself
/// @param originals the records as the platform sent them, by the ids under which they are kept;
///   those that could not be read under none
public record StreamPage<T>(
        List<T> records,
        List<String> unreadable,
        String nextToken,
        long total,
        Drift drift,
        List<Write> settled,
        List<Original> originals) {
    public StreamPage {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
        settled = List.copyOf(settled);
        originals = List.copyOf(originals);
    }

    /// A page that settles nothing.
    public StreamPage(
            List<T> records, List<String> unreadable, String nextToken, long total, Drift drift) {
        this(records, unreadable, nextToken, total, drift, List.of(), List.of());
    }

    /// Whether all of it could be read, as it is documented.
    boolean isWhole() {
        return unreadable.isEmpty() && !isPartly();
    }

    /// Whether a field was of another type than documented, so that a record may lack something.
    boolean isPartly() {
        return drift.counts().keySet().stream()
                .anyMatch(oddity -> oddity.kind() == Drift.Kind.RETYPED);
    }

    /// A last page without records.
    static <T> StreamPage<T> none() {
        return new StreamPage<>(List.of(), List.of(), "", -1, Drift.NONE);
    }

    /// The same page, on which this could not be read.
    ///
    /// @param id empty if it is not known
    StreamPage<T> missing(String id) {
        List<String> more = new ArrayList<>(unreadable);
        more.add(id);
        return new StreamPage<>(records, more, nextToken, total, drift, settled, originals);
    }

    /// The same page, as the platform sent it.
    StreamPage<T> as(List<Original> sent) {
        return new StreamPage<>(records, unreadable, nextToken, total, drift, settled, sent);
    }

    /// The same page with these records only.
    StreamPage<T> keeping(List<T> some) {
        return new StreamPage<>(some, unreadable, nextToken, total, drift, settled, originals);
    }

    /// The same page, with others behind it.
    StreamPage<T> onward(String token) {
        return new StreamPage<>(records, unreadable, token, total, drift, settled, originals);
    }

    /// The same page, which settles this once it is durable.
    StreamPage<T> settling(List<Write> writes) {
        return new StreamPage<>(records, unreadable, nextToken, total, drift, writes, originals);
    }
}
