package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.connect.ReconnectReason;
import com.sellerkit.connect.TokenRefresh;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Queue;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SyncEngineTest {
    private final SyncRig rig = new SyncRig();

    @Test
    void twoThousandOrdersTakeTwentyCallsAndAreAllKept() {
        rig.sellOrders(2_000);
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);

        assertThat(rig.platform.calls()).isEqualTo(20);
        assertThat(rig.orderWrites).isEqualTo(2_000);
        assertKeptIsTruth();
        StreamStatus status = rig.status();
        assertThat(status.state()).isEqualTo(StreamStatus.State.IN_STEP);
        assertThat(status.progress().orElseThrow().read()).isEqualTo(2_000);
        assertThat(status.progress().orElseThrow().total()).contains(2_000L);
        assertThat(status.asOf()).contains(SyncRig.START);
    }

    @Test
    void readingTheSameAgainAsksForNothingByName() {
        rig.sellOrders(250);
        rig.connect();
        rig.drain();
        change("500000007", "CANCELLED", "");
        rig.tick(Duration.ofMinutes(1));
        rig.tick(Duration.ofMinutes(1));

        assertThat(rig.platform.namedCalls()).isZero();
    }

    @Test
    void readingTheSameAgainWritesNoOrder() {
        rig.sellOrders(250);
        rig.connect();
        rig.drain();
        long before = rig.orderWrites;

        // It begins from nothing but finds everything unchanged.
        rig.records.write(new Write.Delete(rig.state().key(), Condition.ALWAYS));
        rig.connect();
        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);

        assertThat(rig.platform.calls()).isEqualTo(6);
        assertThat(rig.orderWrites).isEqualTo(before);
        assertKeptIsTruth();
    }

    @Test
    void aShopThatIsConnectedAnewGoesOnWithWhatChangedMeanwhile() {
        rig.sellOrders(250);
        rig.connect();
        rig.drain();
        int calls = rig.platform.calls();
        rig.time.advance(Duration.ofDays(9));
        change("500000007", "CANCELLED", "");
        rig.time.advance(Duration.ofSeconds(1));

        rig.connect.epoch = 2;
        rig.connect();
        assertThat(rig.state().asOf()).contains(SyncRig.START);
        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);

        assertThat(rig.platform.calls()).isEqualTo(calls + 1);
        assertKeptIsTruth();
        assertThat(rig.changes("500000007").getFirst().source()).isEqualTo(Source.RECONNECT);
        change("500000008", "CANCELLED", "");
        rig.tick(Duration.ofMinutes(6));
        assertThat(rig.changes("500000008").getFirst().source()).isEqualTo(Source.POLL);
        assertThat(rig.changes("500000008").getLast().source()).isEqualTo(Source.BACKFILL);
    }

    @Test
    void aShopThatIsConnectedAnewBeforeItsImportWasDoneBeginsAgain() {
        rig.sellOrders(150);
        rig.platform.answer(new Answer.Throttled<>(Duration.ofMinutes(4)));
        rig.connect();
        rig.drain();

        rig.connect.epoch = 2;
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
        assertThat(rig.state().imported().orElseThrow().read()).isEqualTo(150);
        assertThat(rig.changes("500000007").getFirst().source()).isEqualTo(Source.BACKFILL);
        assertKeptIsTruth();
    }

    @Test
    void whatChangesIsReadByItsChangeAndWrittenOnce() {
        rig.sellOrders(300);
        rig.connect();
        rig.drain();
        int calls = rig.platform.calls();
        long writes = rig.orderWrites;

        rig.time.advance(Duration.ofSeconds(90));
        change("500000007", "IN_TRANSIT", "TRACK-7");
        rig.platform.put(TestOrders.order("900000001", Walks.second(rig.time.instant())));
        assertThat(rig.tick(Duration.ofMinutes(6))).containsExactly(RunOutcome.FINISHED);

        assertThat(rig.platform.calls() - calls).isEqualTo(1);
        assertThat(rig.orderWrites - writes).isEqualTo(2);
        assertKeptIsTruth();
        assertThat(rig.status().asOf()).contains(rig.time.instant());

        rig.tick(Duration.ofMinutes(6));
        rig.tick(Duration.ofMinutes(6));
        assertThat(rig.orderWrites - writes).isEqualTo(2);
    }

    @Test
    void nothingIsReadBeforeItIsDue() {
        rig.sellOrders(5);
        rig.connect();
        Queue.Message message = rig.takeMessages().getFirst();
        assertThat(rig.run(message)).isEqualTo(RunOutcome.FINISHED);

        assertThat(rig.run(message)).isEqualTo(RunOutcome.NOT_WANTED);
        assertThat(rig.tick(Duration.ofMinutes(1))).isEmpty();
        assertThat(rig.platform.calls()).isEqualTo(1);
    }

    @Test
    void aRunWhoseTurnIsOverGoesOnWhereItWas() {
        rig.sellOrders(1_000);
        // Two seconds a page, so that three fit into one turn.
        rig.platform.beforeEachAnswer(() -> rig.time.advance(Duration.ofSeconds(2)));
        rig.connect();

        List<RunOutcome> outcomes = rig.drain();

        assertThat(outcomes)
                .containsExactly(
                        RunOutcome.CONTINUED,
                        RunOutcome.CONTINUED,
                        RunOutcome.CONTINUED,
                        RunOutcome.FINISHED);
        assertThat(rig.platform.calls()).isEqualTo(10);
        assertKeptIsTruth();
    }

    @Test
    void aTurnIsAtLeastOnePageHoweverLongThatTakes() {
        rig.sellOrders(300);
        rig.platform.beforeEachAnswer(() -> rig.time.advance(Duration.ofSeconds(12)));
        rig.connect();

        assertThat(rig.drain())
                .containsExactly(RunOutcome.CONTINUED, RunOutcome.CONTINUED, RunOutcome.FINISHED);
        assertThat(rig.platform.calls()).isEqualTo(3);
        assertKeptIsTruth();
    }

    @Test
    void progressIsToldWhileItGoesOn() {
        rig.sellOrders(1_000);
        rig.platform.beforeEachAnswer(() -> rig.time.advance(Duration.ofSeconds(1)));
        rig.connect();
        rig.run(rig.takeMessages().getFirst());

        StreamStatus status = rig.status();

        assertThat(status.state()).isEqualTo(StreamStatus.State.IMPORTING);
        assertThat(status.progress().orElseThrow().read()).isEqualTo(500);
        assertThat(status.progress().orElseThrow().total()).contains(1_000L);
        assertThat(status.progress().orElseThrow().finishedAt()).isEmpty();
    }

    @Test
    void aRefusedPageTokenResumesByTimeAndCountsNothingTwice() {
        rig.sellOrders(950);
        for (int i = 0; i < 40; i++) {
            // Many orders in the same second, across the border of a page.
            rig.platform.put(
                    TestOrders.order(
                            Integer.toString(700_000_000 + i), SyncRig.START.minusSeconds(5_400)));
        }
        rig.platform.afterEachAnswer(() -> {
            if (rig.platform.calls() == 1 || rig.platform.calls() == 4) {
                rig.platform.expireTokens();
            }
        });
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);

        assertKeptIsTruth();
        assertThat(rig.status().progress().orElseThrow().read()).isEqualTo(990);
        assertThat(rig.status().progress().orElseThrow().total()).contains(990L);
    }

    @Test
    void aRefusalThatIsNoTokensFaultStopsTheStream() {
        rig.sellOrders(5);
        rig.platform.answer(new Answer.Refused<>(106001, "sign"));
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.STOPPED);

        assertTrouble(StreamStatus.State.FAILING, Trouble.Code.REFUSED);
        assertThat(rig.status().trouble().orElseThrow().platformCode()).contains(106001L);
        assertHealsByItself(Duration.ofHours(2));
    }

    @Test
    void aThrottledStreamWaitsAsLongAsItIsTold() {
        rig.sellOrders(5);
        rig.platform.answer(new Answer.Throttled<>(Duration.ofMinutes(4)));
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.DELAYED);
        assertTrouble(StreamStatus.State.DELAYED, Trouble.Code.THROTTLED);
        assertThat(rig.status().retryAt()).contains(SyncRig.START.plus(Duration.ofMinutes(4)));

        assertThat(rig.tick(Duration.ofMinutes(3))).isEmpty();
        assertThat(rig.tick(Duration.ofMinutes(1))).containsExactly(RunOutcome.FINISHED);
        assertKeptIsTruth();
    }

    @Test
    void anExpiredTokenIsRenewedOnceAndTheWalkGoesOn() {
        rig.sellOrders(150);
        rig.platform.answer(new Answer.TokenExpired<>());
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);

        assertThat(rig.connect.refreshes).isEqualTo(1);
        assertKeptIsTruth();
    }

    @Test
    void aTokenThatIsExpiredAgainAfterRenewalIsNotRenewedForEver() {
        rig.sellOrders(5);
        rig.platform.answer(new Answer.TokenExpired<>());
        rig.platform.answer(new Answer.TokenExpired<>());
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.DELAYED);

        assertThat(rig.connect.refreshes).isEqualTo(1);
        assertHealsByItself(Duration.ofMinutes(2));
    }

    @Test
    void anUnknownTokenMayJustHaveBeenReplaced() {
        rig.sellOrders(5);
        rig.platform.answer(new Answer.Revoked<>(36009004));
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
        assertThat(rig.connect.refreshes).isEqualTo(1);
    }

    @Test
    void aRevokedConnectionNeedsAPerson() {
        rig.sellOrders(5);
        rig.platform.answer(new Answer.Revoked<>(36009004));
        rig.connect.refreshed =
                new TokenRefresh.RefreshOutcome.ReconnectNeeded(
                        ReconnectReason.AUTHORIZATION_REVOKED);
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.STOPPED);

        assertTrouble(StreamStatus.State.FAILING, Trouble.Code.RECONNECT_NEEDED);
        // Reconnecting is announced, and reading begins at once.
        rig.connect();
        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
        assertThat(rig.state().returning()).isFalse();
        assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);
    }

    @Test
    void theRenewalsOtherEndsAreDecidedToo() {
        rig.sellOrders(5);
        rig.connect();
        Queue.Message message = rig.takeMessages().getFirst();
        rig.platform.answer(new Answer.TokenExpired<>());
        rig.connect.refreshed = new TokenRefresh.RefreshOutcome.Busy();
        assertThat(rig.run(message)).isEqualTo(RunOutcome.DELAYED);
        assertThat(rig.status().trouble()).isEmpty();

        rig.time.advance(Duration.ofSeconds(6));
        rig.platform.answer(new Answer.TokenExpired<>());
        rig.connect.refreshed = new TokenRefresh.RefreshOutcome.Unavailable();
        assertThat(rig.run(message)).isEqualTo(RunOutcome.DELAYED);
        assertTrouble(StreamStatus.State.DELAYED, Trouble.Code.PLATFORM_UNAVAILABLE);

        rig.time.advance(Duration.ofMinutes(3));
        rig.platform.answer(new Answer.TokenExpired<>());
        rig.connect.refreshed = new TokenRefresh.RefreshOutcome.Gone();
        assertThat(rig.run(message)).isEqualTo(RunOutcome.GONE);
        assertThat(rig.tick(Duration.ofDays(30))).isEmpty();
    }

    @Test
    void aMissingPermissionTurnsTheStreamOffWithoutACall() {
        rig.connect.scopes = Set.of("seller.shop.info");
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.STOPPED);

        assertThat(rig.platform.calls()).isZero();
        assertTrouble(StreamStatus.State.OFF, Trouble.Code.SCOPE_MISSING);
    }

    @Test
    void aMissingPermissionThatThePlatformReportsTurnsItOffToo() {
        rig.platform.answer(new Answer.ScopeMissing<>());
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.STOPPED);
        assertTrouble(StreamStatus.State.OFF, Trouble.Code.SCOPE_MISSING);
    }

    @Test
    void anInactiveShopIsPaused() {
        rig.platform.answer(new Answer.ShopInactive<>(36009043));
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.STOPPED);
        assertTrouble(StreamStatus.State.FAILING, Trouble.Code.SHOP_INACTIVE);
        assertHealsByItself(Duration.ofHours(7));
    }

    @Test
    void anOutageIsWaitedOutLongerAndLongerAndNeverTakenForEmpty() {
        rig.sellOrders(120);
        for (int i = 0; i < 12; i++) {
            rig.platform.answer(new Answer.Unavailable<>("outage"));
        }
        rig.connect();
        rig.drain();
        Duration last = Duration.ZERO;
        for (int i = 0; i < 11; i++) {
            assertTrouble(StreamStatus.State.DELAYED, Trouble.Code.PLATFORM_UNAVAILABLE);
            assertThat(rig.status().asOf()).isEmpty();
            last = Duration.between(rig.time.instant(), rig.status().retryAt().orElseThrow());
            rig.tick(last);
        }
        assertThat(last).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));

        assertHealsByItself(Duration.ofHours(1));
        assertThat(rig.state().failures()).isZero();
    }

    @Test
    void aShopThatIsGoneIsLookedAtNoMore() {
        rig.sellOrders(5);
        rig.connect();
        rig.connect.gone = true;

        assertThat(rig.drain()).containsExactly(RunOutcome.GONE);

        assertThat(rig.tick(Duration.ofDays(1))).isEmpty();
        assertThat(rig.orderWrites).isZero();
    }

    @Test
    void aMessageOfAnOlderEpochDoesNothing() {
        rig.sellOrders(5);
        rig.connect();
        Queue.Message late = rig.takeMessages().getFirst();
        rig.connect.epoch = 2;
        rig.connect();

        assertThat(rig.run(late)).isEqualTo(RunOutcome.GONE);
        assertThat(rig.platform.calls()).isZero();
        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
    }

    @Test
    void aDisconnectWhileAPageIsOnItsWayLetsNothingBeWritten() {
        rig.sellOrders(300);
        rig.connect();
        rig.platform.afterEachAnswer(() -> {
            if (rig.platform.calls() == 2) {
                rig.connect.epoch = 2;
                rig.connect();
            }
        });

        RunOutcome outcome = rig.run(rig.takeMessages().getFirst());

        assertThat(outcome).isEqualTo(RunOutcome.SUPERSEDED);
        assertThat(rig.orderWrites).isEqualTo(100);
        assertThat(rig.state().epoch()).isEqualTo(2);
    }

    @Test
    void aHolderThatWasSupersededWritesNothingMore() {
        rig.sellOrders(300);
        rig.connect();
        Queue.Message message = rig.takeMessages().getFirst();
        boolean[] once = {false};
        rig.platform.afterEachAnswer(() -> {
            if (rig.platform.calls() == 2 && !once[0]) {
                once[0] = true;
                // The first run is stuck until long after its lease; another one does it all.
                rig.time.advance(Duration.ofMinutes(5));
                assertThat(rig.run(message)).isEqualTo(RunOutcome.FINISHED);
                change("500000150", "CANCELLED", "");
                rig.tick(Duration.ofMinutes(6));
                assertKeptIsTruth();
                rig.orderWrites = 0;
            }
        });

        assertThat(rig.run(message)).isEqualTo(RunOutcome.SUPERSEDED);

        assertThat(rig.orderWrites).isZero();
        assertKeptIsTruth();
    }

    @Test
    void twoWorkersWithTheSameMessageDoNotWorkAtOnce() {
        rig.sellOrders(300);
        rig.connect();
        Queue.Message message = rig.takeMessages().getFirst();
        rig.platform.beforeEachAnswer(
                () -> assertThat(rig.run(message)).isEqualTo(RunOutcome.HELD));

        assertThat(rig.run(message)).isEqualTo(RunOutcome.FINISHED);
        assertThat(rig.platform.calls()).isEqualTo(3);
    }

    @Test
    void aFailingStoreLeavesTheStreamForLater() {
        rig.sellOrders(5);
        rig.connect();
        Queue.Message message = rig.takeMessages().getFirst();
        rig.records.beforeWrite(writes -> {
            if (writes.size() > 1) {
                throw new IllegalStateException("the store is away");
            }
        });

        assertThatThrownBy(() -> rig.run(message)).hasMessage("the store is away");

        assertTrouble(StreamStatus.State.DELAYED, Trouble.Code.INTERNAL);
        rig.records.beforeWrite(_ -> {});
        assertHealsByItself(Duration.ofMinutes(2));
    }

    @Test
    void anOlderReadNeverOverwritesANewerOrder() {
        Instant placed = SyncRig.START.minusSeconds(500);
        TikTokOrder older = TestOrders.order("1", placed, placed, "ON_HOLD", "");
        TikTokOrder newer = TestOrders.order("1", placed, placed.plusSeconds(9), "CANCELLED", "");
        rig.platform.put(newer);
        rig.connect();
        rig.drain();

        rig.platform.answer(
                new Answer.Success<>(
                        new StreamPage<>(List.of(older), List.of(), "", 1, Drift.NONE),
                        rig.time.instant().plusSeconds(600),
                        "r"));
        rig.tick(Duration.ofMinutes(6));

        assertThat(rig.kept("1")).isEqualTo(SyncRig.expected(newer));
        assertThat(rig.state().trouble()).isEmpty();
    }

    @Test
    void withinASecondTheLaterReadWins() {
        Instant placed = SyncRig.START.minusSeconds(500);
        rig.platform.put(TestOrders.order("1", placed, placed, "ON_HOLD", ""));
        rig.connect();
        rig.drain();
        TikTokOrder edited = TestOrders.order("1", placed, placed, "ON_HOLD", "TRACK-1");
        rig.platform.put(edited);

        rig.platform.answer(
                new Answer.Success<>(
                        new StreamPage<>(List.of(edited), List.of(), "", 1, Drift.NONE),
                        rig.time.instant().plusSeconds(1),
                        "r"));
        rig.tick(Duration.ofMinutes(6));

        assertThat(rig.kept("1")).isEqualTo(SyncRig.expected(edited));
    }

    /// Within one second an order was so, then otherwise, then so again; the read of the middle
    /// comes last, and the read that found it unchanged left no trace.
    private void theMiddleOfASecondComesLast() {
        TikTokOrder order = TestOrders.order("1", SyncRig.START.minusSeconds(60));
        rig.platform.put(order);
        rig.connect();
        rig.drain();
        rig.platform.answer(
                new Answer.Success<>(
                        new StreamPage<>(
                                List.of(
                                        TestOrders.order(
                                                "1",
                                                order.createdAt(),
                                                order.updatedAt(),
                                                order.status(),
                                                "TRACK-1")),
                                List.of(),
                                "",
                                1,
                                Drift.NONE),
                        rig.time.instant().plusSeconds(1),
                        "r"));
    }

    @Test
    void whatReplacesSomethingElseOfTheSameSecondIsReadOnceMore() {
        theMiddleOfASecondComesLast();

        assertThat(rig.tick(Duration.ofMinutes(6))).containsExactly(RunOutcome.FINISHED);

        assertKeptIsTruth();
        // The second confirms what the first wrote.
        assertThat(rig.platform.namedCalls()).isEqualTo(2);
        assertThat(rig.changes("1")).hasSize(3);
    }

    @Test
    void whatCouldNotBeConfirmedIsReadAgainLater() {
        theMiddleOfASecondComesLast();
        rig.platform.answerNamed(new Answer.Unavailable<>("outage"));

        assertThat(rig.tick(Duration.ofMinutes(6))).containsExactly(RunOutcome.DELAYED);
        assertTrouble(StreamStatus.State.DELAYED, Trouble.Code.PLATFORM_UNAVAILABLE);

        assertHealsByItself(Duration.ofMinutes(2));
    }

    @Test
    void aCrashBeforeTheConfirmationIsHealedByTheNextRun() {
        theMiddleOfASecondComesLast();
        rig.records.afterWrite(writes -> {
            if (writes.size() > 1) {
                throw new IllegalStateException("crashed");
            }
        });
        assertThatThrownBy(() -> rig.tick(Duration.ofMinutes(6))).hasMessage("crashed");
        rig.records.afterWrite(_ -> {});
        assertThat(rig.kept("1")).contains("TRACK-1");

        assertHealsByItself(Duration.ofMinutes(2));
    }

    @Test
    void aRefusedConfirmationDoesNotStopTheWalk() {
        theMiddleOfASecondComesLast();
        rig.platform.answerNamed(new Answer.Refused<>(36009005, "no such order"));

        assertThat(rig.tick(Duration.ofMinutes(6))).containsExactly(RunOutcome.FINISHED);
        assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);
    }

    @Test
    void whatCannotBeReadIsCountedAndToldApart() {
        rig.platform.answer(
                new Answer.Success<>(
                        new StreamPage<>(
                                List.of(TestOrders.order("1", SyncRig.START.minusSeconds(9))),
                                List.of("2", ""),
                                "",
                                3,
                                Drift.NONE),
                        SyncRig.START,
                        "r"));
        rig.connect();

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);

        StreamStatus.Progress progress = rig.status().progress().orElseThrow();
        assertThat(progress.read()).isEqualTo(1);
        assertThat(progress.unreadable()).isEqualTo(2);
        assertThat(progress.total()).contains(3L);
    }

    @Test
    void anOrderOfManyUnitsFitsARecordWithAllItsIds() {
        Instant placed = SyncRig.START.minusSeconds(9);
        TikTokOrder small = TestOrders.order("1", placed);
        TikTokOrder.Line line = small.lines().getFirst();
        TikTokOrder large =
                new TikTokOrder(
                        small.id(),
                        small.status(),
                        small.createdAt(),
                        small.updatedAt(),
                        small.details(),
                        small.moments(),
                        small.flags(),
                        small.currency(),
                        small.amounts(),
                        Collections.nCopies(3_000, line),
                        small.packageIds(),
                        small.regionCode(),
                        small.buyer(),
                        small.address(),
                        small.districts());
        rig.platform.put(large);
        rig.connect();
        rig.drain();

        JsonNode lines = Json.parse(rig.kept("1")).path("lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.path(0).path("quantity").asInt()).isEqualTo(3_000);
        assertThat(lines.path(0).path("ids")).hasSize(3_000);
    }

    @Test
    void movedPagesAreWalkedASecondTimeSoThatNothingSlipsThrough() {
        SyncRig shifting = new SyncRig(1, FakePlatform.Paging.OFFSET);
        shifting.sellOrders(350);
        shifting.connect();
        shifting.drain();
        shifting.time.advance(Duration.ofSeconds(30));
        Instant changedAt = Walks.second(shifting.time.instant());
        for (int i = 0; i < 250; i++) {
            String id = Integer.toString(500_000_000 + i);
            TikTokOrder order = shifting.platform.order(id);
            shifting.platform.put(
                    TestOrders.order(id, order.createdAt(), changedAt, "IN_TRANSIT", ""));
        }
        int before = shifting.platform.calls();
        shifting.platform.afterEachAnswer(() -> {
            if (shifting.platform.calls() == before + 1) {
                // Ten orders of the first page move out of the window: the rest moves up.
                Instant later = shifting.time.instant().plusSeconds(60);
                for (int i = 0; i < 10; i++) {
                    String id = Integer.toString(500_000_000 + i);
                    TikTokOrder order = shifting.platform.order(id);
                    shifting.platform.put(
                            TestOrders.order(id, order.createdAt(), later, "DELIVERED", ""));
                }
            }
        });
        shifting.tick(Duration.ofMinutes(6));
        shifting.platform.afterEachAnswer(() -> {});
        shifting.tick(Duration.ofMinutes(6));

        shifting.assertKeptIsTruth();
    }

    @Test
    void aDeadlineTooNearMakesNoCall() {
        rig.sellOrders(5);
        rig.connect();
        SyncMessage message = SyncMessage.parse(rig.takeMessages().getFirst().body()).orElseThrow();

        assertThat(rig.engine.run(message, Deadline.in(Duration.ofSeconds(3), rig.time)))
                .isEqualTo(RunOutcome.CONTINUED);

        assertThat(rig.platform.calls()).isZero();
        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
    }

    @Test
    void howLateChangesAreReadIsMeasuredInItsTwoParts() {
        rig.sellOrders(3);
        rig.connect();
        rig.drain();
        assertThat(rig.status().lately().lag()).isEmpty();

        rig.time.advance(Duration.ofSeconds(90));
        change("500000001", "IN_TRANSIT", "TRACK-1");
        rig.time.advance(Duration.ofSeconds(30));
        change("500000002", "IN_TRANSIT", "TRACK-2");
        rig.platform.afterEachAnswer(() -> rig.time.advance(Duration.ofMillis(700)));
        rig.tick(Duration.ofMinutes(6));

        Lately.Lag lag = rig.status().lately().lag().orElseThrow();
        assertThat(lag.theirs()).contains(Duration.ofSeconds(390));
        assertThat(lag.ours()).isEqualTo(Duration.ofMillis(700));
        rig.tick(Duration.ofMinutes(6));
        assertThat(rig.status().lately().lag()).contains(lag);
    }

    @Test
    void whatIsReadAfterADisconnectSaysNothingAboutLateness() {
        rig.sellOrders(3);
        rig.connect();
        rig.drain();
        rig.time.advance(Duration.ofDays(9));
        change("500000001", "IN_TRANSIT", "TRACK-1");
        rig.time.advance(Duration.ofSeconds(1));
        rig.connect.epoch = 2;
        rig.connect();
        rig.drain();

        assertThat(rig.status().lately().lag()).isEmpty();
    }

    @Test
    void aTroubleThatPassedIsRememberedWithHowOftenItStruck() {
        rig.sellOrders(3);
        rig.connect();
        rig.drain();
        rig.platform.answer(new Answer.Throttled<>(Duration.ofSeconds(30)));
        rig.platform.answer(new Answer.Unavailable<>("down"));
        rig.tick(Duration.ofMinutes(6));
        rig.tick(Duration.ofMinutes(2));
        assertThat(rig.status().trouble()).isPresent();
        assertThat(rig.status().lately().overcome()).isEmpty();

        rig.tick(Duration.ofMinutes(5));

        assertThat(rig.status().trouble()).isEmpty();
        Lately.Overcome past = rig.status().lately().overcome().orElseThrow();
        assertThat(past.code()).isEqualTo(Trouble.Code.PLATFORM_UNAVAILABLE);
        assertThat(past.times()).isEqualTo(2);
        assertThat(past.at()).isEqualTo(rig.time.instant());
    }

    @Test
    void whatIsOddInAnswersIsKeptWithTheStateUntilItWasNotSeenForLong() {
        rig.sellOrders(1);
        rig.platform.drift =
                new Drift(
                        Map.of(
                                new Drift.Oddity(Drift.Kind.UNKNOWN, "orders.gift_note"), 2,
                                new Drift.Oddity(Drift.Kind.RETYPED, "orders.payment.tax"), 1));
        rig.connect();
        rig.drain();
        rig.platform.drift =
                new Drift(Map.of(new Drift.Oddity(Drift.Kind.UNKNOWN, "orders.gift_note"), 5));
        rig.tick(Duration.ofMinutes(6));
        Instant seen = rig.time.instant();
        rig.platform.drift = Drift.NONE;
        rig.tick(Duration.ofMinutes(6));

        assertThat(rig.status().lately().drift())
                .containsExactly(
                        new Lately.Drifted(
                                new Drift.Oddity(Drift.Kind.UNKNOWN, "orders.gift_note"), 7, seen),
                        new Lately.Drifted(
                                new Drift.Oddity(Drift.Kind.RETYPED, "orders.payment.tax"),
                                1,
                                SyncRig.START));
        rig.time.advance(Lately.DRIFT_MEMORY);
        assertThat(rig.status().lately().drift()).isEmpty();
    }

    private void change(String id, String status, String tracking) {
        TikTokOrder order = rig.platform.order(id);
        rig.platform.put(
                TestOrders.order(
                        id, order.createdAt(), Walks.second(rig.time.instant()), status, tracking));
    }

    private void assertTrouble(StreamStatus.State state, Trouble.Code code) {
        StreamStatus status = rig.status();
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.trouble().orElseThrow().code()).isEqualTo(code);
        assertThat(status.retryAt()).isPresent();
        assertThat(status.runningNow()).isFalse();
    }

    private void assertHealsByItself(Duration within) {
        assertThat(rig.tick(within)).contains(RunOutcome.FINISHED);
        assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);
        assertKeptIsTruth();
    }

    private void assertKeptIsTruth() {
        rig.assertKeptIsTruth();
    }
}
