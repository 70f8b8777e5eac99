package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// One request to cancel an order, and what became of it: a function of seed and life alone.
///
/// @param ordinal its place among the order's cancellations, from 0
/// @param initiator BUYER, SELLER or SYSTEM
/// @param paidBack whether money was paid and goes back
record Cancellation(
        Timeline life,
        int ordinal,
        String initiator,
        String reason,
        boolean paidBack,
        Progress<Status> progress) {

    /// The states of a cancellation, as the answers spell them.
    enum Status {
        CANCELLATION_REQUEST_PENDING,
        CANCELLATION_REQUEST_SUCCESS,
        CANCELLATION_REQUEST_CANCELLED,
        CANCELLATION_REQUEST_COMPLETE
    }

    private static final long SERIES = 4_036_000_000_000_000_000L;
    private static final long LINE_SERIES = 4_036_500_000_000_000_000L;
    private static final int WITHDRAWN_PERCENT = 2;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    String id() {
        return Long.toString(number());
    }

    private long number() {
        return life.id().related(SERIES, ordinal + 1);
    }

    /// The id of the part that concerns one unit, by its place in the order.
    String lineId(int unit) {
        return Long.toString(life.id().related(LINE_SERIES, ordinal * 100 + unit + 1));
    }

    PageToken.Place place() {
        return new PageToken.Place(progress.begin(), number());
    }

    /// What is ever asked of an order: at most a request that the buyer takes back at once, and the
    /// one that ends it.
    static List<Cancellation> of(long seed, ShopProfile shop, Timeline life) {
        List<Cancellation> all = new ArrayList<>(1);
        OptionalLong ready = life.entered(OrderStatus.AWAITING_SHIPMENT, Long.MAX_VALUE);
        Dice dice = Buying.dice(seed, life.id(), "withdrawn cancellation");
        if (ready.isPresent() && dice.percent(WITHDRAWN_PERCENT)) {
            withdrawn(seed, life, dice, ready.getAsLong(), all);
        }
        life.entered(OrderStatus.CANCELLED, Long.MAX_VALUE)
                .ifPresent(at -> all.add(carriedOut(seed, shop, life, at)));
        return all;
    }

    // The order itself never tells of it, so it is over within minutes.
    private static void withdrawn(
            long seed, Timeline life, Dice dice, long ready, List<Cancellation> all) {
        long asked = ready + dice.between(MINUTE, HOUR);
        long back = asked + dice.between(MINUTE, 10 * MINUTE);
        if (life.statusAt(back) == OrderStatus.AWAITING_SHIPMENT) {
            all.add(
                    new Cancellation(
                            life,
                            0,
                            "BUYER",
                            OrderView.cancelReason(seed, life.id(), "BUYER"),
                            false,
                            new Progress<>(
                                    List.of(
                                            step(Status.CANCELLATION_REQUEST_PENDING, asked),
                                            step(Status.CANCELLATION_REQUEST_CANCELLED, back)))));
        }
    }

    private static Cancellation carriedOut(
            long seed, ShopProfile shop, Timeline life, long cancelled) {
        String initiator = OrderView.initiator(seed, life, cancelled);
        boolean paid =
                !initiator.equals("SYSTEM")
                        && (!Buying.cashOnDelivery(seed, shop, life.id())
                                || life.reached(OrderStatus.DELIVERED, cancelled).isPresent());
        List<Progress.Step<Status>> steps = new ArrayList<>();
        OptionalLong asked = OrderView.requestTime(seed, life);
        if (initiator.equals("BUYER")) {
            steps.add(
                    step(
                            Status.CANCELLATION_REQUEST_PENDING,
                            Math.min(asked.orElse(cancelled), cancelled)));
        }
        if (paid) {
            Dice dice = Buying.dice(seed, life.id(), "cancellation");
            steps.add(step(Status.CANCELLATION_REQUEST_SUCCESS, cancelled));
            steps.add(
                    step(
                            Status.CANCELLATION_REQUEST_COMPLETE,
                            cancelled + dice.between(10 * MINUTE, 24 * HOUR)));
        } else {
            steps.add(step(Status.CANCELLATION_REQUEST_COMPLETE, cancelled));
        }
        return new Cancellation(
                life,
                1,
                initiator,
                OrderView.cancelReason(seed, life.id(), initiator),
                paid,
                new Progress<>(steps));
    }

    private static Progress.Step<Status> step(Status status, long at) {
        return new Progress.Step<>(status, at);
    }
}
