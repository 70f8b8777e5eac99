package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.platform.Queue;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens, in whatever order, what is kept equals the platform in the end. Each failure
/// names the seed that repeats it; `-Dsync.simulations=5000` runs more.
final class SyncSimulationTest {
    private static final int SIMULATIONS = Integer.getInteger("sync.simulations", 60);
    private static final String[] STATUSES = {
        "UNPAID", "AWAITING_SHIPMENT", "IN_TRANSIT", "DELIVERED", "CANCELLED", "BRAND_NEW_STATUS"
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void afterAnyMisfortuneWhatIsKeptEqualsThePlatform(int group) {
        for (int i = 0; i < SIMULATIONS / 4; i++) {
            long seed = group * 1_000_003L + i;
            try {
                new Misfortunes(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /// A crash of the process at a moment of the test's choice.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Misfortunes {
        private final Random random;
        private final SyncRig rig;
        private final List<Queue.Message> inFlight = new ArrayList<>();
        private boolean calm;
        private int nested;

        Misfortunes(long seed) {
            random = new Random(seed);
            rig = new SyncRig(seed, FakePlatform.Paging.KEYSET);
            rig.sellOrders(random.nextInt(450));
            rig.records.beforeWrite(_ -> maybeCrash());
            rig.records.afterWrite(_ -> maybeCrash());
            rig.platform.beforeEachAnswer(this::whileAsking);
            rig.platform.afterEachAnswer(this::whileAnswering);
        }

        void run() {
            safely(rig::connect);
            for (int step = 0; step < 60; step++) {
                step();
            }
            calm = true;
            rig.connect.scopes = Set.of(OrderStream.SCOPE);
            rig.time.advance(Duration.ofHours(2));
            rig.connect();
            for (int i = 0; i < 12; i++) {
                rig.tick(Duration.ofMinutes(70));
            }
            rig.assertKeptIsTruth();
            StreamStatus status = rig.status();
            assertThat(status.state()).isEqualTo(StreamStatus.State.IN_STEP);
            StreamStatus.Progress progress = status.progress().orElseThrow();
            assertThat(progress.total()).contains(progress.read());
            long writes = rig.orderWrites;
            rig.tick(Duration.ofMinutes(10));
            assertThat(rig.orderWrites).isEqualTo(writes);
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0 -> arrive();
                case 1, 2 -> changeSome();
                case 3 -> rig.time.advance(Duration.ofSeconds(random.nextInt(600)));
                case 4 -> safely(() -> rig.planner.planDue(Deadline.in(SyncRig.BUDGET, rig.time)));
                case 5 ->
                        rig.connect.scopes =
                                random.nextInt(8) == 0 ? Set.of() : Set.of(OrderStream.SCOPE);
                case 6 -> safely(() -> rig.requests.now(FakeConnect.SHOP));
                default -> deliverSome();
            }
        }

        /// Messages arrive in any order, some twice, some again after they failed.
        private void deliverSome() {
            inFlight.addAll(rig.takeMessages());
            Collections.shuffle(inFlight, random);
            while (!inFlight.isEmpty() && random.nextInt(6) > 0) {
                Queue.Message message = inFlight.removeLast();
                if (random.nextInt(5) == 0) {
                    inFlight.addFirst(message);
                }
                safely(() -> rig.run(message));
                inFlight.addAll(rig.takeMessages());
            }
        }

        private void arrive() {
            String id = Integer.toString(800_000_000 + random.nextInt(1_000));
            rig.platform.put(TestOrders.order(id, now()));
        }

        private void changeSome() {
            List<String> ids = new ArrayList<>(rig.platform.orders().keySet());
            for (int i = random.nextInt(150); i > 0 && !ids.isEmpty(); i--) {
                TikTokOrder order = rig.platform.order(ids.get(random.nextInt(ids.size())));
                rig.platform.put(
                        TestOrders.order(
                                order.id().value(),
                                order.createdAt(),
                                now(),
                                STATUSES[random.nextInt(STATUSES.length)],
                                random.nextInt(3) == 0 ? "TRACK-" + random.nextInt(50) : ""));
            }
        }

        private Instant now() {
            return Walks.second(rig.time.instant());
        }

        private void whileAsking() {
            if (calm) {
                return;
            }
            rig.time.advance(Duration.ofMillis(random.nextInt(4_000)));
            switch (random.nextInt(20)) {
                case 0 -> rig.platform.answer(new Answer.Unavailable<>("outage"));
                case 1 -> rig.platform.answer(new Answer.Throttled<>(Duration.ofSeconds(30)));
                case 2 -> rig.platform.answer(new Answer.TokenExpired<>());
                case 3 -> rig.platform.expireTokens();
                case 4 -> arrive();
                case 5 -> changeSome();
                default -> {}
            }
        }

        /// Between an answer and its storing: another worker may run, or this one may be stuck.
        private void whileAnswering() {
            if (calm || nested > 1) {
                return;
            }
            nested++;
            try {
                switch (random.nextInt(25)) {
                    case 0 -> {
                        rig.time.advance(Duration.ofMinutes(random.nextInt(10)));
                        safely(() -> rig.planner.planDue(Deadline.in(SyncRig.BUDGET, rig.time)));
                        deliverSome();
                    }
                    case 1 -> safely(rig::connect);
                    case 2 -> throw new Crash();
                    default -> {}
                }
            } finally {
                nested--;
            }
        }

        private void maybeCrash() {
            if (!calm && random.nextInt(40) == 0) {
                throw new Crash();
            }
        }

        private static void safely(Runnable work) {
            try {
                work.run();
            } catch (Crash _) {
                // The process is gone; what it left behind is what counts.
            }
        }
    }
}
