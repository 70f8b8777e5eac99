package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Very many connected shops, as the planner knows them: each with a stream that was read before
/// and is due at some time.
public final class ConnectedShops {
    private static final long FIRST = 7_495_014_870_000_000_000L;
    private static final int TOGETHER_MAX = 100;

    private ConnectedShops() {}

    /// Lays down the states of so many shops, from that number on.
    ///
    /// @param dueAt when the stream of a shop is due, by the shop's number
    public static void lay(
            Records records, int from, int count, Instant now, IntFunction<Instant> dueAt) {
        List<Write> writes = new ArrayList<>();
        for (int number = from; number < from + count; number++) {
            writes.add(put(number, now, dueAt));
            if (writes.size() == TOGETHER_MAX || number == from + count - 1) {
                records.write(writes);
                writes.clear();
            }
        }
    }

    /// The states of so many shops, from that number on, for a table that is laid in bulk.
    public static List<Item> states(int from, int count, Instant now, IntFunction<Instant> dueAt) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> put(number, now, dueAt).item())
                .toList();
    }

    private static Write.Put put(int number, Instant now, IntFunction<Instant> dueAt) {
        return state(number, now, dueAt.apply(number)).putIf(Condition.ALWAYS);
    }

    private static StreamState state(int number, Instant now, Instant due) {
        Walk walk = Walk.begin(new Window(Window.By.CREATED, Optional.empty(), now), now);
        return StreamState.fresh(new ShopId(Long.toString(FIRST + number)), "order", 1, 1, now, due)
                .imported(walk, now)
                .released(due, Optional.of(due));
    }
}
