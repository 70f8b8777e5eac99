package com.sellerkit.sandbox;

import java.util.Optional;

/// The numbering of orders: an 18-digit id, above 2^53, that tells the shop and the order's index
/// in it, so that a look-up needs no table.
///
/// @param shop the shop's number, 0 to 99
/// @param index the order's index within the shop, 0 to 9,999,999
record OrderId(int shop, int index) {
    private static final long BASE = 576_460_000_000_000_000L;
    private static final long PER_SHOP = 10_000_000_000_000L;
    private static final int PER_ORDER = 1_000_000;

    static final int INDEX_MAX = (int) (PER_SHOP / PER_ORDER) - 1;

    OrderId {
        if (shop < 0 || shop > 99 || index < 0 || index > INDEX_MAX) {
            throw new IllegalArgumentException("shop " + shop + ", index " + index);
        }
    }

    /// The number as the platform shows it; its last digits come from the seed, so that ids cannot
    /// be guessed from one another.
    long number(long seed) {
        return BASE + place() + Dice.of(seed, place(), "order id").below(PER_ORDER);
    }

    /// A number in another series (line items, packages) that belongs to this order.
    long related(long seriesBase, int ordinal) {
        return seriesBase + place() + ordinal;
    }

    /// The order that a number of another series belongs to; empty when no order has it.
    static Optional<OrderId> ofRelated(long seriesBase, String text) {
        if (!text.matches("[0-9]{19}")) {
            return Optional.empty();
        }
        long place = Long.parseLong(text) - seriesBase;
        return place < 0 || place >= 100 * PER_SHOP
                ? Optional.empty()
                : Optional.of(
                        new OrderId(
                                (int) (place / PER_SHOP), (int) (place % PER_SHOP / PER_ORDER)));
    }

    private long place() {
        return shop * PER_SHOP + (long) index * PER_ORDER;
    }

    /// The order that a number stands for under this seed; empty when no order can have it.
    static Optional<OrderId> parse(long seed, String text) {
        if (!text.matches("[0-9]{18}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        long place = number - BASE;
        if (place < 0 || place >= 100 * PER_SHOP) {
            return Optional.empty();
        }
        OrderId id = new OrderId((int) (place / PER_SHOP), (int) (place % PER_SHOP / PER_ORDER));
        return id.number(seed) == number ? Optional.of(id) : Optional.empty();
    }
}
