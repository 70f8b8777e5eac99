package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopState;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes records anew of what the platform sent before, after a mistake in how they are made was
/// mended: says what would be other, by the names of fields and never by what is in them, and
/// stores it when it is told to.
///
/// Of each record only the newest read counts. A record of which something newer is kept, or that
/// is gone, is left alone.
final class Replay {
    private static final Set<String> OWN =
            Set.of("version", "fingerprint", "goneAt", "changes", "address");
    private static final Duration FAR = Duration.ofDays(36_500);
    private static final int SHOPS_SLICE = 500;

    private final Records records;
    private final PageWriter writer;
    private final NoticeLane lane;
    private final ShopDirectory directory;
    private final List<Stream<?>> streams;
    private final InstantSource clock;

    /// @param streams how records are made now
    Replay(
            Records records,
            Fingerprints fingerprints,
            ShopDirectory directory,
            List<Stream<?>> streams,
            InstantSource clock) {
        this.records = records;
        this.writer = new PageWriter(records, fingerprints);
        this.lane = new NoticeLane(records);
        this.directory = directory;
        // In the order in which places are compared, so that going on passes none over.
        this.streams =
                streams.stream()
                        .filter(each -> Streams.names().contains(each.name()))
                        .sorted(Comparator.comparing(Stream::name))
                        .toList();
        this.clock = clock;
    }

    /// Every stream as it is declared, none of which can ask anybody.
    static List<Stream<?>> streams(Records records, InstantSource clock) {
        Lists nobody =
                (_, _, _) -> {
                    throw new IllegalStateException("nobody is asked for what was sent before");
                };
        Stream.Source<TikTokOrder> none =
                new Stream.Source<>() {
                    @Override
                    public Answer<StreamPage<TikTokOrder>> page(
                            ShopAccess access, Window window, String token, Deadline deadline) {
                        throw new IllegalStateException("nobody is asked for what was sent before");
                    }
                };
        return Streams.all(
                OrderStream.declare(none, Duration.ofMinutes(5)),
                nobody,
                records,
                clock,
                Duration.ZERO,
                Optional.empty());
    }

    /// What is asked for.
    ///
    /// @param shop only this one; empty for all
    /// @param stream only this one; empty for all
    /// @param since what was sent before is left alone
    /// @param commit whether what is other is stored
    /// @param from where an earlier call came to, as it told
    record Asked(
            Optional<ShopId> shop,
            Optional<String> stream,
            Instant since,
            boolean commit,
            Optional<String> from) {}

    /// What came of it.
    ///
    /// @param streams of each shop and stream of which anything is kept
    /// @param next where to go on, if there was no time for all
    record Outcome(List<Came> streams, Optional<String> next) {
        Outcome {
            streams = List.copyOf(streams);
        }
    }

    /// What came of one stream of a shop.
    ///
    /// @param records how many were made anew
    /// @param changed how many are other than what is kept
    /// @param added how many are not kept at all, as they could not be read before
    /// @param newer of how many something newer is kept, or the news that they are gone
    /// @param unreadable how many still cannot be read
    /// @param written how many were stored
    /// @param fields of the changed ones: what differs, and in how many
    record Came(
            ShopId shop,
            String stream,
            int records,
            int changed,
            int added,
            int newer,
            int unreadable,
            int written,
            Map<String, Integer> fields) {
        Came {
            fields = Map.copyOf(fields);
        }
    }

    /// The names of the streams that can be asked for.
    List<String> names() {
        return streams.stream().map(Stream::name).toList();
    }

    /// Makes anew what is asked for, as far as the deadline allows.
    Outcome run(Asked asked, Deadline deadline) {
        List<Came> came = new ArrayList<>();
        for (ShopId shop : asked.shop().map(List::of).orElseGet(this::shops)) {
            for (Stream<?> stream : streams) {
                String place = shop + "/" + stream.name();
                boolean wanted =
                        asked.stream().filter(name -> !name.equals(stream.name())).isEmpty()
                                && asked.from().filter(from -> from.compareTo(place) > 0).isEmpty();
                if (!wanted) {
                    continue;
                }
                if (!deadline.left(clock).isPositive()) {
                    return new Outcome(came, Optional.of(place));
                }
                Optional<Long> epoch = epoch(shop);
                if (epoch.isPresent()) {
                    new Run<>(shop, stream, epoch.get(), asked).go().ifPresent(came::add);
                }
            }
        }
        return new Outcome(came, Optional.empty());
    }

    /// What is disconnected is not written any more.
    private Optional<Long> epoch(ShopId shop) {
        return directory
                .shop(shop)
                .filter(known -> known.state() != ShopState.DISCONNECTED)
                .map(Shop::epoch);
    }

