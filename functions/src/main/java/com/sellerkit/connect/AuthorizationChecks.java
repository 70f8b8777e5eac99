package com.sellerkit.connect;

import com.sellerkit.platform.Bus;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Fact;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Due;
import com.sellerkit.store.Item;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Checks the authorizations of all shops, one call for each connection, in as many runs as it
/// takes.
public final class AuthorizationChecks {
    /// What is published when a run is out of time, so that the next goes on there.
    public static final String INTERRUPTED = "AuthorizationChecksInterrupted";

    private static final Log LOG = Log.to("connect");
    private static final int SLICES_MAX = 10_000;

    /// Every shop is due at least once a day.
    private static final Duration ALL_ARE_DUE_WITHIN = Duration.ofHours(26);

    private final Records records;
    private final StoredConnections connections;
    private final AuthorizationCheck check;
    private final Bus bus;
    private final InstantSource time;

    AuthorizationChecks(Records records, AuthorizationCheck check, Bus bus, InstantSource time) {
        this.records = records;
        this.connections = new StoredConnections(records);
        this.check = check;
        this.bus = bus;
        this.time = time;
    }

    /// Where a run was out of time.
    ///
    /// @param shop the last shop that was checked
    /// @param dueAt where it stood in the order of the walk
    /// @param until the end of the walk, which a shop that is put off meanwhile may pass
    public record Place(ShopId shop, Instant dueAt, Instant until) {
        private Fact toFact() {
            return Fact.of(INTERRUPTED)
                    .with("shopId", shop.value())
                    .with("dueAt", dueAt.toEpochMilli())
                    .with("until", until.toEpochMilli());
        }
    }

    /// What one run did.
    ///
    /// @param shops how many shops are known to be authorized or not
    /// @param disconnected how many of them were found without an authorization
    /// @param unclear how many have to wait for the next day
    /// @param failures how many could not be checked for a fault of ours
    public record Report(int shops, int disconnected, int unclear, int failures) {}

    /// Checks shop by shop as long as there is time, and has the next run called if some are left.
    ///
    /// @param from where the run before ended; empty to begin
    public Report run(Optional<Place> from, BooleanSupplier timeLeft) {
        Instant until =
                from.map(Place::until).orElseGet(() -> time.instant().plus(ALL_ARE_DUE_WITHIN));
        Query query = Query.due(ConnectRecords.SHOP, ConnectRecords.DUE_SHOPS, until);
        Optional<Position> next = from.map(AuthorizationChecks::position);
        Tally tally = new Tally();
        for (int slices = 0; slices < SLICES_MAX; slices++) {
            Slice slice = records.query(next.map(query::after).orElse(query));
            for (Item shop : slice.items()) {
                tally.check(shop);
                if (!timeLeft.getAsBoolean()) {
                    bus.publish(place(shop, until).toFact());
                    return tally.report();
                }
            }
            next = slice.next();
            if (next.isEmpty()) {
                return tally.report();
            }
        }
        throw new IllegalStateException("a walk through all shops did not end");
    }

    private static Place place(Item shop, Instant until) {
        return new Place(id(shop), shop.due().orElseThrow().at(), until);
    }

    private static Position position(Place place) {
        return new Position(
                ConnectRecords.shop(place.shop()),
                Optional.empty(),
                Optional.of(new Due(ConnectRecords.DUE_SHOPS, place.dueAt())));
    }

    /// The index holds keys only.
    private static ShopId id(Item shop) {
        return ConnectRecords.shopOf(shop.key());
    }

    private final class Tally {
        private final Set<ConnectionId> asked = new HashSet<>();
        private int shops;
        private int disconnected;
        private int unclear;
        private int failures;

        void check(Item item) {
            try {
                connections
                        .shop(id(item))
                        .filter(shop -> !shop.isDisconnected() && asked.add(shop.connection()))
                        .ifPresent(this::check);
            } catch (RuntimeException e) {
                failures++;
                LOG.error(
                        "authorization check failed",
                        Log.Field.shop(id(item)),
                        Log.Field.exception(e));
            }
        }

        private void check(Shop shop) {
            shops++;
            switch (check.check(shop.id(), DisconnectedBy.DAILY_CHECK)) {
                case STILL_AUTHORIZED -> {}
                case DISCONNECTED -> disconnected++;
                case UNCLEAR -> unclear++;
            }
        }

        Report report() {
            return new Report(shops, disconnected, unclear, failures);
        }
    }
}
