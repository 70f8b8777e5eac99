package com.sellerkit.sync;

import static com.sellerkit.platform.Log.Field.code;
import static com.sellerkit.platform.Log.Field.count;
import static com.sellerkit.platform.Log.Field.exception;
import static com.sellerkit.platform.Log.Field.millis;
import static com.sellerkit.platform.Log.Field.outcome;
import static com.sellerkit.platform.Log.Field.shop;
import static com.sellerkit.platform.Log.Field.word;

import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.connect.TokenRefresh;
import com.sellerkit.platform.Backoff;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Log;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Brings one stream of one shop in step: walks pages, stores what changed, and moves on only
/// behind what is durable. The same for every stream.
public final class SyncEngine {
    private static final Log LOG = Log.to("sync");

    /// After so long, a run lets others have the worker, and goes on behind them: a shop with very
    /// much to read keeps nobody waiting for longer than that.
    private static final Duration TURN = Duration.ofSeconds(5);

    /// The longest that a run waits for an answer, or for being allowed to ask.
    private static final Duration ASK_MAX = Duration.ofSeconds(20);

    /// Without this much time left, no further page is begun.
    private static final Duration PAGE_TIME = Duration.ofSeconds(6);

    /// Kept back for storing a page once it was read.
    private static final Duration STORE_TIME = Duration.ofSeconds(4);

    /// How long past its deadline a run is left alone.
    private static final Duration LEASE_PAST_DEADLINE = Duration.ofSeconds(15);

    private static final Duration RECHECK_RECONNECT = Duration.ofHours(1);
    private static final Duration RECHECK_STOPPED = Duration.ofHours(6);
    private static final Duration BUSY_WAIT = Duration.ofSeconds(5);
    private static final Duration THROTTLED_LEAST = Duration.ofSeconds(5);
    private static final Duration NEVER_WANTED = Duration.ofDays(3650);
    private static final Duration COMPARE_AGAIN = Duration.ofMinutes(15);
    private static final double JITTER = 0.1;
    private static final int PAGES_MAX = 1_000;

