package com.sellerkit.sync;

import com.sellerkit.connect.Gates;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Change;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The gates of all lanes in which a shop's data is written.
public final class StreamGates implements Gates {
    /// Every lane that has a gate of its own: the streams, and what the platform's notifications
    /// cause.
    static final List<String> LANES =
            java.util.stream.Stream.of(Streams.lanes(), List.of(NoticeLane.NAME))
                    .flatMap(List::stream)
                    .toList();

    private final Records records;

    /// @param records the table of the shops' data
    public StreamGates(Records records) {
        this.records = records;
    }

    @Override
    public List<Write> shut(ShopId shop, long epoch) {
        List<Key> keys = LANES.stream().map(lane -> SyncRecords.key(shop, lane)).toList();
        Set<Key> begun =
                records.getAll(SyncRecords.STREAM_STATE, keys, Read.PLAIN).stream()
                        .map(Item::key)
                        .collect(Collectors.toSet());
        return LANES.stream()
                .map(lane -> shut(shop, lane, epoch, begun.contains(SyncRecords.key(shop, lane))))
                .toList();
    }

    private static Write shut(ShopId shop, String lane, long epoch, boolean isBegun) {
        if (!isBegun) {
            // Otherwise a late worker could still open it under its own epoch.
            return StreamState.shut(shop, lane, epoch).putIf(Condition.ABSENT);
        }
        return Write.Patch.of(SyncRecords.STREAM_STATE, SyncRecords.key(shop, lane))
                .set("epoch", epoch)
                .set("holder", "")
                .set("leaseUntil", Instant.EPOCH.toEpochMilli())
                .set(StreamState.written(Trouble.of(Trouble.Code.DISCONNECTED)))
                .due(Change.clear())
                .when(Condition.lessThan("epoch", epoch));
    }
}
