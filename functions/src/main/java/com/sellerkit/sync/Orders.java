package com.sellerkit.sync;

import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Index;
import com.sellerkit.store.IndexKey;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Lists and finds a shop's orders, without any personal data of a buyer.
public final class Orders {
    /// The longest number that can be searched for.
    public static final int SEARCH_LENGTH_MAX = 100;

    private static final int LIMIT_MAX = 100;
    private static final String FIRST_SORT_KEY = "0000000000";
    private static final String LAST_SORT_KEY = "9999999999~";

    private final Records records;
    private final StreamStates states;

    /// @param records the table of the shops' data
    public Orders(Records records) {
        this.records = records;
        this.states = new StreamStates(records);
    }

    /// The shop's orders that match, newest first.
    ///
    /// @param cursor the `older` or `newer` of a page of the same shop and filter
    /// @param limit 1 to 100
    /// @throws InvalidCursor if the cursor belongs to another list
    public OrderSlice list(ShopId shop, OrderFilter filter, Optional<String> cursor, int limit) {
        checkLimit(limit);
        Listing listing = indexed(shop, filter);
        return page(shop, listing, cursor, limit, Optional.empty());
    }

    /// The orders that bear exactly this number: an order id, else a tracking number, else a
    /// seller's SKU.
    ///
    /// @param number 1 to 100 characters
    /// @param cursor the `older` or `newer` of a page of the same search
    /// @param limit 1 to 100
    /// @throws InvalidCursor if the cursor belongs to another list
    public OrderSlice search(ShopId shop, String number, Optional<String> cursor, int limit) {
        checkLimit(limit);
        if (number.isEmpty() || number.length() > SEARCH_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a number of %d characters; allowed is 1 to %d"
                            .formatted(number.length(), SEARCH_LENGTH_MAX));
        }
        Optional<OrderRow> order = byId(shop, number);
        if (order.isPresent() && cursor.isEmpty()) {
            return new OrderSlice(
                    List.of(order.get()),
                    OrderRows.sums(List.of(order.get())),
                    Optional.empty(),
                    Optional.empty(),
                    asOf(shop),
                    Optional.of(OrderSlice.FoundBy.ORDER_ID));
        }
        Optional<OrderSlice> byTracking =
                lookedUp(
                        shop,
                        OrderRecords.Printed.TRACKING,
                        number,
                        row -> row.trackingNumbers().contains(number),
                        cursor,
                        limit,
                        OrderSlice.FoundBy.TRACKING_NUMBER);
        return byTracking
                .or(() ->
                        lookedUp(
                                shop,
                                OrderRecords.Printed.SKU,
                                number,
                                row ->
                                        row.lines().stream()
                                                .anyMatch(line -> line.sellerSku().equals(number)),
                                cursor,
                                limit,
                                OrderSlice.FoundBy.SELLER_SKU))
                .orElseGet(() -> nothing(shop, number, cursor));
    }

    /// All that is kept about an order, except the buyer's personal data.
    ///
    /// @param number an order id; anything else is no order
    public Optional<FullOrder> find(ShopId shop, String number) {
        return item(shop, number).map(item -> FullOrders.order(item, asOf(shop)));
    }

    /// Where rows come from.
    ///
    /// @param list names the list, to bind cursors to it
    /// @param query over an index that is sorted like the list
    /// @param wanted whether an order, as it is now, belongs to the list
    private record Listing(String list, Query query, Predicate<OrderRow> wanted) {
        /// Where the order that an item stands for is in the list.
        String sortKey(Item item) {
            String sort = place(item);
            return isLookup(item)
                    ? sort.substring(0, sort.length() - OrderRecords.OF_LOOKUP.length())
                    : sort;
        }

        boolean isLookup(Item item) {
            return place(item).endsWith(OrderRecords.OF_LOOKUP);
        }

        private String place(Item item) {
            return item.place(query.index()).orElseThrow().sort();
        }
    }

    private Listing indexed(ShopId shop, OrderFilter filter) {
        Query all =
                filter.status()
                        .map(status ->
                                Query.list(
                                        Index.INDEX2,
                                        OrderRecords.ORDER,
                                        OrderRecords.statusPartition(shop, status)))
                        .orElseGet(() ->
                                Query.list(
                                        Index.INDEX1,
                                        OrderRecords.ORDER,
                                        OrderRecords.partition(shop)));
        Query query =
                filter.from().isEmpty() && filter.to().isEmpty()
                        ? all
                        : all.between(
                                filter.from().map(Orders::ceiling).orElse(FIRST_SORT_KEY),
                                filter.to().map(Orders::ceiling).orElse(LAST_SORT_KEY));
        return new Listing(
                "list|%s|%s|%s|%s"
                        .formatted(
                                shop,
                                filter.status().orElse(""),
                                filter.from().map(Instant::toString).orElse(""),
                                filter.to().map(Instant::toString).orElse("")),
                query,
                // The index is a moment behind: an order may have left the status meanwhile.
                row -> filter.status().map(row.status()::equals).orElse(true));
    }

    private Optional<OrderSlice> lookedUp(
            ShopId shop,
            OrderRecords.Printed kind,
            String number,
            Predicate<OrderRow> wanted,
            Optional<String> cursor,
            int limit,
            OrderSlice.FoundBy foundBy) {
        Optional<String> encoded = kind.encoded(number);
        if (encoded.isEmpty()) {
            return Optional.empty();
        }
        Listing listing =
                new Listing(
                        searched(shop, number),
                        Query.list(
                                kind.index(),
                                OrderRecords.ORDER,
                                kind.partition(shop, encoded.get())),
                        wanted);
        OrderSlice slice = page(shop, listing, cursor, limit, Optional.of(foundBy));
        return slice.orders().isEmpty() && slice.older().isEmpty() && slice.newer().isEmpty()
                ? Optional.empty()
                : Optional.of(slice);
    }

    private static String searched(ShopId shop, String number) {
        return "search|%s|%s".formatted(shop, number);
    }

    private OrderSlice page(
            ShopId shop,
            Listing listing,
            Optional<String> printed,
            int limit,
            Optional<OrderSlice.FoundBy> foundBy) {
        Optional<Cursor> cursor = printed.map(text -> Cursor.parse(text, listing.list()));
        boolean toNewer = cursor.filter(at -> at.direction() == Cursor.Direction.NEWER).isPresent();
        Query query = (toNewer ? listing.query() : listing.query().newestFirst()).limit(limit);
        Slice slice =
                records.query(
                        cursor.map(at -> position(shop, query, at))
                                .map(query::after)
                                .orElse(query));
        if (toNewer && slice.items().isEmpty()) {
            return page(shop, listing, Optional.empty(), limit, foundBy);
        }
        List<Item> items = toNewer ? slice.items().reversed() : slice.items();
        List<OrderRow> rows = rows(shop, listing, items);
        boolean hasOlder = toNewer || (slice.next().isPresent() && goesOn(shop, listing, slice));
        boolean hasNewer = toNewer ? slice.next().isPresent() : cursor.isPresent();
        return new OrderSlice(
                rows,
                OrderRows.sums(rows),
                hasOlder ? at(Cursor.Direction.OLDER, listing, items.reversed()) : Optional.empty(),
                hasNewer ? at(Cursor.Direction.NEWER, listing, items) : Optional.empty(),
                asOf(shop),
                foundBy.filter(_ -> !rows.isEmpty()));
    }

    /// Whether older orders follow a page's last item: what follows a lookup may be the place of
    /// its own order, and nothing else.
    private boolean goesOn(ShopId shop, Listing listing, Slice page) {
        Item last = page.items().getLast();
        if (!listing.isLookup(last)) {
            return true;
        }
        Cursor behind = new Cursor(Cursor.Direction.OLDER, listing.sortKey(last));
        Query next = listing.query().newestFirst().limit(1);
        return !records.query(next.after(position(shop, next, behind))).items().isEmpty();
    }

    private static Optional<String> at(
            Cursor.Direction direction, Listing listing, List<Item> items) {
        return items.stream()
                .findFirst()
                .map(listing::sortKey)
                .map(sort -> new Cursor(direction, sort).print(listing.list()));
    }

    /// Behind all that stands for the cursor's order: an order that is found by a number of its own
    /// may, from when that was not yet its first, be found by a lookup as well.
    private static Position position(ShopId shop, Query query, Cursor cursor) {
        String sort = cursor.sortKey();
        String id = sort.substring(sort.indexOf('#') + 1);
        return new Position(
                new Key(OrderRecords.partition(shop), id),
                Optional.of(
                        new IndexKey(
                                query.partition(),
                                switch (cursor.direction()) {
                                    case OLDER -> sort;
                                    case NEWER -> sort + OrderRecords.BEHIND_LOOKUP;
                                })),
                Optional.empty());
    }

    /// What the items stand for: an item is an order, or a lookup that names one.
    private List<OrderRow> rows(ShopId shop, Listing listing, List<Item> items) {
        Map<Key, Item> found = new HashMap<>();
        Set<Key> keys = new LinkedHashSet<>();
        for (Item item : items) {
            if (item.key().partition().equals(OrderRecords.partition(shop))) {
                keys.add(item.key());
                found.put(item.key(), item);
            } else {
                String id = item.fields().path("orderId").asText();
                keys.add(OrderRecords.key(shop, new OrderId(id)));
            }
        }
        List<Key> named = keys.stream().filter(key -> !found.containsKey(key)).toList();
        records.getAll(OrderRecords.ORDER, named, Read.PLAIN)
                .forEach(item -> found.put(item.key(), item));
        return keys.stream()
                .flatMap(key -> Stream.ofNullable(found.get(key)))
                .map(item -> OrderRows.row(item.fields()))
                .filter(listing.wanted())
                .toList();
    }

    private Optional<OrderRow> byId(ShopId shop, String number) {
        return item(shop, number).map(item -> OrderRows.row(item.fields()));
    }

    private Optional<Item> item(ShopId shop, String number) {
        OrderId order;
        try {
            order = new OrderId(number);
        } catch (IllegalArgumentException e) {
            // Not the form of an order id, so no order has it.
            return Optional.empty();
        }
        return records.get(OrderRecords.ORDER, OrderRecords.key(shop, order), Read.PLAIN);
    }

    private OrderSlice nothing(ShopId shop, String number, Optional<String> cursor) {
        cursor.ifPresent(text -> Cursor.parse(text, searched(shop, number)));
        return new OrderSlice(
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                asOf(shop),
                Optional.empty());
    }

    private Optional<Instant> asOf(ShopId shop) {
        return states.read(shop, OrderStream.NAME).flatMap(StreamState::asOf);
    }

    /// The first sort key at or after a moment; orders bear whole seconds.
    private static String ceiling(Instant moment) {
        long seconds = moment.getEpochSecond() + (moment.getNano() > 0 ? 1 : 0);
        return "%010d".formatted(Math.clamp(seconds, 0L, 9_999_999_999L));
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException(
                    "limit %d; allowed is 1 to %d".formatted(limit, LIMIT_MAX));
        }
    }
}
