package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.store.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Remembers which records webhooks announced as new or changed, day by day, and counts how many of
/// them are kept as they were announced, or newer.
final class Announcements {
    /// As far back as anything is compared, and a little further.
    static final Duration MEMORY = Duration.ofDays(100);

    private static final int WRITES_MAX = 100;
    private static final int REFUSALS_MAX = 3;
    private static final int SLICE = 500;

    private final Records records;

    Announcements(Records records) {
        this.records = records;
    }

    /// That a record is new or changed.
    ///
    /// @param id the record's key within its kind
    /// @param at when the platform changed it, in whole seconds
    /// @param read whether it was asked for by its id behind the announcement, so that what is kept
    ///   is not older, even where the platform moved no time of it
    record Announcement(Streams stream, String id, Instant at, boolean read) {}

    /// How much was announced, and how much of it is kept so.
    record Tally(int announced, int held) {
        static final Tally NONE = new Tally(0, 0);

        Tally and(boolean isHeld) {
            return new Tally(announced + 1, held + (isHeld ? 1 : 0));
        }
    }

    /// What a notification announces.
    ///
    /// @param read whether the orders that it names were read
    static List<Announcement> of(NotificationMessage message, boolean read) {
        Instant at = message.changedAt().orElse(message.at());
        return switch (message.type()) {
            case ORDER_STATUS, RECIPIENT_ADDRESS, PACKAGE, INVOICE ->
                    message.orders().stream()
                            .map(order -> new Announcement(Streams.ORDER, order.value(), at, read))
                            .toList();
            case PRODUCT_STATUS,
                    PRODUCT_INFORMATION,
                    PRODUCT_CREATION,
                    PRODUCT_CATEGORY,
                    PRODUCT_AUDIT ->
                    one(Streams.PRODUCT, message.subject(), at);
            case CONVERSATION -> one(Streams.CONVERSATION, message.subject(), at);
            case CANCELLATION -> one(Streams.CANCELLATION, message.record(), at);
            case RETURN -> one(Streams.RETURN, message.record(), at);
            case MESSAGE -> one(Streams.MESSAGE, message.record(), at);
            case STOCK, DEAUTHORIZATION, AUTHORIZATION_ENDING -> List.of();
        };
    }

    private static List<Announcement> one(Streams stream, Optional<String> id, Instant at) {
        return id.map(named -> new Announcement(stream, named, at, false)).stream().toList();
    }

    /// Remembers announcements; the newest of a record and day counts.
    void remember(ShopId shop, Collection<Announcement> announced, Instant now) {
        Map<Key, Announcement> newest = new LinkedHashMap<>();
        for (Announcement each : announced) {
            newest.merge(
                    key(shop, each),
                    each,
                    (one, other) ->
                            other.at().isBefore(one.at())
                                            || (other.at().equals(one.at()) && one.read())
                                    ? one
                                    : other);
        }
        List<Write> writes = new ArrayList<>();
        newest.forEach((key, each) -> writes.add(put(key, each, now)));
        for (int from = 0; from < writes.size(); from += WRITES_MAX) {
            store(writes.subList(from, Math.min(writes.size(), from + WRITES_MAX)));
        }
    }

    /// What is refused is known better already.
    private void store(List<Write> part) {
        List<Write> rest = part;
        for (int attempt = 0; attempt < REFUSALS_MAX && !rest.isEmpty(); attempt++) {
            if (!(records.write(rest) instanceof WriteOutcome.Refused(List<Integer> indexes))) {
                return;
            }
            Set<Integer> refused = Set.copyOf(indexes);
            List<Write> left = new ArrayList<>();
            for (int i = 0; i < rest.size(); i++) {
                if (!refused.contains(i)) {
                    left.add(rest.get(i));
                }
            }
            rest = left;
        }
    }

    private static String partition(ShopId shop) {
        return shop + "#announced";
    }

    private static Key key(ShopId shop, Announcement each) {
        LocalDate day = LocalDate.ofInstant(each.at(), ZoneOffset.UTC);
        return new Key(partition(shop), each.stream().wireName() + "#" + day + "#" + each.id());
    }

