package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.tiktok.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LatelyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aPlatformThatRenamesEverythingTakesNoMoreRoomThanOneThatRenamesALittle() {
        Lately full = Lately.NOTHING.met(odd(0, 60), NOW);
        assertThat(full.drift()).hasSize(Lately.DRIFT_MAX);
        assertThat(full.newSince(Lately.NOTHING)).hasSize(Lately.DRIFT_MAX);

        Lately again = full.met(odd(0, 60), NOW.plusSeconds(60));

        assertThat(again.newSince(full)).as("told once, not at every page").isEmpty();
        assertThat(again.drift()).allMatch(each -> each.times() == 2);
    }

    @Test
    void whatIsForgottenMakesRoomForWhatIsNew() {
        Lately full = Lately.NOTHING.met(odd(0, Lately.DRIFT_MAX), NOW);
        assertThat(full.met(odd(30, 1), NOW.plusSeconds(60)).newSince(full)).isEmpty();

        Lately later = full.met(odd(30, 1), NOW.plus(Lately.DRIFT_MEMORY));

        assertThat(later.newSince(full)).containsExactly(oddity(30));
        assertThat(later.drift()).hasSize(1);
    }

    @Test
    void nothingOddChangesNothing() {
        Lately some = Lately.NOTHING.met(odd(0, 1), NOW);
        assertThat(some.met(Drift.NONE, NOW.plusSeconds(1))).isSameAs(some);
    }

    @Test
    void theSlowerOfTwoLagsCountsPartByPart() {
        Lately.Lag one = lag(Optional.of(Duration.ofSeconds(40)), 200, 0);
        Lately.Lag other = lag(Optional.of(Duration.ofSeconds(20)), 900, 5);
        Lately.Lag slowest = lag(Optional.of(Duration.ofSeconds(40)), 900, 5);
        assertThat(one.or(other)).isEqualTo(slowest);
        assertThat(other.or(one)).isEqualTo(slowest);
        assertThat(lag(Optional.empty(), 900, 5).or(one)).isEqualTo(slowest);
        assertThat(one.or(lag(Optional.empty(), 900, 5))).isEqualTo(slowest);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Lately all =
                Lately.NOTHING
                        .met(odd(0, 3), NOW)
                        .behind(Optional.of(lag(Optional.of(Duration.ofSeconds(7)), 30, 0)))
                        .past(new Lately.Overcome(Trouble.Code.THROTTLED, 3, NOW));
        for (Lately each :
                List.of(
                        Lately.NOTHING,
                        all,
                        all.behind(Optional.of(lag(Optional.empty(), 1, 2))))) {
            assertThat(Lately.parse(each.toJson())).isEqualTo(each);
        }
    }

    private static Lately.Lag lag(Optional<Duration> theirs, long oursMillis, long later) {
        return new Lately.Lag(theirs, Duration.ofMillis(oursMillis), NOW.plusSeconds(later));
    }

    private static Drift.Oddity oddity(int number) {
        return new Drift.Oddity(Drift.Kind.UNKNOWN, "orders.field_%02d".formatted(number));
    }

    private static Drift odd(int from, int count) {
        Map<Drift.Oddity, Integer> counts = new TreeMap<>();
        for (int i = from; i < from + count; i++) {
            counts.put(oddity(i), 1);
        }
        return new Drift(counts);
    }
}
