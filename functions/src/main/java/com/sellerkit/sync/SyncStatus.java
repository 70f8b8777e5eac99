package com.sellerkit.sync;

import com.sellerkit.platform.Meanwhile;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tells how far each stream of a shop is in step.
public final class SyncStatus {
    /// Reading this much later than planned is told to the seller as a delay.
    private static final Duration LATE = Duration.ofMinutes(10);

    private final Records records;
    private final StreamStates states;
    private final FollowUps followUps;
    private final Certificates certificates;
    private final List<String> streams;
    private final InstantSource clock;

    /// @param records the table of the shops' data
    /// @param streams the names of all streams, in the order to tell them
    public SyncStatus(Records records, List<String> streams, InstantSource clock) {
        this.records = records;
        this.states = new StreamStates(records);
        this.followUps = new FollowUps(records);
        this.certificates = new Certificates(records);
        this.streams = List.copyOf(streams);
        this.clock = clock;
    }

    /// One status for each stream there is.
    public List<StreamStatus> of(ShopId shop) {
        Instant now = clock.instant();
        List<Meanwhile<Beside>> beside =
                streams.stream()
                        .map(stream -> Meanwhile.begin(() -> beside(shop, stream)))
                        .toList();
        Map<String, StreamState> begun =
                states.read(shop, streams).stream()
                        .collect(Collectors.toMap(StreamState::stream, Function.identity()));
        List<StreamStatus> all = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            String stream = streams.get(i);
            Beside read = beside.get(i).result();
            StreamState state = begun.get(stream);
            all.add(state == null ? waiting(stream, read) : status(state, read, now));
        }
        return List.copyOf(all);
    }

    /// What each stream's certificates say, from a day on, in the order in which streams are told.
    ///
    /// @param from at most 90 days before the newest
    public Map<String, List<Certificate>> certificates(
            ShopId shop, List<String> of, LocalDate from) {
        Map<String, Meanwhile<List<Certificate>>> reads = new LinkedHashMap<>();
        for (String stream : of) {
            reads.put(stream, Meanwhile.begin(() -> certificates.of(shop, stream, from)));
        }
        Map<String, List<Certificate>> all = new LinkedHashMap<>();
        reads.forEach((stream, read) -> all.put(stream, read.result()));
        return all;
    }

    /// The names of all streams, in the order to tell them.
    public List<String> streams() {
        return streams;
    }

    /// What is told of a stream besides its state.
    private record Beside(
            Streams.Group group,
            Optional<StreamStatus.Waiting> waiting,
            Optional<StreamStatus.Compared> compared,
            Optional<StreamStatus.Apart> apart) {}

    private Beside beside(ShopId shop, String name) {
        Streams stream = Streams.named(name).orElseThrow();
        Optional<StreamStatus.Compared> compared =
                compared(certificates.of(shop, name, StreamStatus.Compared.DAYS));
        return stream.isFollowed()
                ? new Beside(
                        stream.group(),
                        Optional.of(waiting(shop, name)),
                        compared,
                        apart(shop, name))
                : new Beside(stream.group(), Optional.empty(), compared, Optional.empty());
    }

    private Optional<StreamStatus.Apart> apart(ShopId shop, String stream) {
        int most = StreamStatus.Apart.COUNT_MAX;
        List<SetApart> told =
                followUps.apart(shop, stream, most + 1).stream().filter(SetApart::isTold).toList();
        return told.stream()
                .map(SetApart::since)
                .min(Comparator.naturalOrder())
                .map(since ->
                        new StreamStatus.Apart(
                                Math.min(told.size(), most),
                                told.size() > most,
                                told.stream()
                                        .map(SetApart::code)
                                        .distinct()
                                        .sorted()
                                        .limit(StreamStatus.Apart.CODES_MAX)
                                        .toList(),
                                since,
                                told.stream()
                                        .map(SetApart::tryAt)
                                        .min(Comparator.naturalOrder())
                                        .orElse(since)));
    }

    /// Whether the platform tells of the shop's changes at once.
    public WebhookStatus webhooks(ShopId shop) {
        return WebhookStatus.of(records, shop);
    }

    private StreamStatus.Waiting waiting(ShopId shop, String stream) {
        int most = StreamStatus.Waiting.COUNT_MAX;
        int count = followUps.waiting(shop, stream, most + 1);
        return new StreamStatus.Waiting(Math.min(count, most), count > most);
    }

    private static Optional<StreamStatus.Compared> compared(List<Certificate> newest) {
        return newest.stream()
                .map(Certificate::checkedAt)
                .max(Comparator.naturalOrder())
                .map(checkedAt ->
                        new StreamStatus.Compared(
                                (int)
                                        newest.stream()
                                                .filter(each -> each.day().isPresent())
                                                .count(),
                                (int) newest.stream().filter(Certificate::isLasting).count(),
                                checkedAt));
    }

    private static StreamStatus waiting(String stream, Beside beside) {
        return new StreamStatus(
                stream,
                StreamStatus.State.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                beside.group(),
                beside.waiting(),
                Lately.NOTHING,
                beside.compared(),
                beside.apart());
    }

    private static StreamStatus status(StreamState state, Beside beside, Instant now) {
        boolean running = state.isHeld(now);
        boolean isPlanned = state.dueAt().isPresent();
        Optional<Trouble> trouble =
                state.trouble()
                        .or(() -> lateness(state, now))
                        .or(() -> state.gap().flatMap(Gap::trouble));
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
                running,
                beside.group(),
                beside.waiting(),
                state.lately().at(now),
                beside.compared(),
                beside.apart());
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
