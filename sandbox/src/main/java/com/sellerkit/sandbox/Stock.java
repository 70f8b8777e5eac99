package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What lies on the shelves of one shop's warehouse: an order takes, a cancellation and a return
/// give back, and the seller restocks before anything runs short. A function of the orders' lives
/// and of what the control counts.
///
/// Every method is safe to call from many threads at once.
final class Stock {
    /// What is left when a SKU runs low.
    static final int LOW = 5;

    /// Stands for the order of what comes from none.
    static final long NO_ORDER = 0;

    private static final int RESTOCKED_BELOW = 8;
    private static final int HOUR = 3_600;
    private static final long OPENED_BEFORE_SECONDS = 800L * 86_400;

    /// Why a quantity changes.
    enum Cause {
        /// What there was at first.
        OPENED,
        /// An order was placed.
        ORDERED,
        /// An order that was not shipped is cancelled.
        CANCELLED,
        /// What was reserved left the warehouse.
        SHIPPED,
        /// What was sold came back.
        RETURNED,
        RESTOCKED,
        /// The control counted another quantity.
        COUNTED
    }

    /// What can be sold, and what is sold but not shipped yet.
    record Level(int available, int committed) {}

    /// One change of a SKU's quantities.
    ///
    /// @param available by how much what can be sold changes
    /// @param committed by how much what waits to be shipped changes
    /// @param order the number of the order that it comes from, or {@link #NO_ORDER}
    record Movement(long at, Cause cause, long order, int available, int committed, Level after) {}

    /// What one order does to one SKU at one moment.
    private record Draw(
            long at,
            long number,
            long order,
            String sku,
            Cause cause,
            int available,
            int committed) {
        PageToken.Place place() {
            return new PageToken.Place(at, number);
        }
    }

    private enum Hold {
        NONE,
        RESERVED,
        GONE
    }

    private final ShopWorld shop;
    private final long opened;
    private final PerOrder<Draw> draws;
    private final Map<String, List<ProductChange>> counts = new HashMap<>();
    private PerOrder.@Nullable Lives last;
    private Map<String, List<Draw>> bySku = Map.of();
    private final Map<String, List<Movement>> books = new HashMap<>();

    Stock(ShopWorld shop, long anchor) {
        this.shop = shop;
        this.opened = anchor - OPENED_BEFORE_SECONDS;
        this.draws = new PerOrder<>(this::draws, Draw::place);
    }

    synchronized Level level(String sku, long now) {
        return known(sku, now).getLast().after();
    }

    /// Everything that happened to a SKU's quantities by `now`, by time; at least its opening.
    synchronized List<Movement> movements(String sku, long now) {
        return List.copyOf(known(sku, now));
    }

    /// What happened after `from`, up to and including `to`.
    synchronized List<Movement> movements(String sku, long from, long to) {
        List<Movement> book = known(sku, to);
        int begin = book.size();
        while (begin > 0 && book.get(begin - 1).at() > from) {
            begin--;
        }
        return List.copyOf(book.subList(begin, book.size()));
    }

    private List<Movement> known(String sku, long now) {
        PerOrder.Lives lives = shop.lives(now);
        if (lives != last) {
            last = lives;
            books.clear();
            bySku = new HashMap<>();
            for (Draw draw : draws.of(lives).things()) {
                bySku.computeIfAbsent(draw.sku(), any -> new ArrayList<>()).add(draw);
            }
        }
        List<Movement> book = books.computeIfAbsent(sku, this::book);
        int end = book.size();
        while (end > 1 && book.get(end - 1).at() > now) {
            end--;
        }
        return book.subList(0, end);
    }

    /// What lies in the warehouse that nothing is sold from; only sellers within one country have
    /// one.
    OptionalInt reserve(String sku) {
        return shop.profile().crossBorder()
                ? OptionalInt.empty()
                : OptionalInt.of(Dice.of(shop.seed(), Long.parseLong(sku), "reserve").below(4));
    }

    /// Notes by how much what the control counted on a shelf differs from what was known.
    synchronized void count(ProductChange counted) {
        counts.computeIfAbsent(counted.sku(), any -> new ArrayList<>()).add(counted);
        books.clear();
    }

    private List<Movement> book(String sku) {
        Book book = new Book(sku);
        List<ProductChange> counted = counts.getOrDefault(sku, List.of());
        int next = 0;
        for (Draw draw : bySku.getOrDefault(sku, List.of())) {
            while (next < counted.size() && counted.get(next).at() <= draw.at()) {
                book.count(counted.get(next));
                next++;
            }
            book.draw(draw);
        }
        while (next < counted.size()) {
            book.count(counted.get(next));
            next++;
        }
        return book.closed();
    }

