package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the platform refuses for itself is set apart and keeps nothing else from being read.
class RefusedWishesTest {
    private static final Duration MOMENT = Duration.ofMinutes(6);

    private final EveryStreamRig rig = new EveryStreamRig();

    private static Instant ago(int hours) {
        return EveryStreamRig.START.minus(Duration.ofHours(hours));
    }

    private void products(int count) {
        for (int i = 0; i < count; i++) {
            rig.goods.product("81" + i, ago(i + 1), ago(i + 1), i);
        }
    }

    private Optional<StreamStatus.Apart> apart(Streams stream) {
        return new SyncStatus(rig.records, List.of(stream.wireName()), rig.time)
                .of(EveryStreamRig.SHOP)
                .getFirst()
                .apart();
    }

    private int pages() {
        return rig.kept(Streams.PRODUCT_PAGE).size();
    }

    @Test
    void oneRefusedPageKeepsNoOtherWaiting() {
        products(12);
        rig.lists.poisonous().add("817");
        rig.connect();
        rig.pass(MOMENT);

        assertThat(pages()).isEqualTo(11);
        assertThat(rig.state("product-page").trouble()).isEmpty();
        assertThat(new FollowUps(rig.records).next(EveryStreamRig.SHOP, "product-page", 5))
                .isEmpty();
    }

    @Test
    void oneRefusedAmongManyThatAreAskedForTogetherIsFound() {
        products(60);
        rig.lists.poisonous().add("8117");
        rig.connect();
        rig.pass(MOMENT);

        assertThat(rig.kept(Streams.INVENTORY)).hasSize(59);
        assertThat(rig.state("inventory").trouble()).isEmpty();
    }

    @Test
    void itIsToldAfterThreeAttemptsTriedOnceADayAndForgottenWhenItIsRead() {
        products(3);
        rig.lists.poisonous().add("811");
        rig.connect();
        assertThat(apart(Streams.PRODUCT_PAGE)).isEmpty();
        for (int i = 0; i < 4; i++) {
            rig.pass(MOMENT);
        }

        StreamStatus.Apart told = apart(Streams.PRODUCT_PAGE).orElseThrow();
        assertThat(told.count()).isEqualTo(1);
        assertThat(told.more()).isFalse();
        assertThat(told.codes()).containsExactly((long) FakeLists.POISON);
        assertThat(told.retryAt()).isAfter(rig.time.instant().plus(Duration.ofHours(23)));

        int calls = rig.lists.calls(Streams.PRODUCT_PAGE);
        for (int i = 0; i < 4; i++) {
            rig.pass(MOMENT);
        }
        assertThat(rig.lists.calls(Streams.PRODUCT_PAGE)).isEqualTo(calls);

        rig.lists.poisonous().clear();
        rig.pass(Duration.ofDays(1));
        assertThat(apart(Streams.PRODUCT_PAGE)).isEmpty();
        assertThat(pages()).isEqualTo(3);
    }

    @Test
    void aPersonWhoAsksForTheStreamHasItTriedAtOnce() {
        products(3);
        rig.lists.poisonous().add("811");
        rig.connect();
        for (int i = 0; i < 4; i++) {
            rig.pass(MOMENT);
        }
        rig.lists.poisonous().clear();
        SyncQueues queues = new SyncQueues(rig.queue, rig.queue, rig.queue);
        new SyncRequests(rig.records, rig.connect, queues, Streams.names(), rig.time)
                .now(EveryStreamRig.SHOP, "product-page");
        rig.drain();

        assertThat(apart(Streams.PRODUCT_PAGE)).isEmpty();
        assertThat(pages()).isEqualTo(3);
    }

    @Test
    void whenAllIsRefusedTheStreamStopsRatherThanSettingEverythingApart() {
        products(100);
        rig.lists.refuseAll(true);
        rig.connect();
        rig.pass(MOMENT);

        assertThat(rig.state("product-page").trouble().map(Trouble::code))
                .contains(Trouble.Code.REFUSED);
        assertThat(new FollowUps(rig.records).apart(EveryStreamRig.SHOP, "product-page", 100))
                .hasSizeLessThan(30);

        rig.lists.refuseAll(false);
        rig.pass(Duration.ofHours(2));
        rig.pass(MOMENT);
        assertThat(pages()).isEqualTo(100);
        assertThat(new FollowUps(rig.records).apart(EveryStreamRig.SHOP, "product-page", 100))
                .isEmpty();
    }

    @Test
    void aListWhoseNextPageIsRefusedIsBegunAnewAndThenSetApart() {
        for (int i = 0; i < 35; i++) {
            rig.goods.message("891", ago(1).plusSeconds(i), 1_000L + i);
        }
        rig.goods.message("892", ago(1), 1_000L);
        rig.connect();
        // 35 messages are four pages; what is behind the second is refused.
        rig.lists.showAtMost(20);
        rig.pass(MOMENT);
        rig.lists.showAtMost(Long.MAX_VALUE);
        for (int i = 0; i < 4; i++) {
            rig.pass(MOMENT);
        }

        assertThat(rig.state("message").trouble()).isEmpty();
        assertThat(rig.kept(Streams.MESSAGE)).isEqualTo(rig.truth(Streams.MESSAGE));
    }

    @Test
    void theHourlyLookAtStockGoesOnBehindARefusedProduct() {
        products(250);
        rig.connect();
        rig.pass(MOMENT);
        for (int i = 0; i < 250; i++) {
            rig.goods.stock("81" + i, 7_000 + i);
        }
        rig.lists.poisonous().add("8117");
        assertThat(rig.run("inventory-hourly")).isEqualTo(RunOutcome.FINISHED);
        rig.run(Streams.INVENTORY);

        var kept = rig.kept(Streams.INVENTORY);
        var truth = rig.truth(Streams.INVENTORY);
        kept.remove("8117");
        truth.remove("8117");
        assertThat(kept).isEqualTo(truth);
    }
}
