package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Meanwhile;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.store.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Stores what changed on a page, and how far the walk is, under the fence of the run.
///
/// The writes go in transactions, each with the gate in it; the stream state moves in the last. So
/// a run that was superseded writes nothing more, and a walk never claims a page that is not
/// stored.
///
/// A record is only replaced as it was when it was compared, since the list of changes that it
/// carries grows from there; one that somebody else replaced meanwhile is compared again.
///
/// The platform's time has whole seconds, and some edits do not move it. Within a second the read
/// that was sent later wins; but a read that found what is kept already leaves no trace, so one
/// sent before it and stored after it would win wrongly. Therefore what replaced something else of
/// the same second is contested, and has to be read once more before a walk may count it as done.
final class PageWriter {
    /// A transaction takes 100 writes, one of which is the gate.
    private static final int WRITES_MAX = 99;

    /// A transaction takes 4 MB, and what is encrypted grows a little.
    private static final int BYTES_MAX = 3 << 20;

    /// A record takes 400 KB, and so does what is encrypted.
    private static final int RECORD_BYTES_MAX = 330_000;

    private static final int REFUSALS_MAX = 10;

    private final Records records;
    private final Fingerprints fingerprints;
    private final OriginalPages originals;

    PageWriter(Records records, Fingerprints fingerprints) {
        this(records, fingerprints, OriginalPages.NONE);
    }

    /// @param originals keeps what the platform sent with what is made of it
    PageWriter(Records records, Fingerprints fingerprints, OriginalPages originals) {
        this.records = records;
        this.fingerprints = fingerprints;
        this.originals = originals;
    }

    /// What came of a page.
    ///
    /// @param superseded whether somebody else has raised the fence; the page may be stored in part
    /// @param written records that were new or changed
    /// @param unchanged records that were stored already, at no cost
    /// @param outdated records of which something newer was stored
    /// @param contested the ids of written records that have to be read once more; while there are
    ///   any, the stream state was not moved
    record Stored(
            boolean superseded, int written, int unchanged, int outdated, Set<String> contested) {
        Stored {
            contested = Set.copyOf(contested);
        }
    }

    /// A page made ready: the writes in order, and what cannot be kept.
    ///
    /// @param tooLarge the ids of records that do not fit
    /// @param asked the streams that something is asked of
    record Prepared(
            List<Pending> pending,
            int unchanged,
            int outdated,
            Set<String> tooLarge,
            Set<String> asked) {
        Prepared {
            pending = List.copyOf(pending);
            tooLarge = Set.copyOf(tooLarge);
            asked = Set.copyOf(asked);
        }

        /// The same page, with these records beside it.
        Prepared with(List<Item> more) {
            List<Pending> all = new ArrayList<>(pending);
            for (Item item : more) {
                all.add(
                        new Pending(
                                new Write.Put(item, Condition.ALWAYS),
                                Json.size(item.fields()),
                                Optional.empty(),
                                false));
            }
            return new Prepared(all, unchanged, outdated, tooLarge, asked);
        }

        /// When the platform made the oldest change that the page brings; empty if it brings none
        /// or does not tell. An edit that did not move the platform's time tells nothing.
        Optional<Instant> oldestChange() {
            return pending.stream()
                    .filter(write -> !write.contested())
                    .flatMap(write -> write.of().stream())
                    .filter(record -> record.stream().mapper().tellsUpdates())
                    .map(Candidate::updatedAt)
                    .filter(at -> at.isAfter(Instant.EPOCH))
                    .min(Comparator.naturalOrder());
        }

        /// Whether it brings anything that was not kept yet.
        boolean isNews() {
            return pending.stream().anyMatch(write -> write.of().isPresent());
        }
    }

    /// A write that waits for its transaction.
    ///
    /// @param of the record that it stores; empty if it only helps to find one
    /// @param contested whether it replaces something else that bears the same time
    record Pending(Write write, int bytes, Optional<Candidate> of, boolean contested) {}

    /// A record as it was read, and what it takes to compare it with what is kept.
    ///
    /// @param fingerprint of the content
    /// @param item gets its version and its list of changes when it is compared
    /// @param anew whether it was read before and is only made anew
    record Candidate(
            Stream<?> stream,
            String id,
            Instant updatedAt,
            Reading reading,
            String fingerprint,
            Item item,
            boolean anew) {
        Key key() {
            return item.key();
        }

        String version() {
            return PageWriter.version(updatedAt, reading.sentAt());
        }

        /// A page may hold a record twice; the later one counts unless it is older.
        Candidate newer(Candidate later) {
            return later.updatedAt.isBefore(updatedAt) ? this : later;
        }
    }

