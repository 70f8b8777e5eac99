package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Certificates as a walk would have stored them.
public final class StoredCertificates {
    private StoredCertificates() {}

    /// The day so many days ago.
    public static LocalDate day(InstantSource clock, int daysAgo) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(daysAgo);
    }

    /// Certifies a day twice, a minute apart, with the same outcome.
    public static void putTwice(
            Records records,
            ShopId shop,
            String stream,
            InstantSource clock,
            int daysAgo,
            int platform,
            int stored) {
        Certificate first =
                Certificate.first(
                        stream,
                        Optional.of(day(clock, daysAgo)),
                        platform,
                        stored,
                        0,
                        Announcements.Tally.NONE,
                        clock.instant().minusSeconds(60));
        Certificate again =
                Certificate.first(
                        stream,
                        first.day(),
                        platform,
                        stored,
                        0,
                        Announcements.Tally.NONE,
                        clock.instant());
        records.write(again.after(first, true).put(shop));
    }

    /// Certifies a day.
    public static void put(
            Records records,
            ShopId shop,
            String stream,
            InstantSource clock,
            int daysAgo,
            int platform,
            int stored) {
        records.write(
                List.of(
                        Certificate.first(
                                        stream,
                                        Optional.of(day(clock, daysAgo)),
                                        platform,
                                        stored,
                                        0,
                                        Announcements.Tally.NONE,
                                        clock.instant())
                                .put(shop)));
    }
}
