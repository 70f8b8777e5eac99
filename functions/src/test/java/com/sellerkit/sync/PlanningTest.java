package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.InvocationContext;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanningTest {
    private final SyncRig rig = new SyncRig();

    @Test
    void aConnectedShopBeginsAtOnceOnTheBackfillLane() {
        rig.connect();

        assertThat(rig.live.waiting()).isEmpty();
        assertThat(rig.backfill.waiting()).hasSize(1);
        assertThat(rig.status().state()).isEqualTo(StreamStatus.State.WAITING);
        assertThat(rig.backfill.waiting().getFirst().body())
                .isEqualTo(
                        "{\"v\":1,\"shopId\":\"7495014872651908123\",\"stream\":\"order\","
                                + "\"lane\":\"backfill\",\"epoch\":1}");
    }

    @Test
    void sayingThatAShopIsConnectedAgainDisturbsNothing() {
        rig.sellOrders(5);
        rig.connect();
        rig.drain();
        StreamState before = rig.state();

        rig.connect();

        assertThat(rig.takeMessages()).isEmpty();
        assertThat(rig.state()).isEqualTo(before);
    }

    @Test
    void anUnknownShopIsNotBegun() {
        assertThat(rig.planner.shopConnected(new ShopId("1"))).isZero();
        rig.connect.gone = true;
        assertThat(rig.planner.shopConnected(FakeConnect.SHOP)).isZero();
    }

    @Test
    void aStreamThatIsDueIsSentOnceByHoweverManyPlanners() {
        rig.connect();
        rig.drain();
        rig.time.advance(Duration.ofMinutes(6));
        Deadline deadline = Deadline.in(SyncRig.BUDGET, rig.time);
        // The second planner reads before the first has claimed.
        boolean[] once = {false};
        rig.records.beforeWrite(writes -> {
            if (writes.getFirst() instanceof Write.Patch && !once[0]) {
                once[0] = true;
                assertThat(rig.planner.planDue(deadline)).isEqualTo(1);
            }
        });

        int sent = rig.planner.planDue(deadline);

        assertThat(sent + rig.live.waiting().size()).isGreaterThanOrEqualTo(1);
        assertThat(rig.planner.planDue(deadline)).isZero();
        rig.records.beforeWrite(_ -> {});
        assertThat(rig.drain().stream().filter(RunOutcome.FINISHED::equals)).hasSize(1);
    }

    @Test
    void aLostMessageIsSentAgain() {
        rig.connect();
        rig.takeMessages();

        assertThat(rig.tick(Duration.ofMinutes(4))).containsExactly(RunOutcome.FINISHED);
    }

    @Test
    void aQueueThatFailsLosesNothing() {
        rig.connect();
        rig.drain();
        rig.time.advance(Duration.ofMinutes(6));
        rig.live.fail(true);
        try {
            rig.planner.planDue(Deadline.in(SyncRig.BUDGET, rig.time));
        } catch (RuntimeException _) {
            // The planner is called again in a minute.
        }
        rig.live.fail(false);

        assertThat(rig.tick(Duration.ofMinutes(4))).containsExactly(RunOutcome.FINISHED);
    }

    @Test
    void theWishToReadNowIsTakenOnceInTenSeconds() {
        rig.sellOrders(3);
        rig.connect();
        rig.drain();

        assertThat(rig.requests.now(FakeConnect.SHOP))
                .isEqualTo(new SyncRequests.SyncRequest.Accepted());
        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
        rig.time.advance(Duration.ofSeconds(4));
        assertThat(rig.requests.now(FakeConnect.SHOP))
                .isEqualTo(new SyncRequests.SyncRequest.TooSoon(Duration.ofSeconds(6)));
        rig.time.advance(Duration.ofSeconds(6));
        assertThat(rig.requests.now(FakeConnect.SHOP))
                .isEqualTo(new SyncRequests.SyncRequest.Accepted());
    }

    @Test
    void theWishToReadNowWhileReadingSaysSo() {
        rig.sellOrders(3);
        rig.connect();
        rig.platform.beforeEachAnswer(() -> {
            assertThat(rig.requests.now(FakeConnect.SHOP))
                    .isEqualTo(new SyncRequests.SyncRequest.AlreadyRunning());
            assertThat(rig.status().runningNow()).isTrue();
        });

        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
        assertThat(rig.platform.calls()).isEqualTo(1);
    }

    @Test
    void theWishToReadNowIsRefusedWhereItCannotHelp() {
        rig.connect.reconnectNeeded = true;
        assertThat(rig.requests.now(FakeConnect.SHOP))
                .isEqualTo(new SyncRequests.SyncRequest.ReconnectNeeded());
        rig.connect.gone = true;
        assertThat(rig.requests.now(FakeConnect.SHOP))
                .isEqualTo(new SyncRequests.SyncRequest.NoShop());
    }

    @Test
    void theWishToReadNowBeginsAStreamWhoseNewsWasLost() {
        rig.sellOrders(3);

        assertThat(rig.requests.now(FakeConnect.SHOP))
                .isEqualTo(new SyncRequests.SyncRequest.Accepted());
        assertThat(rig.drain()).containsExactly(RunOutcome.FINISHED);
        rig.assertKeptIsTruth();
    }

    @Test
    void aStreamThatIsLateIsToldAsDelayed() {
        rig.connect();
        rig.drain();
        rig.time.advance(Duration.ofMinutes(14));
        assertThat(rig.status().state()).isEqualTo(StreamStatus.State.IN_STEP);
        rig.time.advance(Duration.ofMinutes(2));
        assertThat(rig.status().state()).isEqualTo(StreamStatus.State.DELAYED);
    }

    @Test
    void messagesOfAnyOtherFormAreNotUnderstood() {
        for (String body :
                List.of(
                        "",
                        "{",
                        "[]",
                        "{}",
                        "{\"v\":2,\"shopId\":\"1\",\"stream\":\"order\",\"lane\":\"live\",\"epoch\":1}",
                        "{\"v\":1,\"shopId\":\"a b\",\"stream\":\"order\",\"lane\":\"live\",\"epoch\":1}",
                        "{\"v\":1,\"shopId\":\"1\",\"stream\":\"../x\",\"lane\":\"live\",\"epoch\":1}",
                        "{\"v\":1,\"shopId\":\"1\",\"stream\":\"order\",\"lane\":\"fast\",\"epoch\":1}",
                        "{\"v\":1,\"shopId\":\"1\",\"stream\":\"order\",\"lane\":\"live\",\"epoch\":0}",
                        "{\"v\":1,\"shopId\":\"1\",\"stream\":\"order\",\"lane\":\"live\"}")) {
            assertThat(SyncMessage.parse(body)).as(body).isEmpty();
        }
    }

    @Test
    void theWorkerTellsWhichMessagesFailedAndDoesTheOthers() throws IOException {
        rig.sellOrders(3);
        rig.connect();
        Queue.Message good = rig.takeMessages().getFirst();
        SyncWorkerFunction worker = worker(new InMemoryQueue());
        String event =
                Json.object()
                        .set(
                                "Records",
                                Json.array()
                                        .add(record("m1", "not a message"))
                                        .add(record("m2", good.body()))
                                        .add(
                                                record(
                                                        "m3",
                                                        good.body()
                                                                .replace("\"order\"", "\"wish\""))))
                        .toString();

        JsonNode answer = answer(worker, event);

        assertThat(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"))
                .containsExactly("m1", "m3");
        // Three messages share fifteen seconds, so the good one goes on later rather than half-way.
        rig.drain();
        rig.assertKeptIsTruth();
    }

    @Test
    void theWorkerReturnsAMessageWhoseStoreFailed() throws IOException {
        rig.sellOrders(3);
        rig.connect();
        Queue.Message message = rig.takeMessages().getFirst();
        rig.records.beforeWrite(_ -> {
            throw new IllegalStateException("away");
        });
        SyncWorkerFunction worker = worker(new InMemoryQueue());
        String event =
                Json.object()
                        .set("Records", Json.array().add(record("m1", message.body())))
                        .toString();

        assertThat(answer(worker, event).path("batchItemFailures")).hasSize(1);
    }

    @Test
    void theExampleEventsAreUnderstood() throws IOException {
        rig.sellOrders(3);
        PlannerFunction planner = new PlannerFunction(rig.planner, rig.time);

        assertThat(answer(planner, example("planner-shop-connected")).path("sent").asInt())
                .isEqualTo(1);
        SyncWorkerFunction worker = worker(new InMemoryQueue());
        assertThat(answer(worker, example("sync-worker-backfill")).path("batchItemFailures"))
                .isEmpty();
        rig.assertKeptIsTruth();
        rig.takeMessages();
        rig.time.advance(Duration.ofMinutes(6));
        assertThat(answer(planner, example("planner-schedule")).path("sent").asInt()).isEqualTo(1);
        rig.platform.answer(new Answer.Throttled<>(Duration.ofMinutes(1)));
        assertThat(answer(worker, example("sync-worker-live")).path("batchItemFailures")).isEmpty();
        assertThat(rig.status().state()).isEqualTo(StreamStatus.State.DELAYED);
    }

    @Test
    void theWorkerGivesUpWithAReasonWhatFailedForTheLastTime() throws IOException {
        rig.sellOrders(3);
        rig.connect();
        String body = rig.takeMessages().getFirst().body();
        String unknown = body.replace("\"order\"", "\"wish\"");
        rig.records.beforeWrite(_ -> {
            throw new IllegalStateException("away");
        });
        InMemoryQueue letters = new InMemoryQueue();
        SyncWorkerFunction worker = worker(letters);
        List<String> bodies = List.of("not a message", unknown, body);

        assertThat(answer(worker, delivered(bodies, 4)).path("batchItemFailures")).hasSize(3);
        letters.fail(true);
        assertThat(answer(worker, delivered(bodies, 5)).path("batchItemFailures")).hasSize(3);
        letters.fail(false);
        assertThat(letters.waiting()).isEmpty();
        assertThat(answer(worker, delivered(bodies, 5)).path("batchItemFailures")).isEmpty();

        List<Queue.Message> given = letters.takeAll();
        assertThat(given).extracting(Queue.Message::body).containsExactlyElementsOf(bodies);
        assertThat(given)
                .extracting(letter -> letter.notes().get(GivenUp.REASON))
                .containsExactly("not-understood", "no-known-stream", "IllegalStateException");
    }

    private SyncWorkerFunction worker(InMemoryQueue letters) {
        return new SyncWorkerFunction(
                rig.engine, new GivenUp(Map.of("BackfillQueue", letters)), rig.time);
    }

    private static String delivered(List<String> bodies, int times) {
        ArrayNode records = Json.array();
        for (String body : bodies) {
            ObjectNode record = record("m" + records.size(), body);
            record.put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:BackfillQueue")
                    .putObject("attributes")
                    .put("ApproximateReceiveCount", Integer.toString(times));
            records.add(record);
        }
        return Json.object().set("Records", records).toString();
    }

    private static ObjectNode record(String id, String body) {
        return Json.object().put("messageId", id).put("body", body);
    }

    private static String example(String name) throws IOException {
        return Files.readString(Path.of("..", "events", name + ".json"));
    }

    private static JsonNode answer(RequestStreamHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                output,
                new InvocationContext());
        return Json.parse(output.toByteArray());
    }

    @Test
    void aConnectionToldTwiceDoesNotReadTheFirstPageTwice() {
        rig.sellOrders(3);
        rig.connect();
        rig.platform.beforeEachAnswer(() -> rig.planner.shopConnected(FakeConnect.SHOP));
        rig.drain();

        assertThat(rig.platform.calls()).isEqualTo(1);
        rig.assertKeptIsTruth();
    }
}
