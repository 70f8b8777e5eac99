package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

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
            writes.add(state(number, now, dueAt.apply(number)).putIf(Condition.ALWAYS));
            if (writes.size() == TOGETHER_MAX || number == from + count - 1) {
                records.write(writes);
                writes.clear();
            }
        }
    }

    private static StreamState state(int number, Instant now, Instant due) {
        Walk walk = Walk.begin(new Window(Window.By.CREATED, Optional.empty(), now), now);
        return StreamState.fresh(new ShopId(Long.toString(FIRST + number)), "order", 1, 1, now, due)
                .imported(walk, now)
                .released(due, Optional.of(due));
    }
}
