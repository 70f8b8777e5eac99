package com.sellerkit.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sellerkit.tiktok.QuotaWorld.Caller;
import com.sellerkit.tiktok.QuotaWorld.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RateLimiterTest {
    private static final int SEEDS = 12;
    private static final List<Urgency> ANY = List.of(Urgency.values());
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(9);

    private Instant now = Instant.ofEpochSecond(1_773_200_000);
    private final RateLimiter limiter = new RateLimiter(() -> now);

    @Test
    void theCallsOfHalfASecondGoAtOnceAndTheNextOnesWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.take("line", Urgency.LIVE, LONG)).isEqualTo(place(0));
        }
        assertThat(limiter.take("line", Urgency.LIVE, LONG)).isEqualTo(place(100));
        assertThat(limiter.take("line", Urgency.LIVE, LONG)).isEqualTo(place(200));
        assertThat(limiter.take("another", Urgency.LIVE, LONG)).isEqualTo(place(0));
    }

    @Test
    void aPlaceBeyondTheWaitIsNotTaken() {
        for (int i = 0; i < 5; i++) {
            limiter.take("line", Urgency.LIVE, AT_ONCE);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(limiter.take("line", Urgency.LIVE, AT_ONCE))
                    .isEqualTo(new RateLimiter.Place(Duration.ofMillis(100), false));
        }
    }

    @Test
    void onlyAnUrgentCallBooksAPlaceAheadOfTime() {
        for (int i = 0; i < 2; i++) {
            assertThat(limiter.take("line", Urgency.BACKFILL, LONG).isTaken()).isTrue();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(limiter.take("line", Urgency.BACKFILL, LONG))
                    .isEqualTo(new RateLimiter.Place(Duration.ofMillis(100), false));
        }
        assertThat(limiter.take("line", Urgency.LIVE, LONG)).isEqualTo(place(0));
    }

    @Test
    void theRateHalvesWhenThrottledAndGrowsWithEachSuccess() {
        throttle("line", Urgency.LIVE, 0);
        assertThat(limiter.callsPerSecond("line", Urgency.LIVE)).isEqualTo(5);
        throttle("line", Urgency.LIVE, 0);
        assertThat(limiter.callsPerSecond("line", Urgency.LIVE)).isEqualTo(2.5);
        limiter.succeeded("line");
        assertThat(limiter.callsPerSecond("line", Urgency.LIVE)).isCloseTo(2.9, within(1e-9));
        for (int i = 0; i < 100; i++) {
            limiter.succeeded("line");
        }
        assertThat(limiter.callsPerSecond("line", Urgency.LIVE)).isCloseTo(4.5, within(1e-9));
        now = now.plus(RateLimiter.CAUTION);
        for (int i = 0; i < 1_000; i++) {
            limiter.succeeded("line");
        }
        assertThat(limiter.callsPerSecond("line", Urgency.LIVE)).isEqualTo(20);
        assertThat(limiter.callsPerSecond("line", Urgency.CHAT)).isEqualTo(15);
        assertThat(limiter.callsPerSecond("line", Urgency.BACKFILL)).isEqualTo(10);
    }

    @Test
    void theRateNeverFallsToNothing() {
        for (int i = 0; i < 50; i++) {
            throttle("line", Urgency.BACKFILL, 0);
        }
        assertThat(limiter.callsPerSecond("line", Urgency.LIVE)).isEqualTo(0.1);
        assertThat(limiter.take("line", Urgency.BACKFILL, LONG).isTaken()).isTrue();
        assertThat(limiter.take("line", Urgency.BACKFILL, LONG).after())
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void nobodyCallsBeforeTheTimeThatThePlatformTold() {
        throttle("line", Urgency.BACKFILL, 30);

        for (Urgency urgency : Urgency.values()) {
            assertThat(limiter.take("line", urgency, LONG))
                    .isEqualTo(new RateLimiter.Place(Duration.ofSeconds(30), false));
        }
        throttle("line", Urgency.LIVE, 3);
        now = now.plusMillis(29_999);
        assertThat(limiter.take("line", Urgency.LIVE, AT_ONCE).isTaken()).isFalse();
        now = now.plusMillis(1);
        assertThat(limiter.take("line", Urgency.LIVE, AT_ONCE).isTaken()).isTrue();
    }

    @Test
    void callsThatWereThrottledTogetherCountOnce() {
        Instant sentAt = now;
        now = now.plusMillis(200);
        for (int i = 0; i < 8; i++) {
            limiter.throttled("line", Urgency.LIVE, sentAt.plusMillis(i), AT_ONCE);
        }
        assertThat(limiter.callsPerSecond("line", Urgency.LIVE)).isEqualTo(5);
    }

    @Test
    void aClockThatIsSetBackLengthensNoWait() {
        throttle("line", Urgency.LIVE, 2);
        now = now.minusSeconds(3_600);
        assertThat(limiter.take("line", Urgency.LIVE, LONG).after())
                .isEqualTo(Duration.ofSeconds(2));
        now = now.plusSeconds(2);
        assertThat(limiter.take("line", Urgency.LIVE, LONG).after()).isZero();
    }

    @Test
    void whatIsKeptIsBoundedAndWhatIsUsedIsKept() {
        throttle("line", Urgency.LIVE, 0);
        for (int i = 0; i < 3 * RateLimiter.LINES_MAX; i++) {
            limiter.take("shop" + i, Urgency.BACKFILL, AT_ONCE);
            limiter.callsPerSecond("line", Urgency.LIVE);
        }
        assertThat(limiter.lines()).isEqualTo(RateLimiter.LINES_MAX);
        assertThat(limiter.callsPerSecond("line", Urgency.LIVE)).isEqualTo(5);
        assertThat(limiter.callsPerSecond("shop1", Urgency.LIVE)).isEqualTo(10);
    }

    @Test
    void aLineSettlesBelowWhatThePlatformTakesAndUsesMuchOfIt() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            double quota = 0.3 * Math.pow(100, random.nextDouble());
            Urgency urgency = ANY.get(random.nextInt(ANY.size()));
            Duration latency = Duration.ofMillis(random.nextInt(300));
            QuotaWorld world = new QuotaWorld(quota);
            world.add(world.limiter(), urgency, latency, AT_ONCE);
            Duration settled = Duration.ofMinutes(10);
            Duration whole = Duration.ofMinutes(60);

            world.run(whole);

            String what =
                    "seed %d: %s at %.2f a second, %s a call"
                            .formatted(seed, urgency, quota, latency);
            List<Sent> sent = world.sent(settled, _ -> true);
            long throttled = sent.stream().filter(Sent::isThrottled).count();
            // Once in five minutes it is tried whether there is more.
            assertThat(throttled).as(what).isLessThan(30);
            assertThat(throttled).as(what).isLessThan(2 + sent.size() / 20);
            double most =
                    Math.min(
                            Math.min(quota, RateLimiter.CALLS_PER_SECOND_MAX) * urgency.share(),
                            1e3 / Math.max(1, latency.toMillis()));
            double calls = (sent.size() - throttled) / seconds(whole.minus(settled));
            assertThat(calls).as(what).isBetween(0.3 * most, 20.0);
        }
    }

    @Test
    void aLineRecoversWhenThePlatformTakesMoreAgain() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Urgency urgency = ANY.get(random.nextInt(ANY.size()));
            double low = 0.2 + random.nextDouble();
            QuotaWorld world = new QuotaWorld(15);
            RateLimiter limiter = world.limiter();
            world.add(limiter, urgency, Duration.ofMillis(20), AT_ONCE);
            world.tellToWait(Duration.ofSeconds(random.nextInt(5)));
            world.run(Duration.ofMinutes(5));
            world.take(low);
            world.run(Duration.ofMinutes(10));
            double slow = limiter.callsPerSecond(QuotaWorld.LINE, urgency);
            world.take(15);
            world.run(Duration.ofMinutes(10));

            assertThat(slow).as("seed " + seed).isLessThan(3);
            assertThat(limiter.callsPerSecond(QuotaWorld.LINE, urgency))
                    .as("seed " + seed)
                    .isGreaterThan(5);
        }
    }

    @Test
    void noLineIsEverFasterThanTheMost() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            QuotaWorld world = new QuotaWorld(1_000);
            RateLimiter limiter = world.limiter();
            int callers = 1 + random.nextInt(6);
            for (int i = 0; i < callers; i++) {
                world.add(
                        limiter,
                        ANY.get(random.nextInt(ANY.size())),
                        Duration.ofMillis(random.nextInt(50)),
                        Duration.ofMillis(random.nextInt(2_000)));
            }
            world.run(Duration.ofMinutes(10));

            List<Instant> moments = world.sent(AT_ONCE, _ -> true).stream().map(Sent::at).toList();
            for (int i = 0; i < moments.size(); i++) {
                int most = 10 * 20 + 10 + callers;
                if (i >= most) {
                    assertThat(Duration.between(moments.get(i - most), moments.get(i)))
                            .as("seed " + seed)
                            .isGreaterThan(Duration.ofSeconds(10));
                }
            }
        }
    }

    @Test
    void urgentCallsKeepTheirHeadroomHoweverMuchIsBackfilled() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            double quota = 3 + random.nextInt(20);
            QuotaWorld world = new QuotaWorld(quota);
            RateLimiter limiter = world.limiter();
            for (int i = 0; i < 5; i++) {
                world.add(limiter, Urgency.BACKFILL, Duration.ofMillis(50), AT_ONCE);
            }
            Caller live =
                    world.add(limiter, Urgency.LIVE, Duration.ofMillis(50), Duration.ofSeconds(2));
            world.run(Duration.ofMinutes(20));

            List<Sent> urgent = world.sent(Duration.ofMinutes(5), sent -> sent.by() == live);
            long late =
                    urgent.stream()
                            .filter(sent -> sent.waited().compareTo(Duration.ofSeconds(1)) > 0)
                            .count();
            assertThat(urgent).as("seed " + seed).hasSizeGreaterThan(400);
            assertThat(late).as("seed " + seed).isLessThan(5);
            assertThat(urgent.stream().filter(Sent::isThrottled).count())
                    .as("seed " + seed)
                    .isLessThan(5);
        }
    }

    @Test
    void whatCanWaitIsNeverStarved() {
        QuotaWorld world = new QuotaWorld(8);
        RateLimiter limiter = world.limiter();
        for (int i = 0; i < 10; i++) {
            world.add(limiter, Urgency.LIVE, Duration.ofMillis(10), AT_ONCE);
        }
        Caller slow = world.add(limiter, Urgency.BACKFILL, Duration.ofMillis(10), AT_ONCE);
        world.run(Duration.ofMinutes(10));

        assertThat(world.sent(AT_ONCE, sent -> sent.by() == slow && !sent.isThrottled()))
                .hasSizeGreaterThan(40)
                .allSatisfy(sent -> assertThat(sent.waited()).isLessThan(Duration.ofSeconds(20)));
    }

    @Test
    void instancesThatKnowNothingOfEachOtherComeToTerms() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            double quota = 4 + random.nextInt(20);
            QuotaWorld world = new QuotaWorld(quota);
            List<Caller> callers = new ArrayList<>();
            Caller live =
                    world.add(
                            world.limiter(),
                            Urgency.LIVE,
                            Duration.ofMillis(30 + random.nextInt(50)),
                            AT_ONCE);
            callers.add(live);
            for (int i = 0; i < 3; i++) {
                callers.add(
                        world.add(
                                world.limiter(),
                                Urgency.BACKFILL,
                                Duration.ofMillis(30 + random.nextInt(50)),
                                AT_ONCE));
            }
            world.run(Duration.ofMinutes(60));

            Duration settled = Duration.ofMinutes(10);
            List<Sent> all = world.sent(settled, _ -> true);
            long throttled = all.stream().filter(Sent::isThrottled).count();
            String what = "seed %d: %.0f a second".formatted(seed, quota);
            assertThat(throttled).as(what).isLessThan(all.size() / 20);
            assertThat((all.size() - throttled) / 3_000.0).as(what).isGreaterThan(0.3 * quota);
            for (Caller caller : callers) {
                assertThat(world.sent(settled, sent -> sent.by() == caller && !sent.isThrottled()))
                        .as(what)
                        .hasSizeGreaterThan(100);
            }
        }
    }

    private void throttle(String line, Urgency urgency, long toldSeconds) {
        limiter.throttled(line, urgency, now, Duration.ofSeconds(toldSeconds));
    }

    private static RateLimiter.Place place(long waitMillis) {
        return new RateLimiter.Place(Duration.ofMillis(waitMillis), true);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