    /// Compares a page with what is stored; what the platform sent of what is written goes with it.
    <T> Prepared prepare(ShopId shop, Stream<T> stream, StreamPage<T> page, Reading reading) {
        Prepared prepared = prepare(shop, stream, page.records(), reading);
        Set<String> wanted = new HashSet<>(prepared.tooLarge());
        prepared.pending().stream()
                .flatMap(pending -> pending.of().stream())
                .forEach(candidate -> wanted.add(candidate.id()));
        List<Item> kept = originals.of(shop, stream.name(), page.originals(), wanted, reading);
        return kept.isEmpty() ? prepared : prepared.with(kept);
    }

    /// Compares a page with what is stored.
    <T> Prepared prepare(ShopId shop, Stream<T> stream, List<T> page, Reading reading) {
        return prepare(shop, stream, page, reading, false);
    }

    /// Compares what is made anew of records that were read before with what is stored: of the same
    /// read, what is made now counts; of an older one, nothing does.
    <T> Prepared prepareAnew(ShopId shop, Stream<T> stream, List<T> page, Reading reading) {
        return prepare(shop, stream, page, reading, true);
    }

    private <T> Prepared prepare(
            ShopId shop, Stream<T> stream, List<T> page, Reading reading, boolean anew) {
        List<Item> items = page.stream().map(it -> stream.mapper().item(shop, it)).toList();
        List<Key> keys = items.stream().map(Item::key).toList();
        Meanwhile<Map<Key, Candidate>> read =
                Meanwhile.begin(() -> candidates(shop, stream, page, items, reading, anew));
        Map<Key, ObjectNode> stored = stored(stream, keys);
        Map<Key, Candidate> candidates = read.result();
        List<Pending> pending = new ArrayList<>();
        Set<Key> asked = new HashSet<>();
        Set<String> tooLarge = new HashSet<>();
        int unchanged = 0;
        int outdated = 0;
        for (Candidate candidate : candidates.values()) {
            Optional<ObjectNode> before = Optional.ofNullable(stored.get(candidate.key()));
            switch (compare(candidate, before)) {
                case Verdict.Unchanged() -> unchanged++;
                case Verdict.Outdated() -> outdated++;
                case Verdict.Changed(Write.Put put, boolean contested) -> {
                    int size = Json.size(put.item().fields());
                    if (size > RECORD_BYTES_MAX) {
                        tooLarge.add(candidate.id());
                    } else {
                        addLookups(shop, candidate, before, pending);
                        addFollowUps(shop, candidate, asked, pending);
                        pending.add(new Pending(put, size, Optional.of(candidate), contested));
                    }
                }
            }
        }
        Set<String> streams = asked.stream().map(FollowUp::stream).collect(Collectors.toSet());
        return new Prepared(pending, unchanged, outdated, tooLarge, streams);
    }

    private <T> Map<Key, Candidate> candidates(
            ShopId shop,
            Stream<T> stream,
            List<T> page,
            List<Item> items,
            Reading reading,
            boolean anew) {
        Map<Key, Candidate> candidates = new LinkedHashMap<>();
        for (int i = 0; i < page.size(); i++) {
            Candidate candidate = candidate(shop, stream, page.get(i), items.get(i), reading, anew);
            candidates.merge(candidate.key(), candidate, Candidate::newer);
        }
        return candidates;
    }

    private <T> Candidate candidate(
            ShopId shop, Stream<T> stream, T record, Item item, Reading reading, boolean anew) {
        Stream.Mapper<T> mapper = stream.mapper();
        String fingerprint = fingerprints.of(shop, stream.type(), item.fields());
        ObjectNode address = mapper.address(item.fields());
        if (!address.isEmpty()) {
            ObjectNode seen = item.fields().putObject("address");
            address.fieldNames().forEachRemaining(seen.putArray("parts")::add);
            seen.put("fingerprint", fingerprints.of(shop, stream.type(), address));
        }
        item.fields().put("fingerprint", fingerprint);
        // Where the platform does not say when it moved a record, the read that was sent later
        // tells the newer state.
        Instant updatedAt = mapper.tellsUpdates() ? mapper.updatedAt(record) : reading.sentAt();
        return new Candidate(
                stream, mapper.id(record), updatedAt, reading, fingerprint, item, anew);
    }

    private Map<Key, ObjectNode> stored(Stream<?> stream, List<Key> keys) {
        return records.getAll(stream.type(), keys, Read.PLAIN).stream()
                .collect(Collectors.toMap(Item::key, Item::fields));
    }

    /// What is to be done with a record.
    private sealed interface Verdict {
        /// The same is kept.
        record Unchanged() implements Verdict {}

        /// Something newer is kept.
        record Outdated() implements Verdict {}

        /// It replaces what is kept, if that is still what it was compared with.
        ///
        /// @param contested whether both bear the same time
        record Changed(Write.Put put, boolean contested) implements Verdict {}
    }

