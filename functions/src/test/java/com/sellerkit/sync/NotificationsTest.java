package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.connect.ReconnectReason;
import com.sellerkit.connect.TokenRefresh;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotificationsTest {
    private static final Instant END = Instant.parse("2026-12-22T00:00:00Z");

    private final NotificationRig rig = new NotificationRig();
    private final SyncRig sync = rig.sync;

    @Test
    void aChangedOrderIsReadOnceAndKept() {
        NotificationMessage changed = rig.changed("501", "AWAITING_SHIPMENT");

        assertThat(rig.deliver(changed)).isEmpty();

        assertThat(rig.calls).containsExactly(List.of("501"));
        sync.assertKeptIsTruth();
        assertThat(sync.kept()).hasSize(1);
    }

    @Test
    void whatCouldOnlyBeReadInPartReplacesNothingOfTheSameSecondAndIsReadAgain() {
        NotificationMessage changed = rig.changed("501", "DELIVERED");
        rig.deliver(changed);
        String whole = sync.kept("501");
        sync.time.advance(Duration.ofMillis(10));
        TikTokOrder order = sync.platform.order("501");
        rig.instead.add(
                new Answer.Success<>(
                        new StreamPage<>(
                                List.of(
                                        TestOrders.order(
                                                "501",
                                                order.createdAt(),
                                                order.updatedAt(),
                                                "1",
                                                "")),
                                List.of(),
                                "",
                                -1,
                                new Drift(
                                        Map.of(new Drift.Oddity(Drift.Kind.RETYPED, "status"), 1))),
                        sync.time.instant(),
                        "r"));

        assertThat(rig.deliver(rig.told(NotificationType.INVOICE, "another", "501"))).hasSize(1);
        assertThat(sync.kept("501")).isEqualTo(whole);
    }

    @Test
    void everyTypeThatNamesOrdersHasThemRead() {
        rig.changed("501", "AWAITING_SHIPMENT");
        rig.changed("502", "AWAITING_SHIPMENT");

        rig.deliver(rig.told(NotificationType.RECIPIENT_ADDRESS, "1", "501"));
        rig.deliver(rig.told(NotificationType.PACKAGE, "2", "501", "502"));

        assertThat(rig.calls).hasSize(2);
        sync.assertKeptIsTruth();
    }

    @Test
    void aHundredAndTwentyNamedOrdersTakeThreeCalls() {
        List<NotificationMessage> messages = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String[] ids = new String[10];
            for (int j = 0; j < 10; j++) {
                ids[j] = Integer.toString(1_000 + i * 10 + j);
                rig.changed(ids[j], "AWAITING_SHIPMENT");
            }
            messages.add(rig.told(NotificationType.PACKAGE, "p" + i, ids));
        }

        assertThat(rig.deliver(messages.toArray(NotificationMessage[]::new))).isEmpty();

        assertThat(rig.calls).extracting(List::size).containsExactly(50, 50, 20);
        assertThat(sync.kept()).hasSize(120);
        sync.assertKeptIsTruth();
    }

    @Test
    void fiftyNotificationsOfOneOrderTakeOneCallOfOneId() {
        NotificationMessage[] messages = new NotificationMessage[50];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = rig.changed("501", "AWAITING_SHIPMENT");
        }

        assertThat(rig.deliver(messages)).isEmpty();

        assertThat(rig.calls).containsExactly(List.of("501"));
    }

    @Test
    void aRepetitionAsksNobodyAndChangesNothingUntilItIsForgotten() {
        NotificationMessage changed = rig.changed("501", "AWAITING_SHIPMENT");
        rig.deliver(changed);
        long written = sync.records.written();

        sync.time.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(rig.deliver(changed, changed)).isEmpty();
        assertThat(rig.calls).hasSize(1);
        assertThat(sync.records.written()).isEqualTo(written);

        sync.time.advance(Duration.ofSeconds(1));
        rig.deliver(changed);
        assertThat(rig.calls).hasSize(2);
    }

    @Test
    void aPartOfANotificationIsNoRepetitionOfTheOthers() {
        List<OrderId> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(new OrderId(Integer.toString(2_000 + i)));
            rig.changed(ids.getLast().value(), "AWAITING_SHIPMENT");
        }
        for (NotificationMessage part :
                NotificationMessage.split(
                        NotificationType.PACKAGE,
                        "big",
                        FakeConnect.SHOP,
                        ids,
                        Optional.empty(),
                        SyncRig.START,
                        Optional.empty())) {
            assertThat(rig.deliver(part)).isEmpty();
        }

        assertThat(sync.kept()).hasSize(25);
        sync.assertKeptIsTruth();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrderDoublingAndDelayOfDeliveriesEndsInTheSameRecords(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<NotificationMessage> open = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(3) > 0) {
                String id = Integer.toString(600 + random.nextInt(8));
                NotificationMessage told = rig.changed(id, "STATUS_" + step);
                open.addAll(Collections.nCopies(1 + random.nextInt(3), told));
            } else if (!open.isEmpty()) {
                Collections.shuffle(open, random);
                List<NotificationMessage> batch = open.subList(0, 1 + random.nextInt(open.size()));
                assertThat(rig.deliver(batch.toArray(NotificationMessage[]::new))).isEmpty();
                if (random.nextBoolean()) {
                    batch.clear();
                }
            }
            sync.time.advance(Duration.ofMillis(random.nextInt(2_000)));
        }
        Collections.shuffle(open, random);
        rig.deliver(open.toArray(NotificationMessage[]::new));

        sync.assertKeptIsTruth();
    }

    @Test
    void aLateReadNeverOverwritesANewerOne() {
        NotificationMessage first = rig.changed("501", "AWAITING_SHIPMENT");
        rig.beforeAnswer =
                () -> {
                    // While the answer is under way, the order moves on and a poll stores it.
                    rig.beforeAnswer = () -> {};
                    sync.time.advance(Duration.ofSeconds(5));
                    rig.deliver(rig.changed("501", "IN_TRANSIT"));
                };

        assertThat(rig.deliver(first)).isEmpty();

        assertThat(sync.kept("501")).contains("IN_TRANSIT");
        sync.assertKeptIsTruth();
    }

    @Test
    void ofTwoReadsWithinASecondTheLaterOneIsConfirmedByAThird() {
        rig.deliver(rig.changed("501", "AWAITING_SHIPMENT"));
        sync.time.advance(Duration.ofMillis(200));

        rig.deliver(rig.changed("501", "ON_HOLD"));

        assertThat(rig.calls).hasSize(3);
        sync.assertKeptIsTruth();
    }

    @Test
    void anOrderThatNeverStandsStillIsLeftForLater() {
        rig.deliver(rig.changed("501", "AWAITING_SHIPMENT"));
        sync.time.advance(Duration.ofMillis(20));
        rig.beforeAnswer =
                () -> {
                    sync.time.advance(Duration.ofMillis(20));
                    rig.changed("501", "STATUS_" + rig.calls.size());
                };

        assertThat(rig.deliver(rig.changed("501", "ON_HOLD"))).containsExactly("m0");

        assertThat(rig.calls.size()).isLessThan(15);
        rig.beforeAnswer = () -> {};
        sync.time.advance(Duration.ofMillis(20));
        rig.deliver(rig.changed("501", "ON_HOLD"));
        sync.assertKeptIsTruth();
    }

    @Test
    void aCrashBetweenTheEffectAndItsRecordRepeatsTheNotificationAndHarmsNothing() {
        NotificationMessage changed = rig.changed("501", "AWAITING_SHIPMENT");
        sync.records.beforeWrite(writes -> {
            if (writes.getFirst() instanceof Write.Put put
                    && put.item().type().equals(SyncRecords.NOTIFICATION)) {
                throw new IllegalStateException("the process ended");
            }
        });
        assertThat(rig.deliver(changed)).containsExactly("m0");
        sync.assertKeptIsTruth();
        long orderWrites = sync.orderWrites;

        sync.records.beforeWrite(_ -> {});
        assertThat(rig.deliver(changed)).isEmpty();

        assertThat(rig.calls).hasSize(2);
        assertThat(sync.orderWrites).isEqualTo(orderWrites);
        sync.assertKeptIsTruth();
        rig.deliver(changed);
        assertThat(rig.calls).hasSize(2);
    }

    @Test
    void aCrashBeforeTheEffectLosesNothing() {
        NotificationMessage changed = rig.changed("501", "AWAITING_SHIPMENT");
        sync.records.beforeWrite(_ -> {
            throw new IllegalStateException("the process ended");
        });
        assertThat(rig.deliver(changed)).containsExactly("m0");
        assertThat(sync.kept()).isEmpty();

        sync.records.beforeWrite(_ -> {});
        assertThat(rig.deliver(changed)).isEmpty();
        sync.assertKeptIsTruth();
    }

    @Test
    void oneIdThatThePlatformRefusesEndsInTheDeadLettersAndKeepsNoOtherWaiting() {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            bodies.add(rig.body(rig.changed(Integer.toString(700 + i), "AWAITING_SHIPMENT")));
        }
        rig.poisonous.add("731");

        rig.drain(bodies);

        assertThat(rig.deadLetters).singleElement().asString().contains("\"731\"");
        assertThat(rig.reasons).containsExactly("refused:36009004");
        assertThat(sync.kept()).hasSize(49).doesNotContainKey("731");
        // One whole call, and then only the halves that hold the refused one and their others.
        assertThat(rig.calls.size()).isLessThan(13 + GivenUp.RECEIVES_MAX);
    }

    @Test
    void whatIsNoMessageEndsInTheDeadLettersAndKeepsNoOtherWaiting() {
        String good = rig.body(rig.changed("501", "AWAITING_SHIPMENT"));
        List<String> broken =
                List.of(
                        "no json",
                        good.replace("\"v\":1", "\"v\":2"),
                        good.replace("\"type\":1", "\"type\":2"),
                        good.replace("\"type\":1", "\"type\":7"),
                        good.replace("[\"501\"]", "[]"));
        List<String> all = new ArrayList<>(broken);
        all.add(2, good);

        rig.drain(all);

        assertThat(rig.deadLetters).containsExactlyElementsOf(broken);
        assertThat(rig.reasons).hasSize(broken.size()).containsOnly("not-understood");
        sync.assertKeptIsTruth();
    }

    @Test
    void whatFailsByAMistakeOfOursIsGivenUpWithTheClassOfIt() {
        sync.records.beforeWrite(_ -> {
            throw new IllegalStateException("Jordan Avery");
        });
        String changed = rig.body(rig.changed("501", "AWAITING_SHIPMENT"));
        rig.drain(List.of(changed));
        sync.records.beforeWrite(_ -> {});
        rig.newsResult =
                () -> {
                    throw new UnsupportedOperationException("Jordan Avery");
                };
        String ended = rig.body(rig.news(NotificationType.DEAUTHORIZATION, Optional.empty()));
        rig.drain(List.of(ended));
        rig.newsResult = () -> NotificationResult.FAILED;
        rig.drain(List.of(ended));

        assertThat(rig.deadLetters).containsExactly(changed, ended, ended);
        assertThat(rig.reasons)
                .containsExactly(
                        "IllegalStateException", "UnsupportedOperationException", "failed");
    }

    @Test
    void whereTheDeadLettersCannotBeReachedTheQueueGivesUpByItself() {
        rig.letters.fail(true);
        rig.poisonous.add("731");
        String refused = rig.body(rig.changed("731", "AWAITING_SHIPMENT"));

        rig.drain(List.of(refused));

        assertThat(rig.deadLetters).containsExactly(refused);
        assertThat(rig.reasons).isEmpty();
    }

    @Test
    void whatIsAmongTheDeadLettersTwiceAndGoesBackHasItsEffectOnce() {
        rig.poisonous.add("731");
        String refused = rig.body(rig.changed("731", "AWAITING_SHIPMENT"));
        rig.drain(List.of(refused));
        rig.poisonous.clear();
        rig.calls.clear();
        long orderWrites = sync.orderWrites;

        String letter = rig.deadLetters.removeFirst();
        rig.drain(List.of(letter));
        rig.drain(List.of(letter));

        assertThat(rig.deadLetters).isEmpty();
        assertThat(rig.calls).containsExactly(List.of("731"));
        assertThat(sync.orderWrites).isEqualTo(orderWrites + 1);
        sync.assertKeptIsTruth();
    }

    @Test
    void whereEveryIdIsRefusedTheSearchForTheGuiltyOneHasAnEnd() {
        NotificationMessage[] messages = new NotificationMessage[50];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = rig.changed(Integer.toString(700 + i), "AWAITING_SHIPMENT");
            rig.poisonous.add(Integer.toString(700 + i));
        }

        assertThat(rig.deliver(messages)).hasSize(50);

        assertThat(rig.calls.size()).isLessThan(40);
    }

    @Test
    void aPlatformThatCannotBeAskedIsAskedAgainAndAtLastLeftToThePolls() {
        List<Answer<StreamPage<TikTokOrder>>> troubles =
                List.of(
                        new Answer.Throttled<>(Duration.ofSeconds(5)),
                        new Answer.Unavailable<>("no answer"));
        for (Answer<StreamPage<TikTokOrder>> trouble : troubles) {
            String body = rig.body(rig.changed("501", "AWAITING_SHIPMENT"));
            int before = rig.calls.size();
            rig.instead.addAll(Collections.nCopies(Notifications.ATTEMPTS_MAX, trouble));

            rig.drain(List.of(body));

            assertThat(rig.calls).hasSize(before + Notifications.ATTEMPTS_MAX);
            assertThat(rig.deadLetters).isEmpty();
            assertThat(sync.kept()).isEmpty();
        }
        // It was not forgotten as handled: the platform's own repetition is read.
        rig.deliver(rig.told(NotificationType.ORDER_STATUS, "7000", "501"));
        sync.assertKeptIsTruth();
    }

    @Test
    void anExpiredTokenIsRenewedOnceAndTheReadRepeated() {
        NotificationMessage changed = rig.changed("501", "AWAITING_SHIPMENT");
        rig.instead.add(new Answer.TokenExpired<>());
        assertThat(rig.deliver(changed)).isEmpty();
        assertThat(sync.connect.refreshes).isEqualTo(1);
        sync.assertKeptIsTruth();

        NotificationMessage next = rig.changed("502", "AWAITING_SHIPMENT");
        rig.instead.add(new Answer.Revoked<>(36004005));
        rig.instead.add(new Answer.TokenExpired<>());
        assertThat(rig.deliver(next)).containsExactly("m0");
        assertThat(sync.connect.refreshes).isEqualTo(2);
        assertThat(rig.deliver(next)).isEmpty();
        sync.assertKeptIsTruth();
    }

    @Test
    void whatARenewalComesToDecidesWhetherTheNotificationComesAgain() {
        Map<TokenRefresh.RefreshOutcome, Integer> again =
                Map.of(
                        new TokenRefresh.RefreshOutcome.Busy(),
                        1,
                        new TokenRefresh.RefreshOutcome.Unavailable(),
                        1,
                        new TokenRefresh.RefreshOutcome.ReconnectNeeded(
                                ReconnectReason.AUTHORIZATION_REVOKED),
                        0,
                        new TokenRefresh.RefreshOutcome.Gone(),
                        0);
        again.forEach((outcome, count) -> {
            sync.connect.refreshed = outcome;
            rig.instead.add(new Answer.TokenExpired<>());
            assertThat(rig.deliver(rig.changed("501", "AWAITING_SHIPMENT")))
                    .as(outcome.toString())
                    .hasSize(count);
        });
        assertThat(sync.kept()).isEmpty();
    }

    @Test
    void whatMayNotBeReadIsDrainedWithoutEffect() {
        NotificationMessage changed = rig.changed("501", "AWAITING_SHIPMENT");

        NotificationMessage stranger =
                new NotificationMessage(
                        changed.type(),
                        changed.notificationId(),
                        0,
                        new ShopId("7000000000000000099"),
                        changed.orders(),
                        Optional.empty(),
                        changed.at(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        sync.connect.gone = true;
        assertThat(rig.deliver(changed, stranger)).isEmpty();
        sync.connect.gone = false;
        sync.connect.reconnectNeeded = true;
        assertThat(rig.deliver(changed)).isEmpty();
        sync.connect.reconnectNeeded = false;
        sync.connect.scopes = Set.of();
        assertThat(rig.deliver(changed)).isEmpty();
        assertThat(rig.calls).isEmpty();
        sync.connect.scopes = Set.of(OrderStream.SCOPE);
        rig.instead.add(new Answer.ShopInactive<>(36009043));
        assertThat(rig.deliver(changed)).isEmpty();
        rig.instead.add(new Answer.ScopeMissing<>());
        assertThat(rig.deliver(changed)).isEmpty();
        assertThat(sync.kept()).isEmpty();

        // Drained is not handled: were it told again, it would be read.
        rig.deliver(changed);
        sync.assertKeptIsTruth();
    }

    @Test
    void anEarlierConnectionWritesNothingAndANewOneTakesOver() {
        NotificationMessage changed = rig.changed("501", "AWAITING_SHIPMENT");
        rig.beforeAnswer =
                () -> {
                    // While the answer is under way, the shop is disconnected and connected anew.
                    rig.beforeAnswer = () -> {};
                    sync.connect.epoch = 2;
                    rig.deliver(rig.changed("502", "AWAITING_SHIPMENT"));
                };

        assertThat(rig.deliver(changed)).containsExactly("m0");
        assertThat(sync.kept()).containsOnlyKeys("502");

        assertThat(rig.deliver(changed)).isEmpty();
        sync.assertKeptIsTruth();
        sync.connect.epoch = 1;
        assertThat(rig.deliver(rig.changed("503", "AWAITING_SHIPMENT"))).containsExactly("m0");
        assertThat(sync.kept()).doesNotContainKey("503");
    }

    @Test
    void anOrderThatThePlatformDoesNotShowYetIsLeftToThePolls() {
        assertThat(rig.deliver(rig.told(NotificationType.ORDER_STATUS, "1", "404"))).isEmpty();

        assertThat(rig.calls).hasSize(1);
        assertThat(sync.kept()).isEmpty();
    }

    @Test
    void thePlannerNeverTakesTheLaneForAStream() {
        rig.deliver(rig.changed("501", "AWAITING_SHIPMENT"));

        assertThat(sync.tick(Duration.ofDays(1))).isEmpty();
        assertThat(sync.takeMessages()).isEmpty();
    }

    @Test
    void newsOfTheAuthorizationAreHandledOnceEach() {
        NotificationMessage ended = rig.news(NotificationType.DEAUTHORIZATION, Optional.empty());
        NotificationMessage ending =
                rig.news(NotificationType.AUTHORIZATION_ENDING, Optional.of(END));

        assertThat(rig.deliver(ended, ended, ending)).isEmpty();
        assertThat(rig.deliver(ended, ending)).isEmpty();

        assertThat(rig.news)
                .containsExactlyInAnyOrder(
                        "ended " + FakeConnect.SHOP,
                        "ending " + FakeConnect.SHOP + " " + END + " told " + SyncRig.START);
        assertThat(rig.calls).isEmpty();
    }

    @Test
    void newsThatCannotBeCheckedComeAgainAndKeepNoOrderWaiting() {
        rig.newsResult = () -> NotificationResult.LATER;
        NotificationMessage ended = rig.news(NotificationType.DEAUTHORIZATION, Optional.empty());

        assertThat(rig.deliver(ended, rig.changed("501", "AWAITING_SHIPMENT")))
                .containsExactly("m0");
        sync.assertKeptIsTruth();

        rig.newsResult = () -> NotificationResult.DONE;
        assertThat(rig.deliver(ended)).isEmpty();
        assertThat(rig.news).hasSize(2);
    }

    @Test
    void noCheckBeginsThatWouldNotEndInTimeAndTheOrdersAreReadBefore() {
        rig.timeLeftMillis = 60_000;
        NotificationMessage ended = rig.news(NotificationType.DEAUTHORIZATION, Optional.empty());

        assertThat(rig.deliver(ended, rig.changed("501", "AWAITING_SHIPMENT")))
                .containsExactly("m0");
        assertThat(rig.news).isEmpty();
        sync.assertKeptIsTruth();

        rig.timeLeftMillis = 5_000;
        assertThat(rig.deliver(rig.changed("502", "AWAITING_SHIPMENT"))).containsExactly("m0");
        assertThat(rig.calls).hasSize(1);
    }

    @Test
    void aMessageFitsTheQueueWhateverItsIdsAre() {
        String longest = "x".repeat(64);
        List<OrderId> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(new OrderId(longest.substring(2) + (10 + i)));
        }
        List<NotificationMessage> parts =
                NotificationMessage.split(
                        NotificationType.PACKAGE,
                        longest,
                        new ShopId(longest),
                        ids,
                        Optional.empty(),
                        SyncRig.START,
                        Optional.empty());

        assertThat(parts).hasSize(3);
        parts.forEach(part ->
                assertThat(NotificationMessage.parse(part.toQueue().body())).contains(part));
        assertThat(parts.stream().flatMap(part -> part.orders().stream()).toList()).isEqualTo(ids);
        assertThat(Objects.requireNonNull(parts.getLast()).part()).isEqualTo(2);
    }
}