    /// Writes down one SKU's movements, restocking in time.
    private final class Book {
        private final Dice dice;
        private final List<Movement> movements = new ArrayList<>();
        private long restockAt = Long.MAX_VALUE;
        private int available;
        private int committed;

        Book(String sku) {
            this.dice = Dice.of(shop.seed(), Long.parseLong(sku), "stock");
            move(opened, Cause.OPENED, NO_ORDER, dice.between(20, 160), 0);
        }

        void draw(Draw draw) {
            restock(draw.at());
            if (available + draw.available() < 0) {
                restockAt = draw.at();
                restock(draw.at());
            }
            move(draw.at(), draw.cause(), draw.order(), draw.available(), draw.committed());
            if (available < RESTOCKED_BELOW && restockAt == Long.MAX_VALUE) {
                restockAt = draw.at() + dice.between(2 * HOUR, 60 * HOUR);
            }
        }

        void count(ProductChange counted) {
            restock(counted.at());
            move(counted.at(), Cause.COUNTED, NO_ORDER, (int) counted.number(), 0);
        }

        List<Movement> closed() {
            restock(Long.MAX_VALUE - 1);
            return movements;
        }

        private void restock(long until) {
            if (restockAt <= until) {
                move(restockAt, Cause.RESTOCKED, NO_ORDER, dice.between(30, 140), 0);
                restockAt = Long.MAX_VALUE;
            }
        }

        private void move(long at, Cause cause, long order, int toAvailable, int toCommitted) {
            available += toAvailable;
            committed += toCommitted;
            movements.add(
                    new Movement(
                            at,
                            cause,
                            order,
                            toAvailable,
                            toCommitted,
                            new Level(available, committed)));
        }
    }

    private List<Draw> draws(Timeline life) {
        Map<String, Integer> quantities = new TreeMap<>();
        List<Buying.Unit> units =
                Buying.cart(
                        shop.seed(),
                        shop.profile(),
                        life.id(),
                        Buyer.of(shop.seed(), shop.profile(), life.id()).place());
        units.forEach(unit -> quantities.merge(unit.sku().id(), 1, Integer::sum));
        List<Draw> all = new ArrayList<>();
        Hold before = Hold.NONE;
        for (Timeline.Entry entry : life.entries(Long.MIN_VALUE, Long.MAX_VALUE)) {
            Hold after = hold(entry.status());
            if (after != before) {
                for (Map.Entry<String, Integer> one : quantities.entrySet()) {
                    all.add(draw(life, all.size(), entry.at(), one, before, after));
                }
                before = after;
            }
        }
        Refund.of(shop.seed(), shop.profile(), life)
                .filter(refund ->
                        refund.kind() == Refund.Kind.RETURN_AND_REFUND
                                && refund.outcome() == Refund.Outcome.PAID)
                .ifPresent(refund -> returned(life, units, refund, all));
        all.sort(Comparator.comparingLong(Draw::at).thenComparingLong(Draw::number));
        return all;
    }

    private static void returned(
            Timeline life, List<Buying.Unit> units, Refund refund, List<Draw> all) {
        for (Refund.Line line : refund.lines()) {
            all.add(
                    new Draw(
                            refund.endedAt(),
                            life.id().related(0, all.size()),
                            life.number(),
                            units.get(line.unit()).sku().id(),
                            Cause.RETURNED,
                            1,
                            0));
        }
    }

    private static Draw draw(
            Timeline life,
            int ordinal,
            long at,
            Map.Entry<String, Integer> sku,
            Hold before,
            Hold after) {
        int quantity = sku.getValue();
        int available = (before == Hold.NONE ? -quantity : 0) + (after == Hold.NONE ? quantity : 0);
        int committed =
                (before == Hold.RESERVED ? -quantity : 0) + (after == Hold.RESERVED ? quantity : 0);
        Cause cause =
                switch (after) {
                    case NONE -> Cause.CANCELLED;
                    case RESERVED -> Cause.ORDERED;
                    case GONE -> Cause.SHIPPED;
                };
        return new Draw(
                at,
                life.id().related(0, ordinal),
                life.number(),
                sku.getKey(),
                cause,
                available,
                committed);
    }

    private static Hold hold(OrderStatus status) {
        return switch (status) {
            case UNPAID, ON_HOLD, AWAITING_SHIPMENT, PARTIALLY_SHIPPING, AWAITING_COLLECTION ->
                    Hold.RESERVED;
            case IN_TRANSIT, DELIVERED, COMPLETED -> Hold.GONE;
            case CANCELLED -> Hold.NONE;
        };
    }
}