    private static Verdict compare(Candidate candidate, Optional<ObjectNode> before) {
        boolean isGone = before.filter(kept -> kept.has("goneAt")).isPresent();
        if (!isGone
                && before.map(kept -> kept.path("fingerprint").asText())
                        .filter(candidate.fingerprint()::equals)
                        .isPresent()) {
            return new Verdict.Unchanged();
        }
        Optional<String> versionBefore = before.map(kept -> kept.path("version").asText());
        String version = candidate.version();
        if (candidate.anew() && before.isPresent()) {
            return isGone || !versionBefore.equals(Optional.of(version))
                    ? new Verdict.Outdated()
                    : anew(candidate, before.get());
        }
        if (versionBefore.filter(kept -> kept.compareTo(version) >= 0).isPresent()) {
            return new Verdict.Outdated();
        }
        boolean sameSecond =
                versionBefore.filter(kept -> second(kept).equals(second(version))).isPresent();
        if (sameSecond && !candidate.reading().whole()) {
            return new Verdict.Outdated();
        }
        ObjectNode fields = candidate.item().fields();
        boolean addressChanged = before.filter(kept -> isAddressChanged(kept, fields)).isPresent();
        List<Difference> differences =
                candidate.stream().mapper().differences(before, fields, addressChanged);
        fields.put("version", version);
        if (!differences.isEmpty()) {
            fields.set(
                    "changes",
                    SeenChange.grown(
                            before.orElseGet(Json::object).path("changes"),
                            differences,
                            candidate.updatedAt(),
                            candidate.reading()));
        }
        Condition asCompared =
                versionBefore
                        .map(kept -> Condition.equal("version", kept))
                        .orElse(Condition.ABSENT);
        boolean contested = candidate.stream().mapper().tellsUpdates() && sameSecond;
        return new Verdict.Changed(new Write.Put(candidate.item(), asCompared), contested);
    }

    /// The same read, made into something else now; nothing happened at the platform.
    private static Verdict anew(Candidate candidate, ObjectNode before) {
        ObjectNode fields = candidate.item().fields();
        fields.put("version", candidate.version());
        if (before.has("changes")) {
            fields.set("changes", before.path("changes"));
        }
        Condition asCompared =
                Condition.all(
                        Condition.equal("version", candidate.version()),
                        Condition.equal("fingerprint", before.path("fingerprint").asText()));
        return new Verdict.Changed(new Write.Put(candidate.item(), asCompared), false);
    }

    /// Parts that the platform masks or unmasks tell nothing about a change.
    private static boolean isAddressChanged(ObjectNode before, ObjectNode after) {
        return before.path("address").path("parts").equals(after.path("address").path("parts"))
                && !before.path("address")
                        .path("fingerprint")
                        .equals(after.path("address").path("fingerprint"));
    }

    private static void addLookups(
            ShopId shop, Candidate candidate, Optional<ObjectNode> before, List<Pending> pending) {
        Stream.Mapper<?> mapper = candidate.stream().mapper();
        Set<Key> known = before.map(kept -> mapper.lookups(shop, kept).keySet()).orElse(Set.of());
        mapper.lookups(shop, candidate.item().fields())
                .forEach((key, lookup) -> {
                    if (!known.contains(key)) {
                        Write put = new Write.Put(lookup, Condition.ALWAYS);
                        pending.add(new Pending(put, key.sort().length(), Optional.empty(), false));
                    }
                });
    }

    /// What the record asks for goes with it or before it, so that it is never forgotten; what
    /// another record of the page asked for already is not asked for twice.
    private static void addFollowUps(
            ShopId shop, Candidate candidate, Set<Key> asked, List<Pending> pending) {
        ObjectNode fields = candidate.item().fields();
        FollowUp.Urgency urgency =
                candidate.reading().source() == Source.BACKFILL
                        ? FollowUp.Urgency.OLD
                        : FollowUp.Urgency.NEW;
        for (FollowUp.Wish wish :
                candidate.stream().mapper().followUps(fields, candidate.reading().source())) {
            FollowUp followUp = new FollowUp(shop, wish, urgency, fields.path("version").asText());
            if (asked.add(followUp.key())) {
                pending.add(
                        new Pending(
                                followUp.put(),
                                followUp.key().sort().length(),
                                Optional.empty(),
                                false));
            }
        }
    }

    /// Orders two reads of the same record: by the platform's time, and within its second by the
    /// moment at which the read was sent.
    static String version(Instant updatedAt, Instant sentAt) {
        return "%010d#%013d".formatted(updatedAt.getEpochSecond(), sentAt.toEpochMilli());
    }

    private static String second(String version) {
        return version.substring(0, version.indexOf('#'));
    }

    /// Stores a page, then how far the walk is.
    Stored store(Prepared page, StreamState held, StreamState next) {
        return store(page, check(held), next.putIf(held.unchanged()));
    }

