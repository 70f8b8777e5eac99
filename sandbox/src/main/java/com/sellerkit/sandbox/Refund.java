package com.sellerkit.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// What the buyer of a shipped order asked back, and what became of it: a function of seed and life
/// alone, so that everything that shows it agrees.
///
/// @param lines the units that it is about, at least one; a gift is never among them
/// @param shippingMinor the shipping fee that is given back: all of it where every unit is, else 0
/// @param requestedAt the Unix second in which the buyer asked
/// @param answeredAt when the seller decided, from `requestedAt` on
/// @param shippedBackAt when the parcel was sent back; `answeredAt` where none is
/// @param endedAt when it was over, and paid if it was; from `shippedBackAt` on
record Refund(
        Kind kind,
        Outcome outcome,
        List<Line> lines,
        long shippingMinor,
        long shippingTaxMinor,
        long retailDeliveryFeeMinor,
        long requestedAt,
        long answeredAt,
        long shippedBackAt,
        long endedAt) {

    /// Whether the goods come back.
    enum Kind {
        REFUND,
        RETURN_AND_REFUND
    }

    /// How it ends, at `endedAt`.
    enum Outcome {
        PAID,
        REJECTED,
        WITHDRAWN
    }

    /// One unit's part in minor units.
    ///
    /// @param unit its place in the order's cart and among its line items, from 0
    record Line(int unit, long originalMinor, long saleMinor, long taxMinor) {}

    private static final int REQUESTS_PERCENT = 8;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;

    Refund {
        lines = List.copyOf(lines);
    }

    long subtotalMinor() {
        return lines.stream().mapToLong(Line::saleMinor).sum();
    }

    long taxMinor() {
        return lines.stream().mapToLong(Line::taxMinor).sum() + shippingTaxMinor;
    }

    long totalMinor() {
        return subtotalMinor() + taxMinor() + shippingMinor + retailDeliveryFeeMinor;
    }

    /// Whether the money is back with the buyer at `now`.
    boolean paidBy(long now) {
        return outcome == Outcome.PAID && endedAt <= now;
    }

    /// What will be asked back of an order, whenever that is; empty where nothing ever is. An order
    /// that is completed without having been delivered was refunded on its way.
    static Optional<Refund> of(long seed, ShopProfile shop, Timeline life) {
        OptionalLong arrival = life.reached(OrderStatus.DELIVERED, Long.MAX_VALUE);
        if (arrival.isEmpty() || Buying.sample(seed, life.id())) {
            return Optional.empty();
        }
        Dice dice = Buying.dice(seed, life.id(), "refund");
        boolean asks = dice.percent(REQUESTS_PERCENT);
        long arrived = arrival.getAsLong();
        OptionalLong handedOver = life.reached(OrderStatus.AWAITING_COLLECTION, arrived - 1);
        boolean onTheWay =
                life.statusAt(arrived) == OrderStatus.COMPLETED && handedOver.isPresent();
        if (onTheWay) {
            long from = handedOver.getAsLong();
            long requested = arrived - (arrived - from) / 4;
            long answered = arrived - (arrived - from) / 8;
            return Optional.of(
                    of(
                            seed,
                            shop,
                            life.id(),
                            new Course(Kind.REFUND, Outcome.PAID, requested, answered, answered),
                            arrived,
                            false));
        }
        if (!asks) {
            return Optional.empty();
        }
        Course course = course(dice, arrived);
        long ended = end(dice, course);
        boolean some = Buying.units(seed, life.id()) > 1 && dice.percent(60);
        return Optional.of(of(seed, shop, life.id(), course, ended, some));
    }

    private record Course(
            Kind kind, Outcome outcome, long requested, long answered, long shippedBack) {}

    private static Course course(Dice dice, long arrived) {
        int luck = dice.below(100);
        Outcome outcome =
                luck < 80 ? Outcome.PAID : luck < 90 ? Outcome.REJECTED : Outcome.WITHDRAWN;
        Kind kind = dice.percent(60) ? Kind.RETURN_AND_REFUND : Kind.REFUND;
        long requested = arrived + dice.between(2 * HOUR, 6 * DAY);
        long answered = requested + dice.between(HOUR, 36 * HOUR);
        boolean parcel = kind == Kind.RETURN_AND_REFUND && outcome == Outcome.PAID;
        return new Course(
                kind,
                outcome,
                requested,
                answered,
                parcel ? answered + dice.between(4 * HOUR, 4 * DAY) : answered);
    }

    private static long end(Dice dice, Course course) {
        return switch (course.outcome()) {
            case REJECTED -> course.answered();
            case WITHDRAWN -> course.answered() + dice.between(HOUR, 2 * DAY);
            case PAID ->
                    course.kind() == Kind.REFUND
                            ? course.answered() + dice.between(MINUTE, 6 * HOUR)
                            : course.shippedBack() + dice.between(DAY, 6 * DAY);
        };
    }

    private static Refund of(
            long seed, ShopProfile shop, OrderId id, Course course, long ended, boolean some) {
        ShopProfile.Place place = Buyer.of(seed, shop, id).place();
        List<Buying.Unit> units = Buying.cart(seed, shop, id, place);
        int bought = Buying.units(seed, id);
        int wanted = some ? 1 + Buying.dice(seed, id, "refund units").below(bought - 1) : bought;
        List<Line> lines =
                IntStream.range(0, wanted).mapToObj(unit -> line(unit, units.get(unit))).toList();
        Payment payment = Payment.of(seed, shop, id, place, units);
        return new Refund(
                course.kind(),
                course.outcome(),
                lines,
                some ? 0 : payment.shippingFeeMinor(),
                some ? 0 : payment.shippingTaxMinor(),
                some ? 0 : payment.retailDeliveryFeeMinor(),
                course.requested(),
                course.answered(),
                course.shippedBack(),
                ended);
    }

    private static Line line(int place, Buying.Unit unit) {
        return new Line(place, unit.originalMinor(), unit.saleMinor(), unit.taxMinor());
    }
}
