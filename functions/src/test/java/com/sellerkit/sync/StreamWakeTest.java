package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.tiktok.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever has a stream read that has something new is never forgotten, whatever the stream is
/// doing at that moment.
final class StreamWakeTest {
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final SyncRig rig = new SyncRig();
    private final StreamStates states = new StreamStates(rig.records);
    private int changes;

    @BeforeEach
    void inStep() {
        rig.sellOrders(150);
        rig.connect();
        rig.drain();
        rig.tick(SyncRig.CADENCE);
        rig.time.advance(A_MOMENT);
        rig.assertKeptIsTruth();
    }

    @Test
    void aStreamThatWaitsIsReadAtOnce() {
        changeAndWake();

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
        rig.assertKeptIsTruth();
    }

    @Test
    void wakingTwiceTellsOneWorker() {
        changeAndWake();
        changeAndWake();

        assertThat(rig.takeMessages()).hasSize(1);
    }

    /// Whatever the number of the write, or of the answer, behind which something changes.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aChangeAtAnyMomentOfAWalkIsReadRightAfterIt(int moment) {
        for (boolean behindWrites : new boolean[] {true, false}) {
            changeMany();
            wake();
            AtomicInteger steps = new AtomicInteger();
            AtomicBoolean changed = new AtomicBoolean();
            Runnable step =
                    () -> {
                        if (steps.incrementAndGet() == moment && !changed.getAndSet(true)) {
                            changeAndWake();
                        }
                    };
            rig.records.afterWrite(_ -> {
                if (behindWrites && !changed.get()) {
                    step.run();
                }
            });
            rig.platform.afterEachAnswer(() -> {
                if (!behindWrites) {
                    step.run();
                }
            });

            rig.drain();

            assertThat(changed.get() || moment > 3).isTrue();
            rig.assertKeptIsTruth();
            assertThat(rig.state().again()).isFalse();
            assertThat(rig.state().wantedAt()).isAfter(rig.time.instant());
            rig.time.advance(A_MOMENT);
        }
    }

    @Test
    void aChangeBehindTheLastPageIsReadByOneMoreWalk() {
        changeAndWake();
        AtomicInteger answers = new AtomicInteger();
        rig.platform.afterEachAnswer(() -> {
            if (answers.incrementAndGet() == 1) {
                changeAndWake();
            }
        });

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED, RunOutcome.FINISHED);

        // The page was asked for again, as its walk had to end with a word about the next one.
        assertThat(answers).hasValue(3);
        rig.assertKeptIsTruth();
    }

    @Test
    void whereNobodyWakesAWalkCostsWhatItDid() {
        changeAndWake();
        int calls = rig.platform.calls();
        long refused = rig.records.refused();

        rig.drain();

        assertThat(rig.platform.calls()).isEqualTo(calls + 1);
        assertThat(rig.records.refused()).isEqualTo(refused);
    }

    @Test
    void aWalkThatStoppedInTheMiddleIsFollowedByAnother() {
        changeMany();
        wake();
        AtomicInteger answers = new AtomicInteger();
        rig.platform.afterEachAnswer(() -> {
            if (answers.incrementAndGet() == 1) {
                rig.platform.answer(new Answer.Throttled<>(Duration.ofSeconds(30)));
            }
        });
        assertThat(rig.drain()).containsExactly(RunOutcome.DELAYED);
        assertThat(rig.state().walk()).isPresent();

        changeAndWake();
        assertThat(rig.takeMessages()).isEmpty();
        rig.tick(Duration.ofSeconds(31));

        rig.assertKeptIsTruth();
        assertThat(rig.state().again()).isFalse();
    }

    @Test
    void whatIsInTroubleBeforeAWalkBeganReadsEverythingWhenItIsTriedAgain() {
        rig.platform.answer(new Answer.Throttled<>(Duration.ofSeconds(30)));
        rig.tick(SyncRig.CADENCE.plusMinutes(1));
        assertThat(rig.state().trouble()).isPresent();

        changeAndWake();
        assertThat(rig.takeMessages()).isEmpty();
        rig.tick(Duration.ofSeconds(31));

        rig.assertKeptIsTruth();
    }

    @Test
    void aHolderThatDiesLeavesTheWordToTheNext() {
        Instant now = rig.time.instant();
        wake();
        rig.takeMessages();
        StreamState seen = rig.state();
        StreamState held = states.acquire(seen, "run-1", now.plusSeconds(60), now).orElseThrow();
        states.store(held, held.walking(Walk.begin(window(now), now)));

        changeAndWake();
        rig.tick(Duration.ofSeconds(61));

        rig.assertKeptIsTruth();
        assertThat(rig.state().again()).isFalse();
    }

    @Test
    void anotherEpochIsLeftAlone() {
        assertThat(
                        states.wake(
                                FakeConnect.SHOP,
                                OrderStream.NAME,
                                2,
                                Duration.ZERO,
                                rig.time.instant()))
                .isEmpty();
        assertThat(rig.state().wantedAt()).isAfter(rig.time.instant());
    }

    private static Window window(Instant now) {
        return new Window(Window.By.UPDATED, Optional.of(now.minusSeconds(600)), now);
    }

    private void changeAndWake() {
        change();
        rig.time.advance(A_MOMENT);
        wake();
    }

    /// More than two pages of changes.
    private void changeMany() {
        for (int i = 0; i < 250; i++) {
            change();
        }
        rig.time.advance(A_MOMENT);
    }

    private void change() {
        String id = Integer.toString(900_000 + changes++);
        Instant now = rig.time.instant();
        rig.platform.put(TestOrders.order(id, now, now, "IN_TRANSIT", ""));
    }

    /// As those do who say that there is something new.
    private void wake() {
        states.wake(FakeConnect.SHOP, OrderStream.NAME, 1, Duration.ZERO, rig.time.instant())
                .ifPresent(woken -> rig.queues.send(woken.message()));
    }
}
