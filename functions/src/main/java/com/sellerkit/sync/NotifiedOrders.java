package com.sellerkit.sync;

import static com.sellerkit.platform.Log.Field.code;
import static com.sellerkit.platform.Log.Field.count;
import static com.sellerkit.platform.Log.Field.millis;
import static com.sellerkit.platform.Log.Field.shop;
import static com.sellerkit.platform.Log.Field.word;

import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.connect.TokenRefresh;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the orders that notifications named, and stores what changed.
///
/// A notification only says that there is something to read. So what is stored is what a read
/// returned, ordered by the version that every reader of orders uses.
final class NotifiedOrders {
    private static final Log LOG = Log.to("sync");

    /// Without this much time left, no further call is begun.
    private static final Duration CALL_TIME = Duration.ofSeconds(5);

    /// A few ids are searched for that the platform does not take; more mean something else.
    private static final int REFUSALS_MAX = 16;

    /// How often what replaced something else of the same second is read once more.
    private static final int CONFIRMATIONS_MAX = 8;

    /// Kept back for storing what was read.
    private static final Duration STORE_TIME = Duration.ofSeconds(3);

    private final PageWriter writer;
    private final NoticeLane lane;
    private final Waking waking;
    private final ShopDirectory directory;
    private final TokenRefresh refresh;
    private final Stream<TikTokOrder> stream;
    private final InstantSource clock;

    /// @param stream how orders are asked for by their ids, and kept
    /// @param waking has what the orders ask for read soon
    /// @param keepsOriginals for how long what the platform sent is kept; zero keeps nothing of it
    NotifiedOrders(
            Records records,
            Fingerprints fingerprints,
            ShopDirectory directory,
            TokenRefresh refresh,
            Stream<TikTokOrder> stream,
            Waking waking,
            Duration keepsOriginals,
            InstantSource clock) {
        this.writer = new PageWriter(records, fingerprints, new OriginalPages(keepsOriginals));
        this.lane = new NoticeLane(records);
        this.waking = waking;
        this.directory = directory;
        this.refresh = refresh;
        this.stream = stream;
        this.clock = clock;
    }

    /// Reads and stores the orders of one shop, as far as the deadline allows, and tells for each
    /// what came of it.
    Came read(ShopId shop, Collection<OrderId> ids, Deadline deadline) {
        return new Run(shop, ids, deadline).go();
    }

    /// What came of orders.
    ///
    /// @param refusals the platform's codes, of those that failed
    record Came(Map<OrderId, NotificationResult> results, Map<OrderId, Integer> refusals) {
        static final Came NOTHING = new Came(Map.of(), Map.of());

        Came {
            results = Map.copyOf(results);
            refusals = Map.copyOf(refusals);
        }
    }

    /// The orders of one shop in one batch.
    private final class Run {
        private final ShopId shop;
        private final Deadline deadline;
        private final Instant beganAt = clock.instant();
        private final Deque<List<OrderId>> open = new ArrayDeque<>();
        private final Map<OrderId, NotificationResult> results = new HashMap<>();
        private final Map<OrderId, Integer> refusals = new HashMap<>();
        private final Set<String> asked = new HashSet<>();
        private boolean renewed;
        private int calls;
        private int refused;
        private int confirmations;
        private int written;
        private int unchanged;
        private int outdated;
        private int missing;
        private int unreadable;
        private String trouble = "none";
        private long platformCode;

        Run(ShopId shop, Collection<OrderId> ids, Deadline deadline) {
            this.shop = shop;
            this.deadline = deadline;
            List<OrderId> all = ids.stream().distinct().toList();
            for (int from = 0; from < all.size(); from += Stream.Source.IDS_MAX) {
                int to = Math.min(all.size(), from + Stream.Source.IDS_MAX);
                open.add(all.subList(from, to));
            }
        }

        Came go() {
            reach();
            log();
            return new Came(results, refusals);
        }

        private void reach() {
            switch (directory.access(shop)) {
                case ShopReach.Ready ready -> reached(ready);
                case ShopReach.ReconnectNeeded _ ->
                        end(NotificationResult.IDLE, "reconnect-needed");
                case ShopReach.Gone() -> end(NotificationResult.IDLE, "gone");
            }
        }

        private void reached(ShopReach.Ready ready) {
            if (!ready.grantedScopes().contains(stream.scope())) {
                end(NotificationResult.IDLE, "scope-missing");
                return;
            }
            Optional<Write.Check> gate = lane.gate(shop, ready.epoch(), clock.instant());
            if (gate.isEmpty()) {
                end(NotificationResult.LATER, "superseded");
                return;
            }
            while (!open.isEmpty()) {
                if (deadline.left(clock).compareTo(CALL_TIME) < 0) {
                    end(NotificationResult.LATER, "out-of-time");
                    break;
                }
                ask(ready.access(), gate.get());
            }
            asked.stream()
                    .filter(other -> mayRead(ready, other))
                    .forEach(other -> waking.wake(shop, ready.epoch(), other));
            asked.clear();
            waking.stir(shop, ready.epoch(), stream.name());
        }

        private static boolean mayRead(ShopReach.Ready ready, String other) {
            return Streams.named(other)
                    .filter(one -> ready.grantedScopes().contains(one.scope()))
                    .isPresent();
        }

