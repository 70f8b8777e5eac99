package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefundTest {
    private static final long SEED = 31;
    private static final long ANCHOR = 1_790_000_000L;

    private final ShopWorld shop = new World(SEED, ANCHOR, Map.of()).shop("us").orElseThrow();

    @Test
    void everyRefundComesAfterTheParcelLeftAndItsTimesNeverRunBackwards() {
        int seen = 0;
        for (Timeline life : shop.all(ANCHOR)) {
            Optional<Refund> refund = refund(life);
            if (refund.isEmpty()) {
                continue;
            }
            seen++;
            Refund one = refund.get();
            long left = life.reached(OrderStatus.AWAITING_COLLECTION, Long.MAX_VALUE).orElseThrow();
            assertThat(List.of(left, one.requestedAt(), one.answeredAt(), one.shippedBackAt()))
                    .isSorted();
            assertThat(one.endedAt()).isGreaterThanOrEqualTo(one.shippedBackAt());
        }
        assertThat(seen).isBetween(80, 300);
    }

    @Test
    void anOrderThatWasCompletedOnItsWayIsRefundedInFullWhenItCompletes() {
        Timeline life =
                shop.all(ANCHOR).stream()
                        .filter(one -> one.entered(OrderStatus.IN_TRANSIT, ANCHOR).isPresent())
                        .filter(one -> one.statusAt(ANCHOR) == OrderStatus.COMPLETED)
                        .filter(one -> one.entered(OrderStatus.DELIVERED, ANCHOR).isEmpty())
                        .filter(one -> !Buying.sample(SEED, one.id()))
                        .findFirst()
                        .orElseThrow();
        Refund refund = refund(life).orElseThrow();

        assertThat(refund.endedAt()).isEqualTo(life.updateTimeAt(ANCHOR));
        assertThat(Payment.amount(refund.totalMinor(), 2))
                .isEqualTo(
                        shop.json(life, OrderView.Shape.V202309, ANCHOR)
                                .path("payment")
                                .path("total_amount")
                                .asText());
    }

    @Test
    void everyKindAndOutcomeHappensAndSomeRefundsArePartial() {
        Set<Refund.Kind> kinds = new HashSet<>();
        Set<Refund.Outcome> outcomes = new HashSet<>();
        Set<Boolean> partial = new HashSet<>();
        for (Timeline life : shop.all(ANCHOR)) {
            refund(life)
                    .ifPresent(one -> {
                        kinds.add(one.kind());
                        outcomes.add(one.outcome());
                        partial.add(one.lines().size() < Buying.units(SEED, life.id()));
                    });
        }

        assertThat(kinds).containsExactlyInAnyOrder(Refund.Kind.values());
        assertThat(outcomes).containsExactlyInAnyOrder(Refund.Outcome.values());
        assertThat(partial).containsExactlyInAnyOrder(true, false);
    }

    private Optional<Refund> refund(Timeline life) {
        return Refund.of(SEED, shop.profile(), life);
    }
}
