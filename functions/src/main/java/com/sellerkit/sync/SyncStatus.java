package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Tells how far each stream of a shop is in step.
public final class SyncStatus {
    /// Reading this much later than planned is told to the seller as a delay.
    private static final Duration LATE = Duration.ofMinutes(10);

    private final StreamStates states;
    private final List<String> streams;
    private final InstantSource clock;

    /// @param records the table of the shops' data
    /// @param streams the names of all streams, in the order to tell them
    public SyncStatus(Records records, List<String> streams, InstantSource clock) {
        this.states = new StreamStates(records);
        this.streams = List.copyOf(streams);
        this.clock = clock;
    }

    /// One status for each stream there is.
    public List<StreamStatus> of(ShopId shop) {
        Instant now = clock.instant();
        return streams.stream()
                .map(stream ->
                        states.read(shop, stream)
                                .map(state -> status(state, now))
                                .orElseGet(() -> waiting(stream)))
                .toList();
    }

    private static StreamStatus waiting(String stream) {
        return new StreamStatus(
                stream,
                StreamStatus.State.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static StreamStatus status(StreamState state, Instant now) {
        boolean running = state.isHeld(now);
        boolean isPlanned = state.dueAt().isPresent();
        Optional<Trouble> trouble = state.trouble().or(() -> lateness(state, now));
        return new StreamStatus(
                state.stream(),
                trouble.map(reason -> reason.code().state()).orElseGet(() -> healthy(state)),
                trouble,
                trouble.filter(_ -> isPlanned)
                        .map(_ -> state.wantedAt().isBefore(now) ? now : state.wantedAt()),
                progress(state),
                state.asOf(),
                state.lastAttemptAt(),
                isPlanned && !running ? Optional.of(state.wantedAt()) : Optional.empty(),
                running);
    }

    private static StreamStatus.State healthy(StreamState state) {
        if (state.imported().isPresent()) {
            return StreamStatus.State.IN_STEP;
        }
        return state.walk().isPresent() || state.lastAttemptAt().isPresent()
                ? StreamStatus.State.IMPORTING
                : StreamStatus.State.WAITING;
    }

    private static Optional<Trouble> lateness(StreamState state, Instant now) {
        boolean late =
                state.imported().isPresent()
                        && !state.isHeld(now)
                        && state.wantedAt().plus(LATE).isBefore(now);
        return late ? Optional.of(Trouble.of(Trouble.Code.INTERNAL)) : Optional.empty();
    }

    private static Optional<StreamStatus.Progress> progress(StreamState state) {
        return state.imported()
                .map(done ->
                        new StreamStatus.Progress(
                                done.read(),
                                total(done.total()),
                                done.unreadable(),
                                done.startedAt(),
                                Optional.of(done.finishedAt())))
                .or(() ->
                        state.walk()
                                .map(walk ->
                                        new StreamStatus.Progress(
                                                walk.read(),
                                                total(walk.total()),
                                                walk.unreadable(),
                                                walk.startedAt(),
                                                Optional.empty())));
    }

    private static Optional<Long> total(long total) {
        return total < 0 ? Optional.empty() : Optional.of(total);
    }
}
