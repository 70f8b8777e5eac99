package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final Duration BUSY = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofMinutes(15);

    private final SyncRig rig = new SyncRig(1, FakePlatform.Paging.KEYSET, new Pace(BUSY, IDLE));
    private int changes;

    @Test
    void anIdleShopIsReadLessAndLessOftenButNeverLessThanTheMost() {
        imported();

        List<Duration> apart = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            apart.add(nextWalk());
        }

        about(apart.get(0), Duration.ofSeconds(450));
        about(apart.get(1), Duration.ofSeconds(675));
        apart.subList(2, 6).forEach(each -> about(each, IDLE));
    }

    @Test
    void aBusyShopIsReadMoreAndMoreOftenButNeverMoreThanTheLeast() {
        imported();

        List<Duration> apart = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            change();
            apart.add(nextWalk());
        }

        about(apart.get(0), Duration.ofSeconds(150));
        about(apart.get(1), Duration.ofSeconds(75));
        apart.subList(2, 5).forEach(each -> about(each, BUSY));
    }

    @Test
    void anIdleShopThatWakesIsReadSoonerThanUsualAtOnce() {
        imported();
        for (int i = 0; i < 4; i++) {
            nextWalk();
        }

        change();

        about(nextWalk(), Duration.ofSeconds(150));
    }

    @Test
    void whatThePersonAsksForEndsTheCalm() {
        imported();
        for (int i = 0; i < 4; i++) {
            nextWalk();
        }

        rig.requests.now(FakeConnect.SHOP);

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
        about(untilNext(), Duration.ofSeconds(450));
    }

    @Test
    void aFirstWalkIsNotTakenForABusyTime() {
        rig.sellOrders(50);
        imported();

        assertThat(rig.state().lately().calm()).isZero();
    }

    @Test
    void aWordAboutOrdersHasACalmShopReadWithinAMinute() {
        NotificationRig notifications = new NotificationRig(new Pace(BUSY, IDLE));
        SyncRig sync = notifications.sync;
        sync.connect();
        sync.drain();
        notifications.deliver(notifications.changed("501", "IN_TRANSIT"));
        assertThat(sync.state().lately().calm()).isZero();
        for (int i = 0; i < 4; i++) {
            sync.tick(Duration.ofMinutes(20));
        }
        assertThat(sync.state().lately().calm()).isEqualTo(Lately.CALM_MAX);

        notifications.deliver(notifications.changed("501", "DELIVERED"));

        StreamState stirred = sync.state();
        assertThat(stirred.lately().calm()).isZero();
        assertThat(stirred.wantedAt()).isEqualTo(sync.time.instant().plusSeconds(60));
        assertThat(stirred.dueAt()).contains(stirred.wantedAt());
        assertThat(sync.tick(Duration.ofSeconds(61))).containsExactly(RunOutcome.FINISHED);
    }

    @Test
    void whatIsReadOnTimeKeepsItsTimeAndAWholeListIsNeverReadMoreOften() {
        Pace pace = new Pace(BUSY, IDLE);
        Course sorted = new Course.Sorted(Duration.ofMinutes(2));
        Course whole = new Course.Whole(Course.Vanishing.RARE);
        for (int calm = -Lately.CALM_MAX; calm <= Lately.CALM_MAX; calm++) {
            for (String lane : List.of("order-daily", "product-daily", Subscriptions.LANE)) {
                assertThat(pace.until(stream(lane, sorted, Duration.ofHours(1)), calm))
                        .isEqualTo(Duration.ofHours(1));
            }
            assertThat(pace.until(stream("shop-day", sorted, Duration.ofHours(6)), calm))
                    .isEqualTo(Duration.ofHours(6));
            assertThat(pace.until(stream("unsettled", whole, Duration.ofHours(1)), calm))
                    .isEqualTo(Duration.ofHours(1));
            assertThat(pace.until(stream("order", sorted, Duration.ofSeconds(45)), calm))
                    .isBetween(Duration.ofSeconds(45), Duration.ofSeconds(135));
            assertThat(Pace.STEADY.until(stream("order", sorted, Duration.ofMinutes(5)), calm))
                    .isEqualTo(Duration.ofMinutes(5));
        }
        assertThat(
                        new Pace(BUSY, Duration.ofSeconds(45))
                                .until(stream("order", sorted, Duration.ofSeconds(45)), 3))
                .isEqualTo(Duration.ofSeconds(45));
    }

    private Stream<?> stream(String name, Course course, Duration cadence) {
        return new Stream<>(
                name,
                OrderStream.SCOPE,
                OrderRecords.ORDER,
                course,
                cadence,
                rig.platform,
                OrderStream.declare(rig.platform, cadence).mapper());
    }

    private void imported() {
        rig.connect();
        rig.drain();
        // The changes since the first walk began are due after one usual time.
        rig.time.set(rig.state().wantedAt());
    }

    private void change() {
        Instant now = rig.time.instant().minusSeconds(2);
        rig.platform.put(
                TestOrders.order(
                        Integer.toString(900 + changes++),
                        SyncRig.START.minusSeconds(600),
                        now,
                        "IN_TRANSIT",
                        ""));
    }

    /// Walks when it is time, and tells when it will be time again.
    private Duration nextWalk() {
        rig.time.set(rig.state().wantedAt());
        rig.tick(Duration.ofMillis(1));
        return untilNext();
    }

    private Duration untilNext() {
        return Duration.between(rig.time.instant(), rig.state().wantedAt());
    }

    private static void about(Duration found, Duration expected) {
        assertThat(found).isBetween(part(expected, 89), part(expected, 111));
    }

    private static Duration part(Duration whole, int hundredths) {
        return whole.multipliedBy(hundredths).dividedBy(100);
    }
}
