package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Query;
import com.sellerkit.store.Records;
import java.time.LocalDate;
import java.util.List;

/// Tells how complete what is kept of a shop is.
public final class Certificates {
    /// How far back they are told.
    public static final int DAYS_MAX = 90;

    private final Records records;

    /// @param records the table of the shops' data
    public Certificates(Records records) {
        this.records = records;
    }

    /// The newest of a stream, by day, at most `most`.
    ///
    /// @param most 1 to 1,000
    public List<Certificate> of(ShopId shop, String stream, int most) {
        Query query =
                Query.table(SyncRecords.CERTIFICATE, Certificate.partition(shop))
                        .prefix(Certificate.prefix(stream))
                        .newestFirst()
                        .limit(most);
        return records.query(query).items().stream().map(Certificate::parse).toList();
    }

    /// Those of a stream from a day on, newest day first, and those without a day behind them.
    ///
    /// @param from at most 90 days before the newest
    public List<Certificate> of(ShopId shop, String stream, LocalDate from) {
        return of(shop, stream, DAYS_MAX).stream()
                .filter(each -> each.day().filter(day -> day.isBefore(from)).isEmpty())
                .toList();
    }
}
