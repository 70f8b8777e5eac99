package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// One shop's money: the daily statements that its orders end in, the payments that pay them, and
/// what is withdrawn of those. It follows from the orders; a statement never changes once its day
/// is over.
///
/// Every method is safe to call from many threads at once.
final class Books {
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final long STATEMENTS = 7_238_804_000_000_000_000L;
    private static final long PAYMENTS = 3_459_275_000_000_000_000L;
    private static final long PER_SHOP = 10_000_000L;

    /// Days that come to less are paid together with the next.
    private static final int PAYMENT_MIN_UNITS = 20;

    private static final int MONDAY = 4;

    /// One movement, as it stands in a statement.
    record Booked(
            long number,
            Timeline life,
            Settlement.Kind kind,
            long statementTime,
            long revenueMinor,
            long shippingMinor,
            long feeTaxMinor,
            long adjustmentMinor,
            long reserveMinor) {

        static Booked of(Settlement one) {
            return new Booked(
                    one.number(),
                    one.life(),
                    one.kind(),
                    one.statementTime(),
                    one.revenueMinor(),
                    one.shippingMinor(),
                    one.feeTaxMinor(),
                    one.adjustmentMinor(),
                    one.reserveMinor());
        }

        long settlementMinor() {
            return revenueMinor + shippingMinor + feeTaxMinor + adjustmentMinor;
        }

        /// A correction and a reserve are of no order's time.
        long orderCreateTime() {
            return switch (kind) {
                case ORDER, REFUND -> life.createTime();
                case ADJUSTMENT, RESERVE, RELEASE -> 0;
            };
        }

        PageToken.Place place() {
            return new PageToken.Place(orderCreateTime(), number);
        }
    }

    /// One day's statement, whether or not anything is in it.
    ///
    /// @param time the midnight (UTC) that ends the day
    record Statement(long number, long time, List<Booked> booked) {
        Statement {
            booked = List.copyOf(booked);
        }

        long revenueMinor() {
            return booked.stream().mapToLong(Booked::revenueMinor).sum();
        }

        long shippingMinor() {
            return booked.stream().mapToLong(Booked::shippingMinor).sum();
        }

        long feeTaxMinor() {
            return booked.stream().mapToLong(Booked::feeTaxMinor).sum();
        }

        long adjustmentMinor() {
            return booked.stream().mapToLong(Booked::adjustmentMinor).sum();
        }

        long reserveMinor() {
            return booked.stream().mapToLong(Booked::reserveMinor).sum();
        }

        long settlementMinor() {
            return revenueMinor() + shippingMinor() + feeTaxMinor() + adjustmentMinor();
        }

        PageToken.Place place() {
            return new PageToken.Place(time, number);
        }
    }

    /// What pays one statement or several small ones.
    ///
    /// @param amountMinor what arrives at the bank, in the currency that the seller is paid in
    /// @param rateMillionths what one unit of the shop's currency is worth in that one
    /// @param fails whether the first attempt at paying fails
    record Paying(
            long number,
            long createTime,
            long paidTime,
            boolean fails,
            long settlementMinor,
            long reserveMinor,
            long amountMinor,
            long rateMillionths) {

        String status(long now) {
            if (now >= paidTime) {
                return "PAID";
            }
            return fails && now >= createTime + 12 * HOUR ? "FAILED" : "PROCESSING";
        }

        PageToken.Place place() {
            return new PageToken.Place(createTime, number);
        }
    }

    /// A movement of the seller's balance.
    ///
    /// @param type SETTLE, WITHDRAW or REVERSE
    /// @param doneAt from when on its status is final
    /// @param failed whether that is a failure
    record Withdrawal(
            String id,
            String type,
            long number,
            long amountMinor,
            long at,
            long doneAt,
            boolean failed) {

        String status(long now) {
            if (now < doneAt) {
                return "PROCESSING";
            }
            return failed ? "FAILED" : "SUCCESS";
        }

        PageToken.Place place() {
            return new PageToken.Place(at, number);
        }
    }

    /// An order whose money is on its way.
    ///
    /// @param expected what it will bring, in whichever statement
    /// @param statementTime the statement it will be in; empty while nobody knows
    record Open(Booked expected, long shippedAt, OptionalLong statementTime) {
        Timeline life() {
            return expected.life();
        }

        PageToken.Place place() {
            return new PageToken.Place(life().createTime(), life().number());
        }
    }

