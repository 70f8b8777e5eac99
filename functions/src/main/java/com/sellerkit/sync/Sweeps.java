package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Index;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Compares what a complete walk found with what is kept: what vanished, and how many there are of
/// each day.
///
/// While the walk goes on, the ids of each page are noted before the page is stored, so that a run
/// that goes on elsewhere knows them, and a page can never count as stored without being noted.
final class Sweeps {
    /// How long the notes of a walk are kept; no walk takes longer.
    static final Duration MEMORY = Duration.ofDays(3);

    /// A walk that would remove more of what is kept than this is not believed.
    private static final double VANISHED_SHARE_MAX = 0.05;

    /// So few may always vanish.
    private static final int VANISHED_FEW = 3;

    private static final int SLICE = 500;
    private static final int WRITES_MAX = 90;
    private static final String NO_DAY = "-";

    /// What is walked every hour looks no further back for what was announced.
    private static final Duration LATELY = Duration.ofDays(7);

    private final Records records;
    private final Announcements announcements;

    Sweeps(Records records) {
        this.records = records;
        this.announcements = new Announcements(records);
    }

    /// Whether a complete walk of this course has seen everything in its window.
    static boolean isComplete(Course course) {
        return switch (course) {
            case Course.Whole _, Course.Recheck _ -> true;
            case Course.Windowed(Window.By by, Duration _, Instant _, long _) ->
                    by == Window.By.CREATED;
            case Course.Sorted _, Course.Followed _ -> false;
        };
    }

    /// A record that a walk found.
    ///
    /// @param createdAt the epoch where the platform does not say
    record Found(String id, Instant createdAt) {}

    /// Notes what a page holds.
    Write note(StreamState state, Walk walk, List<Found> page, Instant now) {
        ObjectNode fields = Json.object();
        ArrayNode ids = fields.putArray("ids");
        page.forEach(found -> ids.add(day(found.createdAt()) + "/" + found.id()));
        return new Write.Put(
                Item.of(
                                SyncRecords.SWEEP,
                                new Key(
                                        partition(state.shop()),
                                        prefix(state.stream(), walk)
                                                + "%06d".formatted(walk.pages())),
                                fields)
                        .expiringAt(now.plus(MEMORY)),
                Condition.ALWAYS);
    }

    private static String partition(ShopId shop) {
        return shop + "#sweep";
    }

    private static String prefix(String stream, Walk walk) {
        return stream + "#" + walk.startedAt().toEpochMilli() + "#";
    }

