package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Backoff;
import com.sellerkit.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a walk did not bring whole: records that could not be read, or only in part, or that the
/// platform counted and did not list. Its window is walked again until it is whole, a few times.
///
/// A platform that counts what it never lists, or changes its answers for good, would otherwise be
/// asked forever; so after the last attempt nothing is walked again for it until [#REST] is over.
///
/// @param window what has to be walked again
/// @param attempts how many walks were not whole, the first included
/// @param retryAt when it is walked again; after the last attempt, when a new one may be found
/// @param missing whether records are missing, rather than read in part
record Gap(Window window, int attempts, Instant retryAt, boolean missing) {
    static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(5), Duration.ofHours(6), 8);
    static final Duration REST = Duration.ofDays(7);

    /// What is left to be walked again behind a walk.
    ///
    /// @param before what was left before it
    /// @param window all that the walk went through, unless it walked again what was left
    /// @param everything whether every walk of this course goes through everything
    /// @param fraction gives jitter
    static Optional<Gap> behind(
            Walk walk,
            Optional<Gap> before,
            Window window,
            boolean everything,
            Instant now,
            double fraction) {
        boolean again = walk.mending() || everything;
        if (walk.isWhole()) {
            return again ? Optional.empty() : before;
        }
        boolean missing = walk.unreadable() > 0 || walk.missing() > 0;
        Optional<Gap> known = before.filter(gap -> gap.isOpen() || gap.retryAt().isAfter(now));
        if (known.isEmpty()) {
            return Optional.of(new Gap(window, 1, now.plus(BACKOFF.after(1, fraction)), missing));
        }
        Gap gap = known.get();
        if (!gap.isOpen()) {
            return known;
        }
        return Optional.of(
                again
                        ? gap.tried(missing, now, fraction)
                        : new Gap(
                                gap.window.with(window),
                                gap.attempts,
                                gap.retryAt,
                                gap.missing || missing));
    }

    private Gap tried(boolean stillMissing, Instant now, double fraction) {
        int tries = attempts + 1;
        Duration wait = BACKOFF.mayFollow(tries) ? BACKOFF.after(tries, fraction) : REST;
        return new Gap(window, tries, now.plus(wait), stillMissing);
    }

    /// A person asked for the newest, so it is walked again at once.
    Gap asked(Instant now) {
        return isOpen() && retryAt.isAfter(now) ? new Gap(window, attempts, now, missing) : this;
    }

    /// Whether it is to be walked again.
    boolean isOpen() {
        return BACKOFF.mayFollow(attempts);
    }

    /// Whether it is to be walked again now.
    boolean isDue(Instant now) {
        return isOpen() && !retryAt.isAfter(now);
    }

    /// Why the stream is not in step, as long as that may change.
    Optional<Trouble> trouble() {
        return isOpen() && missing
                ? Optional.of(Trouble.of(Trouble.Code.INCOMPLETE))
                : Optional.empty();
    }

    ObjectNode toJson() {
        ObjectNode json =
                Json.object()
                        .put("by", window.by().name())
                        .put("before", window.before().getEpochSecond())
                        .put("attempts", attempts)
                        .put("retryAt", retryAt.toEpochMilli())
                        .put("missing", missing);
        window.from().ifPresent(from -> json.put("from", from.getEpochSecond()));
        return json;
    }

    static Gap parse(JsonNode json) {
        Window window =
                new Window(
                        Window.By.valueOf(json.path("by").asText()),
                        json.has("from")
                                ? Optional.of(Instant.ofEpochSecond(json.path("from").asLong()))
                                : Optional.empty(),
                        Instant.ofEpochSecond(json.path("before").asLong()));
        return new Gap(
                window,
                json.path("attempts").asInt(),
                Instant.ofEpochMilli(json.path("retryAt").asLong()),
                json.path("missing").asBoolean());
    }
}
