package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.List;

/// What the buyer of a shipped order asked back, as the returns show it: a refund with the states
/// that it passes through.
record ReturnCase(Timeline life, Refund refund, Progress<Status> progress) {

    /// The states of a return.
    enum Status {
        RETURN_OR_REFUND_REQUEST_PENDING,
        REFUND_OR_RETURN_REQUEST_REJECT,
        AWAITING_BUYER_SHIP,
        BUYER_SHIPPED_ITEM,
        REJECT_RECEIVE_PACKAGE,
        RETURN_OR_REFUND_REQUEST_SUCCESS,
        RETURN_OR_REFUND_REQUEST_CANCEL,
        RETURN_OR_REFUND_REQUEST_COMPLETE,
        REPLACEMENT_REQUEST_PENDING,
        REPLACEMENT_REQUEST_REJECT,
        REPLACEMENT_REQUEST_REFUND_SUCCESS,
        REPLACEMENT_REQUEST_CANCEL,
        REPLACEMENT_REQUEST_COMPLETE,
        AWAITING_BUYER_RESPONSE
    }

    private static final long SERIES = 4_035_000_000_000_000_000L;
    private static final long LINE_SERIES = 4_035_500_000_000_000_000L;

    String id() {
        return Long.toString(life.id().related(SERIES, 1));
    }

    /// The id of the part that concerns one unit, by its place in the order.
    String lineId(int unit) {
        return Long.toString(life.id().related(LINE_SERIES, unit + 1));
    }

    PageToken.Place place() {
        return new PageToken.Place(progress.begin(), life.id().related(SERIES, 1));
    }

    boolean withGoods() {
        return refund.kind() == Refund.Kind.RETURN_AND_REFUND;
    }

    static ReturnCase of(Timeline life, Refund refund) {
        List<Progress.Step<Status>> steps = new ArrayList<>();
        steps.add(step(Status.RETURN_OR_REFUND_REQUEST_PENDING, refund.requestedAt()));
        boolean goods = refund.kind() == Refund.Kind.RETURN_AND_REFUND;
        switch (refund.outcome()) {
            case REJECTED ->
                    steps.add(step(Status.REFUND_OR_RETURN_REQUEST_REJECT, refund.endedAt()));
            case WITHDRAWN -> {
                if (goods) {
                    steps.add(step(Status.AWAITING_BUYER_SHIP, refund.answeredAt()));
                }
                steps.add(step(Status.RETURN_OR_REFUND_REQUEST_CANCEL, refund.endedAt()));
            }
            case PAID -> {
                if (goods) {
                    steps.add(step(Status.AWAITING_BUYER_SHIP, refund.answeredAt()));
                    steps.add(step(Status.BUYER_SHIPPED_ITEM, refund.shippedBackAt()));
                } else {
                    steps.add(step(Status.RETURN_OR_REFUND_REQUEST_SUCCESS, refund.answeredAt()));
                }
                steps.add(step(Status.RETURN_OR_REFUND_REQUEST_COMPLETE, refund.endedAt()));
            }
        }
        return new ReturnCase(life, refund, new Progress<>(steps));
    }

    private static Progress.Step<Status> step(Status status, long at) {
        return new Progress.Step<>(status, at);
    }
}
