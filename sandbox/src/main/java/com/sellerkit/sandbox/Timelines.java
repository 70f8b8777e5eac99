package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.List;

/// Writes the lives of orders: when each is created and what becomes of it, as a function of seed,
/// shop and index alone.
final class Timelines {
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final long HISTORY_SECONDS = 365L * DAY;

    private final long seed;
    private final ShopProfile shop;
    private final long anchor;
    private final int size;

    Timelines(long seed, ShopProfile shop, long anchor, int size) {
        this.seed = seed;
        this.shop = shop;
        this.anchor = anchor;
        this.size = size;
    }

    /// The life of the order with this index: the history's come first, arrivals after.
    Timeline timeline(int index) {
        return timeline(index, index < size ? historic(index) : arrival(index - size));
    }

    /// The life of an order that was created at a given second.
    Timeline timeline(int index, long createTime) {
        OrderId id = new OrderId(shop.number(), index);
        Dice dice = Dice.of(seed, id.related(0, 0), "life");
        List<OrderStatus> statuses = new ArrayList<>(8);
        List<Long> times = new ArrayList<>(8);
        live(
                id,
                dice,
                createTime,
                (status, at) -> {
                    statuses.add(status);
                    times.add(at);
                });
        return new Timeline(
                id,
                id.number(seed),
                statuses.toArray(OrderStatus[]::new),
                times.stream().mapToLong(Long::longValue).toArray());
    }

    /// How many orders have arrived after the anchor by `now`.
    int arrivalsBy(long now) {
        if (now <= anchor) {
            return 0;
        }
        long upTo = (now - anchor) / shop.arrivalSeconds() + 2;
        int room = SandboxConfig.SHOP_SIZE_MAX - size;
        int count = (int) Math.min(upTo, room);
        while (count > 0 && arrival(count - 1) > now) {
            count--;
        }
        return count;
    }

    // Squaring the age makes a shop that grew: about a seventh of its orders are from the last
    // week.
    private long historic(int index) {
        double jitter = Dice.of(seed, index, shop.key()).below(1_000) / 1_000.0;
        double age = 1 - (index + jitter) / size;
        return anchor - (long) (age * age * HISTORY_SECONDS);
    }

    private long arrival(int number) {
        int spread = shop.arrivalSeconds() / 3;
        int jitter = Dice.of(seed, number, shop.key() + " arrival").below(spread + 1);
        return anchor + (number + 1L) * shop.arrivalSeconds() - spread / 2 + jitter;
    }

    private void live(OrderId id, Dice dice, long createTime, Step step) {
        int fate = dice.below(1_000);
        long at = createTime;
        boolean cashOnDelivery = Buying.cashOnDelivery(seed, shop, id);
        if (!cashOnDelivery) {
            step.enter(OrderStatus.UNPAID, at);
            if (fate < 35) {
                step.enter(OrderStatus.CANCELLED, at + DAY);
                return;
            }
            at += dice.between(20, 10 * MINUTE);
        }
        if (shop.holdsOrders()) {
            step.enter(OrderStatus.ON_HOLD, at);
            if (fate < 45) {
                step.enter(OrderStatus.CANCELLED, at + dice.between(MINUTE, HOUR - 1));
                return;
            }
            at += HOUR;
        }
        step.enter(OrderStatus.AWAITING_SHIPMENT, at);
        if (fate < 90) {
            step.enter(OrderStatus.CANCELLED, at + dice.between(HOUR, 20 * HOUR));
            return;
        }
        at += dice.between(3 * HOUR, 40 * HOUR);
        if (fate >= 900 && Buying.units(seed, id) > 1) {
            step.enter(OrderStatus.PARTIALLY_SHIPPING, at);
            at += dice.between(2 * HOUR, 20 * HOUR);
        }
        step.enter(OrderStatus.AWAITING_COLLECTION, at);
        at += dice.between(2 * HOUR, 20 * HOUR);
        step.enter(OrderStatus.IN_TRANSIT, at);
        if (fate < 97) {
            step.enter(OrderStatus.COMPLETED, at + dice.between(DAY, 4 * DAY));
            return;
        }
        at += dice.between(DAY, 7 * DAY);
        step.enter(OrderStatus.DELIVERED, at);
        at += dice.between(7 * DAY, 10 * DAY);
        step.enter(OrderStatus.COMPLETED, at);
    }

    private interface Step {
        void enter(OrderStatus status, long at);
    }
}
