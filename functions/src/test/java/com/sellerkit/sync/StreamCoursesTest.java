package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.store.Query;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.ListPage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every stream, walked by its own declaration, ends with what the platform has.
class StreamCoursesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final EveryStreamRig rig = new EveryStreamRig();

    private void fill() {
        Instant now = EveryStreamRig.START;
        for (int i = 0; i < 130; i++) {
            Instant at = now.minus(Duration.ofHours(3L * i + 1));
            rig.goods.product("81" + i, at, at, i);
            rig.goods.parcel("82" + i, "57" + i, at, at, i % 4);
            rig.goods.returned("83" + i, "57" + i, at, at, "AWAITING_BUYER_SHIP");
            rig.goods.cancelled("84" + i, "58" + i, at, at);
            rig.goods.statement("85" + i, at, "PROCESSING", i % 3);
            rig.goods.payment("86" + i, at, "PROCESSING");
            rig.goods.withdrawal("87" + i, at, "PROCESSING");
            rig.goods.unsettled("88" + i, at);
            for (int message = 0; message < i % 25; message++) {
                rig.goods.message("89" + i, at.plusSeconds(message), 1_000L + message);
            }
        }
        rig.goods.warehouse("91");
        for (int day = 1; day < 20; day++) {
            rig.goods.day(LocalDate.of(2026, 11, 22).minusDays(day).toString(), day);
        }
    }

    @Test
    void everythingThereIsIsReadOnceTheShopIsConnected() {
        fill();
        rig.connect();
        rig.pass(Duration.ofMinutes(6));

        assertThat(EveryStreamRig.KINDS.keySet())
                .allSatisfy(stream -> {
                    assertThat(rig.truth(stream)).isNotEmpty();
                    assertThat(rig.kept(stream)).isEqualTo(rig.truth(stream));
                    assertThat(rig.state(stream.wireName()).trouble()).isEmpty();
                });
    }

    @Test
    void theShopItselfIsReadFromItsThreeCalls() {
        rig.connect();
        ObjectNode kept =
                rig.records
                        .query(
                                Query.table(
                                        Profile.KIND.type(), EveryStreamRig.SHOP + "#shop-profile"))
                        .items()
                        .getFirst()
                        .fields();

        assertThat(kept.path("isActive").asBoolean()).isTrue();
        assertThat(kept.path("sellerType").asText()).isEqualTo("LOCAL");
        assertThat(kept.has("cipher")).isFalse();
    }

    @Test
    void aSearchThatShowsNoMoreThanSoManyIsPartedUntilItShowsAll() {
        Instant now = EveryStreamRig.START;
        for (int i = 0; i < 12_500; i++) {
            Instant at = now.minus(Duration.ofMinutes(7L * i + 1));
            rig.lists
                    .shelf(EveryStreamRig.SHOP, Streams.PRODUCT)
                    .put(
                            "81" + i,
                            Json.object()
                                    .put("id", "81" + i)
                                    .put("title", "Candle")
                                    .put("create_time", at.getEpochSecond())
                                    .put("update_time", at.getEpochSecond()));
        }
        rig.lists.showAtMost(10_000);
        rig.planner.shopConnected(EveryStreamRig.SHOP);
        assertThat(rig.run(Streams.PRODUCT)).isEqualTo(RunOutcome.FINISHED);

        assertThat(rig.state("product").trouble()).isEmpty();
        assertThat(rig.kept(Streams.PRODUCT)).hasSize(12_500);
        assertThat(rig.state("product").imported().orElseThrow().read()).isEqualTo(12_500);
    }

    @Test
    void aPaymentThatIsPaidWithoutAnyTimeMovingIsFoundWhileItMayStillBe() {
        rig.goods.payment("861", EveryStreamRig.START.minus(DAY.multipliedBy(20)), "PROCESSING");
        rig.connect();
        rig.goods.payment("861", EveryStreamRig.START.minus(DAY.multipliedBy(20)), "PAID");
        rig.pass(Duration.ofHours(2));

        assertThat(rig.kept(Streams.PAYMENT)).isEqualTo(rig.truth(Streams.PAYMENT));
    }

    @Test
    void whatIsSettledLeavesTheListOfWhatIsNot() {
        fill();
        rig.connect();
        Map<String, ObjectNode> shelf = rig.lists.shelf(EveryStreamRig.SHOP, Streams.UNSETTLED);
        List.copyOf(shelf.keySet()).subList(0, 100).forEach(shelf::remove);
        rig.pass(Duration.ofHours(2));

        assertThat(rig.kept(Streams.UNSETTLED)).hasSize(30).isEqualTo(rig.truth(Streams.UNSETTLED));
        assertThat(rig.certificates().of(EveryStreamRig.SHOP, "unsettled", 1).getFirst())
                .satisfies(certificate -> {
                    assertThat(certificate.platform()).isEqualTo(30);
                    assertThat(certificate.stored()).isEqualTo(30);
                    assertThat(certificate.vanished()).isEqualTo(100);
                });
    }

    @Test
    void aSweepThatWouldRemoveMoreThanATwentiethStopsAndSaysSo() {
        fill();
        rig.connect();
        Map<String, ObjectNode> shelf = rig.lists.shelf(EveryStreamRig.SHOP, Streams.CONVERSATION);
        Map<String, ObjectNode> before = Map.copyOf(shelf);
        List.copyOf(shelf.keySet()).subList(0, 20).forEach(shelf::remove);
        rig.pass(Duration.ofHours(2));

        assertThat(rig.kept(Streams.CONVERSATION)).hasSize(before.size());
        assertThat(rig.state("conversation").trouble().map(Trouble::code))
                .contains(Trouble.Code.VANISHED);
        assertThat(
                        rig.certificates().of(EveryStreamRig.SHOP, "conversation", 100).stream()
                                .mapToInt(Certificate::difference)
                                .sum())
                .isEqualTo(20);

        shelf.putAll(before);
        rig.pass(Duration.ofHours(2));
        assertThat(rig.state("conversation").trouble()).isEmpty();
    }

    @Test
    void fewThatVanishAreTombstonedAndComeBackIfTheyDo() {
        fill();
        rig.connect();
        Map<String, ObjectNode> shelf = rig.lists.shelf(EveryStreamRig.SHOP, Streams.CONVERSATION);
        ObjectNode gone = Objects.requireNonNull(shelf.remove("891"));
        rig.pass(Duration.ofHours(2));
        assertThat(rig.kept(Streams.CONVERSATION)).doesNotContainKey("891");

        shelf.put("891", gone);
        rig.pass(Duration.ofHours(2));
        assertThat(rig.kept(Streams.CONVERSATION)).isEqualTo(rig.truth(Streams.CONVERSATION));
    }

    @Test
    void aListThatClaimsMoreThanItShowsRemovesNothing() {
        fill();
        rig.connect();
        Map<String, ObjectNode> shelf = rig.lists.shelf(EveryStreamRig.SHOP, Streams.UNSETTLED);
        int before = shelf.size();
        List.copyOf(shelf.keySet()).subList(0, 2).forEach(shelf::remove);
        rig.lists.lieAboutTotals(before);
        rig.pass(Duration.ofHours(2));
        assertThat(rig.kept(Streams.UNSETTLED)).hasSize(before);

        rig.lists.tellTheTruth();
        rig.pass(Duration.ofHours(2));
        assertThat(rig.kept(Streams.UNSETTLED)).hasSize(before - 2);
    }

    @Test
    void whatCannotBeReadIsNotTakenForVanished() {
        fill();
        rig.connect();
        ObjectNode broken =
                Objects.requireNonNull(
                        rig.lists.shelf(EveryStreamRig.SHOP, Streams.UNSETTLED).get("881"));
        broken.put("est_settlement_amount", "a lot");
        rig.pass(Duration.ofHours(2));

        assertThat(rig.kept(Streams.UNSETTLED)).containsKey("881").hasSize(130);
    }

    @Test
    void aChangeThatMovesNoTimeIsFoundByTheNightlyRecheck() {
        fill();
        rig.connect();
        Instant created = EveryStreamRig.START.minus(Duration.ofHours(4));
        rig.goods.returned("831", "571", created, created, "RETURN_OR_REFUND_REQUEST_COMPLETE");
        rig.pass(Duration.ofHours(1));
        assertThat(rig.run("return-daily")).isEqualTo(RunOutcome.FINISHED);

        assertThat(rig.kept(Streams.RETURN)).isEqualTo(rig.truth(Streams.RETURN));
    }

    @Test
    void aRecheckCertifiesEveryDayThatItRead() {
        fill();
        rig.connect();
        rig.run("return-daily");
        List<Certificate> certificates = rig.certificates().of(EveryStreamRig.SHOP, "return", 100);

        assertThat(certificates).hasSize(8);
        assertThat(certificates).allMatch(certificate -> certificate.difference() == 0);
        assertThat(certificates.getFirst().day()).contains(LocalDate.of(2026, 11, 22));
        assertThat(certificates.get(2).platform()).isEqualTo(8);
    }

    @Test
    void aReturnThatIsGoneIsAskedForByNameBeforeItIsTombstoned() {
        fill();
        rig.connect();
        rig.lists.shelf(EveryStreamRig.SHOP, Streams.RETURN).remove("832");
        rig.time.advance(Duration.ofMinutes(1));
        int before = rig.lists.calls(Streams.RETURN);
        rig.run("return-daily");

        assertThat(rig.lists.calls(Streams.RETURN) - before).isEqualTo(3);
        assertThat(rig.kept(Streams.RETURN)).isEqualTo(rig.truth(Streams.RETURN));
    }

    @Test
    void onlyWhatIsNewOfAConversationIsRead() {
        Instant at = EveryStreamRig.START.minus(DAY);
        for (int i = 0; i < 95; i++) {
            rig.goods.message("891", at.plusSeconds(i), 1_000L + i);
        }
        rig.connect();
        rig.pass(Duration.ofMinutes(6));
        assertThat(rig.kept(Streams.MESSAGE)).hasSize(95);
        assertThat(rig.lists.calls(Streams.MESSAGE)).isEqualTo(10);

        rig.goods.message("891", at.plusSeconds(100), 2_000L);
        rig.time.advance(Duration.ofMinutes(10));
        rig.run(Streams.CONVERSATION);
        rig.pass(Duration.ZERO);
        assertThat(rig.kept(Streams.MESSAGE)).isEqualTo(rig.truth(Streams.MESSAGE)).hasSize(96);
        assertThat(rig.lists.calls(Streams.MESSAGE)).isEqualTo(11);
    }

    @Test
    void messagesThatAreTooOldAreNotKept() {
        Instant old = EveryStreamRig.START.minus(EveryStreamRig.CHAT_DEPTH).minus(DAY);
        for (int i = 0; i < 30; i++) {
            rig.goods.message("891", old.plusSeconds(i), 1_000L + i);
        }
        rig.goods.message("891", EveryStreamRig.START.minus(DAY), 3_000L);
        rig.connect();
        rig.pass(Duration.ofMinutes(6));

        assertThat(rig.kept(Streams.MESSAGE)).hasSize(1);
        assertThat(rig.lists.calls(Streams.MESSAGE)).isEqualTo(1);
    }

    @Test
    void aWishThatIsMadeAgainWhileItIsReadIsReadAgain() {
        Instant at = EveryStreamRig.START.minus(DAY);
        rig.goods.product("811", at, at, 5);
        rig.connect();
        rig.pass(Duration.ofMinutes(6));
        FollowUp asked =
                new FollowUp(
                        EveryStreamRig.SHOP,
                        new FollowUp.Wish("inventory", "811"),
                        FollowUp.Urgency.NEW,
                        "first");
        rig.records.write(asked.put());
        FollowUp again = new FollowUp(asked.shop(), asked.wish(), FollowUp.Urgency.NEW, "second");
        boolean[] done = {false};
        rig.records.afterWrite(writes -> {
            if (!done[0]
                    && writes.stream()
                            .anyMatch(write -> write.key().partition().endsWith("#inventory"))) {
                done[0] = true;
                rig.records.write(again.put());
            }
        });
        rig.goods.product("811", at, at, 4);
        int before = rig.lists.calls(Streams.INVENTORY);
        rig.run(Streams.INVENTORY);

        assertThat(rig.lists.calls(Streams.INVENTORY) - before).isEqualTo(2);
        assertThat(new FollowUps(rig.records).next(EveryStreamRig.SHOP, "inventory", 5)).isEmpty();
    }

    @Test
    void aProductThatHasNoPageAnyMoreIsNoTrouble() {
        Instant at = EveryStreamRig.START.minus(DAY);
        rig.goods.product("811", at, at, 5);
        rig.lists.shelf(EveryStreamRig.SHOP, Streams.PRODUCT_PAGE).clear();
        rig.connect();
        rig.pass(Duration.ofMinutes(6));

        assertThat(rig.state("product-page").trouble()).isEmpty();
        assertThat(new FollowUps(rig.records).next(EveryStreamRig.SHOP, "product-page", 5))
                .isEmpty();
    }

    @Test
    void aTokenThatIsNoLongerTakenBeginsAnUnsortedWindowAnew() {
        fill();
        rig.planner.shopConnected(EveryStreamRig.SHOP);
        rig.time.advance(Duration.ofMinutes(1));
        rig.lists.answer(
                new Answer.Success<>(
                        new ListPage(List.of(), Json.object(), "expired", 130),
                        rig.time.instant(),
                        "r"));
        rig.run(Streams.STATEMENT);

        assertThat(rig.kept(Streams.STATEMENT)).isEqualTo(rig.truth(Streams.STATEMENT));
    }

    @Test
    void withoutAPermissionOnlyItsStreamsAreOffAndGrantedAgainTheyGoOn() {
        fill();
        rig.connect.withoutScope("seller.customer_service");
        rig.connect();
        assertThat(rig.state("conversation").trouble().map(Trouble::code))
                .contains(Trouble.Code.SCOPE_MISSING);
        assertThat(rig.state("message").trouble().map(Trouble::code))
                .contains(Trouble.Code.SCOPE_MISSING);
        assertThat(rig.state("payment").trouble()).isEmpty();

        rig.connect.withAllScopes();
        rig.planner.shopConnected(EveryStreamRig.SHOP);
        rig.drain();
        rig.pass(Duration.ofMinutes(6));
        assertThat(rig.kept(Streams.MESSAGE)).isEqualTo(rig.truth(Streams.MESSAGE));
    }

    @Test
    void theDaysQuotaOfConversationsIsWaitedFor() {
        fill();
        rig.connect();
        rig.lists.answer(new Answer.Throttled<>(Duration.ofHours(1)));
        assertThat(rig.run(Streams.CONVERSATION)).isEqualTo(RunOutcome.DELAYED);
        assertThat(rig.state("conversation").wantedAt())
                .isEqualTo(rig.time.instant().plus(Duration.ofHours(1)));
        assertThat(rig.state("order").trouble()).isEmpty();
    }

    @Test
    void readingTheSameAgainWritesNoRecord() {
        fill();
        rig.connect();
        rig.pass(Duration.ofMinutes(6));
        long[] written = {0};
        rig.records.afterWrite(writes ->
                writes.forEach(write -> {
                    String partition = write.key().partition();
                    if (write instanceof Write.Put
                            && EveryStreamRig.KINDS.values().stream()
                                    .anyMatch(
                                            kind -> partition.endsWith("#" + kind.type().name()))) {
                        written[0]++;
                    }
                }));
        for (int i = 0; i < 12; i++) {
            rig.pass(Duration.ofHours(1));
        }

        assertThat(written[0]).isZero();
        assertThat(Optional.of(rig.kept(Streams.STATEMENT))).contains(rig.truth(Streams.STATEMENT));
    }
}
