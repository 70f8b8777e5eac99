package com.sellerkit.tiktok;

import java.time.Instant;
import java.util.Optional;

/// One page of an order search: a window over one of the order's two times, walked in one
/// direction.
///
/// @param by the time that filters and sorts
/// @param direction the direction of the walk
/// @param from inclusive start of the window, in whole seconds; absent means the shop's first order
/// @param before exclusive end of the window, in whole seconds; absent means now
/// @param pageToken empty for the first page, else the `nextPageToken` of the page before
/// @param pageSize 1 to 100
public record OrderSearch(
        Time by,
        Direction direction,
        Optional<Instant> from,
        Optional<Instant> before,
        String pageToken,
        int pageSize) {

    /// The most orders that the platform puts on one page.
    public static final int PAGE_SIZE_MAX = 100;

    /// The two times of an order that the platform can search by.
    public enum Time {
        CREATED("create_time"),
        UPDATED("update_time");

        private final String wireName;

        Time(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /// Which end of the window comes first.
    public enum Direction {
        OLDEST_FIRST("ASC"),
        NEWEST_FIRST("DESC");

        private final String wireName;

        Direction(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    public OrderSearch {
        if (pageSize < 1 || pageSize > PAGE_SIZE_MAX) {
            throw new IllegalArgumentException(
                    "pageSize is " + pageSize + "; allowed is 1 to " + PAGE_SIZE_MAX);
        }
        if (from.isPresent() && before.isPresent() && !from.get().isBefore(before.get())) {
            throw new IllegalArgumentException("the window ends before it begins");
        }
    }
}
