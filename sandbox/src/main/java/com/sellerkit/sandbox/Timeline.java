package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// The life of one order: the states it enters and when. What is asked always names a moment, and
/// nothing after it shows.
final class Timeline {
    private final OrderId id;
    private final long number;
    private final OrderStatus[] statuses;
    private final long[] times;

    /// A life written down.
    ///
    /// @param statuses the states in the order they are entered, at least one
    /// @param times the Unix second each is entered at, never decreasing
    Timeline(OrderId id, long number, OrderStatus[] statuses, long[] times) {
        this.id = id;
        this.number = number;
        this.statuses = statuses;
        this.times = times;
    }

    OrderId id() {
        return id;
    }

    long number() {
        return number;
    }

    long createTime() {
        return times[0];
    }

    boolean existsAt(long now) {
        return times[0] <= now;
    }

    OrderStatus statusAt(long now) {
        return statuses[last(now)];
    }

    long updateTimeAt(long now) {
        return times[last(now)];
    }

    /// When the order first was at or past `stage`; empty while it is not.
    OptionalLong reached(OrderStatus stage, long now) {
        for (int i = 0; i <= last(now); i++) {
            if (statuses[i].reached(stage)) {
                return OptionalLong.of(times[i]);
            }
        }
        return OptionalLong.empty();
    }

    /// When the order entered exactly this state last; empty if it has not.
    OptionalLong entered(OrderStatus status, long now) {
        for (int i = last(now); i >= 0; i--) {
            if (statuses[i] == status) {
                return OptionalLong.of(times[i]);
            }
        }
        return OptionalLong.empty();
    }

    /// One state of this life.
    ///
    /// @param packaged whether the order's packages appear with it
    record Entry(OrderStatus status, long at, boolean packaged) {}

    /// The states that are entered after `from`, up to and including `to`.
    List<Entry> entries(long from, long to) {
        if (times[0] > to || times[times.length - 1] <= from) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        boolean packed = false;
        for (int i = 0; i < times.length && times[i] <= to; i++) {
            boolean packs = !packed && statuses[i].reached(OrderStatus.PARTIALLY_SHIPPING);
            packed |= packs;
            if (times[i] > from) {
                entries.add(new Entry(statuses[i], times[i], packs));
            }
        }
        return entries;
    }

    /// The same life until `at`, and from there the given state for good.
    Timeline movedTo(OrderStatus status, long at) {
        int kept = last(at) + 1;
        OrderStatus[] newStatuses = Arrays.copyOf(statuses, kept + 1);
        long[] newTimes = Arrays.copyOf(times, kept + 1);
        newStatuses[kept] = status;
        newTimes[kept] = at;
        return new Timeline(id, number, newStatuses, newTimes);
    }

    private int last(long now) {
        int i = times.length - 1;
        while (i > 0 && times[i] > now) {
            i--;
        }
        return i;
    }
}
