package com.sellerkit.sync;

import static com.sellerkit.platform.Log.Field.count;
import static com.sellerkit.platform.Log.Field.shop;
import static com.sellerkit.platform.Log.Field.word;

import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopState;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.Meanwhile;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells the workers which streams are due, and begins the streams of a newly connected shop.
public final class Planner {
    private static final Log LOG = Log.to("sync");

    /// Every shard gets its turn in every tick.
    private static final int DUE_PER_SHARD_MAX = 500;

    /// Each tick begins with another shard, so that where time runs out, no shard is always last.
    private static final Duration TICK = Duration.ofMinutes(1);

    /// So many messages wait for each other.
    private static final int TOGETHER = 20;

    private static final Duration LEAST_TIME = Duration.ofSeconds(3);

    /// So many of a deployed planner's claims are under way at a time: one after the other, they
    /// would take most of the time of a tick, and each waits for an answer and computes little.
    static final int CLAIMS_TOGETHER = 16;

    private final StreamStates states;
    private final ShopDirectory directory;
    private final SyncQueues queues;
    private final List<String> streams;
    private final Duration othersAfter;
    private final int claimsTogether;
    private final InstantSource clock;

    /// A planner that claims one stream after the other.
    ///
    /// @param records the table of the shops' data
    /// @param directory says which epoch a shop is at
    /// @param queues where the workers are told
    /// @param streams the names of all streams
    /// @param othersAfter how long after its orders everything else of a new shop is read
    /// @param clock tells what is due
    public Planner(
            Records records,
            ShopDirectory directory,
            SyncQueues queues,
            List<String> streams,
            Duration othersAfter,
            InstantSource clock) {
        this(records, directory, queues, streams, othersAfter, 1, clock);
    }

    /// @param claimsTogether how many streams are claimed at a time, 1 or more
    Planner(
            Records records,
            ShopDirectory directory,
            SyncQueues queues,
            List<String> streams,
            Duration othersAfter,
            int claimsTogether,
            InstantSource clock) {
        this.states = new StreamStates(records);
        this.directory = directory;
        this.queues = queues;
        this.streams = List.copyOf(streams);
        this.othersAfter = othersAfter;
        this.claimsTogether = claimsTogether;
        this.clock = clock;
    }

    /// Sends a message for each stream that is due; several planners at once send each only once.
    ///
    /// Returns how many messages were sent.
    public int planDue(Deadline deadline) {
        int due = 0;
        Told told = new Told();
        long first = clock.instant().getEpochSecond() / TICK.toSeconds();
        try {
            for (int i = 0; i < StreamState.SHARDS; i++) {
                int shard = Math.floorMod(first + i, StreamState.SHARDS);
                List<StreamState> there = states.due(shard, clock.instant(), DUE_PER_SHARD_MAX);
                for (int from = 0; from < there.size(); from += claimsTogether) {
                    if (deadline.left(clock).compareTo(LEAST_TIME) < 0) {
                        LOG.warn("planner out of time", count("due", due));
                        return told.tellTheRest();
                    }
                    int to = Math.min(from + claimsTogether, there.size());
                    due += to - from;
                    claim(there.subList(from, to), told);
                }
            }
        } catch (RuntimeException e) {
            // What is claimed would be due again only when its claim ends.
            told.tellTheRest();
            throw e;
        }
        int sent = told.tellTheRest();
        LOG.info("due streams planned", count("due", due), count("sent", sent));
        return sent;
    }

    /// Claims them beside each other, and tells of those that are ours now, even where another
    /// claim fails.
    private void claim(List<StreamState> seen, Told told) {
        Instant now = clock.instant();
        List<Supplier<Boolean>> claims = new ArrayList<>();
        claims.add(() -> states.claim(seen.getFirst(), now));
        for (StreamState state : seen.subList(1, seen.size())) {
            claims.add(Meanwhile.begin(() -> states.claim(state, now))::result);
        }
        List<StreamState> ours = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            try {
                if (claims.get(i).get()) {
                    ours.add(seen.get(i));
                }
            } catch (RuntimeException e) {
                // Nothing may be under way any more when the function stops.
                failures.add(e);
            }
        }
        ours.forEach(state -> told.tell(state.message()));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /// Sends what was claimed a few messages at a time: one call each would take most of the time
    /// of a tick, and all at once would let a queue that fails keep all of them for minutes.
    private final class Told {
        private final List<SyncMessage> waiting = new ArrayList<>();
        private int sent;

        void tell(SyncMessage message) {
            waiting.add(message);
            if (waiting.size() == TOGETHER) {
                tellTheRest();
            }
        }

        /// Returns how many were sent in all.
        int tellTheRest() {
            List<SyncMessage> all = List.copyOf(waiting);
            waiting.clear();
            queues.send(all);
            sent += all.size();
            return sent;
        }
    }

    /// Begins all streams of a shop that was connected, or tries those in trouble at once; saying
    /// it again changes nothing.
    ///
    /// Returns how many messages were sent.
    public int shopConnected(ShopId id) {
        Optional<Shop> found =
                directory.shop(id).filter(shop -> shop.state() != ShopState.DISCONNECTED);
        if (found.isEmpty()) {
            LOG.warn("shop is not connected", shop(id));
            return 0;
        }
        Instant now = clock.instant();
        int sent = 0;
        for (String stream : streams) {
            Duration wait = Streams.startsAfter(stream, othersAfter);
            Optional<StreamState> wanted = states.want(id, stream, found.get().epoch(), now, wait);
            if (wanted.isPresent() && wait.isZero()) {
                queues.send(wanted.get().message());
                sent++;
                LOG.info("stream begun", shop(id), word("stream", stream));
            }
        }
        return sent;
    }
}
