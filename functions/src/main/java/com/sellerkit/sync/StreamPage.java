package com.sellerkit.sync;

import java.util.List;

/// One page of a stream as the platform answered it.
///
/// @param records what could be read
/// @param unreadable the ids of what could not be read truthfully
/// @param nextToken empty on the last page
/// @param total how many records the whole walk has, as the platform counts; -1 if it did not say
/// @param oddities fields that were unknown or of an unexpected type
public record StreamPage<T>(
        List<T> records, List<String> unreadable, String nextToken, long total, int oddities) {
    public StreamPage {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }
}
