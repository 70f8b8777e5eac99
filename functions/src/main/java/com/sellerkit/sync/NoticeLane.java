package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.time.Instant;
import java.util.Optional;

/// The gate of the writes that notifications cause, beside those of the streams.
///
/// Several batches may write through it at once, since the version of an order already decides
/// between two reads of it. What the gate keeps out is an earlier connection: it stands at the
/// shop's epoch, and disconnecting raises it.
final class NoticeLane {
    /// The lane's name, where a stream would have its own.
    static final String NAME = "notice";

    private static final int ATTEMPTS_MAX = 5;

    private final StreamStates states;
    private final Records records;

    NoticeLane(Records records) {
        this.states = new StreamStates(records);
        this.records = records;
    }

    /// The check that every write of this epoch carries; empty if the shop is past it.
    Optional<Write.Check> gate(ShopId shop, long epoch, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<StreamState> seen = states.read(shop, NAME);
            long reached = seen.map(StreamState::epoch).orElse(0L);
            if (reached > epoch) {
                return Optional.empty();
            }
            if (reached == epoch) {
                return seen.map(state -> new Write.Check(state.key(), state.gate()));
            }
            long fence = seen.map(StreamState::fence).orElse(0L) + 1;
            StreamState begun =
                    StreamState.fresh(shop, NAME, epoch, fence, now, now)
                            .released(now, Optional.empty());
            Condition unchanged = seen.map(StreamState::gate).orElse(Condition.ABSENT);
            var _ = records.write(begun.putIf(unchanged));
        }
        throw new IllegalStateException("the gate changed at every attempt to open it");
    }
}