        private void ask(ShopAccess access, Write.Check gate) {
            List<OrderId> ids = open.removeFirst();
            calls++;
            Deadline askUntil = new Deadline(deadline.at().minus(STORE_TIME));
            List<String> names = ids.stream().map(OrderId::value).toList();
            switch (stream.source().named(access, names, askUntil)) {
                case Answer.Success<StreamPage<TikTokOrder>>(
                                StreamPage<TikTokOrder> page,
                                Instant sentAt,
                                String _) ->
                        keep(ids, page, sentAt, gate);
                case Answer.Refused<StreamPage<TikTokOrder>>(int code, String _) ->
                        refused(ids, code);
                case Answer.TokenExpired<StreamPage<TikTokOrder>>() -> renew(ids);
                // Another process may have replaced the token: only a renewal tells.
                case Answer.Revoked<StreamPage<TikTokOrder>> _ -> renew(ids);
                case Answer.Throttled<StreamPage<TikTokOrder>> _ ->
                        end(ids, NotificationResult.LATER, "throttled");
                case Answer.Unavailable<StreamPage<TikTokOrder>> _ ->
                        end(ids, NotificationResult.LATER, "unavailable");
                case Answer.ScopeMissing<StreamPage<TikTokOrder>>() ->
                        end(ids, NotificationResult.IDLE, "scope-missing");
                case Answer.ShopInactive<StreamPage<TikTokOrder>>(int code) -> {
                    platformCode = code;
                    end(ids, NotificationResult.IDLE, "shop-inactive");
                }
            }
        }

        private void keep(
                List<OrderId> ids, StreamPage<TikTokOrder> page, Instant sentAt, Write.Check gate) {
            Reading reading = new Reading(Source.WEBHOOK, sentAt, clock.instant(), page.isWhole());
            PageWriter.Prepared prepared = writer.prepare(shop, stream, page, reading);
            PageWriter.Stored stored = writer.store(prepared, gate);
            written += stored.written();
            unchanged += stored.unchanged();
            outdated += stored.outdated();
            unreadable += page.unreadable().size() + prepared.tooLarge().size();
            missing += Math.max(0, ids.size() - page.records().size() - page.unreadable().size());
            if (stored.superseded()) {
                end(ids, NotificationResult.LATER, "superseded");
                return;
            }
            List<OrderId> contested =
                    ids.stream().filter(id -> stored.contested().contains(id.value())).toList();
            asked.addAll(prepared.asked());
            // Asked again a few times; what is then still not whole is left to the walks.
            NotificationResult result =
                    page.isWhole() ? NotificationResult.DONE : NotificationResult.LATER;
            ids.forEach(id -> results.put(id, result));
            if (contested.isEmpty()) {
                return;
            }
            open.addFirst(contested);
            if (++confirmations > CONFIRMATIONS_MAX) {
                end(NotificationResult.LATER, "contested");
            }
        }

        /// One id that the platform does not take must not keep the others from being read.
        private void refused(List<OrderId> ids, int code) {
            platformCode = code;
            trouble = "refused";
            if (ids.size() == 1) {
                results.put(ids.getFirst(), NotificationResult.FAILED);
                refusals.put(ids.getFirst(), code);
                return;
            }
            if (++refused > REFUSALS_MAX) {
                end(ids, NotificationResult.LATER, "refused");
                return;
            }
            int half = ids.size() / 2;
            open.addFirst(ids.subList(half, ids.size()));
            open.addFirst(ids.subList(0, half));
        }

        private void renew(List<OrderId> ids) {
            open.addFirst(ids);
            if (renewed) {
                end(NotificationResult.LATER, "token-refused");
                return;
            }
            renewed = true;
            switch (refresh.refreshNow(shop)) {
                case TokenRefresh.RefreshOutcome.Refreshed() -> reach();
                case TokenRefresh.RefreshOutcome.Busy() ->
                        end(NotificationResult.LATER, "renewal-under-way");
                case TokenRefresh.RefreshOutcome.Unavailable() ->
                        end(NotificationResult.LATER, "unavailable");
                case TokenRefresh.RefreshOutcome.ReconnectNeeded _ ->
                        end(NotificationResult.IDLE, "reconnect-needed");
                case TokenRefresh.RefreshOutcome.Gone() -> end(NotificationResult.IDLE, "gone");
            }
        }

        private void end(List<OrderId> ids, NotificationResult result, String why) {
            open.addFirst(ids);
            end(result, why);
        }

        /// Nothing more is asked; what was not read yet ends like this.
        private void end(NotificationResult result, String why) {
            trouble = why;
            open.forEach(ids -> ids.forEach(id -> results.put(id, result)));
            open.clear();
        }

        private void log() {
            Log.Field[] fields = {
                shop(shop),
                word("trouble", trouble),
                code(platformCode),
                count("orders", results.size()),
                count("calls", calls),
                count("written", written),
                count("unchanged", unchanged),
                count("outdated", outdated),
                count("missing", missing),
                count("unreadable", unreadable),
                millis(Duration.between(beganAt, clock.instant()))
            };
            List<NotificationResult> seen = new ArrayList<>(results.values());
            if (unreadable > 0 || seen.contains(NotificationResult.FAILED)) {
                LOG.error("notified orders need a hand", fields);
            } else if (seen.contains(NotificationResult.LATER)) {
                LOG.warn("notified orders delayed", fields);
            } else {
                LOG.info("notified orders read", fields);
            }
        }
    }
}
