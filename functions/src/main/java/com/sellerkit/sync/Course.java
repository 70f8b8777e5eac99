package com.sellerkit.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a stream is walked, by what the platform lets one ask for.
public sealed interface Course {
    /// The platform filters and sorts by both times of a record: everything once, newest first, and
    /// from then on what changed, oldest change first.
    ///
    /// @param overlap how far a walk through the changes reaches back behind the one before
    /// @param depth how far back the first walk goes; empty for all there is
    record Sorted(Duration overlap, Optional<Duration> depth) implements Course {
        /// Walks through all there is.
        Sorted(Duration overlap) {
            this(overlap, Optional.empty());
        }
    }

    /// The platform filters by one time, and promises no order.
    ///
    /// @param by the time
    /// @param reach how far each walk after the first reaches back: as long as a record may still
    ///   change without that time moving
    /// @param since before this there is nothing
    /// @param most the greatest number of records that one window shows; a greater one is parted
    record Windowed(Window.By by, Duration reach, Instant since, long most) implements Course {}

    /// The platform gives the whole list, each time; what is no longer in it is gone.
    ///
    /// @param vanishing what it means that a record is gone
    record Whole(Vanishing vanishing) implements Course {}

    /// Records are read one by one or a few at once, as others say that there is something new.
    record Followed() implements Course {}

    /// Reads again what was created lately, to find what changed or vanished without a word, and to
    /// count. It never moves what the stream itself reads.
    ///
    /// @param reach how far back
    record Recheck(Duration reach) implements Course {}

    /// What it means that the platform no longer lists a record.
    enum Vanishing {
        /// That it was settled: it is what such records do.
        EXPECTED,
        /// That somebody deleted it, which happens to few at a time.
        RARE
    }
}
