package com.sellerkit.connect;

import com.sellerkit.ledger.Entry;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.Bus;
import com.sellerkit.platform.Fact;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Change;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Due;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Disconnects shops: one transaction shuts every gate of the shop and records it; what follows
/// from it is repeated until it is done.
public final class Disconnections {
    private static final Log LOG = Log.to("connect");
    private static final int ATTEMPTS_MAX = 5;
    private static final Duration SETTLED_AGAIN_AFTER = Duration.ofMinutes(5);

    private final Records records;
    private final StoredConnections connections;
    private final Gates gates;
    private final Settlement settlement;
    private final Duration retention;
    private final InstantSource time;

    /// @param records the accounts, shops and ledger tables together
    /// @param retention how long the data of a disconnected shop is kept
    Disconnections(
            Records records,
            Gates gates,
            Settlement settlement,
            Duration retention,
            InstantSource time) {
        this.records = records;
        this.connections = new StoredConnections(records);
        this.gates = gates;
        this.settlement = settlement;
        this.retention = retention;
        this.time = time;
    }

    /// Disconnects a shop of the account; what was read stays readable until it is deleted.
    ///
    /// @param name what the person typed, which has to be the shop's name exactly
    public DisconnectionOutcome disconnect(
            PersonId person, AccountId account, ShopId id, String name) {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Optional<Shop> found =
                    connections.shop(id).filter(shop -> shop.account().equals(account));
            if (found.isEmpty()) {
                return new DisconnectionOutcome.NotFound();
            }
            Shop shop = found.get();
            if (shop.isDisconnected()) {
                return new DisconnectionOutcome.AlreadyDisconnected();
            }
            if (!shop.name().equals(name)) {
                return new DisconnectionOutcome.NameMismatch(shop.name());
            }
            if (write(shop, DisconnectedBy.YOU, Optional.of(person), List.of())) {
                settleSoon(id);
                return new DisconnectionOutcome.Disconnected(connections.shop(id).orElseThrow());
            }
        }
        throw new IllegalStateException("a shop kept changing while it was disconnected");
    }

    /// Disconnects a shop whose authorization is gone; false if it or its connection changed since
    /// they were read.
    boolean disconnect(Shop shop, HeldConnection asked, DisconnectedBy by) {
        Write sameAuthorization =
                Write.Patch.of(
                                ConnectRecords.CONNECTION,
                                ConnectRecords.connection(asked.account(), asked.id()))
                        .when(Condition.equal("tokensId", asked.tokensId().value()));
        boolean written = write(shop, by, Optional.empty(), List.of(sameAuthorization));
        if (written) {
            settleSoon(shop.id());
        }
        return written;
    }

    private boolean write(
            Shop shop, DisconnectedBy by, Optional<PersonId> person, List<Write> checks) {
        Instant now = time.instant();
        long epoch = shop.epoch() + 1;
        List<Write> writes = new ArrayList<>(checks);
        writes.add(
                Write.Patch.of(ConnectRecords.SHOP, ConnectRecords.shop(shop.id()))
                        .set("epoch", epoch)
                        .set("disconnectedAt", now.toEpochMilli())
                        .set("disconnectedBy", by.code())
                        .set("deleteAt", now.plus(retention).toEpochMilli())
                        .due(
                                Change.to(
                                        new Due(
                                                ConnectRecords.DUE_SHOPS,
                                                now.plus(SETTLED_AGAIN_AFTER))))
                        .when(
                                Condition.all(
                                        Condition.equal("epoch", shop.epoch()),
                                        Condition.equal("connectionId", shop.connection().value()),
                                        Condition.missing("disconnectedAt"))));
        writes.add(
                Ledger.writing(
                        new Entry.ShopDisconnected(
                                shop.id(),
                                shop.account(),
                                shop.connection(),
                                epoch,
                                by.code(),
                                person,
                                now)));
        writes.addAll(gates.shut(shop.id(), epoch));
        boolean written = records.write(writes).isWritten();
        if (written) {
            LOG.info(
                    "shop disconnected",
                    Log.Field.shop(shop.id()),
                    Log.Field.account(shop.account()),
                    Log.Field.word("by", by.code()));
        }
        return written;
    }

    private void settleSoon(ShopId id) {
        try {
            connections.shop(id).ifPresent(settlement::settle);
        } catch (RuntimeException e) {
            // The shop stays due, so upkeep settles it.
            LOG.warn("settlement postponed", Log.Field.shop(id), Log.Field.exception(e));
        }
    }

    /// What follows from a disconnect; needs no gates, so upkeep can do it too.
    static final class Settlement {
        private final StoredConnections connections;
        private final UnusedConnections unused;
        private final Bus bus;

        /// @param records the accounts table
        Settlement(Records records, UnusedConnections unused, Bus bus) {
            this.connections = new StoredConnections(records);
            this.unused = unused;
            this.bus = bus;
        }

        /// Ends what only this shop used, and tells the others; nothing if it is connected again.
        void settle(Shop shop) {
            if (!shop.isDisconnected()) {
                return;
            }
            for (HeldConnection connection : connections.allReaching(shop)) {
                if (!unused.end(connection)) {
                    unused.silence(shop, connection);
                }
            }
            bus.publish(
                    Fact.of("ShopDisconnected")
                            .with("shopId", shop.id().value())
                            .with("epoch", shop.epoch()));
        }
    }
}
