package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
        LocalDate day = day(clock, daysAgo);
        Instant now = clock.instant();
        Certificate first = certified(stream, day, platform, stored, now.minusSeconds(60));
        Certificate again = certified(stream, day, platform, stored, now);
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
        LocalDate day = day(clock, daysAgo);
        records.write(certified(stream, day, platform, stored, clock.instant()).put(shop));
    }

    private static Certificate certified(
            String stream, LocalDate day, int platform, int stored, Instant checkedAt) {
        return Certificate.first(
                stream, Optional.of(day), platform, stored, 0, Announcements.Tally.NONE, checkedAt);
    }
}