    private final long seed;
    private final ShopProfile shop;
    private final Following following;
    private final NavigableMap<Long, List<Booked>> days = new TreeMap<>();
    private final List<Open> open = new ArrayList<>();
    private final Map<Long, Paying> paidBy = new HashMap<>();
    private List<Statement> statements = List.of();
    private List<Paying> payments = List.of();
    private List<Withdrawal> withdrawals = List.of();
    private long closed = Long.MIN_VALUE;
    private long unsettledAt = Long.MIN_VALUE;
    private Listing<Open> unsettled = new Listing<>(List.of(), Open::place);

    Books(long seed, ShopWorld shop) {
        this.seed = seed;
        this.shop = shop.profile();
        this.following = new Following(shop);
    }

    /// The statements of the days that are over, oldest first.
    synchronized Listing<Statement> statements(long now) {
        catchUp(now);
        return new Listing<>(statements, Statement::place);
    }

    synchronized Optional<Statement> statement(String id, long now) {
        catchUp(now);
        return statements.stream()
                .filter(one -> Long.toString(one.number()).equals(id))
                .findFirst();
    }

    /// What pays a statement; empty while it is not being paid yet.
    synchronized Optional<Paying> payment(Statement statement, long now) {
        catchUp(now);
        return Optional.ofNullable(paidBy.get(statement.time()))
                .filter(paying -> paying.createTime() <= now);
    }

    synchronized Listing<Paying> payments(long now) {
        catchUp(now);
        return new Listing<>(
                payments.stream().filter(one -> one.createTime() <= now).toList(), Paying::place);
    }

    synchronized Listing<Withdrawal> withdrawals(long now) {
        catchUp(now);
        return new Listing<>(
                withdrawals.stream().filter(one -> one.at() <= now).toList(), Withdrawal::place);
    }

    /// The orders that were handed over and are in no statement yet, by the time they were created.
    synchronized Listing<Open> unsettled(long now) {
        catchUp(now);
        if (unsettledAt != now) {
            open.removeIf(one -> one.statementTime().orElse(Long.MAX_VALUE) <= now);
            unsettled =
                    new Listing<>(
                            open.stream()
                                    .filter(one -> one.shippedAt() <= now)
                                    .filter(one ->
                                            one.life().statusAt(now) != OrderStatus.CANCELLED)
                                    .sorted(
                                            Comparator.comparingLong(
                                                            (Open one) -> one.life().createTime())
                                                    .thenComparingLong(one -> one.life().number()))
                                    .toList(),
                            Open::place);
            unsettledAt = now;
        }
        return unsettled;
    }

    /// The movements of an order that stand in statements.
    synchronized List<Settlement> settled(Timeline life, long now) {
        return Settlement.all(seed, shop, life).stream()
                .filter(one -> one.statementTime() <= now)
                .toList();
    }

    long number(long statementTime) {
        return STATEMENTS + shop.number() * PER_SHOP + Math.floorDiv(statementTime, (long) DAY);
    }

    /// The currency that the seller is paid in: a cross-border seller's payments are exchanged.
    String paidCurrency() {
        return shop.crossBorder() ? "USD" : shop.currency();
    }

    int paidDecimals() {
        return shop.crossBorder() ? 2 : shop.decimals();
    }

    private void catchUp(long now) {
        following.catchUp(now, this::forget, this::add);
        long today = Math.floorDiv(now, (long) DAY) * DAY;
        if (closed != today) {
            closed = today;
            close();
        }
    }

    private void forget() {
        days.clear();
        open.clear();
        unsettledAt = Long.MIN_VALUE;
        closed = Long.MIN_VALUE;
    }

    private void add(Timeline life) {
        OptionalLong shipped = life.reached(OrderStatus.IN_TRANSIT, Long.MAX_VALUE);
        if (shipped.isEmpty()) {
            return;
        }
        List<Settlement> all = Settlement.all(seed, shop, life);
        OptionalLong statement =
                all.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(all.getFirst().statementTime());
        Settlement expected =
                all.isEmpty() ? Settlement.expected(seed, shop, life) : all.getFirst();
        unsettledAt = Long.MIN_VALUE;
        open.add(new Open(Booked.of(expected), shipped.getAsLong(), statement));
        for (Settlement one : all) {
            days.computeIfAbsent(one.statementTime(), time -> new ArrayList<>(4))
                    .add(Booked.of(one));
        }
    }

