package com.sellerkit.connect;

import com.sellerkit.platform.Log;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.time.Instant;
import java.util.Optional;

/// Keeps when authorizations end, as TikTok tells it from 30 days before.
public final class ConnectionEndings {
    private static final Log LOG = Log.to("connect");

    private final Records records;
    private final StoredConnections connections;

    /// @param records the accounts table
    public ConnectionEndings(Records records) {
        this.records = records;
        this.connections = new StoredConnections(records);
    }

    /// Records when the authorization ends through which a shop is read. What was told before the
    /// present authorization was given is about an earlier one and changes nothing.
    ///
    /// @param toldAt when TikTok told it
    public void record(ShopId id, Instant endsAt, Instant toldAt) {
        Optional<HeldConnection> found =
                connections
                        .shop(id)
                        .filter(shop -> !shop.isDisconnected())
                        .flatMap(shop -> connections.connection(shop.account(), shop.connection()))
                        .filter(connection -> !toldAt.isBefore(connection.authorizedAt()));
        if (found.isEmpty()) {
            LOG.info("ending of an earlier authorization", Log.Field.shop(id));
            return;
        }
        HeldConnection connection = found.get();
        records.write(
                Write.Patch.of(
                                ConnectRecords.CONNECTION,
                                ConnectRecords.connection(connection.account(), connection.id()))
                        .set("endingToldAs", endsAt.toEpochMilli())
                        .when(Condition.equal("tokensId", connection.tokensId().value())));
    }
}
