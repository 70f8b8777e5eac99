package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// One page of a list as the platform answered it, not yet read for what is kept.
///
/// @param records the elements of the list
/// @param head what stands beside the list
/// @param nextPageToken empty on the last page
/// @param totalCount how many records the whole list has, as the platform counts; -1 if it did not
///   say
public record ListPage(
        List<JsonNode> records, ObjectNode head, String nextPageToken, long totalCount) {
    public ListPage {
        records = List.copyOf(records);
    }

    /// Number of records only, as they may hold personal data.
    @Override
    public String toString() {
        return "ListPage[%d records]".formatted(records.size());
    }
}
