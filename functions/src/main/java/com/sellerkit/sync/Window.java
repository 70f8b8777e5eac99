package com.sellerkit.sync;

import java.time.Instant;
import java.util.Optional;

/// The part of a stream that a walk reads, and in which direction.
///
/// @param by the time that bounds and sorts the walk
/// @param from inclusive, in whole seconds; absent means from the first record on
/// @param before exclusive, in whole seconds
public record Window(By by, Optional<Instant> from, Instant before) {
    /// The smallest window with everything of both in it. What was updated in a window was created
    /// before its end.
    Window with(Window other) {
        if (by == By.ALL || other.by == By.ALL) {
            return by == By.ALL ? this : other;
        }
        Optional<Instant> first =
                from.flatMap(mine -> other.from.map(its -> its.isBefore(mine) ? its : mine));
        return new Window(
                by == other.by ? by : By.CREATED,
                by == other.by ? first : by == By.CREATED ? from : other.from,
                other.before.isAfter(before) ? other.before : before);
    }

    /// Which walk it is.
    public enum By {
        /// Everything there is, newest first, by a time that never changes.
        CREATED,
        /// What changed, oldest change first.
        UPDATED,
        /// The whole list, as the platform gives it, whatever the times say.
        ALL
    }
}
