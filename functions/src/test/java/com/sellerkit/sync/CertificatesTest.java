package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sellerkit.store.Condition;
import com.sellerkit.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every certificate says what the platform has, what is kept, and what webhooks announced.
class CertificatesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Duration HOUR = Duration.ofHours(1);

    private final EveryStreamRig rig = new EveryStreamRig();

    private static Instant ago(int hours) {
        return EveryStreamRig.START.minus(Duration.ofHours(hours));
    }

    private List<Certificate> certificates(Streams stream) {
        return rig.certificates().of(EveryStreamRig.SHOP, stream.wireName(), 100);
    }

    private Certificate ofToday(Streams stream) {
        return certificates(stream).stream()
                .filter(each -> each.day().equals(Optional.of(TODAY)))
                .findFirst()
                .orElseThrow();
    }

    private void remember(Streams stream, String id, Instant at, boolean read) {
        new Announcements(rig.records)
                .remember(
                        EveryStreamRig.SHOP,
                        List.of(new Announcements.Announcement(stream, id, at, read)),
                        rig.time.instant());
    }

    @Test
    void whatStatementsAreMadeOfIsReadAgainAndCertifiedByTheDayOfTheStatement() {
        rig.goods.statement("851", ago(5), "PROCESSING", 2);
        rig.goods.statement("852", ago(30), "PROCESSING", 3);
        rig.goods.statement("853", ago(24 * 20), "PROCESSING", 4);
        rig.connect();
        rig.pass(Duration.ofMinutes(6));
        assertThat(rig.run("transaction-daily")).isEqualTo(RunOutcome.FINISHED);

        assertThat(certificates(Streams.TRANSACTION))
                .extracting(Certificate::platform, Certificate::stored)
                .containsExactly(tuple(2, 2), tuple(3, 3));
        assertThat(rig.kept(Streams.TRANSACTION)).hasSize(9);
    }

    @Test
    void aTransactionThatWasMissedIsFoundAgain() {
        rig.goods.statement("851", ago(5), "PROCESSING", 2);
        rig.connect();
        rig.pass(Duration.ofMinutes(6));
        rig.goods.statement("851", ago(5), "PROCESSING", 3);
        rig.run("transaction-daily");

        assertThat(rig.kept(Streams.TRANSACTION)).isEqualTo(rig.truth(Streams.TRANSACTION));
        assertThat(ofToday(Streams.TRANSACTION).platform()).isEqualTo(3);
        assertThat(ofToday(Streams.TRANSACTION).stored()).isEqualTo(3);
    }

    @Test
    void messagesOfTwoDaysAreReadAgainWhateverTheirConversationSays() {
        rig.goods.message("891", ago(3), 1_000);
        rig.goods.message("892", ago(24 * 9), 1_000);
        rig.goods.message("892", ago(2), 1_001);
        rig.goods.message("893", ago(24 * 9), 1_000);
        rig.connect();
        rig.pass(Duration.ofMinutes(6));
        // Its list lags behind what is written in it.
        rig.goods.message("893", ago(1), 1_001);
        int before = rig.lists.calls(Streams.MESSAGE);
        rig.lists.shelf(EveryStreamRig.SHOP, Streams.CONVERSATION).remove("892");
        rig.run(Streams.CONVERSATION);
        rig.drain();
        rig.run("message-daily");

        assertThat(rig.lists.calls(Streams.MESSAGE) - before).isGreaterThanOrEqualTo(3);
        assertThat(ofToday(Streams.MESSAGE))
                .satisfies(each -> {
                    assertThat(each.platform()).isEqualTo(3);
                    assertThat(each.stored()).isEqualTo(3);
                    assertThat(each.vanished()).isZero();
                });
        assertThat(certificates(Streams.MESSAGE)).hasSize(1);
    }

    @Test
    void aRefusedStatementLeavesItsTransactionsAlone() {
        rig.goods.statement("851", ago(5), "PROCESSING", 2);
        rig.goods.statement("852", ago(6), "PROCESSING", 2);
        rig.connect();
        rig.pass(Duration.ofMinutes(6));
        rig.lists.poisonous().add("851");
        rig.run("transaction-daily");

        assertThat(rig.kept(Streams.TRANSACTION)).hasSize(4);
    }

    @Test
    void productsAreCertifiedByTheirNightlyRecheck() {
        rig.goods.product("811", ago(5), ago(5), 1);
        rig.goods.product("812", ago(50), ago(5), 1);
        rig.connect();
        rig.run("product-daily");

        assertThat(certificates(Streams.PRODUCT))
                .hasSize(2)
                .allMatch(each -> each.platform() == 1 && each.difference() == 0);
    }

    @Test
    void theDayOnWhichTheListShowsFewerThanThePlatformCountsIsFound() {
        for (int i = 0; i < 6; i++) {
            rig.goods.returned("83" + i, "57" + i, ago(3 + 24 * i), ago(3 + 24 * i), "REQUESTED");
        }
        rig.lists.hidden().add("832");
        rig.connect();
        rig.run("return-daily");

        Certificate differing =
                certificates(Streams.RETURN).stream()
                        .filter(Certificate::isDiffering)
                        .findFirst()
                        .orElseThrow();
        assertThat(differing.day()).contains(TODAY.minusDays(2));
        assertThat(differing.platform()).isEqualTo(1);
        assertThat(differing.difference()).isEqualTo(-1);
        assertThat(certificates(Streams.RETURN)).filteredOn(Certificate::isDiffering).hasSize(1);
    }

    @Test
    void aDifferenceIsComparedAgainSoonAndOnlyLastsIfItIsThereAgain() {
        rig.goods.returned("831", "571", ago(3), ago(3), "REQUESTED");
        rig.connect();
        rig.run("return-daily");
        rig.time.advance(HOUR);
        remember(Streams.RETURN, "832", ago(2), false);
        rig.run("return-daily");

        Certificate first = ofToday(Streams.RETURN);
        assertThat(first.unheld()).isEqualTo(1);
        assertThat(first.isLasting()).isFalse();
        assertThat(rig.state("return-daily").wantedAt())
                .isEqualTo(rig.time.instant().plus(Duration.ofMinutes(15)));

        rig.pass(Duration.ofMinutes(16));
        Certificate again = ofToday(Streams.RETURN);
        assertThat(again.isLasting()).isTrue();
        assertThat(again.differsSince()).contains(first.checkedAt());
        assertThat(rig.state("return-daily").wantedAt())
                .isAfter(rig.time.instant().plus(Duration.ofHours(12)));

        rig.goods.returned("832", "572", ago(2), ago(2), "REQUESTED");
        rig.run("return-daily");
        assertThat(ofToday(Streams.RETURN).isDiffering()).isFalse();
        assertThat(ofToday(Streams.RETURN).differsSince()).isEmpty();
    }

    @Test
    void whatWasAnnouncedIsHeldAtAVersionThatIsNotOlder() {
        rig.goods.returned("831", "571", ago(3), ago(3), "REQUESTED");
        rig.goods.returned("832", "572", ago(3), ago(2), "REQUESTED");
        rig.connect();
        remember(Streams.RETURN, "831", ago(3), false);
        remember(Streams.RETURN, "832", ago(3), false);
        remember(Streams.RETURN, "833", ago(2), false);
        rig.run("return-daily");

        Certificate certificate = ofToday(Streams.RETURN);
        assertThat(certificate.announced()).isEqualTo(3);
        assertThat(certificate.held()).isEqualTo(2);
        assertThat(certificate.difference()).isZero();
        assertThat(certificate.isDiffering()).isTrue();

        rig.goods.returned("833", "573", ago(4), ago(1), "REQUESTED");
        rig.run("return-daily");
        assertThat(ofToday(Streams.RETURN).held()).isEqualTo(3);
        assertThat(ofToday(Streams.RETURN).isDiffering()).isFalse();
    }

    @Test
    void aChangeThatWasAnnouncedAndNeverReadIsNotHeld() {
        rig.goods.returned("831", "571", ago(3), ago(3), "REQUESTED");
        rig.connect();
        rig.time.advance(HOUR);
        remember(Streams.RETURN, "831", rig.time.instant().minusSeconds(60), false);
        rig.run("return-daily");
        assertThat(ofToday(Streams.RETURN).unheld()).isEqualTo(1);

        // Asked for by its id, it was found to be as it is kept.
        remember(Streams.RETURN, "831", rig.time.instant().minusSeconds(60), true);
        rig.run("return-daily");
        assertThat(ofToday(Streams.RETURN).unheld()).isZero();
    }

    @Test
    void anOlderOrLesserAnnouncementChangesNothing() {
        rig.goods.returned("831", "571", ago(3), ago(3), "REQUESTED");
        rig.connect();
        remember(Streams.RETURN, "831", ago(2), true);
        remember(Streams.RETURN, "831", ago(2), false);
        remember(Streams.RETURN, "831", ago(5), false);
        rig.run("return-daily");

        assertThat(ofToday(Streams.RETURN).announced()).isEqualTo(1);
        assertThat(ofToday(Streams.RETURN).held()).isEqualTo(1);
    }

    @Test
    void anAnnouncedProductIsHeldOnceItsPageWasRead() {
        rig.goods.product("811", ago(5), ago(5), 1);
        rig.connect();
        rig.pass(Duration.ofMinutes(6));
        remember(Streams.PRODUCT, "811", rig.time.instant(), false);
        FollowUp wish =
                new FollowUp(
                        EveryStreamRig.SHOP,
                        new FollowUp.Wish("product-page", "811"),
                        FollowUp.Urgency.NEW,
                        "7");
        rig.records.write(wish.put());
        rig.run("product-daily");
        assertThat(ofToday(Streams.PRODUCT).unheld()).isEqualTo(1);

        rig.run(Streams.PRODUCT_PAGE);
        rig.run("product-daily");
        assertThat(ofToday(Streams.PRODUCT).unheld()).isZero();
    }

    @Test
    void whatIsComparedEveryHourKeepsWhatWasCountedOfOlderDays() {
        rig.goods.message("891", ago(24 * 10), 1_000);
        rig.connect();
        remember(Streams.CONVERSATION, "891", ago(24 * 10), false);
        Certificate before =
                Certificate.first(
                        "conversation",
                        Optional.of(TODAY.minusDays(10)),
                        1,
                        1,
                        0,
                        new Announcements.Tally(4, 4),
                        rig.time.instant());
        rig.records.write(before.put(EveryStreamRig.SHOP));
        rig.run(Streams.CONVERSATION);

        assertThat(certificates(Streams.CONVERSATION))
                .filteredOn(each -> each.day().equals(before.day()))
                .first()
                .satisfies(each -> assertThat(each.announced()).isEqualTo(4));
    }

    @Test
    void aNotificationIsRememberedByTheDayOfItsChangeAndHeldOnceItsOrderWasRead() {
        NotificationRig told = new NotificationRig();
        NotificationMessage changed = told.changed("501", "AWAITING_SHIPMENT");
        told.deliver(changed);
        assertThat(tally(told)).isEqualTo(new Announcements.Tally(1, 1));

        told.sync.records.write(
                new Write.Delete(
                        OrderRecords.key(FakeConnect.SHOP, changed.orders().getFirst()),
                        Condition.ALWAYS));
        assertThat(tally(told)).isEqualTo(new Announcements.Tally(1, 0));
    }

    private static Announcements.Tally tally(NotificationRig told) {
        return Objects.requireNonNull(
                new Announcements(told.sync.records)
                        .tally(
                                FakeConnect.SHOP,
                                Streams.ORDER,
                                OrderRecords.ORDER,
                                SyncRig.START.minus(HOUR),
                                SyncRig.START.plus(HOUR))
                        .get(TODAY));
    }
}
