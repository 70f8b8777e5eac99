package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// How a call wants its results cut into pages: size, order, and where the walk stands.
///
/// @param fingerprint what the pages of one walk share, so that a token of another is refused
record Pages(
        int size,
        String sortField,
        boolean ascending,
        long fingerprint,
        Optional<PageToken.Place> after) {

    /// What a call allows.
    ///
    /// @param sizeMin the smallest page size
    /// @param sizeOtherwise the page size where none is asked for; 0 if it must be
    /// @param sortFields what may be sorted by; the first is the default
    /// @param orderOtherwise ASC or DESC
    record Rules(
            int sizeMin,
            int sizeMax,
            int sizeOtherwise,
            List<String> sortFields,
            String orderOtherwise) {
        Rules {
            sortFields = List.copyOf(sortFields);
        }
    }

    /// Reads the paging of a call, after all its other parameters; what is wrong with it is noted
    /// in `in`.
    static Pages read(Parameters in, Request request, ShopWorld shop, Rules rules) {
        int size =
                rules.sizeOtherwise() == 0
                        ? in.queryInt("page_size", rules.sizeMin(), rules.sizeMax())
                        : in.queryInt(
                                "page_size",
                                rules.sizeMin(),
                                rules.sizeMax(),
                                rules.sizeOtherwise());
        String field =
                in.queryChoice(
                        "sort_field",
                        Set.copyOf(rules.sortFields()),
                        rules.sortFields().getFirst());
        String order = in.queryChoice("sort_order", Set.of("ASC", "DESC"), rules.orderOtherwise());
        long fingerprint = PageToken.fingerprint(request.path(), shop.profile().key(), in.asked());
        return new Pages(size, field, order.equals("ASC"), fingerprint, in.after(fingerprint));
    }

    <T> Selection<T> selection(ToLongFunction<T> sortValue, ToLongFunction<T> number) {
        return new Selection<>(size, ascending, after, sortValue, number);
    }

    /// Writes where the next page begins, empty after the last, and how many match in all.
    void write(ObjectNode data, Selection.Page<?> page) {
        PageToken.Place next = page.next();
        data.put("next_page_token", next == null ? "" : PageToken.of(fingerprint, next));
        data.put("total_count", page.total());
    }
}
