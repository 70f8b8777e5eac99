package com.sellerkit.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Things in the order of their places, from which pages are cut without looking at the others.
///
/// @param things sorted by place, ascending, no two at the same place
/// @param place where a thing stands: what it is sorted by, and its number
record Listing<T>(List<T> things, Function<T, PageToken.Place> place) {

    /// Some of the things that follow one another.
    ///
    /// @param next where the next page begins; absent on the last
    record Page<T>(List<T> things, PageToken.@Nullable Place next) {

        /// What the answer says about going on: a token, or an empty text on the last page.
        String token(long fingerprint) {
            return next == null ? "" : PageToken.of(fingerprint, next);
        }
    }

    /// The things whose sort value lies within a range.
    ///
    /// @param ge the first value wanted
    /// @param lt the first value no longer wanted
    Listing<T> between(long ge, long lt) {
        int from = firstAt(new PageToken.Place(ge, Long.MIN_VALUE));
        int to = firstAt(new PageToken.Place(lt, Long.MIN_VALUE));
        return new Listing<>(things.subList(from, Math.max(from, to)), place);
    }

    Page<T> page(boolean ascending, int size, Optional<PageToken.Place> after) {
        return ascending ? upwards(size, after) : downwards(size, after);
    }

    private Page<T> upwards(int size, Optional<PageToken.Place> after) {
        int from =
                after.map(at -> firstAt(new PageToken.Place(at.sortValue(), at.number() + 1)))
                        .orElse(0);
        int to = Math.min(things.size(), from + size);
        return page(things.subList(from, to), to < things.size());
    }

    private Page<T> downwards(int size, Optional<PageToken.Place> after) {
        int to = after.map(this::firstAt).orElse(things.size());
        int from = Math.max(0, to - size);
        return page(things.subList(from, to).reversed(), from > 0);
    }

    private Page<T> page(List<T> page, boolean more) {
        return new Page<>(page, more ? place.apply(page.getLast()) : null);
    }

    /// The index of the first thing that is not before a place.
    int firstAt(PageToken.Place at) {
        int low = 0;
        int high = things.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            PageToken.Place there = place.apply(things.get(middle));
            int order = Long.compare(there.sortValue(), at.sortValue());
            boolean before = order < 0 || (order == 0 && there.number() < at.number());
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low;
    }
}
