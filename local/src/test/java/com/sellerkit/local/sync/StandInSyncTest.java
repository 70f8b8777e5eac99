package com.sellerkit.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.sandbox.Fault;
import com.sellerkit.sandbox.FaultKind;
import com.sellerkit.sandbox.Sandbox;
import com.sellerkit.sandbox.SandboxClock;
import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.sync.OrderFilter;
import com.sellerkit.sync.OrderRow;
import com.sellerkit.sync.OrderSlice;
import com.sellerkit.sync.OrderStream;
import com.sellerkit.sync.Orders;
import com.sellerkit.sync.Pace;
import com.sellerkit.sync.Planner;
import com.sellerkit.sync.RunOutcome;
import com.sellerkit.sync.StreamStatus;
import com.sellerkit.sync.SyncEngine;
import com.sellerkit.sync.SyncMessage;
import com.sellerkit.sync.SyncQueues;
import com.sellerkit.sync.SyncStatus;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.OrderPage;
import com.sellerkit.tiktok.TestSigner;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.tiktok.TokenGrant;
import com.sellerkit.vault.InMemoryShopKeys;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StandInSyncTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final int TURNS_MAX = 100;
    private static final Duration LONG = Duration.ofMinutes(2);

    /// Both sides go by it, so that waiting for another try takes no time.
    private final ManualTime time = new ManualTime(START.plusSeconds(60));

    private final SandboxConfig config =
            SandboxConfig.defaults().withClock(SandboxClock.frozenAt(START)).withRealTime(time);
    private final Sandbox sandbox = Sandbox.start(config);
    private final SeededIds ids = new SeededIds(1);
    private final TestSigner app = new TestSigner(config.appKey(), config.appSecret());
    private final TikTokClient client = new TikTokClient(sandbox.baseUrl(), app, time, time, ids);
    private final TokenClient tokens = new TokenClient(sandbox.baseUrl(), app, time, time, ids);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void twoThousandOrdersArriveInTwentyCallsAndEqualTheStandIns() {
        Reading reading = new Reading(shops("us").getFirst());

        assertThat(reading.run()).isEqualTo(RunOutcome.FINISHED);

        assertThat(sandbox.control().calls("/order/202309/orders/search")).isEqualTo(20);
        StreamStatus.Progress progress = reading.status().progress().orElseThrow();
        assertThat(progress.read()).isEqualTo(2_000);
        assertThat(progress.total()).contains(2_000L);
        assertThat(progress.unreadable()).isZero();
        reading.assertEqual("us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "jp", "id", "mx"})
    void everyCurrencyIsExact(String key) {
        String id =
                sandbox.control().shops().stream()
                        .filter(shop -> shop.key().equals(key))
                        .findFirst()
                        .orElseThrow()
                        .id();
        Reading reading =
                new Reading(
                        shops("global").stream()
                                .filter(shop -> shop.id().value().equals(id))
                                .findFirst()
                                .orElseThrow());

        assertThat(reading.run()).isEqualTo(RunOutcome.FINISHED);

        reading.assertEqual(key);
    }

    @Test
    void passingFaultsAreWaitedOut() {
        Reading reading = new Reading(shops("global").getFirst());
        for (FaultKind kind :
                List.of(
                        FaultKind.INTERNAL_ERROR_OK,
                        FaultKind.TRUNCATED_BODY,
                        FaultKind.WRONG_CONTENT_TYPE,
                        FaultKind.THROTTLE)) {
            sandbox.control().addFault(Fault.of(kind).onPath("/order/").times(1));
        }

        assertThat(reading.run()).isEqualTo(RunOutcome.FINISHED);
    }

    @Test
    void unknownFieldsChangeNothing() {
        ApprovedShop shop = shops("us").getFirst();
        sandbox.control().addFault(Fault.of(FaultKind.EXTRA_FIELDS));
        Reading reading = new Reading(shop);

        assertThat(reading.run()).isEqualTo(RunOutcome.FINISHED);

        reading.assertEqual("us");
    }

    @Test
    void aRevokedAuthorizationNeedsAPersonAndKeepsWhatWasRead() {
        Reading reading = new Reading(shops("us").getFirst());
        sandbox.control().revoke(sandbox.control().grants().getFirst().id());

        assertThat(reading.run()).isEqualTo(RunOutcome.STOPPED);

        assertThat(reading.status().state()).isEqualTo(StreamStatus.State.FAILING);
    }

    @Test
    void detailAndSearchReadTheSameOrder() {
        ApprovedShop shop = shops("us").getFirst();
        String id = sandbox.control().orders("us").getFirst().path("id").asText();
        Reading reading = new Reading(shop);

        Answer<OrderPage> answer =
                client.orders(
                        reading.shop.access(),
                        List.of(new OrderId(id)),
                        Deadline.in(Duration.ofSeconds(20), time));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Success.class,
                        success -> assertThat(((OrderPage) success.data()).orders()).hasSize(1));
    }

    private List<ApprovedShop> shops(String seller) {
        TokenGrant grant =
                ApprovedShop.granted(tokens.exchange(Secret.of(sandbox.control().approve(seller))));
        TokenGrant renewed = ApprovedShop.granted(tokens.refresh(grant.refreshToken()));
        assertThat(renewed.openId()).isEqualTo(grant.openId());
        return ApprovedShop.of(renewed, client);
    }

    /// One shop being read into memory.
    private final class Reading {
        private final ApprovedShop shop;
        private final InMemoryRecords records;
        private final InMemoryQueue queue = new InMemoryQueue();
        private final SyncEngine engine;

        Reading(ApprovedShop shop) {
            this.shop = shop;
            InMemoryShopKeys keys = new InMemoryShopKeys(ids);
            keys.create(shop.id());
            records = new InMemoryRecords(Table.SHOPS, keys);
            SyncQueues queues = new SyncQueues(queue, queue, queue);
            engine =
                    new SyncEngine(
                            records,
                            new Fingerprints(keys),
                            shop,
                            shop,
                            queues,
                            List.of(
                                    OrderStream.declare(
                                            client, Duration.ofMinutes(5), Optional.empty())),
                            Duration.ZERO,
                            Pace.STEADY,
                            time,
                            ids);
            new Planner(
                            records,
                            shop,
                            queues,
                            List.of(OrderStream.NAME),
                            Duration.ofSeconds(20),
                            time)
                    .shopConnected(shop.id());
        }

        /// Reads on, turn after turn, until there is nothing to go on with.
        RunOutcome run() {
            RunOutcome outcome = RunOutcome.CONTINUED;
            for (int turn = 0; turn < TURNS_MAX && outcome == RunOutcome.CONTINUED; turn++) {
                Queue.Message message = queue.take().orElseThrow();
                assertThat(message.body()).doesNotContain("token");
                outcome =
                        engine.run(
                                new SyncMessage(
                                        shop.id(), OrderStream.NAME, SyncMessage.Lane.BACKFILL, 1),
                                Deadline.in(LONG, time));
            }
            return outcome;
        }

        StreamStatus status() {
            return new SyncStatus(records, List.of(OrderStream.NAME), time)
                    .of(shop.id())
                    .getFirst();
        }

        void assertEqual(String key) {
            Map<String, JsonNode> truth = new HashMap<>();
            sandbox.control().orders(key).forEach(o -> truth.put(o.path("id").asText(), o));
            Map<String, OrderRow> rows = new HashMap<>();
            for (OrderRow row : rows()) {
                assertThat(rows.put(row.id().value(), row)).isNull();
            }
            assertThat(rows.keySet()).isEqualTo(new HashSet<>(truth.keySet()));
            rows.forEach((id, row) -> {
                JsonNode order = truth.getOrDefault(id, emptyOrder());
                assertThat(row.status()).isEqualTo(order.path("status").asText());
                assertThat(row.placedAt().getEpochSecond())
                        .isEqualTo(order.path("create_time").asLong());
                assertThat(row.updatedAt().getEpochSecond())
                        .isEqualTo(order.path("update_time").asLong());
                assertThat(row.lines().stream().mapToInt(OrderRow.Line::quantity).sum())
                        .isEqualTo(order.path("line_items").size());
                JsonNode payment = order.path("payment");
                assertThat(new BigDecimal(row.total().orElseThrow().decimal()))
                        .isEqualByComparingTo(payment.path("total_amount").asText());
                assertThat(row.total().orElseThrow().currency())
                        .isEqualTo(payment.path("currency").asText());
            });
        }

        private List<OrderRow> rows() {
            Orders orders = new Orders(records);
            List<OrderRow> rows = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                OrderSlice slice = orders.list(shop.id(), OrderFilter.ALL, cursor, 100);
                rows.addAll(slice.orders());
                cursor = slice.older();
            } while (cursor.isPresent());
            return rows;
        }
    }

    private static ObjectNode emptyOrder() {
        return Json.object();
    }
}
