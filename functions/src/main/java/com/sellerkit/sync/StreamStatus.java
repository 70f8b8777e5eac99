package com.sellerkit.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far one stream of a shop is in step, as a seller is told.
///
/// @param stream the stream's name
/// @param state in one word
/// @param trouble why it is delayed, off or failing
/// @param retryAt when it is tried again, if it is in trouble
/// @param progress the first walk, once it began
/// @param asOf the moment whose state of the platform is stored
/// @param lastAttemptAt when it was last tried
/// @param nextAt when it is next read; absent while it is being read
/// @param runningNow whether it is being read
/// @param group what it belongs to in a seller's eyes
/// @param waiting what it has still to read because something else said so; absent if it is not
///   read like that
/// @param lately what it has met with lately
/// @param compared what the newest comparisons with the platform came to; absent if there are none
/// @param apart what the platform refuses to let be read; absent if there is nothing
public record StreamStatus(
        String stream,
        State state,
        Optional<Trouble> trouble,
        Optional<Instant> retryAt,
        Optional<Progress> progress,
        Optional<Instant> asOf,
        Optional<Instant> lastAttemptAt,
        Optional<Instant> nextAt,
        boolean runningNow,
        Streams.Group group,
        Optional<Waiting> waiting,
        Lately lately,
        Optional<Compared> compared,
        Optional<Apart> apart) {
    /// What was refused several times, and is tried again once a day or when a person asks for it.
    ///
    /// @param count at most [#COUNT_MAX]
    /// @param more whether there is more than that
    /// @param codes the platform's, each once, at most [#CODES_MAX]
    /// @param since when the first of them was refused first
    /// @param retryAt when the next of them is tried again
    public record Apart(int count, boolean more, List<Long> codes, Instant since, Instant retryAt) {
        /// No further than this is counted.
        public static final int COUNT_MAX = 100;

        /// No more of the platform's codes are told.
        public static final int CODES_MAX = 5;

        public Apart {
            codes = List.copyOf(codes);
        }
    }

    /// What has still to be read.
    ///
    /// @param count at most [#COUNT_MAX]
    /// @param more whether there is more than that
    public record Waiting(int count, boolean more) {
        /// No further than this is counted.
        public static final int COUNT_MAX = 200;
    }

    /// What was compared with the platform, of the last [#DAYS] days that hold anything.
    ///
    /// @param days how many were compared; 0 where its records are of no day
    /// @param differing of how many of them, or of the whole, what is kept was not what is listed
    ///   and was announced, two times in a row
    /// @param checkedAt when anything was compared last
    public record Compared(int days, int differing, Instant checkedAt) {
        /// How many days are summed up.
        public static final int DAYS = 30;
    }

    /// The states, by the words of the interface.
    public enum State {
        WAITING("waiting"),
        IMPORTING("importing"),
        IN_STEP("in-step"),
        DELAYED("delayed"),
        OFF("off"),
        FAILING("failing");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        /// The word of the interface.
        public String wireName() {
            return wireName;
        }
    }

    /// The first walk through everything there is, in counts that only ever say what happened.
    ///
    /// @param read records read and stored
    /// @param total what the platform says there is, once it said so
    /// @param unreadable records that could not be read truthfully and are missing from the list
    /// @param finishedAt absent while it goes on
    public record Progress(
            long read,
            Optional<Long> total,
            long unreadable,
            Instant startedAt,
            Optional<Instant> finishedAt) {}
}