    /// All shops that are read, in the order of their ids.
    private List<ShopId> shops() {
        Set<String> found = new TreeSet<>();
        Instant ever = clock.instant().plus(FAR);
        for (int shard = 0; shard < StreamState.SHARDS; shard++) {
            Query query =
                    Query.due(SyncRecords.STREAM_STATE, StreamState.shard(shard), ever)
                            .limit(SHOPS_SLICE);
            Optional<Position> next = Optional.empty();
            do {
                Slice slice = records.query(next.map(query::after).orElse(query));
                slice.items().forEach(item -> found.add(item.key().partition().split("#", 2)[0]));
                next = slice.next();
            } while (next.isPresent());
        }
        return found.stream().map(ShopId::new).toList();
    }

    /// One stream of a shop.
    private final class Run<T> {
        private final ShopId shop;
        private final Stream<T> stream;
        private final long epoch;
        private final Asked asked;
        private final Set<String> seen = new HashSet<>();
        private final Map<String, Integer> fields = new TreeMap<>();
        private int changed;
        private int added;
        private int newer;
        private int unreadable;
        private int written;

        Run(ShopId shop, Stream<T> stream, long epoch, Asked asked) {
            this.shop = shop;
            this.stream = stream;
            this.epoch = epoch;
            this.asked = asked;
        }

        /// Empty if nothing is kept.
        Optional<Came> go() {
            Query query = OriginalPages.newest(shop, stream.name(), asked.since());
            Optional<Position> next = Optional.empty();
            boolean any = false;
            do {
                Slice slice = records.query(next.map(query::after).orElse(query));
                for (Item page : slice.items()) {
                    // What has expired may still be there for days.
                    if (page.expiresAt().filter(clock.instant()::isBefore).isPresent()) {
                        any = true;
                        page(page);
                    }
                }
                next = slice.next();
            } while (next.isPresent());
            return any ? Optional.of(came()) : Optional.empty();
        }

        private Came came() {
            return new Came(
                    shop,
                    stream.name(),
                    seen.size(),
                    changed,
                    added,
                    newer,
                    unreadable,
                    written,
                    fields);
        }

        private void page(Item page) {
            StreamPage<T> read = stream.mapper().reread(OriginalPages.unpacked(page));
            unreadable += read.unreadable().size();
            List<T> fresh = new ArrayList<>();
            for (T record : read.records()) {
                if (seen.add(stream.mapper().id(record))) {
                    fresh.add(record);
                }
            }
            Reading reading =
                    new Reading(Source.RECHECK, OriginalPages.sentAt(page), clock.instant());
            PageWriter.Prepared prepared = writer.prepareAnew(shop, stream, fresh, reading);
            newer += prepared.outdated();
            count(prepared);
            if (asked.commit() && !prepared.pending().isEmpty()) {
                written += store(prepared);
            }
        }

        private void count(PageWriter.Prepared prepared) {
            List<PageWriter.Candidate> candidates =
                    prepared.pending().stream().flatMap(each -> each.of().stream()).toList();
            Map<Key, Item> kept = new HashMap<>();
            records.getAll(
                            stream.type(),
                            candidates.stream().map(PageWriter.Candidate::key).toList(),
                            Read.WITH_PERSONAL)
                    .forEach(item -> kept.put(item.key(), item));
            for (PageWriter.Candidate candidate : candidates) {
                Item before = kept.get(candidate.key());
                if (before == null) {
                    added++;
                } else {
                    changed++;
                    differing(stream.type(), before.fields(), candidate.item().fields())
                            .forEach(name -> fields.merge(name, 1, Integer::sum));
                }
            }
        }

        private int store(PageWriter.Prepared prepared) {
            Write.Check gate =
                    lane.gate(shop, epoch, clock.instant())
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "the shop was connected anew meanwhile; ask again"));
            return writer.store(prepared, gate).written();
        }
    }

    /// The names of the declared fields in which two records differ.
    private static Set<String> differing(RecordType type, ObjectNode before, ObjectNode after) {
        Set<String> names = new TreeSet<>();
        for (Field field : type.fields()) {
            String[] path = field.path().split("\\.");
            if (!OWN.contains(path[0]) && !values(before, path, 0).equals(values(after, path, 0))) {
                names.add(field.path());
            }
        }
        return names;
    }

    /// What stands at a path, whatever the positions in lists.
    private static List<String> values(JsonNode node, String[] path, int depth) {
        List<String> values = new ArrayList<>();
        if (node.isArray() && depth < path.length) {
            node.forEach(each -> values.addAll(values(each, path, depth)));
        } else if (depth == path.length) {
            values.add(Json.canonical(node));
        } else if (node.has(path[depth])) {
            values.addAll(values(node.path(path[depth]), path, depth + 1));
        }
        return values;
    }
}