    /// A page of contested records, each changed once more while it was confirmed.
    private static final int CONFIRMATIONS_MAX = 8;

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(30), Duration.ofHours(1), Integer.MAX_VALUE);

    private final StreamStates states;
    private final PageWriter writer;
    private final Sweeps sweeps;
    private final ShopDirectory directory;
    private final TokenRefresh refresh;
    private final SyncQueues queues;
    private final Map<String, Stream<?>> streams;
    private final Pace pace;
    private final InstantSource clock;
    private final Ids ids;

    /// @param records the table of the shops' data
    /// @param fingerprints tell what is unchanged
    /// @param directory says how a shop is reached
    /// @param refresh renews a token that the platform no longer takes
    /// @param queues where a run that is out of time goes on
    /// @param streams all streams there are
    /// @param keepsOriginals for how long what the platform sent is kept beside what is made of it;
    ///   zero keeps nothing of it
    /// @param pace how soon each is read again
    /// @param clock tells the time
    /// @param ids names runs and gives jitter
    public SyncEngine(
            Records records,
            Fingerprints fingerprints,
            ShopDirectory directory,
            TokenRefresh refresh,
            SyncQueues queues,
            List<Stream<?>> streams,
            Duration keepsOriginals,
            Pace pace,
            InstantSource clock,
            Ids ids) {
        this.states = new StreamStates(records);
        this.writer = new PageWriter(records, fingerprints, new OriginalPages(keepsOriginals));
        this.sweeps = new Sweeps(records);
        this.directory = directory;
        this.refresh = refresh;
        this.queues = queues;
        this.streams =
                streams.stream().collect(Collectors.toMap(Stream::name, Function.identity()));
        this.pace = pace;
        this.clock = clock;
        this.ids = ids;
    }

    /// Does what a message asks for, as far as the deadline allows.
    ///
    /// Whatever goes wrong with the platform is kept in the stream's state and ends in a retry.
    /// What goes wrong with the store is thrown, after the stream was left for a later attempt as
    /// well as possible.
    public RunOutcome run(SyncMessage message, Deadline deadline) {
        Stream<?> stream = streams.get(message.stream());
        if (stream == null) {
            return RunOutcome.UNKNOWN;
        }
        Optional<StreamState> seen = states.read(message.shop(), message.stream());
        if (seen.isEmpty()) {
            return RunOutcome.UNKNOWN;
        }
        Instant now = clock.instant();
        StreamState state = seen.get();
        if (state.epoch() != message.epoch()) {
            return RunOutcome.GONE;
        }
        if (state.isHeld(now)) {
            return RunOutcome.HELD;
        }
        if (state.wantedAt().isAfter(now)) {
            return RunOutcome.NOT_WANTED;
        }
        Instant until = deadline.at().plus(LEASE_PAST_DEADLINE);
        Optional<StreamState> held = states.acquire(state, ids.next("run"), until, now);
        return held.isEmpty()
                ? RunOutcome.HELD
                : new Run<>(stream, held.get(), message.urgency(), deadline).go();
    }

    /// One run of one stream, as its only holder.
    private final class Run<T> {
        private final Stream<T> stream;
        private final Urgency urgency;
        private final Deadline deadline;
        private final Instant beganAt = clock.instant();
        private StreamState state;
        private boolean renewed;
        private boolean news;
        private boolean onceMore;
        private int pages;
        private long written;
        private long unchanged;
        private long outdated;
        private long unreadable;
        private final Drift.Counter drift = new Drift.Counter();
        private long unconfirmed;
        private long vanished;
        private final Set<String> asked = new HashSet<>();
        private Optional<Lately.Lag> lag = Optional.empty();

        Run(Stream<T> stream, StreamState held, Urgency urgency, Deadline deadline) {
            this.stream = stream;
            this.state = held;
            this.urgency = urgency;
            this.deadline = deadline;
        }

        RunOutcome go() {
            try {
                RunOutcome outcome = reach();
                log(outcome);
                asked.forEach(this::wake);
                if (onceMore) {
                    queues.send(state.message());
                }
                return outcome;
            } catch (RuntimeException e) {
                LOG.error(
                        "run failed",
                        shop(state.shop()),
                        word("stream", stream.name()),
                        exception(e));
                leaveForLater(e);
                throw e;
            }
        }

        /// Has what was asked for read soon, rather than when its stream is due by itself.
        private void wake(String other) {
            Duration least = Streams.leastBetween(other);
            states.wake(state.shop(), other, state.epoch(), least, clock.instant())
                    .ifPresent(woken -> queues.send(woken.message()));
        }

        private RunOutcome reach() {
            return switch (directory.access(state.shop())) {
                case ShopReach.Ready ready -> reached(ready);
                case ShopReach.ReconnectNeeded _ ->
                        stop(Trouble.of(Trouble.Code.RECONNECT_NEEDED), RECHECK_RECONNECT);
                case ShopReach.Gone() -> abandon();
            };
        }

        private RunOutcome reached(ShopReach.Ready ready) {
            if (ready.epoch() != state.epoch()) {
                return abandon();
            }
            if (!ready.grantedScopes().contains(stream.scope())) {
                return stop(Trouble.of(Trouble.Code.SCOPE_MISSING), RECHECK_STOPPED);
            }
            return walk(ready.access().at(urgency));
        }

        private RunOutcome walk(ShopAccess access) {
            while (pages < PAGES_MAX) {
                if (deadline.left(clock).compareTo(PAGE_TIME) < 0 || isTurnOver()) {
                    return goOnLater();
                }
                Walk walk = Walks.next(state, stream.course(), clock.instant());
                Deadline askUntil = askUntil();
                Answer<StreamPage<T>> answer =
                        stream.source().page(access, walk.window(), walk.token(), askUntil);
                switch (answer) {
                    case Answer.Success<StreamPage<T>>(
                                    StreamPage<T> page,
                                    Instant sentAt,
                                    String _) -> {
                        Optional<Walk> parted = parted(walk, page);
                        if (parted.isPresent()) {
                            if (!begin(parted.get())) {
                                return RunOutcome.SUPERSEDED;
                            }
                            pages++;
                            continue;
                        }
                        Optional<RunOutcome> end = keep(access, walk, page, sentAt);
                        if (end.isPresent()) {
                            return end.get();
                        }
                    }
                    case Answer.Refused<StreamPage<T>>(int code, String _) -> {
                        // A page token may have expired; the walk can do without.
                        Optional<Walk> resumed = walk.resumed(Walks.isSorted(stream.course()));
                        if (resumed.isEmpty()) {
                            return stop(Trouble.of(Trouble.Code.REFUSED, code), RECHECK_RECONNECT);
                        }
                        if (!begin(resumed.get())) {
                            return RunOutcome.SUPERSEDED;
                        }
                        pages++;
                    }
                    case Answer.Throttled<StreamPage<T>>(Duration after) -> {
                        return throttled(after);
                    }
                    case Answer.TokenExpired<StreamPage<T>>() -> {
                        return expired();
                    }
                    case Answer.Revoked<StreamPage<T>>(int code) -> {
                        return revoked(code);
                    }
                    case Answer.ScopeMissing<StreamPage<T>>() -> {
                        return stop(Trouble.of(Trouble.Code.SCOPE_MISSING), RECHECK_STOPPED);
                    }
                    case Answer.ShopInactive<StreamPage<T>>(int code) -> {
                        return stop(Trouble.of(Trouble.Code.SHOP_INACTIVE, code), RECHECK_STOPPED);
                    }
                    case Answer.Unavailable<StreamPage<T>> _ -> {
                        return retryLater();
                    }
                }
            }
            return goOnLater();
        }

        private boolean isTurnOver() {
            return pages > 0 && !clock.instant().isBefore(beganAt.plus(TURN));
        }

        private Deadline askUntil() {
            Instant most = clock.instant().plus(ASK_MAX);
            Deadline last = askAllUntil();
            return last.at().isBefore(most) ? last : new Deadline(most);
        }

        /// For many questions one after the other.
        private Deadline askAllUntil() {
            return new Deadline(deadline.at().minus(STORE_TIME));
        }

        /// A smaller walk, if the platform has more in this window than it would show.
        private Optional<Walk> parted(Walk walk, StreamPage<T> page) {
            return stream.course() instanceof Course.Windowed windowed
                            && walk.token().isEmpty()
                            && page.total() > windowed.most()
                    ? walk.parted()
                    : Optional.empty();
        }

        /// Walks like this from now on; false if somebody else has raised the fence.
        private boolean begin(Walk walk) {
            StreamState next = state.walking(walk);
            if (!states.store(state, next)) {
                return false;
            }
            state = next;
            return true;
        }

        private RunOutcome throttled(Duration after) {
            Duration wait = after.compareTo(THROTTLED_LEAST) < 0 ? THROTTLED_LEAST : after;
            return suspend(Trouble.of(Trouble.Code.THROTTLED), wait, RunOutcome.DELAYED);
        }

        private RunOutcome expired() {
            return renewed ? retryLater() : renew();
        }

        private RunOutcome revoked(int code) {
            // Another process may have replaced the token: only a renewal tells.
            return renewed
                    ? stop(Trouble.of(Trouble.Code.RECONNECT_NEEDED, code), RECHECK_RECONNECT)
                    : renew();
        }

        /// Stores a page; the outcome is there if the walk ended with it.
        private Optional<RunOutcome> keep(
                ShopAccess access, Walk walk, StreamPage<T> page, Instant sentAt) {
            Reading reading = new Reading(source(walk), sentAt, clock.instant());
            PageWriter.Prepared prepared = writer.prepare(state.shop(), stream, page, reading);
            int lost = page.unreadable().size() + prepared.tooLarge().size();
            List<Walk.Counted> counted =
                    page.records().stream()
                            .filter(record ->
                                    !prepared.tooLarge().contains(stream.mapper().id(record)))
                            .map(record -> counted(walk, record))
                            .toList();
            Walk behind =
                    walk.after(
                            Walks.isSorted(stream.course()),
                            counted,
                            lost,
                            page.isPartly(),
                            page.total(),
                            page.nextToken());
            boolean last = page.nextToken().isEmpty();
            Walk further = last ? behind.ended() : behind;
            Optional<Walk> onward = last ? onward(further) : Optional.of(further);
            measure(walk, prepared, sentAt);
            Lately paced = paced(walk, prepared.isNews(), onward.isEmpty());
            StreamState moved =
                    onward.map(state::walking).orElseGet(() -> done(further, paced.calm()));
            StreamState next =
                    moved.having(
                            moved.lately()
                                    .calmAt(paced.calm())
                                    .met(page.drift(), clock.instant())
                                    .behind(lag));
            if (Sweeps.isComplete(stream.course()) && !noted(walk, page)) {
                return Optional.of(RunOutcome.SUPERSEDED);
            }
            PageWriter.Stored stored = tallied(writer.store(prepared, state, next));
            pages++;
            unreadable += lost;
            drift.add(page.drift());
            if (stored.superseded()) {
                // Asked for once more, the page is read again and the walk then ends with that.
                return adopted() ? Optional.empty() : Optional.of(RunOutcome.SUPERSEDED);
            }
            if (!stored.contested().isEmpty()) {
                Optional<RunOutcome> end =
                        confirm(access, stored.contested(), reading.source(), next);
                if (end.isPresent()) {
                    return end;
                }
            }
            tellNewDrift(next.lately().newSince(state.lately()));
            state = next;
            settle(page);
            asked.addAll(prepared.asked());
            return onward.isEmpty() ? Optional.of(finished(access, further)) : Optional.empty();
        }

        /// What is known lately, with whether there is anything new: not of a first walk, which
        /// brings what was there before.
        private Lately paced(Walk walk, boolean isNews, boolean isLast) {
            Lately lately = state.lately();
            if (state.imported().isEmpty() || Walks.isPart(walk, stream.course())) {
                return lately;
            }
            news |= isNews;
            if (isNews) {
                return lately.busier();
            }
            return isLast && !news ? lately.calmer() : lately;
        }

        /// How late the changes are that a page brings. What was there before, or was left unread
        /// while the shop was disconnected, tells nothing about that.
        private void measure(Walk walk, PageWriter.Prepared page, Instant sentAt) {
            if (source(walk) != Source.POLL || walk.mending() || !page.isNews()) {
                return;
            }
            Instant now = clock.instant();
            Optional<Duration> theirs =
                    page.oldestChange()
                            .filter(_ -> walk.window().by() == Window.By.UPDATED)
                            .map(at -> Duration.between(at, sentAt))
                            .filter(late -> !late.isNegative());
            Lately.Lag measured = new Lately.Lag(theirs, Duration.between(sentAt, now), now);
            lag = Optional.of(lag.map(measured::or).orElse(measured));
        }

        private void tellNewDrift(List<Drift.Oddity> drifted) {
            for (Drift.Oddity each : drifted) {
                LOG.warn(
                        "answers drifted",
                        shop(state.shop()),
                        word("stream", stream.name()),
                        word("kind", each.kind().wireName()),
                        word("field", each.field()));
            }
        }

        /// Whether all that was changed by others is that there has to be one more walk.
        private boolean adopted() {
            Optional<StreamState> asked = states.askedAgain(state);
            asked.ifPresent(now -> state = now);
            return asked.isPresent();
        }

        private boolean noted(Walk walk, StreamPage<T> page) {
            List<Sweeps.Found> found = new ArrayList<>();
            for (T record : page.records()) {
                found.add(
                        new Sweeps.Found(
                                stream.mapper().id(record), stream.mapper().createdAt(record)));
            }
            // What cannot be read is there all the same.
            page.unreadable().stream()
                    .filter(id -> !id.isEmpty())
                    .forEach(id -> found.add(new Sweeps.Found(id, Instant.EPOCH)));
            return states.write(state, sweeps.note(state, walk, found, clock.instant()));
        }

        private RunOutcome finished(ShopAccess access, Walk walk) {
            if (Sweeps.isComplete(stream.course()) && !compared(access, walk)) {
                return RunOutcome.SUPERSEDED;
            }
            return RunOutcome.FINISHED;
        }

        /// Compares what was found with what is kept; false if the fence was raised meanwhile.
        private boolean compared(ShopAccess access, Walk walk) {
            Optional<Instant> from = Walks.beginning(state, stream.course(), walk);
            Sweeps.Comparison comparison = sweeps.compare(state, stream, walk, from);
            boolean expected =
                    stream.course() instanceof Course.Whole(Course.Vanishing vanishing)
                            && vanishing == Course.Vanishing.EXPECTED;
            boolean doubtful = comparison.isDoubtful() && !expected;
            // Part of what is there may hide behind what could not be read, or was not listed.
            boolean partial =
                    walk.unreadable() > 0
                            || walk.missing() > 0
                            || walk.total() > comparison.listed();
            boolean removing = !doubtful && !partial;
            if (removing && !comparison.vanished().isEmpty()) {
                Optional<Sweeps.Comparison> asked = askedAgain(access, walk, comparison);
                removing = asked.isPresent();
                comparison = asked.orElse(comparison);
            }
            Instant now = clock.instant();
            if (removing && !sweeps.remove(state, stream, comparison, now)) {
                return false;
            }
            vanished = removing ? comparison.vanished().size() : 0;
            List<Certificate> certificates = certificates(access, walk, comparison, removing, now);
            if (!sweeps.certify(state, certificates)) {
                return false;
            }
            tellDifference(certificates);
            if (!comparedAgainSoon(certificates, now)) {
                return false;
            }
            if (!doubtful) {
                return true;
            }
            LOG.error(
                    "too much vanished at once",
                    shop(state.shop()),
                    word("stream", stream.name()),
                    count("vanished", comparison.vanished().size()),
                    count("listed", comparison.listed()));
            StreamState told = state.troubled(Trouble.of(Trouble.Code.VANISHED));
            boolean stored = states.store(state, told);
            state = told;
            return stored;
        }

        private List<Certificate> certificates(
                ShopAccess access,
                Walk walk,
                Sweeps.Comparison comparison,
                boolean removed,
                Instant now) {
            String of = Rechecks.of(stream.name());
            Map<LocalDate, Integer> counted =
                    stream.course() instanceof Course.Recheck && walk.total() > comparison.listed()
                            ? DayCounts.of(
                                    stream,
                                    access,
                                    walk.window().from().orElse(walk.startedAt()),
                                    Walks.second(walk.startedAt()),
                                    askAllUntil(),
                                    clock)
                            : Map.of();
            Sweeps.Beside beside = sweeps.announced(state, stream, walk, counted);
            return sweeps.after(
                    state,
                    of,
                    comparison.certificates(of, removed, beside, now),
                    beside.announcedFrom());
        }

        /// What differs for the first time is compared once more before long: what was created or
        /// changed between the walk and its comparison then no longer does. False if the fence was
        /// raised meanwhile.
        private boolean comparedAgainSoon(List<Certificate> certificates, Instant now) {
            Instant soon = now.plus(COMPARE_AGAIN);
            boolean isNew =
                    certificates.stream().anyMatch(each -> each.isDiffering() && !each.isLasting());
            if (!isNew || !state.wantedAt().isAfter(soon)) {
                return true;
            }
            StreamState sooner = state.released(soon, Optional.of(soon));
            boolean stored = states.store(state, sooner);
            state = sooner;
            return stored;
        }

        private void tellDifference(List<Certificate> certificates) {
            List<Certificate> differing =
                    certificates.stream().filter(Certificate::isLasting).toList();
            if (!differing.isEmpty()) {
                LOG.warn(
                        "kept differs from listed",
                        shop(state.shop()),
                        word("stream", stream.name()),
                        count("days", differing.size()),
                        count(
                                "difference",
                                differing.stream().mapToInt(Certificate::difference).sum()),
                        count("unheld", differing.stream().mapToInt(Certificate::unheld).sum()));
            }
        }

        /// Asks by name for what was not listed, where the platform lets one: it may have been
        /// passed over. Empty if that could not be asked just now.
        private Optional<Sweeps.Comparison> askedAgain(
                ShopAccess access, Walk walk, Sweeps.Comparison comparison) {
            Deque<String> open = new ArrayDeque<>(comparison.vanished().keySet());
            Set<String> there = new HashSet<>();
            for (int call = 0; call < CONFIRMATIONS_MAX && !open.isEmpty(); call++) {
                List<String> ids = taken(open, Stream.Source.IDS_MAX);
                Deadline askUntil = askUntil();
                switch (stream.source().named(access, ids, askUntil)) {
                    case Answer.Success<StreamPage<T>>(
                                    StreamPage<T> page,
                                    Instant sentAt,
                                    String _) -> {
                        page.records().forEach(record -> there.add(stream.mapper().id(record)));
                        there.addAll(page.unreadable());
                        Reading reading =
                                new Reading(source(walk), sentAt, clock.instant(), page.isWhole());
                        tallied(
                                writer.store(
                                        writer.prepare(state.shop(), stream, page, reading),
                                        state));
                    }
                    case Answer.Refused<StreamPage<T>> _ -> {
                        return Optional.of(comparison);
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            return open.isEmpty() ? Optional.of(comparison.without(there)) : Optional.empty();
        }

        /// What has to be walked once this window is; empty if the walk is done.
        private Optional<Walk> onward(Walk further) {
            return further.missedSome()
                    ? Optional.of(
                            further.secondTime(Walks.beginning(state, stream.course(), further)))
                    : further.onward();
        }

        /// Writes what the page settles, now that it is durable; one that is refused was overtaken,
        /// and one that a crash prevents is settled by the next walk.
        private void settle(StreamPage<T> page) {
            for (Write write : page.settled()) {
                var _ = states.write(state, write);
            }
        }

        private PageWriter.Stored tallied(PageWriter.Stored stored) {
            written += stored.written();
            unchanged += stored.unchanged();
            outdated += stored.outdated();
            return stored;
        }

        /// Reads contested records until a read finds what is kept, then moves on; the outcome is
        /// there if that did not work, and the page is read again then.
        private Optional<RunOutcome> confirm(
                ShopAccess access, Set<String> contested, Source source, StreamState next) {
            Deque<String> open = new ArrayDeque<>(contested);
            for (int call = 0; call < CONFIRMATIONS_MAX; call++) {
                if (deadline.left(clock).compareTo(PAGE_TIME) < 0) {
                    return Optional.of(goOnLater());
                }
                List<String> ids = taken(open, Stream.Source.IDS_MAX);
                Deadline askUntil = askUntil();
                switch (stream.source().named(access, ids, askUntil)) {
                    case Answer.Success<StreamPage<T>>(
                                    StreamPage<T> page,
                                    Instant sentAt,
                                    String _) -> {
                        Set<String> unread = unread(ids, page);
                        if (!unread.isEmpty()) {
                            open.addAll(unread);
                            continue;
                        }
                        PageWriter.Prepared prepared =
                                writer.prepare(
                                        state.shop(),
                                        stream,
                                        page,
                                        new Reading(source, sentAt, clock.instant()));
                        PageWriter.Stored stored =
                                tallied(
                                        open.isEmpty()
                                                ? writer.store(prepared, state, next)
                                                : writer.store(prepared, state));
                        if (stored.superseded()) {
                            return Optional.of(adopted() ? goOnLater() : RunOutcome.SUPERSEDED);
                        }
                        if (open.isEmpty() && stored.contested().isEmpty()) {
                            return Optional.empty();
                        }
                        open.addAll(stored.contested());
                    }
                    // Asking for them by name is refused, and would be again: a walk must not end
                    // at that.
                    case Answer.Refused<StreamPage<T>> _ -> {
                        return moved(next);
                    }
                    case Answer.Throttled<StreamPage<T>>(Duration after) -> {
                        return Optional.of(throttled(after));
                    }
                    case Answer.TokenExpired<StreamPage<T>>() -> {
                        return Optional.of(expired());
                    }
                    case Answer.Revoked<StreamPage<T>>(int code) -> {
                        return Optional.of(revoked(code));
                    }
                    case Answer.ScopeMissing<StreamPage<T>>() -> {
                        return Optional.of(
                                stop(Trouble.of(Trouble.Code.SCOPE_MISSING), RECHECK_STOPPED));
                    }
                    case Answer.ShopInactive<StreamPage<T>>(int code) -> {
                        return Optional.of(
                                stop(
                                        Trouble.of(Trouble.Code.SHOP_INACTIVE, code),
                                        RECHECK_STOPPED));
                    }
                    case Answer.Unavailable<StreamPage<T>> _ -> {
                        return Optional.of(retryLater());
                    }
                }
            }
            // The platform changes them faster than they are read; the next walk overlaps this one.
            return moved(next);
        }

        /// Which of these the page does not tell truthfully.
        private Set<String> unread(List<String> ids, StreamPage<T> page) {
            Set<String> unread = new LinkedHashSet<>(ids);
            if (page.isWhole()) {
                page.records().forEach(record -> unread.remove(stream.mapper().id(record)));
            }
            return unread;
        }

        private Optional<RunOutcome> moved(StreamState next) {
            unconfirmed++;
            return states.store(state, next)
                    ? Optional.empty()
                    : Optional.of(RunOutcome.SUPERSEDED);
        }

        private static List<String> taken(Deque<String> open, int most) {
            List<String> taken = new ArrayList<>();
            while (!open.isEmpty() && taken.size() < most) {
                taken.add(open.remove());
            }
            return taken;
        }

        private Source source(Walk walk) {
            if (stream.course() instanceof Course.Recheck) {
                return Source.RECHECK;
            }
            boolean first = walk.mending() && walk.window().by() == Window.By.CREATED;
            if (state.imported().isEmpty() || first) {
                return Source.BACKFILL;
            }
            return state.returning() ? Source.RECONNECT : Source.POLL;
        }

        private Walk.Counted counted(Walk walk, T record) {
            Instant at =
                    switch (walk.window().by()) {
                        case CREATED -> stream.mapper().createdAt(record);
                        case UPDATED -> stream.mapper().updatedAt(record);
                        case ALL -> Instant.EPOCH;
                    };
            return new Walk.Counted(stream.mapper().id(record), at);
        }

        /// The state when a walk is done.
        private StreamState done(Walk walk, int calm) {
            Instant now = clock.instant();
            StreamState done = behind(walk, now);
            if (state.again()) {
                return doneOnceMore(done, now);
            }
            Instant wanted = next(walk, pace.until(stream, calm), now);
            Instant least = state.earliest(Streams.leastBetween(stream.name()), now);
            Instant soonest =
                    done.gap()
                            .filter(Gap::isOpen)
                            .map(Gap::retryAt)
                            .map(retry -> retry.isBefore(least) ? least : retry)
                            .filter(retry -> retry.isBefore(wanted))
                            .orElse(wanted);
            return done.released(soonest, Optional.of(soonest));
        }

        /// When the next walk begins that is not to mend anything.
        private Instant next(Walk walk, Duration between, Instant now) {
            Optional<Instant> since =
                    state.imported().isEmpty()
                            ? Optional.of(walk.startedAt())
                            : state.asOf().filter(_ -> Walks.isPart(walk, stream.course()));
            // After a long walk, what changed meanwhile is due at once.
            return since.map(at -> at.plus(between))
                    .map(due -> due.isBefore(now) ? now : due)
                    .orElseGet(() -> now.plus(jittered(between)));
        }

        private StreamState behind(Walk walk, Instant now) {
            Optional<Gap> left =
                    stream.course() instanceof Course.Followed
                            ? Optional.empty()
                            : Gap.behind(
                                    walk,
                                    state.gap(),
                                    Walks.whole(state, stream.course(), walk),
                                    Walks.isEverything(stream.course()),
                                    now,
                                    walk.isWhole() ? 0 : ids.fraction());
            if (state.imported().isEmpty()) {
                return state.imported(walk, now).leaving(left);
            }
            return (Walks.isPart(walk, stream.course()) ? state.mended() : state.inStep(walk))
                    .leaving(left);
        }

        /// The state when a walk is done behind which something changed.
        private StreamState doneOnceMore(StreamState done, Instant now) {
            Instant wanted = state.earliest(Streams.leastBetween(stream.name()), now);
            onceMore = !wanted.isAfter(now);
            Instant due = onceMore ? now.plus(StreamStates.CLAIM) : wanted;
            return done.released(wanted, Optional.of(due));
        }

        private RunOutcome renew() {
            renewed = true;
            return switch (refresh.refreshNow(state.shop())) {
                case TokenRefresh.RefreshOutcome.Refreshed() -> reach();
                case TokenRefresh.RefreshOutcome.Busy() ->
                        leave(
                                state.released(
                                        clock.instant().plus(BUSY_WAIT),
                                        Optional.of(clock.instant().plus(BUSY_WAIT))),
                                RunOutcome.DELAYED);
                case TokenRefresh.RefreshOutcome.ReconnectNeeded _ ->
                        stop(Trouble.of(Trouble.Code.RECONNECT_NEEDED), RECHECK_RECONNECT);
                case TokenRefresh.RefreshOutcome.Unavailable() -> retryLater();
                case TokenRefresh.RefreshOutcome.Gone() -> abandon();
            };
        }

        private RunOutcome retryLater() {
            return suspend(
                    Trouble.of(Trouble.Code.PLATFORM_UNAVAILABLE), backoff(), RunOutcome.DELAYED);
        }

        private Duration backoff() {
            return BACKOFF.after(Math.max(1, state.failures() + 1), ids.fraction());
        }

        private RunOutcome stop(Trouble trouble, Duration recheck) {
            return suspend(trouble, jittered(recheck), RunOutcome.STOPPED);
        }

        private RunOutcome suspend(Trouble trouble, Duration wait, RunOutcome outcome) {
            Instant retryAt = clock.instant().plus(wait);
            return leave(state.troubled(trouble).released(retryAt, Optional.of(retryAt)), outcome);
        }

        /// Nobody looks at it again until the shop is connected anew.
        private RunOutcome abandon() {
            Instant never = clock.instant().plus(NEVER_WANTED);
            return leave(state.released(never, Optional.empty()), RunOutcome.GONE);
        }

        private RunOutcome goOnLater() {
            Instant now = clock.instant();
            StreamState next = state.released(now, Optional.of(now.plus(StreamStates.CLAIM)));
            RunOutcome outcome = leave(next, RunOutcome.CONTINUED);
            if (outcome == RunOutcome.CONTINUED) {
                queues.send(next.message());
            }
            return outcome;
        }

        private RunOutcome leave(StreamState next, RunOutcome outcome) {
            if (!states.store(state, next)) {
                return RunOutcome.SUPERSEDED;
            }
            state = next;
            return outcome;
        }

        private void leaveForLater(RuntimeException cause) {
            try {
                suspend(Trouble.of(Trouble.Code.INTERNAL), backoff(), RunOutcome.DELAYED);
            } catch (RuntimeException e) {
                // The lease ends by itself, and the planner finds the stream then.
                cause.addSuppressed(e);
            }
        }

        private Duration jittered(Duration duration) {
            double factor = 1 - JITTER + 2 * JITTER * ids.fraction();
            return Duration.ofMillis((long) (duration.toMillis() * factor));
        }

        private void log(RunOutcome outcome) {
            String trouble =
                    state.trouble()
                            .or(() -> state.gap().flatMap(Gap::trouble))
                            .map(reason -> reason.code().wireName())
                            .orElse("none");
            Log.Field[] fields = {
                shop(state.shop()),
                word("stream", stream.name()),
                outcome(outcome.name()),
                word("trouble", trouble),
                code(state.trouble().flatMap(Trouble::platformCode).orElse(0L)),
                count("pages", pages),
                count("written", written),
                count("unchanged", unchanged),
                count("outdated", outdated),
                count("unreadable", unreadable),
                count("oddities", drift.drift().total()),
                count("unconfirmed", unconfirmed),
                count("vanished", vanished),
                millis(Duration.between(beganAt, clock.instant()))
            };
            if (outcome == RunOutcome.STOPPED || unreadable > 0) {
                LOG.error("stream needs a hand", fields);
            } else if (outcome == RunOutcome.DELAYED) {
                LOG.warn("stream delayed", fields);
            } else {
                LOG.info("stream read", fields);
            }
        }
    }
}
