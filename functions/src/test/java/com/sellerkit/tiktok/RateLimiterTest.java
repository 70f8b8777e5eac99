package com.sellerkit.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RateLimiterTest {
    private Instant now = Instant.ofEpochSecond(1_773_200_000);
    private final RateLimiter limiter = new RateLimiter(() -> now);

    @Test
    void tenCallsGoAtOnceAndTheEleventhWaits() {
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.take("shop", Duration.ofSeconds(9))).isZero();
        }
        assertThat(limiter.take("shop", Duration.ofSeconds(9))).isEqualTo(Duration.ofMillis(100));
        assertThat(limiter.take("shop", Duration.ofSeconds(9))).isEqualTo(Duration.ofMillis(200));
        assertThat(limiter.take("another", Duration.ofSeconds(9))).isZero();
    }

    @Test
    void aPlaceBeyondTheWaitIsNotTaken() {
        for (int i = 0; i < 10; i++) {
            limiter.take("shop", Duration.ZERO);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(limiter.take("shop", Duration.ZERO)).isEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void theRateHalvesWhenThrottledAndRecoversStepByStep() {
        limiter.throttled("shop");
        assertThat(limiter.callsPerSecond("shop")).isEqualTo(5);
        limiter.throttled("shop");
        assertThat(limiter.callsPerSecond("shop")).isEqualTo(2.5);
        now = now.plusSeconds(3);
        assertThat(limiter.callsPerSecond("shop")).isCloseTo(4, within(1e-9));
        now = now.plusSeconds(3600);
        assertThat(limiter.callsPerSecond("shop")).isEqualTo(10);
    }

    @Test
    void theRateNeverFallsToNothing() {
        for (int i = 0; i < 50; i++) {
            limiter.throttled("shop");
        }
        assertThat(limiter.callsPerSecond("shop")).isEqualTo(0.1);
    }
}