    private static Write put(Key key, Announcement each, Instant now) {
        long at = each.at().getEpochSecond();
        ObjectNode fields = Json.object().put("at", at);
        if (each.read()) {
            fields.put("read", true);
        }
        // A repetition that says no more than what is known is refused.
        return new Write.Put(
                Item.of(SyncRecords.ANNOUNCEMENT, key, fields).expiringAt(now.plus(MEMORY)),
                Condition.absentOr(Condition.lessThan("at", each.read() ? at + 1 : at)));
    }

    /// How much of a stream was announced on each day from one moment to another, and how much of
    /// it is kept.
    ///
    /// @param type what the stream's records are kept as
    Map<LocalDate, Tally> tally(
            ShopId shop, Streams stream, RecordType type, Instant from, Instant until) {
        Query query =
                Query.table(SyncRecords.ANNOUNCEMENT, partition(shop))
                        .between(
                                stream.wireName() + "#" + LocalDate.ofInstant(from, ZoneOffset.UTC),
                                stream.wireName()
                                        + "#"
                                        + LocalDate.ofInstant(until, ZoneOffset.UTC)
                                        + "#~")
                        .limit(SLICE);
        long end = until.getEpochSecond();
        Map<LocalDate, Tally> tally = new TreeMap<>();
        Optional<Position> next = Optional.empty();
        do {
            Slice slice = records.query(next.map(query::after).orElse(query));
            List<Item> announced =
                    slice.items().stream()
                            .filter(each -> each.fields().path("at").asLong() <= end)
                            .toList();
            count(shop, stream, type, announced, tally);
            next = slice.next();
        } while (next.isPresent());
        return tally;
    }

    private void count(
            ShopId shop,
            Streams stream,
            RecordType type,
            List<Item> announced,
            Map<LocalDate, Tally> tally) {
        List<Key> keys = announced.stream().map(each -> kept(shop, type, each)).toList();
        Map<Key, Item> kept = new HashMap<>();
        records.getAll(type, keys, Read.PLAIN).forEach(item -> kept.put(item.key(), item));
        Set<Key> open = stream == Streams.PRODUCT ? open(shop, announced) : Set.of();
        for (int i = 0; i < announced.size(); i++) {
            Item each = announced.get(i);
            Optional<Item> item = Optional.ofNullable(kept.get(keys.get(i)));
            boolean isRead = stream == Streams.PRODUCT && !open.contains(page(shop, each));
            boolean isHeld =
                    item.filter(there -> isRead || isHeld(stream, each, there)).isPresent();
            tally.merge(
                    LocalDate.parse(each.key().sort().split("#", 3)[1]),
                    Tally.NONE.and(isHeld),
                    (one, more) ->
                            new Tally(
                                    one.announced() + more.announced(), one.held() + more.held()));
        }
    }

    /// The pages of announced products that are still to be read; behind such a read, what is kept
    /// of the product is not older either, whether or not the platform moved a time of it.
    private Set<Key> open(ShopId shop, List<Item> announced) {
        List<Key> pages = announced.stream().map(each -> page(shop, each)).toList();
        return records.getAll(SyncRecords.FOLLOW_UP, pages, Read.PLAIN).stream()
                .map(Item::key)
                .collect(Collectors.toSet());
    }

    private static Key page(ShopId shop, Item announcement) {
        FollowUp.Wish wish =
                new FollowUp.Wish(
                        Streams.PRODUCT_PAGE.wireName(),
                        announcement.key().sort().split("#", 3)[2]);
        return new FollowUp(shop, wish, FollowUp.Urgency.NEW, "").key();
    }

    private static Key kept(ShopId shop, RecordType type, Item announcement) {
        return new Key(
                ShapedKind.partition(shop, type), announcement.key().sort().split("#", 3)[2]);
    }

    private static boolean isHeld(Streams stream, Item announcement, Item kept) {
        long at = announcement.fields().path("at").asLong();
        return switch (stream) {
            // A message never changes, and what is kept of a conversation seldom does.
            case CONVERSATION, MESSAGE -> true;
            default ->
                    announcement.fields().path("read").asBoolean()
                            || kept.fields().has("goneAt")
                            || isNotOlder(kept.fields().path("version").asText(), at);
        };
    }

    /// By the platform's time of the record, or by the moment at which the read was sent.
    private static boolean isNotOlder(String version, long at) {
        int cut = version.indexOf('#');
        return cut > 0
                && (Long.parseLong(version.substring(0, cut)) >= at
                        || Long.parseLong(version.substring(cut + 1)) / 1_000 >= at);
    }
}
