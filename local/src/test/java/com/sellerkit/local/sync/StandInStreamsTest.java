package com.sellerkit.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sandbox.Sandbox;
import com.sellerkit.sandbox.SandboxClock;
import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.store.Records;
import com.sellerkit.sync.EveryStream;
import com.sellerkit.sync.Streams;
import com.sellerkit.tiktok.TestSigner;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenClient;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every stream of a shop, read from the stand-in over HTTP as production reads it, holds what the
/// stand-in has, to the cent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StandInStreamsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /// Both sides go by it, so that waiting for the next allowed call takes no time.
    private final ManualTime time = new ManualTime(START.plusSeconds(60));

    private final SandboxConfig config =
            SandboxConfig.defaults()
                    .withClock(SandboxClock.frozenAt(START))
                    .withRealTime(time)
                    .withShopSize("us", 60);

    private final Sandbox sandbox = Sandbox.start(config);
    private final SeededIds ids = new SeededIds(1);
    private final TestSigner app = new TestSigner(config.appKey(), config.appSecret());
    private final TikTokClient client = new TikTokClient(sandbox.baseUrl(), app, time, time, ids);
    private final TokenClient tokens = new TokenClient(sandbox.baseUrl(), app, time, time, ids);
    private final CleanReading reading =
            CleanReading.of(
                    ApprovedShop.of(sandbox, "us", tokens, client).getFirst(), client, time, ids);
    private final ShopId shop = reading.shop();
    private final Records records = reading.records();

    @AfterAll
    void stop() {
        sandbox.close();
    }

    private Map<String, JsonNode> kept(Streams stream) {
        return EveryStream.kept(records, shop, stream);
    }

    @Test
    void noStreamIsInTroubleAndNoneIsEmpty() {
        for (Streams stream : Streams.values()) {
            assertThat(EveryStream.trouble(records, shop, stream.wireName()))
                    .as(stream.wireName())
                    .isEmpty();
            if (stream != Streams.ORDER && stream != Streams.PROFILE) {
                assertThat(kept(stream)).as(stream.wireName()).isNotEmpty();
            }
        }
    }

    @Test
    void c2ProductsTheirPagesAndTheirStockAreKept() {
        Set<String> truth = new HashSet<>();
        Set<String> withPage = new HashSet<>();
        for (JsonNode product : sandbox.control().products("us")) {
            truth.add(product.path("id").asText());
            if (!Set.of("DELETED", "FREEZE").contains(product.path("status").asText())) {
                withPage.add(product.path("id").asText());
            }
        }

        assertThat(kept(Streams.PRODUCT).keySet()).isEqualTo(truth);
        assertThat(kept(Streams.PRODUCT_PAGE).keySet()).isEqualTo(withPage);
        assertThat(kept(Streams.INVENTORY).keySet()).isNotEmpty().isSubsetOf(truth);
        assertThat(kept(Streams.INVENTORY).values())
                .allSatisfy(stock ->
                        assertThat(stock.at("/skus/0/totalAvailableQuantity").isNumber()).isTrue());
    }

    @Test
    void c4EveryStatementIsTheSumOfItsTransactionsAndEveryPaymentThatOfItsStatements() {
        Map<String, Long> sums = new TreeMap<>();
        for (JsonNode transaction : kept(Streams.TRANSACTION).values()) {
            sums.merge(
                    transaction.path("statementId").asText(),
                    transaction.path("settlementAmount").asLong(),
                    Long::sum);
        }
        Map<String, Long> paid = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : kept(Streams.STATEMENT).entrySet()) {
            JsonNode statement = each.getValue();
            long amount = statement.path("settlementAmount").asLong();
            assertThat(sums.getOrDefault(each.getKey(), 0L)).as(each.getKey()).isEqualTo(amount);
            if (!statement.path("paymentId").asText().isEmpty()) {
                paid.merge(statement.path("paymentId").asText(), amount, Long::sum);
            }
        }
        assertThat(paid).isNotEmpty();
        assertThat(
                        kept(Streams.PAYMENT).entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                each ->
                                                        each.getValue()
                                                                .at("/settlementAmount/value")
                                                                .asLong())))
                .isEqualTo(paid);
    }

    @Test
    void c5EveryConversationIsKeptWithItsMessages() {
        Set<String> truth =
                sandbox.control().conversations("us").stream()
                        .map(conversation -> conversation.path("id").asText())
                        .collect(Collectors.toSet());
        Set<String> withMessages =
                kept(Streams.MESSAGE).values().stream()
                        .map(message -> message.path("conversationId").asText())
                        .collect(Collectors.toSet());

        assertThat(kept(Streams.CONVERSATION).keySet()).isEqualTo(truth);
        assertThat(withMessages).isNotEmpty().isSubsetOf(truth);
        assertThat(kept(Streams.MESSAGE).values())
                .allSatisfy(message -> assertThat(message.path("content").asText()).isNotEmpty());
    }
}
