package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What has still to be read of a shop.
final class FollowUps {
    /// More than ever is set apart of a stream, before all of it is taken for refused.
    private static final int APART_MAX = 500;

    private final Records records;

    FollowUps(Records records) {
        this.records = records;
    }

    /// How many of a stream there are, counted no further than `most`.
    int waiting(ShopId shop, String stream, int most) {
        return next(shop, stream, most).size();
    }

    /// What of a stream was refused and set apart, at most `most`.
    List<SetApart> apart(ShopId shop, String stream, int most) {
        Query query =
                Query.table(SyncRecords.SET_APART, SetApart.partition(shop))
                        .prefix(FollowUp.prefix(stream))
                        .limit(most);
        return records.query(query).items().stream().map(SetApart::parse).toList();
    }

    /// One that was refused and is to be tried again by now.
    Optional<FollowUp> retried(ShopId shop, String stream, Instant now) {
        return apart(shop, stream, APART_MAX).stream()
                .filter(each -> !each.tryAt().isAfter(now))
                .findFirst()
                .map(SetApart::asWish);
    }

    /// What becomes of a wish that was refused once more.
    SetApart refused(FollowUp refused, long code, Instant now) {
        return records.get(
                        SyncRecords.SET_APART,
                        SetApart.key(refused.shop(), refused.wish()),
                        Read.PLAIN)
                .map(SetApart::parse)
                .map(before -> before.again(code, now))
                .orElseGet(() -> SetApart.first(refused, code, now));
    }

    /// Has what was set apart tried again when the stream is next read.
    void tryApartNow(ShopId shop, String stream, Instant now) {
        for (SetApart each : apart(shop, stream, APART_MAX)) {
            if (each.tryAt().isAfter(now)) {
                var _ = records.write(each.triedNow(now));
            }
        }
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