    private static String day(Instant at) {
        return at.equals(Instant.EPOCH)
                ? NO_DAY
                : LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    /// Something that is kept and was not found.
    ///
    /// @param version of what is kept
    record Vanished(Key key, String day, String version) {}

    /// What is known of the days besides what was walked.
    ///
    /// @param counted how many records the platform counts, where it was asked
    /// @param announced what webhooks announced
    /// @param announcedFrom the first day of which that was counted
    record Beside(
            Map<LocalDate, Integer> counted,
            Map<LocalDate, Announcements.Tally> announced,
            LocalDate announcedFrom) {}

    /// What webhooks announced of a stream, as far back as a walk went, at most.
    Beside announced(
            StreamState state, Stream<?> stream, Walk walk, Map<LocalDate, Integer> counted) {
        Duration reach = stream.course() instanceof Course.Whole ? LATELY : Announcements.MEMORY;
        Instant earliest = walk.startedAt().minus(reach);
        Instant from = walk.window().from().filter(earliest::isBefore).orElse(earliest);
        Map<LocalDate, Announcements.Tally> announced =
                Streams.named(Rechecks.of(stream.name()))
                        .map(of ->
                                announcements.tally(
                                        state.shop(), of, stream.type(), from, walk.startedAt()))
                        .orElse(Map.of());
        return new Beside(counted, announced, LocalDate.ofInstant(from, ZoneOffset.UTC));
    }

    /// What the comparison came to.
    ///
    /// @param found how many the platform has, by day
    /// @param stored how many are kept, by day
    /// @param vanished by id
    record Comparison(
            Map<String, Integer> found,
            Map<String, Integer> stored,
            Map<String, Vanished> vanished) {
        /// Whether so much vanished that the answers are to be doubted rather than believed.
        boolean isDoubtful() {
            return vanished.size() > VANISHED_FEW
                    && vanished.size() > sum(stored) * VANISHED_SHARE_MAX;
        }

        /// How many the platform listed.
        int listed() {
            return sum(found);
        }

        /// The same comparison, where these turned out to be there after all.
        Comparison without(Set<String> ids) {
            Map<String, Integer> more = new TreeMap<>(found);
            Map<String, Vanished> fewer = new TreeMap<>(vanished);
            for (String id : ids) {
                Vanished there = fewer.remove(id);
                if (there != null) {
                    more.merge(there.day(), 1, Integer::sum);
                }
            }
            return new Comparison(more, stored, fewer);
        }

        /// What is certified of each day.
        ///
        /// @param removed whether what vanished was marked as gone
        /// @param beside what else is known of the days
        List<Certificate> certificates(String stream, boolean removed, Beside beside, Instant now) {
            Map<String, Integer> gone = new TreeMap<>();
            vanished.values().forEach(each -> gone.merge(each.day(), 1, Integer::sum));
            Set<String> days = new TreeSet<>(found.keySet());
            days.addAll(stored.keySet());
            beside.announced().keySet().forEach(day -> days.add(day.toString()));
            beside.counted().keySet().forEach(day -> days.add(day.toString()));
            return days.stream()
                    .map(each -> {
                        int left = gone.getOrDefault(each, 0);
                        Optional<LocalDate> day =
                                each.equals(NO_DAY)
                                        ? Optional.empty()
                                        : Optional.of(LocalDate.parse(each));
                        return Certificate.first(
                                stream,
                                day,
                                Math.max(
                                        found.getOrDefault(each, 0),
                                        day.map(beside.counted()::get).orElse(0)),
                                stored.getOrDefault(each, 0) - (removed ? left : 0),
                                left,
                                day.map(beside.announced()::get).orElse(Announcements.Tally.NONE),
                                now);
                    })
                    .filter(each ->
                            each.platform() != 0
                                    || each.stored() != 0
                                    || each.vanished() != 0
                                    || each.announced() != 0)
                    .toList();
        }

        private static int sum(Map<String, Integer> counts) {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// Compares a walk that has come to its end with what is kept.
    ///
    /// @param from the beginning of all its windows; empty for the first record there is
    Comparison compare(StreamState state, Stream<?> stream, Walk walk, Optional<Instant> from) {
        Map<String, String> seen = seen(state, walk);
        Map<String, Integer> found = new TreeMap<>();
        seen.values().forEach(day -> found.merge(day, 1, Integer::sum));
        Map<String, Integer> stored = new TreeMap<>();
        Map<String, Vanished> vanished = new TreeMap<>();
        Set<String> missing = new HashSet<>(seen.keySet());
        each(
                kept(state.shop(), stream, walk, from),
                item -> {
                    String id = item.key().sort();
                    boolean wasSeen = seen.containsKey(id);
                    missing.remove(id);
                    if (item.fields().has("goneAt") || (!wasSeen && isLater(item, walk))) {
                        return;
                    }
                    String day = seen.getOrDefault(id, day(item));
                    stored.merge(day, 1, Integer::sum);
                    if (!wasSeen) {
                        vanished.put(id, new Vanished(item.key(), day, version(item)));
                    }
                });
        // An index is a moment behind the table: what was stored just now may not be in it yet.
        for (String id : present(state.shop(), stream, missing)) {
            stored.merge(Objects.requireNonNull(seen.get(id)), 1, Integer::sum);
        }
        return new Comparison(found, stored, vanished);
    }

    /// The ids that the walk has noted, with the day of each.
    private Map<String, String> seen(StreamState state, Walk walk) {
        Map<String, String> seen = new HashMap<>();
        each(
                Query.table(SyncRecords.SWEEP, partition(state.shop()))
                        .prefix(prefix(state.stream(), walk)),
                note -> {
                    for (JsonNode each : note.fields().path("ids")) {
                        String[] parts = each.asText().split("/", 2);
                        seen.put(parts[1], parts[0]);
                    }
                });
        return seen;
    }

    private List<String> present(ShopId shop, Stream<?> stream, Set<String> ids) {
        String partition = ShapedKind.partition(shop, stream.type());
        List<Key> keys = ids.stream().map(id -> new Key(partition, id)).toList();
        return records.getAll(stream.type(), keys, Read.PLAIN).stream()
                .filter(item -> !item.fields().has("goneAt"))
                .map(item -> item.key().sort())
                .toList();
    }

    private static boolean isLater(Item item, Walk walk) {
        return !readAt(item).isBefore(walk.startedAt());
    }

    private static String version(Item item) {
        return item.fields().path("version").asText();
    }

    private static Query kept(ShopId shop, Stream<?> stream, Walk walk, Optional<Instant> from) {
        Query query =
                Query.list(Index.INDEX1, stream.type(), ShapedKind.partition(shop, stream.type()));
        return walk.window().by() == Window.By.ALL
                ? query
                : query.between(
                        OrderRecords.sortKey(from.map(Instant::getEpochSecond).orElse(0L), ""),
                        OrderRecords.sortKey(until(walk).getEpochSecond(), ""));
    }

    /// The end of all the walk's windows.
    private static Instant until(Walk walk) {
        return Walks.second(walk.startedAt());
    }

    /// When the read was sent that told what is kept.
    private static Instant readAt(Item item) {
        String version = version(item);
        return version.isEmpty()
                ? Instant.EPOCH
                : Instant.ofEpochMilli(Long.parseLong(version.substring(version.indexOf('#') + 1)));
    }

    private static String day(Item item) {
        return item.place(Index.INDEX1)
                .map(index -> index.sort().substring(0, index.sort().indexOf('#')))
                .map(seconds -> day(Instant.ofEpochSecond(Long.parseLong(seconds))))
                .orElse(NO_DAY);
    }

    private void each(Query query, Consumer<Item> work) {
        Optional<Position> next = Optional.empty();
        Query sliced = query.limit(SLICE);
        do {
            Slice slice = records.query(next.map(sliced::after).orElse(sliced));
            slice.items().forEach(work);
            next = slice.next();
        } while (next.isPresent());
    }

    /// Marks as gone what vanished, unless it was read anew since; false if the gate is shut.
    boolean remove(StreamState state, Stream<?> stream, Comparison comparison, Instant now) {
        // One by one: a record that is read anew this very moment keeps no other.
        for (Vanished each : comparison.vanished().values()) {
            Write mark =
                    Write.Patch.of(stream.type(), each.key())
                            .set("goneAt", now.toEpochMilli())
                            .when(Condition.equal("version", each.version()));
            if (!records.write(List.of(mark, gate(state))).isWritten() && !isOpen(state)) {
                return false;
            }
        }
        return true;
    }

    /// What a comparison came to, in the light of the one before it.
    ///
    /// @param announcedFrom the first day of which announcements were counted
    List<Certificate> after(
            StreamState state,
            String stream,
            List<Certificate> certificates,
            LocalDate announcedFrom) {
        Map<Optional<LocalDate>, Certificate> before = new HashMap<>();
        each(
                Query.table(SyncRecords.CERTIFICATE, Certificate.partition(state.shop()))
                        .prefix(Certificate.prefix(stream)),
                item -> {
                    Certificate one = Certificate.parse(item);
                    before.put(one.day(), one);
                });
        return certificates.stream()
                .map(each ->
                        Optional.ofNullable(before.get(each.day()))
                                .map(one ->
                                        each.after(
                                                one,
                                                each.day()
                                                        .filter(announcedFrom::isAfter)
                                                        .isEmpty()))
                                .orElse(each))
                .toList();
    }

    /// Keeps what a complete walk came to, day by day; false if the gate is shut.
    boolean certify(StreamState state, List<Certificate> certificates) {
        List<Write> writes = certificates.stream().map(each -> each.put(state.shop())).toList();
        for (int at = 0; at < writes.size(); at += WRITES_MAX) {
            List<Write> part =
                    new ArrayList<>(writes.subList(at, Math.min(writes.size(), at + WRITES_MAX)));
            part.add(gate(state));
            if (!records.write(part).isWritten()) {
                return false;
            }
        }
        return true;
    }

    private static Write gate(StreamState state) {
        return new Write.Check(state.key(), state.gate());
    }

    private boolean isOpen(StreamState state) {
        return records.write(List.of(gate(state))).isWritten();
    }
}
