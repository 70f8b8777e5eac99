package com.sellerkit.sync;

import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Takes a person's wish to read a shop's changes now.
public final class SyncRequests {
    /// The least time between two such wishes.
    public static final Duration LEAST_BETWEEN = Duration.ofSeconds(10);

    private final StreamStates states;
    private final FollowUps followUps;
    private final ShopDirectory directory;
    private final SyncQueues queues;
    private final List<String> streams;
    private final InstantSource clock;

    /// @param records the table of the shops' data
    /// @param directory says whether a shop can be read
    /// @param queues where the workers are told
    /// @param streams the names of all streams
    public SyncRequests(
            Records records,
            ShopDirectory directory,
            SyncQueues queues,
            List<String> streams,
            InstantSource clock) {
        this.states = new StreamStates(records);
        this.followUps = new FollowUps(records);
        this.directory = directory;
        this.queues = queues;
        this.streams = List.copyOf(streams);
        this.clock = clock;
    }

    /// What came of the wish.
    public sealed interface SyncRequest {
        /// At least one stream is read now.
        record Accepted() implements SyncRequest {}

        /// All of them are being read already.
        record AlreadyRunning() implements SyncRequest {}

        /// The last wish is too recent.
        ///
        /// @param retryAfter how long to wait, more than zero
        record TooSoon(Duration retryAfter) implements SyncRequest {}

        /// TikTok Shop no longer accepts the connection; only reconnecting helps.
        record ReconnectNeeded() implements SyncRequest {}

        /// The shop is disconnected.
        record Disconnected() implements SyncRequest {}

        /// There is no such shop.
        record NoShop() implements SyncRequest {}

        /// There is no such stream.
        record NoStream() implements SyncRequest {}
    }

    /// Reads all of the shop's changes now, as the other does those of one stream.
    public SyncRequest now(ShopId id) {
        return now(id, streams);
    }

    /// Reads the changes of one stream now, unless it is being read or was asked for a moment ago.
    public SyncRequest now(ShopId id, String stream) {
        return streams.contains(stream) ? now(id, List.of(stream)) : new SyncRequest.NoStream();
    }

    private SyncRequest now(ShopId id, List<String> wanted) {
        Optional<Shop> shop = directory.shop(id);
        if (shop.isEmpty()) {
            return new SyncRequest.NoShop();
        }
        switch (shop.get().state()) {
            case RECONNECT_NEEDED -> {
                return new SyncRequest.ReconnectNeeded();
            }
            case DISCONNECTED -> {
                return new SyncRequest.Disconnected();
            }
            case CONNECTED -> {}
        }
        Optional<Duration> wait = Optional.empty();
        boolean accepted = false;
        for (String stream : wanted) {
            switch (ask(shop.get(), stream)) {
                case SyncRequest.Accepted() -> accepted = true;
                case SyncRequest.TooSoon(Duration after) -> wait = Optional.of(after);
                case SyncRequest.AlreadyRunning(),
                        SyncRequest.ReconnectNeeded(),
                        SyncRequest.Disconnected(),
                        SyncRequest.NoShop(),
                        SyncRequest.NoStream() -> {}
            }
        }
        if (accepted) {
            return new SyncRequest.Accepted();
        }
        return wait.<SyncRequest>map(SyncRequest.TooSoon::new)
                .orElseGet(SyncRequest.AlreadyRunning::new);
    }

    private SyncRequest ask(Shop shop, String stream) {
        Instant now = clock.instant();
        Optional<StreamState> seen =
                states.read(shop.id(), stream).filter(state -> state.epoch() == shop.epoch());
        if (seen.isEmpty()) {
            // The news of the connection was lost, or is on its way.
            states.want(shop.id(), stream, shop.epoch(), now)
                    .ifPresent(state -> queues.send(state.message()));
            return new SyncRequest.Accepted();
        }
        StreamState state = seen.get();
        if (state.isHeld(now)) {
            return new SyncRequest.AlreadyRunning();
        }
        Optional<Duration> wait =
                state.askedAt()
                        .map(asked -> Duration.between(now, asked.plus(LEAST_BETWEEN)))
                        .filter(Duration::isPositive);
        if (wait.isPresent()) {
            return new SyncRequest.TooSoon(wait.get());
        }
        Optional<StreamState> woken = states.ask(state, now);
        if (woken.isEmpty()) {
            // Somebody else began with it this very moment.
            return new SyncRequest.AlreadyRunning();
        }
        if (Streams.named(stream).filter(Streams::isFollowed).isPresent()) {
            followUps.tryApartNow(shop.id(), stream, now);
        }
        queues.send(woken.get().message());
        return new SyncRequest.Accepted();
    }
}
