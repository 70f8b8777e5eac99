package com.sellerkit.connect;

import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Change;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Due;
import com.sellerkit.store.Item;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Does what has become due about connections: renews tokens, ends or settles completions, and
/// tells about every shop, connected or not, once a day, so that no lost message leaves a shop
/// behind.
final class Upkeep {
    private static final Log LOG = Log.to("connect");
    private static final int SLICES_MAX = 200;
    private static final Duration ANNOUNCED_EVERY = Duration.ofHours(24);

    private final Records records;
    private final StoredConnections connections;
    private final Completions completions;
    private final Confirmations confirmations;
    private final TokenRefresher refresher;
    private final UnusedConnections unused;
    private final Disconnections.Settlement settlement;
    private final InstantSource time;
    private final Ids ids;

    Upkeep(
            Records records,
            Completions completions,
            Confirmations confirmations,
            TokenRefresher refresher,
            UnusedConnections unused,
            Disconnections.Settlement settlement,
            InstantSource time,
            Ids ids) {
        this.records = records;
        this.completions = completions;
        this.confirmations = confirmations;
        this.connections = new StoredConnections(records);
        this.refresher = refresher;
        this.unused = unused;
        this.settlement = settlement;
        this.time = time;
        this.ids = ids;
    }

    /// What one run did.
    record Report(int completions, int connections, int shops, int failures) {}

    /// Works through everything that is due, as long as there is time; one failure stops nothing
    /// else.
    Report run(BooleanSupplier timeLeft) {
        Tally completed =
                each(
                        ConnectRecords.COMPLETION,
                        ConnectRecords.DUE_COMPLETIONS,
                        timeLeft,
                        item -> {
                            Pending pending = Pending.read(item.fields());
                            if (pending.phase() == Phase.CONFIRMED) {
                                confirmations.settle(pending);
                            } else {
                                completions.expire(pending);
                            }
                        });
        Tally refreshed =
                each(
                        ConnectRecords.CONNECTION,
                        ConnectRecords.DUE_CONNECTIONS,
                        timeLeft,
                        item -> renew(HeldConnection.read(item.fields())));
        Tally announced =
                each(ConnectRecords.SHOP, ConnectRecords.DUE_SHOPS, timeLeft, this::announce);
        return new Report(
                completed.done(),
                refreshed.done(),
                announced.done(),
                completed.failed() + refreshed.failed() + announced.failed());
    }

    private void renew(HeldConnection connection) {
        if (!unused.end(connection)) {
            refresher.refreshDue(connection);
        }
    }

    private void announce(Item shop) {
        connections
                .shop(new ShopId(shop.fields().path("shopId").asText()))
                .ifPresent(now -> {
                    if (now.isDisconnected()) {
                        settlement.settle(now);
                    } else {
                        confirmations.announce(now);
                    }
                });
        Duration jitter =
                Duration.ofMillis((long) (ids.fraction() * Duration.ofHours(2).toMillis()));
        Instant next = time.instant().plus(ANNOUNCED_EVERY).minus(jitter);
        Write.Patch patch =
                Write.Patch.of(ConnectRecords.SHOP, shop.key())
                        .due(Change.to(new Due(ConnectRecords.DUE_SHOPS, next)));
        records.write(
                shop.due().isPresent()
                        ? patch.when(Condition.dueAt(shop.due().get().at()))
                        : patch);
    }

    private record Tally(int done, int failed) {}

    private Tally each(
            RecordType type, String partition, BooleanSupplier timeLeft, Consumer<Item> work) {
        int done = 0;
        int failed = 0;
        Query query = Query.due(type, partition, time.instant());
        for (int slices = 0; slices < SLICES_MAX && timeLeft.getAsBoolean(); slices++) {
            Slice slice = records.query(query);
            for (Item due : slice.items()) {
                if (!timeLeft.getAsBoolean()) {
                    return new Tally(done, failed);
                }
                if (safely(type, due, work)) {
                    done++;
                } else {
                    failed++;
                }
            }
            if (slice.next().isEmpty()) {
                break;
            }
            query = query.after(slice.next().get());
        }
        return new Tally(done, failed);
    }

    private boolean safely(RecordType type, Item due, Consumer<Item> work) {
        try {
            // The index is a moment behind and holds keys only.
            Optional<Item> now = records.get(type, due.key(), Read.PLAIN);
            now.filter(item -> item.due().isPresent()).ifPresent(work);
            return true;
        } catch (RuntimeException e) {
            LOG.error(
                    "upkeep failed", Log.Field.word("record", type.name()), Log.Field.exception(e));
            return false;
        }
    }
}