    /// Stores a page under the gate without moving anything.
    Stored store(Prepared page, StreamState held) {
        return store(page, check(held));
    }

    /// Stores a page that is part of no walk, as long as the gate stands.
    Stored store(Prepared page, Write.Check gate) {
        return page.pending().isEmpty() ? new Tally(page).stored(false) : store(page, gate, gate);
    }

    private static Write.Check check(StreamState held) {
        return new Write.Check(held.key(), held.gate());
    }

    /// While a part is under way, the next one is encrypted.
    private Stored store(Prepared page, Write check, Write atTheEnd) {
        Tally tally = new Tally(page);
        Iterator<List<Pending>> parts = parts(page.pending()).iterator();
        List<Pending> part = parts.next();
        Records.Ready ready = ready(part);
        while (parts.hasNext()) {
            List<Pending> next = parts.next();
            Meanwhile<Records.Ready> nextReady = Meanwhile.begin(() -> ready(next));
            if (!transact(check, check, part, ready, tally)) {
                return tally.stored(true);
            }
            part = next;
            ready = nextReady.result();
        }
        return tally.stored(!transact(check, atTheEnd, part, ready, tally));
    }

    private Records.Ready ready(List<Pending> part) {
        return records.ready(writes(part));
    }

    private static List<Write> writes(List<Pending> part) {
        return part.stream().map(Pending::write).toList();
    }

    /// The parts of a page, each for a transaction, none much smaller than the others; an empty
    /// page is one empty part.
    private static List<List<Pending>> parts(List<Pending> pending) {
        int count = Math.max(1, Math.ceilDiv(pending.size(), WRITES_MAX));
        int writesMax = Math.ceilDiv(pending.size(), count);
        List<List<Pending>> parts = new ArrayList<>();
        int from = 0;
        do {
            int to = end(pending, from, writesMax);
            parts.add(pending.subList(from, to));
            from = to;
        } while (from < pending.size());
        return parts;
    }

    private static int end(List<Pending> pending, int from, int writesMax) {
        long bytes = 0;
        int to = from;
        while (to < pending.size() && to - from < writesMax) {
            bytes += pending.get(to).bytes();
            if (bytes > BYTES_MAX && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    /// Writes a part of a page, leaving out what is older than what is stored; false if the gate
    /// refused.
    ///
    /// @param gate with the move of the stream state, if this part is the last
    /// @param ready the part, made ready
    private boolean transact(
            Write check, Write gate, List<Pending> part, Records.Ready ready, Tally tally) {
        List<Pending> rest = part;
        Records.Ready restReady = ready;
        for (int attempt = 0; attempt < REFUSALS_MAX; attempt++) {
            boolean contested =
                    !tally.contested.isEmpty() || rest.stream().anyMatch(Pending::contested);
            switch (restReady.write(contested ? check : gate)) {
                case WriteOutcome.Written() -> {
                    tally.write(rest);
                    return true;
                }
                case WriteOutcome.Refused(List<Integer> indexes) -> {
                    Set<Integer> refused = Set.copyOf(indexes);
                    if (refused.isEmpty() || refused.contains(rest.size())) {
                        return false;
                    }
                    rest = comparedAgain(rest, refused, tally);
                    restReady = ready(rest);
                }
            }
        }
        throw new IllegalStateException("other writers kept overtaking this page");
    }

    /// The writes as they are now right, after some were refused.
    private List<Pending> comparedAgain(List<Pending> part, Set<Integer> refused, Tally tally) {
        List<Pending> right = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            Pending pending = part.get(i);
            if (!refused.contains(i) || pending.of().isEmpty()) {
                right.add(pending);
                continue;
            }
            Candidate candidate = pending.of().get();
            Map<Key, ObjectNode> stored = stored(candidate.stream(), List.of(candidate.key()));
            switch (compare(candidate, Optional.ofNullable(stored.get(candidate.key())))) {
                case Verdict.Unchanged() -> tally.unchanged++;
                case Verdict.Outdated() -> tally.outdated++;
                case Verdict.Changed(Write.Put put, boolean contested) ->
                        right.add(new Pending(put, pending.bytes(), pending.of(), contested));
            }
        }
        return right;
    }

    /// What has come of a page so far.
    private static final class Tally {
        private int written;
        private int unchanged;
        private int outdated;
        private final Set<String> contested = new HashSet<>();

        Tally(Prepared page) {
            unchanged = page.unchanged();
            outdated = page.outdated();
        }

        void write(List<Pending> part) {
            for (Pending pending : part) {
                if (pending.of().isPresent()) {
                    written++;
                }
                if (pending.contested()) {
                    contested.add(pending.of().orElseThrow().id());
                }
            }
        }

        Stored stored(boolean superseded) {
            return new Stored(superseded, written, unchanged, outdated, contested);
        }
    }
}
