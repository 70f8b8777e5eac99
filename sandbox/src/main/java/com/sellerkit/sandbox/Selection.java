package com.sellerkit.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Picks one page while all that match are offered, in memory that depends on the page size only.
final class Selection<T> {

    /// A page of a search.
    ///
    /// @param total how many match in all
    /// @param next where the next page begins; absent on the last
    record Page<T>(List<T> items, long total, PageToken.@Nullable Place next) {
        Page {
            items = List.copyOf(items);
        }
    }

    private final int pageSize;
    private final boolean ascending;
    private final Optional<PageToken.Place> after;
    private final ToLongFunction<T> sortValue;
    private final ToLongFunction<T> number;
    private final Comparator<T> order;
    private final PriorityQueue<T> best;
    private long total;
    private long passed;

    /// @param number what ties are broken by, so that a walk is exact
    Selection(
            int pageSize,
            boolean ascending,
            Optional<PageToken.Place> after,
            ToLongFunction<T> sortValue,
            ToLongFunction<T> number) {
        this.pageSize = pageSize;
        this.ascending = ascending;
        this.after = after;
        this.sortValue = sortValue;
        this.number = number;
        Comparator<T> upwards = Comparator.comparingLong(sortValue).thenComparingLong(number);
        this.order = ascending ? upwards : upwards.reversed();
        this.best = new PriorityQueue<>(pageSize + 2, order.reversed());
    }

    /// How many of those that were offered came on the pages before this one.
    long passed() {
        return passed;
    }

    void offer(T item) {
        total++;
        if (!comesLater(item)) {
            passed++;
            return;
        }
        if (best.size() <= pageSize) {
            best.add(item);
        } else if (order.compare(item, best.element()) < 0) {
            best.poll();
            best.add(item);
        }
    }

    Page<T> page() {
        List<T> sorted = best.stream().sorted(order).toList();
        if (sorted.size() <= pageSize) {
            return new Page<>(sorted, total, null);
        }
        List<T> page = sorted.subList(0, pageSize);
        T last = page.getLast();
        return new Page<>(
                page,
                total,
                new PageToken.Place(sortValue.applyAsLong(last), number.applyAsLong(last)));
    }

    private boolean comesLater(T item) {
        if (after.isEmpty()) {
            return true;
        }
        int order = Long.compare(sortValue.applyAsLong(item), after.get().sortValue());
        int tie = order == 0 ? Long.compare(number.applyAsLong(item), after.get().number()) : order;
        return ascending ? tie > 0 : tie < 0;
    }
}
