package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Query;
import com.sellerkit.store.Records;
import java.util.List;

/// What has still to be read of a shop.
final class FollowUps {
    private final Records records;

    FollowUps(Records records) {
        this.records = records;
    }

    /// How many of a stream there are, counted no further than `most`.
    int waiting(ShopId shop, String stream, int most) {
        return next(shop, stream, most).size();
    }

    /// The next few of a stream, newest wishes first.
    List<FollowUp> next(ShopId shop, String stream, int most) {
        Query query =
                Query.table(SyncRecords.FOLLOW_UP, FollowUp.partition(shop))
                        .prefix(FollowUp.prefix(stream))
                        .newestFirst()
                        .limit(most);
        return records.query(query).items().stream().map(FollowUp::parse).toList();
    }
}
