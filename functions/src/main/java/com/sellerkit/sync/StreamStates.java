package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Change;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads and changes stream states, always under the fence that was read.
final class StreamStates {
    /// How long the planner trusts that a message it sent is on its way.
    static final Duration CLAIM = Duration.ofMinutes(3);

    /// How soon a calm stream is read that something was said about.
    private static final Duration STIRRED = Duration.ofMinutes(1);

    /// So calm is what webhooks bring all the news of; reading it more often would be of no use.
    private static final int STILL_USUAL = 1;

    private static final int SLICE = 100;
    private static final int ATTEMPTS_MAX = 5;

    private final Records records;

    StreamStates(Records records) {
        this.records = records;
    }

    Optional<StreamState> read(ShopId shop, String stream) {
        return records.get(SyncRecords.STREAM_STATE, SyncRecords.key(shop, stream), Read.PLAIN)
                .map(StreamState::parse);
    }

    /// The states of these streams, as far as they began, in one read.
    List<StreamState> read(ShopId shop, List<String> streams) {
        List<Key> keys = streams.stream().map(stream -> SyncRecords.key(shop, stream)).toList();
        return records.getAll(SyncRecords.STREAM_STATE, keys, Read.PLAIN).stream()
                .map(StreamState::parse)
                .toList();
    }

    /// Makes a run the holder; empty if somebody else changed the state meanwhile.
    Optional<StreamState> acquire(StreamState seen, String run, Instant until, Instant now) {
        StreamState held = seen.heldBy(run, until, now);
        if (records.write(held.putIf(seen.unchanged())).isWritten()) {
            return Optional.of(held);
        }
        // The answer to a write that did happen may have been lost: what is stored decides.
        return read(seen.shop(), seen.stream()).filter(there -> there.holder().equals(run));
    }

    /// Stores the holder's own change; false if somebody else has raised the fence. That it was
    /// asked for once more meanwhile is kept.
    boolean store(StreamState held, StreamState next) {
        if (records.write(next.putIf(held.unchanged())).isWritten()) {
            return true;
        }
        return askedAgain(held)
                .map(asked -> next.askedAgain(asked.wantedAt()).putIf(asked.unchanged()))
                .filter(put -> records.write(put).isWritten())
                .isPresent();
    }

    /// The holder's state if all that was changed by others is that it was asked for once more;
    /// else empty.
    Optional<StreamState> askedAgain(StreamState held) {
        return read(held.shop(), held.stream())
                .filter(there -> there.again() && !held.again())
                .filter(there -> there.epoch() == held.epoch() && there.fence() == held.fence());
    }

    /// Does one more write as the holder; false if its condition or the fence refuses it.
    boolean write(StreamState held, Write write) {
        return records.write(List.of(write, new Write.Check(held.key(), held.gate()))).isWritten();
    }

    /// Makes sure that the stream exists at this epoch and is at work. A state of an older epoch
    /// goes on where it was in step, or is begun anew if it never was; of a newer one, it is left
    /// alone; one in trouble is tried at once, since a person may just have mended it.
    ///
    /// Returns the state if a worker should be told, or empty if it is in good hands.
    Optional<StreamState> want(ShopId shop, String stream, long epoch, Instant now) {
        return want(shop, stream, epoch, now, Duration.ZERO);
    }

