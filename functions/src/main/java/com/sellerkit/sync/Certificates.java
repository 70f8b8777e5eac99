package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Query;
import com.sellerkit.store.Records;
import java.util.List;

/// Tells how complete what is kept of a shop is.
public final class Certificates {
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
}
