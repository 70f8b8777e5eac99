package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final String SHOPS = "/authorization/202309/shops";

    private final SandboxConfig config = TestClient.frozen();
    private final Sandbox sandbox = Sandbox.start(config);
    private final TestClient client = new TestClient(sandbox, config);
    private final JsonNode tokens = client.tokens(sandbox.control().approve("us")).data();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aFaultEndsAfterItsNumberOfCalls() {
        on(Fault.of(FaultKind.INTERNAL_ERROR).times(2));

        assertThat(shops().code()).isEqualTo(36009003);
        assertThat(shops().status()).isEqualTo(500);
        assertThat(shops().code()).isZero();
        assertThat(sandbox.control().faults()).isEmpty();
    }

    @Test
    void aFaultKeepsToItsPath() {
        on(Fault.of(FaultKind.UNAVAILABLE).onPath("/order/"));

        assertThat(shops().code()).isZero();
        TestClient.Reply search = search();
        assertThat(search.status()).isEqualTo(503);
        assertThat(search.raw().headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void throttlingSaysHowLongToWaitInSecondsOrAsADate() {
        on(Fault.of(FaultKind.THROTTLE).withRetryAfter(Duration.ofSeconds(7)).times(1));
        on(Fault.of(FaultKind.THROTTLE).withRetryAfterDate(Duration.ofSeconds(7)).times(1));
        on(Fault.of(FaultKind.THROTTLE).withRetryAfter(Duration.ZERO).times(1));

        TestClient.Reply seconds = shops();
        assertThat(seconds.status()).isEqualTo(429);
        assertThat(seconds.code()).isEqualTo(36009002);
        assertThat(seconds.raw().headers().firstValue("Retry-After")).hasValue("7");
        assertThat(shops().raw().headers().firstValue("Retry-After").orElseThrow())
                .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 2[0-9]{3} [0-9:]{8} GMT");
        assertThat(shops().raw().headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void thePlatformsRefusalsCanBeForced() {
        refuses(FaultKind.EXPIRED_ACCESS_TOKEN, 105002);
        refuses(FaultKind.REVOKED_GRANT, 36009004);
        refuses(FaultKind.SCOPE_MISSING, 105005);
        refuses(FaultKind.SHOP_INACTIVE, 36009043);
        refuses(FaultKind.SELLER_INACTIVE, 36009044);
        refuses(FaultKind.INTERNAL_ERROR_OK, 36009003);
    }

    @Test
    void aRevocationCanBeForcedOnARefreshToo() {
        on(Fault.of(FaultKind.REVOKED_GRANT).onPath("/api").times(1));

        assertThat(client.refresh(tokens.path("refresh_token").asText()).code())
                .isEqualTo(36004005);
    }

    @Test
    void aHangEndsWithoutAnAnswer() {
        on(Fault.of(FaultKind.HANG).withDelay(Duration.ofMillis(50)).times(1));

        assertThatThrownBy(this::search).isInstanceOf(UncheckedIOException.class);
        assertThat(search().code()).isZero();
    }

    @Test
    void aTruncatedBodyIsShorterThanPromised() {
        on(Fault.of(FaultKind.TRUNCATED_BODY).times(1));

        assertThatThrownBy(this::search).isInstanceOf(UncheckedIOException.class);
        assertThat(search().code()).isZero();
    }

    @Test
    void latencyDelaysTheAnswerButNotItsContent() {
        on(Fault.of(FaultKind.LATENCY).withDelay(Duration.ofMillis(120)).times(1));
        long start = System.nanoTime();

        assertThat(shops().code()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(110));
    }

    @Test
    void anHtmlPageMayComeWhereJsonIsExpected() {
        on(Fault.of(FaultKind.WRONG_CONTENT_TYPE).times(1));

        assertThat(shops().raw().headers().firstValue("content-type").orElseThrow())
                .startsWith("text/html");
    }

    @Test
    void extraFieldsAppearInEveryObjectAndDisturbNothingElse() {
        on(Fault.of(FaultKind.EXTRA_FIELDS).times(1));
        JsonNode order = search().data().path("orders").get(0);

        assertThat(order.path("sandbox_extra_text").isTextual()).isTrue();
        assertThat(order.path("payment").has("sandbox_extra_object")).isTrue();
        assertThat(order.path("id").asText()).hasSize(18);
    }

    @Test
    void aStatementsTotalMayNotMatchItsTransactions() {
        JsonNode before = statements().path("statements").get(0);
        on(Fault.of(FaultKind.STATEMENT_MISMATCH).onPath("/finance/202309/statements"));
        JsonNode after = statements().path("statements").get(0);

        assertThat(minor(after, "settlement_amount"))
                .isEqualTo(minor(before, "settlement_amount") - 100);
        assertThat(minor(transactions(after), "total_settlement_amount"))
                .isEqualTo(minor(before, "settlement_amount"));
    }

    @Test
    void aFeeMayChangeBetweenTwoReadsAndBeUnknownAndAllSumsFollow() {
        JsonNode statement = busyStatement();
        JsonNode before = transactions(statement);
        on(Fault.of(FaultKind.FEE_CHANGED).times(1));
        JsonNode changed = transactions(statement);
        on(Fault.of(FaultKind.UNKNOWN_FEE).times(1));
        JsonNode unknown = transactions(statement);

        for (JsonNode after : new JsonNode[] {changed, unknown}) {
            long movements = after.path("transactions").size();
            assertThat(minor(after, "total_settlement_amount"))
                    .isEqualTo(minor(before, "total_settlement_amount") - 100 * movements);
            assertThat(minor(after.path("transactions").get(0), "fee_tax_amount"))
                    .isEqualTo(minor(before.path("transactions").get(0), "fee_tax_amount") - 100);
        }
        String fee = "/transactions/0/fee_tax_breakdown/fee";
        assertThat(minor(changed.at(fee), "referral_fee_amount"))
                .isEqualTo(minor(before.at(fee), "referral_fee_amount") - 100);
        assertThat(minor(unknown.at(fee), MoneyLies.UNKNOWN_FEE)).isEqualTo(-100);
        assertThat(transactions(statement)).isEqualTo(before);
    }

    @Test
    void anAmountMayBeANumberOrEmpty() {
        on(Fault.of(FaultKind.AMOUNT_AS_NUMBER).times(1));
        JsonNode number = statements().path("statements").get(0);
        on(Fault.of(FaultKind.EMPTY_AMOUNT).times(1));
        JsonNode empty = statements().path("statements").get(0);
        JsonNode honest = statements().path("statements").get(0);

        assertThat(number.path("settlement_amount").isNumber()).isTrue();
        assertThat(number.path("id").isTextual()).isTrue();
        assertThat(empty.path("settlement_amount").asText("x")).isEmpty();
        assertThat(minor(honest, "settlement_amount")).isNotZero();
    }

    @Test
    void aLostTokenAnswerConsumesTheRefreshTokenAllTheSame() {
        // Twice, as the JDK's client silently repeats a GET whose connection closed unanswered.
        on(Fault.of(FaultKind.LOST_ANSWER).onPath("/api/v2/token/refresh").times(2));
        String refresh = tokens.path("refresh_token").asText();

        assertThatThrownBy(() -> client.refresh(refresh)).isInstanceOf(UncheckedIOException.class);
        assertThat(client.refresh(refresh).code()).isEqualTo(36004005);
    }

    @Test
    void aListThatLiesAboutItsTotalIsOtherwiseAsItWas() {
        JsonNode honest = search().data();
        on(Fault.of(FaultKind.TOTAL_TOO_HIGH).times(1));
        on(Fault.of(FaultKind.TOTAL_TOO_LOW).onPath("/order/").times(2));
        long total = honest.path("total_count").asLong();

        // Both at once cancel each other out.
        assertThat(search().data().path("total_count").asLong()).isEqualTo(total);
        JsonNode low = search().data();
        assertThat(low.path("total_count").asLong()).isEqualTo(total - Lies.TOTAL_OFF_BY);
        assertThat(low.path("orders")).isEqualTo(honest.path("orders"));
        assertThat(search().data()).isEqualTo(honest);
    }

    @Test
    void aFieldChangesItsTypeOrGoesMissingWhereverItIs() {
        on(Fault.of(FaultKind.CHANGED_TYPE).onPath("/order/").times(1));
        JsonNode usual = search().data().path("orders").get(0);
        assertThat(usual.path("update_time").isTextual()).isTrue();
        assertThat(usual.path("create_time").isIntegralNumber()).isTrue();
        on(Fault.of(FaultKind.CHANGED_TYPE).onPath("/order/").onField("sku_id").times(1));
        assertThat(search().data().findValues("sku_id"))
                .isNotEmpty()
                .allMatch(JsonNode::isIntegralNumber);
        on(Fault.of(FaultKind.CHANGED_TYPE).onPath("/order/").onField("payment").times(1));
        assertThat(search().data().path("orders").get(0).path("payment").isTextual()).isTrue();
        on(Fault.of(FaultKind.MISSING_FIELD).onPath("/order/").onField("line_items").times(1));
        JsonNode without = search().data();
        assertThat(without.path("orders")).hasSize(2);
        assertThat(without.findValues("line_items")).isEmpty();
        assertThat(search().data().findValues("line_items")).hasSize(2);
        assertThatThrownBy(() -> Fault.of(FaultKind.MISSING_FIELD).onField("x".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64");
    }

    @Test
    void aShiftingWalkMissesOneThingAndShowsAnotherTwiceOnEveryLaterPage() {
        JsonNode first = search().data();
        Map<String, String> next = Map.of("page_token", first.path("next_page_token").asText());
        String token = tokens.path("access_token").asText();
        JsonNode honest = client.search(token, "us", next, "{}").data();
        on(Fault.of(FaultKind.SHIFTING_PAGES).onPath("/order/"));

        assertThat(search().data()).isEqualTo(first);
        JsonNode shifted = client.search(token, "us", next, "{}").data();
        assertThat(honest.path("orders")).hasSize(100);
        assertThat(shifted.path("orders")).hasSize(100);
        assertThat(shifted.path("orders")).doesNotContain(honest.path("orders").get(0));
        assertThat(shifted.path("orders").get(99)).isEqualTo(shifted.path("orders").get(98));
        assertThat(shifted.path("next_page_token").asText()).isNotEmpty();
    }

    @Test
    void aRefusalIsNeverLiedAbout() {
        on(Fault.of(FaultKind.MISSING_FIELD).onField("message"));
        on(Fault.of(FaultKind.TOTAL_TOO_HIGH));
        on(Fault.of(FaultKind.SCOPE_MISSING).times(1));

        assertThat(search().code()).isEqualTo(105005);
        assertThat(search().message()).isEqualTo("Success");
    }

    @Test
    void everyCallIsCountedDroppedOnesToo() {
        sandbox.control().resetCalls();
        on(Fault.of(FaultKind.LOST_ANSWER).times(2));
        assertThatThrownBy(this::shops).isInstanceOf(UncheckedIOException.class);
        shops();

        assertThat(sandbox.control().calls()).isEqualTo(Map.of(SHOPS, 3L));
        assertThat(sandbox.control().recentCalls().getLast().status()).isZero();
        assertThat(sandbox.control().recentCalls().getFirst().status()).isEqualTo(200);
    }

    private void refuses(FaultKind kind, int code) {
        on(Fault.of(kind).times(1));
        assertThat(search().code()).as(kind.name()).isEqualTo(code);
        assertThat(search().code()).isZero();
    }

    private void on(Fault fault) {
        sandbox.control().addFault(fault);
    }

    private TestClient.Reply shops() {
        return client.call("GET", SHOPS, tokens.path("access_token").asText(), Map.of(), "");
    }

    private TestClient.Reply search() {
        return client.search(
                tokens.path("access_token").asText(), "us", Map.of("page_size", "2"), "{}");
    }

    private JsonNode statements() {
        return finance("/finance/202309/statements", "statement_time");
    }

    private JsonNode busyStatement() {
        return statements()
                .path("statements")
                .valueStream()
                .filter(one -> !transactions(one).path("transactions").isEmpty())
                .filter(one ->
                        transactions(one)
                                .path("transactions")
                                .valueStream()
                                .allMatch(each -> each.path("type").asText().equals("ORDER")))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode transactions(JsonNode statement) {
        return finance(
                "/finance/202501/statements/%s/statement_transactions"
                        .formatted(statement.path("id").asText()),
                "order_create_time");
    }

    private JsonNode finance(String path, String sortField) {
        Map<String, String> query =
                Map.of("sort_field", sortField, "shop_cipher", client.cipher("us"));
        return client.call("GET", path, tokens.path("access_token").asText(), query, "").data();
    }

    private static long minor(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asText()).movePointRight(2).longValueExact();
    }
}