    /// As the other, but a stream that is new is wanted only after a while, and then found by the
    /// planner.
    Optional<StreamState> want(ShopId shop, String stream, long epoch, Instant now, Duration wait) {
        Instant due = wait.isZero() ? now.plus(CLAIM) : now.plus(wait);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<StreamState> seen = read(shop, stream);
            if (seen.filter(state -> state.epoch() > epoch || isAtWork(state, epoch, now))
                    .isPresent()) {
                return Optional.empty();
            }
            StreamState wanted =
                    seen.flatMap(state -> goingOn(state, epoch, now))
                            .orElseGet(() ->
                                    StreamState.fresh(
                                            shop,
                                            stream,
                                            epoch,
                                            seen.map(StreamState::fence).orElse(0L) + 1,
                                            now.plus(wait),
                                            due));
            Condition unchanged = seen.map(StreamState::unchanged).orElse(Condition.ABSENT);
            if (records.write(wanted.putIf(unchanged)).isWritten()) {
                return Optional.of(wanted);
            }
        }
        throw new IllegalStateException("a stream state changed at every attempt to want it");
    }

    private static Optional<StreamState> goingOn(StreamState state, long epoch, Instant now) {
        Instant due = now.plus(CLAIM);
        boolean reconnected =
                state.trouble()
                        .filter(trouble -> trouble.code() == Trouble.Code.RECONNECT_NEEDED)
                        .isPresent();
        if (state.epoch() == epoch) {
            return Optional.of(
                    reconnected
                            ? state.returned(epoch, now, due)
                            : state.woken(now, due, Optional.empty()));
        }
        return state.imported().map(_ -> state.returned(epoch, now, due));
    }

    private static boolean isAtWork(StreamState state, long epoch, Instant now) {
        // Before its first page is stored, only the lease tells that somebody is at it.
        boolean begun =
                state.walk().isPresent() || state.imported().isPresent() || state.isHeld(now);
        return state.epoch() == epoch
                && begun
                && state.dueAt().isPresent()
                && state.trouble().isEmpty();
    }

    /// Has a stream read that has something new. One that waits for its time is wanted at once, or
    /// as soon as it may be asked again; one that is being read already, or was left in the middle
    /// of a walk, is read once more behind that walk; what else is in trouble reads everything when
    /// it is tried again.
    ///
    /// @param least how long a walk that began lets no other begin
    /// @return the state if a worker should be told; empty if that is not needed
    Optional<StreamState> wake(
            ShopId shop, String stream, long epoch, Duration least, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<StreamState> seen = read(shop, stream).filter(state -> state.epoch() == epoch);
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            StreamState state = seen.get();
            if (state.isTaken() || state.walk().isPresent()) {
                if (state.again() || mark(state)) {
                    return Optional.empty();
                }
                continue;
            }
            Instant at = state.earliest(least, now);
            if (state.trouble().isPresent() || !state.wantedAt().isAfter(at)) {
                return Optional.empty();
            }
            boolean atOnce = !at.isAfter(now);
            StreamState woken = state.woken(at, atOnce ? now.plus(CLAIM) : at, Optional.empty());
            if (records.write(woken.putIf(state.unchanged())).isWritten()) {
                return atOnce ? Optional.of(woken) : Optional.empty();
            }
        }
        throw new IllegalStateException("a stream state changed at every attempt to wake it");
    }

    /// Has a stream that has become calm read soon, as something was said to be new that it reads
    /// as well; anything else is left as it is.
    void stir(ShopId shop, String stream, long epoch, Instant now) {
        Optional<StreamState> resting =
                read(shop, stream)
                        .filter(state -> state.epoch() == epoch && !state.isTaken())
                        .filter(state -> state.walk().isEmpty() && state.trouble().isEmpty())
                        .filter(state -> state.lately().calm() > STILL_USUAL);
        Instant soon = now.plus(STIRRED);
        resting.filter(state -> state.wantedAt().isAfter(soon))
                .ifPresent(state -> {
                    // Whoever changed it meanwhile reads it anyway.
                    var _ =
                            records.write(
                                    state.woken(soon, soon, Optional.empty())
                                            .putIf(state.unchanged()));
                });
    }

    /// The state of a stream that is wanted and that nobody is at, so that its message may lie
    /// behind much that can wait; empty if it is in good hands, or cannot be read.
    Optional<StreamState> waiting(ShopId shop, String stream, long epoch, Instant now) {
        return read(shop, stream)
                .filter(state -> state.epoch() == epoch)
                .filter(state -> !state.isTaken() && state.trouble().isEmpty())
                .filter(state -> !state.wantedAt().isAfter(now));
    }

    /// Leaves word for whoever holds it; the fence stays, so that the walk goes on.
    private boolean mark(StreamState seen) {
        Condition same = Condition.all(seen.gate(), Condition.equal("holder", seen.holder()));
        return records.write(
                        Write.Patch.of(SyncRecords.STREAM_STATE, seen.key())
                                .set("again", true)
                                .when(same))
                .isWritten();
    }

    /// A person asks for it; empty if the state changed meanwhile.
    Optional<StreamState> ask(StreamState seen, Instant now) {
        StreamState woken = seen.woken(now, now.plus(CLAIM), Optional.of(now));
        return records.write(woken.putIf(seen.unchanged())).isWritten()
                ? Optional.of(woken)
                : Optional.empty();
    }

    /// The streams of one shard that are due, at most `most`, consistently read.
    List<StreamState> due(int shard, Instant now, int most) {
        List<StreamState> due = new ArrayList<>();
        Query query =
                Query.due(SyncRecords.STREAM_STATE, StreamState.shard(shard), now).limit(SLICE);
        Optional<Position> next = Optional.empty();
        do {
            Slice slice = records.query(next.map(query::after).orElse(query));
            records
                    .getAll(
                            SyncRecords.STREAM_STATE,
                            slice.items().stream().map(Item::key).toList(),
                            Read.PLAIN)
                    .stream()
                    .map(StreamState::parse)
                    // The index is a moment behind, so a state may have been claimed already.
                    .filter(state -> state.dueAt().filter(at -> !at.isAfter(now)).isPresent())
                    .forEach(due::add);
            next = slice.next();
        } while (next.isPresent() && due.size() < most);
        return due;
    }

    /// Moves the due time on, so that no other planner sends the same message; false if one did.
    boolean claim(StreamState state, Instant now) {
        Instant seen = state.dueAt().orElseThrow();
        return records.write(
                        Write.Patch.of(SyncRecords.STREAM_STATE, state.key())
                                .due(Change.to(state.due(now.plus(CLAIM))))
                                .when(Condition.dueAt(seen)))
                .isWritten();
    }
}
