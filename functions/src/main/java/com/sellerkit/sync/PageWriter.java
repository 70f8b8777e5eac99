package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
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
import java.util.HashSet;
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

    PageWriter(Records records, Fingerprints fingerprints) {
        this.records = records;
        this.fingerprints = fingerprints;
    }

    /// What came of a page.
    ///
    /// @param superseded whether somebody else has raised the fence; the page may be stored in part
    /// @param written records that were new or changed
    /// @param unchanged records that were stored already, at no cost
    /// @param outdated records of which something newer was stored
    record Stored(boolean superseded, int written, int unchanged, int outdated) {}

    /// A page made ready: the writes in order, and what cannot be kept.
    ///
    /// @param tooLarge the ids of records that do not fit
    record Prepared(List<Write> writes, List<Integer> bytes, int unchanged, Set<String> tooLarge) {}

    /// Compares a page with what is stored.
    <T> Prepared prepare(ShopId shop, Stream<T> stream, List<T> page, Instant sentAt) {
        Map<Key, Candidate> candidates = new LinkedHashMap<>();
        for (T record : page) {
            Candidate candidate =
                    new Candidate(
                            stream.mapper().id(record),
                            stream.mapper().updatedAt(record),
                            stream.mapper().item(shop, record));
            candidates.merge(candidate.item().key(), candidate, Candidate::newer);
        }
        Map<Key, Item> stored =
                records.getAll(stream.type(), List.copyOf(candidates.keySet()), Read.PLAIN).stream()
                        .collect(Collectors.toMap(Item::key, item -> item));
        Preparation preparation = new Preparation();
        candidates.forEach((key, candidate) -> {
            Optional<ObjectNode> before = Optional.ofNullable(stored.get(key)).map(Item::fields);
            preparation.add(shop, stream, candidate, before, sentAt);
        });
        return new Prepared(
                preparation.writes, preparation.bytes, preparation.unchanged, preparation.tooLarge);
    }

    private record Candidate(String id, Instant updatedAt, Item item) {
        /// A page may hold a record twice; the later one counts unless it is older.
        Candidate newer(Candidate later) {
            return later.updatedAt.isBefore(updatedAt) ? this : later;
        }
    }

    private final class Preparation {
        private final List<Write> writes = new ArrayList<>();
        private final List<Integer> bytes = new ArrayList<>();
        private final Set<String> tooLarge = new HashSet<>();
        private int unchanged;

        void add(
                ShopId shop,
                Stream<?> stream,
                Candidate candidate,
                Optional<ObjectNode> before,
                Instant sentAt) {
            Item item = candidate.item();
            String fingerprint = fingerprints.of(shop, stream.type(), item.fields());
            if (before.map(kept -> kept.path("fingerprint").asText())
                    .filter(fingerprint::equals)
                    .isPresent()) {
                unchanged++;
                return;
            }
            int size = Json.bytes(item.fields()).length;
            if (size > RECORD_BYTES_MAX) {
                tooLarge.add(candidate.id());
                return;
            }
            Set<Key> known =
                    before.map(kept -> stream.mapper().lookups(shop, kept).keySet())
                            .orElse(Set.of());
            stream.mapper()
                    .lookups(shop, item.fields())
                    .forEach((key, lookup) -> {
                        if (!known.contains(key)) {
                            add(new Write.Put(lookup, Condition.ALWAYS), key.sort().length());
                        }
                    });
            String version = version(candidate.updatedAt(), sentAt);
            item.fields().put("version", version).put("fingerprint", fingerprint);
            add(
                    new Write.Put(item, Condition.absentOr(Condition.lessThan("version", version))),
                    size);
        }

        private void add(Write write, int size) {
            writes.add(write);
            bytes.add(size);
        }
    }

    /// Orders two reads of the same record: by the platform's time, and within its second by the
    /// moment at which the read was sent.
    static String version(Instant updatedAt, Instant sentAt) {
        return "%010d#%013d".formatted(updatedAt.getEpochSecond(), sentAt.toEpochMilli());
    }

    /// Stores a page, then how far the walk is.
    Stored store(Prepared page, StreamState held, StreamState next) {
        Write check = new Write.Check(held.key(), held.gate());
        int outdated = 0;
        int from = 0;
        int to;
        do {
            to = end(page, from);
            boolean last = to == page.writes().size();
            Write gate = last ? next.putIf(held.gate()) : check;
            int refused = transact(gate, page.writes().subList(from, to));
            if (refused < 0) {
                return new Stored(true, 0, page.unchanged(), outdated);
            }
            outdated += refused;
            from = to;
        } while (to < page.writes().size());
        long puts =
                page.writes().stream()
                        .filter(write -> !write.condition().equals(Condition.ALWAYS))
                        .count();
        return new Stored(false, (int) puts - outdated, page.unchanged(), outdated);
    }

    private static int end(Prepared page, int from) {
        long bytes = 0;
        int to = from;
        while (to < page.writes().size() && to - from < WRITES_MAX) {
            bytes += page.bytes().get(to);
            if (bytes > BYTES_MAX && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    /// Writes a part of a page, leaving out what is older than what is stored.
    ///
    /// Returns how many writes were left out; negative if the gate refused.
    private int transact(Write gate, List<Write> part) {
        List<Write> rest = new ArrayList<>(part);
        for (int attempt = 0; attempt < REFUSALS_MAX; attempt++) {
            List<Write> transaction = new ArrayList<>(rest);
            transaction.add(gate);
            switch (records.write(transaction)) {
                case WriteOutcome.Written() -> {
                    return part.size() - rest.size();
                }
                case WriteOutcome.Refused(List<Integer> indexes) -> {
                    Set<Integer> refused = new HashSet<>(indexes);
                    if (refused.isEmpty() || refused.contains(rest.size())) {
                        return -1;
                    }
                    List<Write> kept = new ArrayList<>();
                    for (int i = 0; i < rest.size(); i++) {
                        if (!refused.contains(i)) {
                            kept.add(rest.get(i));
                        }
                    }
                    rest = kept;
                }
            }
        }
        throw new IllegalStateException("other writers kept overtaking this page");
    }
}
