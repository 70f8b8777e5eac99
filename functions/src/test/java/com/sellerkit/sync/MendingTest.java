package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a walk did not bring whole is walked again until it is, and not forever.
final class MendingTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Drift RETYPED =
            new Drift(Map.of(new Drift.Oddity(Drift.Kind.RETYPED, "status"), 1));

    @Nested
    final class OfOrders {
        private final SyncRig rig = new SyncRig();

        private final TikTokOrder first = order("1", SyncRig.START.minusSeconds(60));
        private final TikTokOrder second = order("2", SyncRig.START.minusSeconds(30));

        private static TikTokOrder order(String id, Instant created) {
            return TestOrders.order(id, created);
        }

        private void sold() {
            rig.platform.put(first);
            rig.platform.put(second);
        }

        private void answered(StreamPage<TikTokOrder> page) {
            rig.platform.answer(new Answer.Success<>(page, rig.time.instant(), "r"));
        }

        private void assertIncomplete() {
            assertThat(rig.status().state()).isEqualTo(StreamStatus.State.DELAYED);
            assertThat(rig.status().trouble()).contains(Trouble.of(Trouble.Code.INCOMPLETE));
        }

        private void assertMended() {
            rig.assertKeptIsTruth();
            assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);
            assertThat(rig.state().gap()).isEmpty();
        }

        @Test
        void whatTheFirstWalkCouldNotReadIsReadAgain() {
            sold();
            answered(new StreamPage<>(List.of(second), List.of("1"), "", 2, Drift.NONE));
            rig.connect();
            rig.drain();
            assertIncomplete();
            assertThat(rig.status().progress().orElseThrow().unreadable()).isEqualTo(1);

            rig.tick(Duration.ofMinutes(6));
            rig.tick(Duration.ofMinutes(6));

            assertMended();
            assertThat(rig.status().progress().orElseThrow().unreadable()).isZero();
        }

        @Test
        void aListThatWasCutShortIsWalkedAgain() {
            sold();
            answered(new StreamPage<>(List.of(second), List.of(), "", 2, Drift.NONE));
            rig.connect();
            rig.drain();
            assertIncomplete();

            rig.tick(Duration.ofMinutes(6));

            assertMended();
        }

        @Test
        void whatWasReadInPartIsReadAgainAndIsNoTrouble() {
            sold();
            TikTokOrder partly =
                    TestOrders.order("1", first.createdAt(), first.updatedAt(), "1", "");
            answered(new StreamPage<>(List.of(second, partly), List.of(), "", 2, RETYPED));
            rig.connect();
            rig.drain();
            assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);

            rig.tick(Duration.ofMinutes(6));

            assertMended();
        }

        @Test
        void whatALaterWalkCouldNotReadIsReadAgainWhileTheNextOnesGoOn() {
            sold();
            rig.connect();
            rig.drain();
            rig.time.advance(SyncRig.CADENCE.plusMinutes(1));
            rig.platform.put(
                    TestOrders.order("1", first.createdAt(), rig.time.instant(), "DELIVERED", "T"));
            answered(new StreamPage<>(List.of(), List.of("1"), "", 1, Drift.NONE));
            rig.tick(Duration.ofSeconds(1));
            assertIncomplete();

            rig.platform.put(order("3", rig.time.instant()));
            rig.tick(Duration.ofMinutes(6));
            rig.tick(Duration.ofMinutes(6));

            assertMended();
        }

        @Test
        void whatIsNotWholeAgainIsTriedLessAndLessOften() {
            sold();
            answered(new StreamPage<>(List.of(second), List.of("1"), "", 2, Drift.NONE));
            rig.connect();
            rig.drain();
            Instant firstRetry = rig.state().gap().orElseThrow().retryAt();
            assertThat(Duration.between(rig.time.instant(), firstRetry))
                    .isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
            answered(new StreamPage<>(List.of(second), List.of("1"), "", 2, Drift.NONE));
            rig.time.advance(Duration.between(rig.time.instant(), firstRetry));
            rig.tick(Duration.ofSeconds(1));

            Gap gap = rig.state().gap().orElseThrow();
            assertThat(gap.attempts()).isEqualTo(2);
            assertThat(Duration.between(rig.time.instant(), gap.retryAt()))
                    .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(10));
        }

        @Test
        void whoAsksForTheNewestDoesNotWaitForTheNextAttempt() {
            sold();
            answered(new StreamPage<>(List.of(second), List.of("1"), "", 2, Drift.NONE));
            rig.connect();
            rig.drain();

            rig.time.advance(Duration.ofSeconds(11));
            rig.requests.now(FakeConnect.SHOP);
            rig.drain();

            assertMended();
        }

        @Test
        void aTotalThatIsNeverTrueIsBelievedNoMoreAfterAWhile() {
            sold();
            rig.platform.lieAboutTotals(9);
            rig.connect();
            rig.drain();
            assertIncomplete();

            for (int i = 0; i < 40; i++) {
                rig.tick(Duration.ofHours(1));
            }
            assertThat(rig.state().gap().orElseThrow().isOpen()).isFalse();
            assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);
            int before = rig.platform.calls();
            for (int i = 0; i < 24; i++) {
                rig.tick(Duration.ofHours(1));
            }

            assertThat(rig.platform.calls() - before).as("one walk an hour").isEqualTo(24);
        }

        @Test
        void afterAWeekWhatIsNotWholeIsTriedAnew() {
            sold();
            rig.platform.lieAboutTotals(9);
            rig.connect();
            for (int i = 0; i < 40; i++) {
                rig.tick(Duration.ofHours(1));
            }
            rig.tick(WEEK);
            assertThat(rig.state().gap().orElseThrow().attempts()).isEqualTo(1);

            rig.platform.tellTheTruth();
            rig.tick(Duration.ofMinutes(6));
            rig.tick(Duration.ofMinutes(6));

            assertMended();
        }

        @Test
        void whatIsLeftIsKeptWhileTheShopIsDisconnected() {
            sold();
            answered(new StreamPage<>(List.of(second), List.of("1"), "", 2, Drift.NONE));
            rig.connect();
            rig.drain();

            StreamState returned = rig.state().returned(2, rig.time.instant(), rig.time.instant());

            assertThat(returned.gap()).isEqualTo(rig.state().gap()).isPresent();
        }
    }

    @Nested
    final class OtherStreams {
        private final EveryStreamRig rig = new EveryStreamRig();
        private final Instant longAgo = EveryStreamRig.START.minus(Duration.ofDays(200));

        private void assertKeptIsTruth(Streams stream) {
            assertThat(rig.kept(stream)).isNotEmpty().isEqualTo(rig.truth(stream));
        }

        @Test
        void aStatementFromLongAgoIsReadAgain() {
            rig.goods.statement("851", longAgo, "PAID", 1);
            retype(Streams.STATEMENT, "851", "id", Json.object());
            rig.connect();
            assertThat(rig.kept(Streams.STATEMENT)).isEmpty();

            rig.goods.statement("851", longAgo, "PAID", 1);
            rig.pass(Duration.ofMinutes(30));
            rig.pass(Duration.ofMinutes(30));

            assertKeptIsTruth(Streams.STATEMENT);
            assertKeptIsTruth(Streams.TRANSACTION);
        }

        @Test
        void aProductWhoseFieldWasOfAnotherTypeIsReadAgain() {
            rig.goods.product("811", longAgo, longAgo, 3);
            retype(Streams.PRODUCT, "811", "skus", Json.object());
            rig.connect();
            assertThat(rig.kept(Streams.PRODUCT)).isNotEqualTo(Map.of());

            rig.goods.product("811", longAgo, longAgo, 3);
            rig.pass(Duration.ofMinutes(6));

            assertKeptIsTruth(Streams.PRODUCT);
        }

        @Test
        void aWishWhoseAnswerWasNotWholeStaysAWishAndKeepsNoOtherWaiting() {
            rig.goods.product("811", longAgo, longAgo, 3);
            rig.goods.product("812", longAgo, longAgo, 4);
            retype(Streams.PRODUCT_PAGE, "812", "create_time", Json.array());
            rig.connect();
            rig.pass(Duration.ofMinutes(6));
            assertThat(rig.kept(Streams.PRODUCT_PAGE)).containsOnlyKeys("811");

            rig.goods.product("812", longAgo, longAgo, 4);
            for (int i = 0; i < 6; i++) {
                rig.pass(Duration.ofMinutes(6));
            }

            assertKeptIsTruth(Streams.PRODUCT_PAGE);
            assertThat(wishes(Streams.PRODUCT_PAGE)).isZero();
        }

        @Test
        void aListThatWasCutShortIsWishedForAgain() {
            rig.goods.statement("851", longAgo, "PAID", 3);
            rig.lists.cutShort(Streams.TRANSACTION, 1);
            rig.connect();
            assertThat(rig.kept(Streams.TRANSACTION)).hasSize(1);

            for (int i = 0; i < 4; i++) {
                rig.pass(Duration.ofMinutes(6));
            }

            assertKeptIsTruth(Streams.TRANSACTION);
        }

        @Test
        void aWishThatCanNeverBeReadIsGivenUp() {
            rig.goods.product("811", longAgo, longAgo, 3);
            retype(Streams.PRODUCT_PAGE, "811", "create_time", Json.array());
            rig.connect();
            for (int i = 0; i < 12; i++) {
                rig.pass(Duration.ofHours(13));
            }

            assertThat(wishes(Streams.PRODUCT_PAGE)).isZero();
            assertThat(rig.lists.calls(Streams.PRODUCT_PAGE)).isEqualTo(SetApart.NOT_WHOLE_MAX);
        }

        @Test
        void whatCannotBeNamedTruthfullyIsNotKeptUnderAnotherName() {
            rig.goods.unsettled("881", EveryStreamRig.START.minus(DAY));
            record(Streams.UNSETTLED, "881").put("order_id", "571").set("id", Json.object());
            rig.connect();

            assertThat(rig.kept(Streams.UNSETTLED)).isEmpty();
        }

        private int wishes(Streams stream) {
            FollowUps wishes = new FollowUps(rig.records);
            String lane = stream.wireName();
            return wishes.waiting(EveryStreamRig.SHOP, lane, 100)
                    + wishes.apart(EveryStreamRig.SHOP, lane, 100).size();
        }

        private void retype(Streams stream, String id, String field, JsonNode value) {
            record(stream, id).set(field, value);
        }

        private ObjectNode record(Streams stream, String id) {
            return Objects.requireNonNull(rig.lists.shelf(EveryStreamRig.SHOP, stream).get(id), id);
        }
    }
}
