package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How far a walk through a window has come, page by page; kept with the pages it has made durable.
///
/// @param window what is still walked; a resumed walk's window begins where it broke off
/// @param token the platform's token of the next page; empty at the beginning of the window
/// @param boundary the time, by which the walk sorts, that it has reached
/// @param boundaryIds the records already counted that bear exactly that time
/// @param read how many records were read and stored, each counted once
/// @param total how many the platform said there are; -1 until it did
/// @param unreadable how many could not be read truthfully
/// @param pages how many pages were made durable
/// @param restarts how often the walk was resumed without a token since it last came further
/// @param again whether it walks its window for the second time
/// @param base how many of those read belong to windows that were walked before this one
/// @param rest where the part begins that is still to be walked before this window; absent if there
///   is none
/// @param partly whether something of its records could not be read
/// @param missing how many records the platform said there were and did not list, in the windows
///   that are walked
/// @param mending whether it walks again what was not whole
/// @param startedAt when it began
@RecordBuilder
record Walk(
        Window window,
        String token,
        Optional<Instant> boundary,
        Set<String> boundaryIds,
        long read,
        long total,
        long unreadable,
        long pages,
        int restarts,
        boolean again,
        long base,
        Optional<Instant> rest,
        boolean partly,
        long missing,
        boolean mending,
        Instant startedAt)
        implements WalkBuilder.With {
    private static final int RESTARTS_MAX = 3;

    /// Keeps the state small where very many records bear the same second; beyond this, a resumed
    /// walk may count some of them twice.
    private static final int BOUNDARY_IDS_MAX = 2_000;

    Walk {
        boundaryIds = Set.copyOf(boundaryIds);
    }

    static Walk begin(Window window, Instant now) {
        return begin(window, false, now);
    }

    /// @param mending whether it walks again what was not whole
    static Walk begin(Window window, boolean mending, Instant now) {
        return new Walk(
                window,
                "",
                Optional.empty(),
                Set.of(),
                0,
                -1,
                0,
                0,
                0,
                false,
                0,
                Optional.empty(),
                false,
                0,
                mending,
                now);
    }

    /// A record as the walk counts it.
    ///
    /// @param at the time by which the walk sorts
    record Counted(String id, Instant at) {}

    /// The walk behind one more page. A record that a resumed walk meets again is not counted
    /// again.
    ///
    /// @param sorted whether the platform sorts by the time that bounds the window
    /// @param partlyRead whether something of the page's records could not be read
    /// @param totalSaid how many records the window has, as this page says; of what pages say, the
    ///   most is believed until it is disproved
    Walk after(
            boolean sorted,
            List<Counted> records,
            int unreadableOnPage,
            boolean partlyRead,
            long totalSaid,
            String nextToken) {
        Set<String> ids = new LinkedHashSet<>(boundaryIds);
        Optional<Instant> reached = boundary;
        long counted = 0;
        for (Counted record : records) {
            if (!sorted) {
                counted++;
                continue;
            }
            if (reached.isEmpty() || isFurther(record.at(), reached.get())) {
                reached = Optional.of(record.at());
                ids.clear();
            }
            if (record.at().equals(reached.get()) && isNew(ids, record.id())) {
                counted++;
            }
        }
        return with().token(nextToken)
                .boundary(reached)
                .boundaryIds(ids)
                .read(read + counted)
                .total(Math.max(total, totalSaid))
                .unreadable(unreadable + unreadableOnPage)
                .pages(pages + 1)
                .restarts(reached.equals(boundary) ? restarts : 0)
                .partly(partly || partlyRead)
                .build();
    }

    /// The walk resumed without its token, from the time that it had reached, or from the beginning
    /// of its window where nothing is sorted; empty if that has not brought it any further several
    /// times.
    Optional<Walk> resumed(boolean sorted) {
        if (token.isEmpty() || restarts >= RESTARTS_MAX) {
            return Optional.empty();
        }
        if (!sorted) {
            return Optional.of(windowed(window, base, restarts + 1, rest));
        }
        Window left =
                switch (window.by()) {
                    case CREATED ->
                            new Window(
                                    window.by(),
                                    window.from(),
                                    boundary.map(at -> at.plus(Duration.ofSeconds(1)))
                                            .orElse(window.before()));
                    case UPDATED ->
                            new Window(window.by(), boundary.or(window::from), window.before());
                    case ALL -> window;
                };
        return Optional.of(with().window(left).token("").restarts(restarts + 1).build());
    }

    /// The walk from the newer half of its window on, the older half being left for later; empty if
    /// a window cannot be parted.
    Optional<Walk> parted() {
        Optional<Instant> from = window.from();
        if (from.isEmpty() || Duration.between(from.get(), window.before()).toSeconds() < 2) {
            return Optional.empty();
        }
        long length = Duration.between(from.get(), window.before()).toSeconds();
        Instant middle = from.get().plusSeconds(length / 2);
        Window newer = new Window(window.by(), Optional.of(middle), window.before());
        return Optional.of(windowed(newer, base, 0, rest.or(() -> from)));
    }

    /// The walk in the window before the one that was walked; empty if all is walked.
    Optional<Walk> onward() {
        Optional<Instant> from = window.from();
        if (rest.isEmpty() || from.isEmpty() || !rest.get().isBefore(from.get())) {
            return Optional.empty();
        }
        Window older = new Window(window.by(), rest, from.get());
        return Optional.of(windowed(older, read, 0, Optional.empty()));
    }

    private Walk windowed(Window next, long counted, int tries, Optional<Instant> left) {
        return with().window(next)
                .token("")
                .boundary(Optional.empty())
                .boundaryIds(Set.of())
                .read(counted)
                .total(left.isEmpty() && rest.isEmpty() ? total : -1)
                .restarts(tries)
                .base(counted)
                .rest(left)
                .build();
    }

    /// The walk at the end of its window, where it shows how many records were never listed.
    Walk ended() {
        return withMissing(missing + Math.max(0, total - (read - base) - unreadable));
    }

    /// Whether it brought everything that the platform said there was.
    boolean isWhole() {
        return unreadable == 0 && missing == 0 && !partly;
    }

    /// Whether records slipped through while the pages moved under the walk, so that its window has
    /// to be walked once more.
    boolean missedSome() {
        return window.by() == Window.By.UPDATED
                && !again
                && rest.isEmpty()
                && base == 0
                && pages > 1
                && read + unreadable < total;
    }

    /// The same walk from the beginning of its window on.
    Walk secondTime(Optional<Instant> from) {
        Window whole = new Window(window.by(), from, window.before());
        return begin(whole, mending, startedAt).withAgain(true);
    }

    private static boolean isNew(Set<String> ids, String id) {
        return ids.size() < BOUNDARY_IDS_MAX ? ids.add(id) : !ids.contains(id);
    }

    private boolean isFurther(Instant at, Instant than) {
        return switch (window.by()) {
            case CREATED -> at.isBefore(than);
            case UPDATED -> at.isAfter(than);
            case ALL -> false;
        };
    }

    ObjectNode toJson() {
        ObjectNode json =
                Json.object()
                        .put("by", window.by().name())
                        .put("before", window.before().getEpochSecond())
                        .put("token", token)
                        .put("read", read)
                        .put("total", total)
                        .put("unreadable", unreadable)
                        .put("pages", pages)
                        .put("restarts", restarts)
                        .put("again", again)
                        .put("startedAt", startedAt.toEpochMilli());
        window.from().ifPresent(from -> json.put("from", from.getEpochSecond()));
        boundary.ifPresent(at -> json.put("boundary", at.getEpochSecond()));
        rest.ifPresent(at -> json.put("rest", at.getEpochSecond()));
        if (base > 0) {
            json.put("base", base);
        }
        if (partly) {
            json.put("partly", true);
        }
        if (missing > 0) {
            json.put("missing", missing);
        }
        if (mending) {
            json.put("mending", true);
        }
        boundaryIds.stream().sorted().forEach(json.withArray("boundaryIds")::add);
        return json;
    }

    static Walk parse(JsonNode json) {
        Set<String> ids = new LinkedHashSet<>();
        json.path("boundaryIds").forEach(id -> ids.add(id.asText()));
        Window window =
                new Window(
                        Window.By.valueOf(json.path("by").asText()),
                        seconds(json.path("from")),
                        Instant.ofEpochSecond(json.path("before").asLong()));
        return new Walk(
                window,
                json.path("token").asText(),
                seconds(json.path("boundary")),
                ids,
                json.path("read").asLong(),
                json.path("total").asLong(-1),
                json.path("unreadable").asLong(),
                json.path("pages").asLong(),
                json.path("restarts").asInt(),
                json.path("again").asBoolean(),
                json.path("base").asLong(),
                seconds(json.path("rest")),
                json.path("partly").asBoolean(),
                json.path("missing").asLong(),
                json.path("mending").asBoolean(),
                Instant.ofEpochMilli(json.path("startedAt").asLong()));
    }

    private static Optional<Instant> seconds(JsonNode value) {
        return value.isNumber()
                ? Optional.of(Instant.ofEpochSecond(value.asLong()))
                : Optional.empty();
    }
}