    private void close() {
        List<Statement> all = new ArrayList<>();
        long first = days.isEmpty() ? Long.MAX_VALUE : days.firstKey();
        for (long time = first; time <= closed; time += DAY) {
            List<Booked> booked = new ArrayList<>(days.getOrDefault(time, List.of()));
            booked.sort(
                    Comparator.comparingLong(Booked::orderCreateTime)
                            .thenComparingLong(Booked::number));
            all.add(new Statement(number(time), time, booked));
        }
        statements = List.copyOf(all);
        pay();
        withdraw();
    }

    private void pay() {
        List<Paying> all = new ArrayList<>();
        paidBy.clear();
        List<Statement> together = new ArrayList<>();
        long least = PAYMENT_MIN_UNITS * Tariff.unit(shop);
        for (Statement statement : statements) {
            together.add(statement);
            long sum = together.stream().mapToLong(Books::payable).sum();
            if (sum < least) {
                continue;
            }
            Paying paying = paying(together);
            together.forEach(one -> paidBy.put(one.time(), paying));
            all.add(paying);
            together.clear();
        }
        payments = List.copyOf(all);
    }

    private static long payable(Statement statement) {
        return statement.settlementMinor() + statement.reserveMinor();
    }

    private Paying paying(List<Statement> together) {
        long time = together.getLast().time();
        long day = Math.floorDiv(time, (long) DAY);
        Dice dice = Dice.of(seed, day, shop.key() + " payment");
        long created = time + dice.between(10 * HOUR, 12 * HOUR);
        boolean fails = dice.percent(3);
        long paid = created + dice.between(2 * HOUR, 10 * HOUR) + (fails ? 3 * DAY : 0);
        long settlement = together.stream().mapToLong(Statement::settlementMinor).sum();
        long reserve = together.stream().mapToLong(Statement::reserveMinor).sum();
        long rate = shop.crossBorder() ? rate(dice) : 1_000_000;
        long payable = settlement + reserve;
        long amount = shop.crossBorder() ? Tariff.cents(payable, shop, rate) : payable;
        return new Paying(
                PAYMENTS + shop.number() * PER_SHOP + day,
                created,
                paid,
                fails,
                settlement,
                reserve,
                amount,
                rate);
    }

    private long rate(Dice dice) {
        long usual = Tariff.dollarMillionths(shop);
        return usual + usual * dice.between(-20, 20) / 1_000;
    }

    // The balance is withdrawn every Monday at noon; a failed attempt is reversed a day later.
    private void withdraw() {
        List<Withdrawal> all = new ArrayList<>();
        for (Paying paying : payments) {
            all.add(
                    movement(
                            'S',
                            "SETTLE",
                            paying.createTime(),
                            paying.amountMinor(),
                            paying.paidTime(),
                            0,
                            false));
        }
        List<Withdrawal> arrived = List.copyOf(all);
        long balance = 0;
        int next = 0;
        long first = arrived.isEmpty() ? Long.MAX_VALUE : arrived.getFirst().at();
        List<Withdrawal> byTime =
                arrived.stream().sorted(Comparator.comparingLong(Withdrawal::at)).toList();
        for (long monday = mondayNoon(first); monday <= closed + DAY; monday += 7L * DAY) {
            while (next < byTime.size() && byTime.get(next).at() <= monday) {
                balance += byTime.get(next).amountMinor();
                next++;
            }
            if (balance <= 0) {
                continue;
            }
            boolean fails = Dice.of(seed, monday, shop.key() + " withdrawal").percent(5);
            all.add(
                    movement(
                            'W',
                            "WITHDRAW",
                            monday,
                            balance,
                            monday,
                            fails ? DAY : 2 * DAY,
                            fails));
            if (fails) {
                all.add(movement('R', "REVERSE", monday, balance, monday + DAY, 0, false));
            } else {
                balance = 0;
            }
        }
        all.sort(Comparator.comparingLong(Withdrawal::at).thenComparingLong(Withdrawal::number));
        withdrawals = List.copyOf(all);
    }

    private static long mondayNoon(long from) {
        if (from == Long.MAX_VALUE) {
            return from;
        }
        // The first day of Unix time was a Thursday.
        long day = Math.floorDiv(from, (long) DAY);
        return (day + Math.floorMod(MONDAY - day, 7L)) * DAY + 12 * HOUR;
    }

    /// @param of the moment that names it
    private Withdrawal movement(
            char letter, String type, long of, long amount, long at, int seconds, boolean failed) {
        long day = Math.floorDiv(of, (long) DAY);
        String id = "WD%08d%c%04d".formatted(day, letter, shop.number() + 1);
        return new Withdrawal(id, type, day * 100 + letter, amount, at, at + seconds, failed);
    }
}
