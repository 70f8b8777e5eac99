package com.sellerkit.connect;

import com.sellerkit.platform.Ids;
import java.time.Duration;
import java.time.Instant;

/// When tokens are renewed: well ahead of their expiry, and not all at once.
final class RefreshTimes {
    private static final Duration AHEAD = Duration.ofHours(24);
    private static final Duration SOONEST = Duration.ofMinutes(1);

    private RefreshTimes() {}

    /// 24 to 30 hours ahead of the expiry; for tokens that live less than three days, after half to
    /// two thirds of their life.
    static Instant due(Instant now, Instant expiresAt, Ids ids) {
        Duration life = Duration.between(now, expiresAt);
        Duration ahead = life.dividedBy(3).compareTo(AHEAD) < 0 ? life.dividedBy(3) : AHEAD;
        long jitterMillis = (long) (ids.fraction() * ahead.toMillis() / 4);
        // Half the lead at most is given away to jitter, so a short life still leaves time for
        // retries.
        Instant due = expiresAt.minus(ahead).minusMillis(jitterMillis);
        Instant soonest = now.plus(SOONEST);
        return due.isBefore(soonest) ? soonest : due;
    }
}
