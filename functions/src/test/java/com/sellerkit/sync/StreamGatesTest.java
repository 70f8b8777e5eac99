package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.platform.Queue;
import com.sellerkit.store.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamGatesTest {
    private final SyncRig rig = new SyncRig();
    private final StreamGates gates = new StreamGates(rig.records);

    @Test
    void aRunThatIsUnderWayWritesNothingMore() {
        rig.sellOrders(3);
        rig.connect();
        Queue.Message message = rig.takeMessages().getFirst();
        rig.platform.beforeEachAnswer(() -> shut(2));

        assertThat(rig.run(message)).isEqualTo(RunOutcome.SUPERSEDED);

        assertThat(rig.kept()).isEmpty();
    }

    @Test
    void queuedMessagesDrainWithoutEffectAndNothingIsDue() {
        rig.sellOrders(3);
        rig.connect();
        List<Queue.Message> queued = rig.takeMessages();
        shut(2);

        assertThat(rig.run(queued.getFirst())).isEqualTo(RunOutcome.GONE);
        assertThat(rig.tick(Duration.ofDays(30))).isEmpty();

        assertThat(rig.platform.calls()).isZero();
        StreamStatus status = rig.status();
        assertThat(status.state()).isEqualTo(StreamStatus.State.OFF);
        assertThat(status.trouble().orElseThrow().code()).isEqualTo(Trouble.Code.DISCONNECTED);
        assertThat(status.nextAt()).isEmpty();
        assertThat(status.retryAt()).isEmpty();
    }

    @Test
    void aLaneThatNobodyUsedYetIsShutForWhoeverComesLate() {
        shut(2);

        for (String lane : StreamGates.LANES) {
            assertThat(
                            rig.records
                                    .get(
                                            SyncRecords.STREAM_STATE,
                                            SyncRecords.key(FakeConnect.SHOP, lane),
                                            Read.PLAIN)
                                    .orElseThrow()
                                    .fields()
                                    .path("epoch")
                                    .asLong())
                    .as(lane)
                    .isEqualTo(2);
        }
        // The news of the connection arrives after the disconnect.
        rig.connect();
        assertThat(rig.takeMessages()).isEmpty();
        assertThat(rig.tick(Duration.ofDays(30))).isEmpty();
    }

    @Test
    void gatesThatWereShutForALaterEpochStayShut() {
        rig.connect();
        shut(3);

        assertThat(rig.records.write(gates.shut(FakeConnect.SHOP, 2)).isWritten()).isFalse();
    }

    @Test
    void connectedAgainItReadsWhatChangedSinceAndSaysWhy() {
        rig.sellOrders(150);
        rig.connect();
        rig.drain();
        rig.tick(Duration.ofMinutes(10));
        Instant watermark = rig.state().watermark().orElseThrow();
        shut(2);
        rig.time.advance(Duration.ofDays(13));
        Instant placed = rig.time.instant().minus(Duration.ofDays(1));
        rig.platform.put(TestOrders.order("600000001", placed));
        int calls = rig.platform.calls();

        rig.connect.epoch = 3;
        rig.connect();
        assertThat(rig.drain()).contains(RunOutcome.FINISHED);

        assertThat(rig.platform.calls() - calls).isEqualTo(1);
        assertThat(rig.state().watermark().orElseThrow()).isAfter(watermark);
        assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);
        assertThat(rig.changes("600000001").getFirst().source()).isEqualTo(Source.RECONNECT);
        rig.assertKeptIsTruth();
    }

    private void shut(long epoch) {
        assertThat(rig.records.write(gates.shut(FakeConnect.SHOP, epoch)).isWritten()).isTrue();
    }
}
