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
        Optional<SyncMessage> message =
                states.wake(shop, stream, epoch, least, now)
                        .map(Waking::atOnce)
                        .or(() -> ahead(shop, epoch, stream, now));
        message.ifPresent(queues::send);
        return message.isPresent();
    }

    /// Has a stream read again soon that became calm, as somebody spoke of what it reads.
    void stir(ShopId shop, long epoch, String stream) {
        states.stir(shop, stream, epoch, clock.instant());
    }

    /// What was read whole before does not wait behind what is read for the first time.
    private static SyncMessage atOnce(StreamState state) {
        return state.imported().isPresent() ? state.message().fresh() : state.message();
    }

    /// A message that goes ahead of the one that waits already behind others, if there is one; the
    /// second of the two to be worked on finds nothing to do.
    private Optional<SyncMessage> ahead(ShopId shop, long epoch, String stream, Instant now) {
        return Streams.lane(stream) == SyncMessage.Lane.BACKFILL
                ? states.waiting(shop, stream, epoch, now)
                        .filter(state -> state.imported().isPresent())
                        .map(Waking::atOnce)
                : Optional.empty();
    }
}
