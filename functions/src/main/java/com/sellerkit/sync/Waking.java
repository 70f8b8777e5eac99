package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Has streams read soon, rather than when they are due by themselves, since there is something new
/// for them.
final class Waking {
    private final StreamStates states;
    private final SyncQueues queues;
    private final InstantSource clock;

    Waking(Records records, SyncQueues queues, InstantSource clock) {
        this.states = new StreamStates(records);
        this.queues = queues;
        this.clock = clock;
    }

    /// Whether a worker was told. Called behind what is kept, so that a crash in between only
    /// delays it.
    boolean wake(ShopId shop, long epoch, String stream) {
        Instant now = clock.instant();
        Duration least = Streams.leastBetween(stream);
        Optional<StreamState> woken = states.wake(shop, stream, epoch, least, now);
        woken.ifPresent(state -> queues.send(state.message()));
        return woken.isPresent();
    }
}
