package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the `data` of an answer apart into its records and what stands beside them.
final class ListPageReader {
    private ListPageReader() {}

    /// The page, or null if the list is missing: a list that is missing is not an empty one, unless
    /// the platform says that it counts nothing.
    static @Nullable ListPage read(LenientReader reader, Optional<String> list) throws IOException {
        if (!(reader.tree() instanceof ObjectNode data)) {
            return null;
        }
        if (list.isEmpty()) {
            return new ListPage(List.of(data), data, "", -1);
        }
        JsonNode listed = data.path(list.get());
        JsonNode token = data.path("next_page_token");
        String next = token.asText("");
        long total = count(data.path("total_count"));
        boolean isNothing = listed.isMissingNode() || listed.isNull();
        if (!listed.isArray() && (!isNothing || total != 0 || !next.isEmpty())) {
            return null;
        }
        if (token.isContainerNode()) {
            // What lies behind this page cannot be asked for, and must not be taken for nothing.
            return null;
        }
        List<JsonNode> records = new ArrayList<>(listed.size());
        listed.forEach(records::add);
        data.remove(list.get());
        return new ListPage(records, data, next, total);
    }

    private static long count(JsonNode value) {
        if (value.canConvertToLong() && value.isIntegralNumber()) {
            return value.longValue();
        }
        try {
            return value.isTextual() ? Long.parseLong(value.textValue()) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
