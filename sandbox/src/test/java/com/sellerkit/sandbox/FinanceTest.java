package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FinanceTest {
    private static final String STATEMENTS = "/finance/202309/statements";
    private static final String PAYMENTS = "/finance/202309/payments";
    private static final String WITHDRAWALS = "/finance/202309/withdrawals";
    private static final String UNSETTLED = "/finance/202507/orders/unsettled";
    private static final Map<String, String> BY_STATEMENT_TIME =
            Map.of("sort_field", "statement_time");
    private static final long DAY = 86_400;

    private final SandboxConfig config = TestClient.frozen();
    private final Sandbox sandbox = Sandbox.start(config);
    private final TestClient client = new TestClient(sandbox, config);
    private final Map<String, String> tokens = new HashMap<>();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void everyStatementIsTheSumOfItsTransactionsToTheLastUnit() {
        for (String shop : List.of("us", "uk", "de", "jp", "id", "mx")) {
            for (JsonNode statement : statements(shop)) {
                JsonNode total = transactionsPage(shop, statement.path("id").asText(), Map.of());
                List<JsonNode> parts = transactions(shop, statement.path("id").asText());
                assertThat(amount(total, "total_settlement_amount"))
                        .isEqualByComparingTo(amount(statement, "settlement_amount"))
                        .isEqualByComparingTo(sum(parts, "settlement_amount"));
                JsonNode made = total.path("total_settlement_breakdown");
                assertThat(sum(parts, "revenue_amount"))
                        .isEqualByComparingTo(amount(made, "total_revenue_amount"));
                assertThat(sum(parts, "shipping_cost_amount"))
                        .isEqualByComparingTo(amount(made, "total_shipping_cost_amount"));
                assertThat(sum(parts, "fee_tax_amount"))
                        .isEqualByComparingTo(amount(made, "total_fee_tax_amount"));
                assertThat(sum(parts, "adjustment_amount"))
                        .isEqualByComparingTo(amount(made, "total_adjustment_amount"));
                assertThat(sum(parts, "reserve_amount"))
                        .isEqualByComparingTo(amount(total, "total_reserve_amount"));
                assertThat(
                                amount(statement, "revenue_amount")
                                        .add(amount(statement, "net_sales_amount"))
                                        .add(amount(statement, "shipping_cost_amount"))
                                        .add(amount(statement, "fee_amount"))
                                        .add(amount(statement, "adjustment_amount")))
                        .isEqualByComparingTo(amount(statement, "settlement_amount"));
                assertThat(total.path("total_count").asInt()).isEqualTo(parts.size());
                parts.forEach(FinanceTest::addsUp);
            }
        }
    }

    @Test
    void everyDeliveredOrderIsInExactlyOneStatementOrUnsettled() {
        Map<String, JsonNode> orders = new HashMap<>();
        sandbox.control().orders("us").forEach(order -> orders.put(id(order), order));
        Map<String, List<BigDecimal>> booked = new HashMap<>();
        for (JsonNode statement : statements("us")) {
            for (JsonNode one : transactions("us", statement.path("id").asText())) {
                if (one.path("type").asText().equals("ORDER")) {
                    booked.computeIfAbsent(one.path("order_id").asText(), key -> new ArrayList<>())
                            .add(amount(one, "revenue_amount"));
                    long delivered =
                            sandbox.control()
                                    .order(one.path("order_id").asText())
                                    .orElseThrow()
                                    .path("delivery_time")
                                    .asLong();
                    assertThat(statement.path("statement_time").asLong())
                            .isGreaterThan(delivered + 5 * DAY);
                }
            }
        }
        Set<String> open = new HashSet<>();
        unsettled("us").forEach(one -> open.add(one.path("order_id").asText()));

        assertThat(booked.keySet()).doesNotContainAnyElementsOf(open);
        assertThat(open).isNotEmpty();
        for (JsonNode order : orders.values()) {
            boolean shipped =
                    Set.of("IN_TRANSIT", "DELIVERED", "COMPLETED")
                            .contains(order.path("status").asText());
            assertThat(booked.containsKey(id(order)) || open.contains(id(order)))
                    .as(id(order))
                    .isEqualTo(shipped);
        }
        booked.values()
                .forEach(amounts -> {
                    assertThat(amounts.stream().filter(one -> one.signum() >= 0))
                            .hasSizeLessThanOrEqualTo(2);
                    assertThat(amounts.stream().filter(one -> one.signum() > 0))
                            .hasSizeLessThanOrEqualTo(1);
                });
        assertThat(booked.values().stream().filter(amounts -> amounts.size() == 2))
                .hasSizeGreaterThan(20);
    }

    @Test
    void anOrdersSkusComeToWhatItsTransactionsComeTo() {
        Map<String, BigDecimal> settled = new HashMap<>();
        for (JsonNode statement : statements("uk")) {
            for (JsonNode one : transactions("uk", statement.path("id").asText())) {
                if (one.path("type").asText().equals("ORDER")) {
                    settled.merge(
                            one.path("order_id").asText(),
                            amount(one, "settlement_amount"),
                            BigDecimal::add);
                }
            }
        }
        assertThat(settled).hasSizeGreaterThan(100);
        settled.forEach((order, sum) -> {
            JsonNode data = get("uk", ofOrder(order), Map.of()).data();
            List<JsonNode> skus = list(data, "sku_transactions");
            assertThat(amount(data, "settlement_amount"))
                    .isEqualByComparingTo(sum)
                    .isEqualByComparingTo(sum(skus, "settlement_amount"));
            assertThat(amount(data, "fee_and_tax_amount"))
                    .isEqualByComparingTo(sum(skus, "fee_tax_amount"));
            assertThat(data.path("total_count").asInt()).isEqualTo(skus.size());
            skus.forEach(FinanceTest::addsUp);
        });
    }

    @Test
    void anOrdersMovementHoldsWhatTheOrderSaysToTheLastUnit() {
        int seen = 0;
        for (String shop : List.of("us", "jp", "mx")) {
            for (JsonNode statement : statements(shop).reversed().subList(0, 20)) {
                for (JsonNode one : transactions(shop, id(statement))) {
                    JsonNode revenue = one.path("revenue_breakdown");
                    boolean sale = amount(revenue, "subtotal_before_discount_amount").signum() > 0;
                    if (!sale) {
                        continue;
                    }
                    seen++;
                    JsonNode payment =
                            sandbox.control()
                                    .order(one.path("order_id").asText())
                                    .orElseThrow()
                                    .path("payment");
                    assertThat(amount(revenue, "subtotal_before_discount_amount"))
                            .isEqualByComparingTo(amount(payment, "original_total_product_price"));
                    assertThat(amount(revenue, "seller_discount_amount").negate())
                            .isEqualByComparingTo(amount(payment, "seller_discount"));
                    JsonNode shipping = one.path("shipping_cost_breakdown");
                    assertThat(amount(shipping, "customer_paid_shipping_fee_amount"))
                            .isEqualByComparingTo(amount(payment, "shipping_fee"));
                    assertThat(
                                    amount(
                                            one.path("supplementary_component"),
                                            "customer_payment_amount"))
                            .isEqualByComparingTo(amount(payment, "total_amount"));
                }
            }
        }
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void anAmountIsSharedOutByWeightToTheLastUnit() {
        assertThat(Tariff.share(100, new long[] {1, 1, 1})).containsExactly(33, 33, 34);
        assertThat(Tariff.share(7, new long[] {0, 3})).containsExactly(0, 7);
        assertThat(Tariff.share(7, new long[] {0, 0})).containsExactly(7, 0);
        assertThat(Tariff.share(5, new long[0])).isEmpty();
    }

    @Test
    void aRefundIsANegativeTransactionInALaterStatement() {
        Map<String, Long> firstSeen = new HashMap<>();
        int refunds = 0;
        for (JsonNode statement : statements("us")) {
            long time = statement.path("statement_time").asLong();
            for (JsonNode one : transactions("us", statement.path("id").asText())) {
                if (!one.path("type").asText().equals("ORDER")) {
                    continue;
                }
                Long before = firstSeen.putIfAbsent(one.path("order_id").asText(), time);
                if (before != null) {
                    refunds++;
                    assertThat(time).isGreaterThan(before);
                    assertThat(amount(one, "revenue_amount")).isNegative();
                    assertThat(
                                    amount(
                                            one.path("supplementary_component"),
                                            "customer_refund_amount"))
                            .isNegative();
                }
            }
        }
        assertThat(refunds).isGreaterThan(20);
    }

    @Test
    void aPaymentIsTheSumOfTheStatementsItPays() {
        for (String shop : List.of("us", "de", "id")) {
            Map<String, BigDecimal> settled = new HashMap<>();
            Map<String, BigDecimal> payable = new HashMap<>();
            for (JsonNode statement : statements(shop)) {
                String payment = statement.path("payment_id").asText();
                settled.merge(payment, amount(statement, "settlement_amount"), BigDecimal::add);
                payable.merge(
                        payment,
                        amount(
                                transactionsPage(shop, statement.path("id").asText(), Map.of()),
                                "payable_amount"),
                        BigDecimal::add);
            }
            List<JsonNode> payments = walk(shop, PAYMENTS, "payments", byCreateTime());
            assertThat(payments).hasSizeGreaterThan(20);
            for (JsonNode payment : payments) {
                assertThat(amount(payment.path("settlement_amount"), "value"))
                        .isEqualByComparingTo(settled.get(id(payment)));
                BigDecimal before = amount(payment.path("payment_amount_before_exchange"), "value");
                assertThat(before).isEqualByComparingTo(payable.get(id(payment)));
                assertThat(amount(payment.path("amount"), "value"))
                        .isEqualByComparingTo(
                                before.multiply(amount(payment, "exchange_rate"))
                                        .setScale(2, RoundingMode.FLOOR));
                assertThat(payment.has("paid_time"))
                        .isEqualTo(payment.path("status").asText().equals("PAID"));
            }
            settled.keySet().remove("");
            assertThat(settled.keySet())
                    .isEqualTo(payments.stream().map(FinanceTest::id).collect(Collectors.toSet()));
        }
    }

    @Test
    void withdrawalsNeverExceedWhatWasPaid() {
        for (String shop : List.of("us", "uk", "jp")) {
            BigDecimal balance = BigDecimal.ZERO;
            Set<String> types = new TreeSet<>();
            long before = 0;
            for (JsonNode one : walk(shop, WITHDRAWALS, "withdrawals", allTypes())) {
                types.add(one.path("type").asText());
                BigDecimal amount = amount(one, "amount");
                assertThat(amount).isPositive();
                balance =
                        one.path("type").asText().equals("WITHDRAW")
                                ? balance.subtract(amount)
                                : balance.add(amount);
                assertThat(balance).as(one.toString()).isNotNegative();
                assertThat(one.path("create_time").asLong()).isGreaterThanOrEqualTo(before);
                before = one.path("create_time").asLong();
            }
            assertThat(types).contains("SETTLE", "WITHDRAW");
            BigDecimal paid = BigDecimal.ZERO;
            for (JsonNode payment : walk(shop, PAYMENTS, "payments", byCreateTime())) {
                if (payment.path("status").asText().equals("PAID")) {
                    paid = paid.add(amount(payment.path("amount"), "value"));
                }
            }
            assertThat(
                            sum(
                                    walk(
                                            shop,
                                            WITHDRAWALS,
                                            "withdrawals",
                                            Map.of("types", "SETTLE")),
                                    "amount"))
                    .isEqualByComparingTo(paid);
        }
    }

    @Test
    void theSumsOfUnsettledMoneyAreOfAllPages() {
        Map<String, String> query = Map.of("sort_field", "order_create_time", "page_size", "7");
        JsonNode first = get("us", UNSETTLED, query).data();
        List<JsonNode> all = unsettled("us");

        assertThat(first.path("transactions")).hasSize(7);
        assertThat(first.path("total_count").asInt()).isEqualTo(all.size());
        assertThat(amount(first, "sum_est_settlement_amount"))
                .isEqualByComparingTo(sum(all, "est_settlement_amount"));
        assertThat(amount(first, "sum_est_revenue_amount"))
                .isEqualByComparingTo(sum(all, "est_revenue_amount"));
        assertThat(all.stream().map(one -> one.path("estimated_settlement").asText()))
                .contains("8 days after delivery")
                .anyMatch(text -> text.matches("[0-9]{10}"));
    }

    @Test
    void aDeliveredOrderIsSettledSomeDaysLaterAsItWasEstimated() {
        String order = sandbox.control().createOrder("us");
        sandbox.control().moveOrder(order, OrderStatus.IN_TRANSIT);
        JsonNode estimate =
                unsettled("us").stream()
                        .filter(one -> one.path("order_id").asText().equals(order))
                        .findFirst()
                        .orElseThrow();
        sandbox.control().moveOrder(order, OrderStatus.DELIVERED);
        sandbox.control().advance(Duration.ofDays(4));
        assertThat(get("us", ofOrder(order), Map.of()).data().path("total_count").asInt()).isZero();

        sandbox.control().advance(Duration.ofDays(6));

        BigDecimal settled =
                amount(
                        get("us", ofOrder(order), Map.of()).data().path("sku_transactions").path(0),
                        "settlement_amount");
        assertThat(settled).isPositive();
        String created = estimate.path("order_create_time").asText();
        Map<String, String> then =
                Map.of("sort_field", "order_create_time", "search_time_ge", created);
        assertThat(get("us", UNSETTLED, then).data().path("transactions"))
                .isNotEmpty()
                .noneMatch(one -> one.path("order_id").asText().equals(order));
        assertThat(amount(estimate, "est_settlement_amount")).isPositive();
    }

    @Test
    void aClosedStatementNeverChangesAndOneIsAddedEachMidnight() {
        List<JsonNode> before = statements("us");
        String last = before.getLast().path("id").asText();
        List<JsonNode> contents = transactions("us", last);

        sandbox.control().advance(Duration.ofDays(3));

        List<JsonNode> after = statements("us");
        assertThat(after).hasSize(before.size() + 3);
        assertThat(after.subList(0, before.size() - 5))
                .isEqualTo(before.subList(0, before.size() - 5));
        assertThat(transactions("us", last)).isEqualTo(contents);
        assertThat(after).allMatch(one -> one.path("statement_time").asLong() % DAY == 0);
        assertThat(after.stream().map(one -> one.path("statement_time").asLong()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void listsAscendUnlessAskedOtherwiseAndRangesHoldTheirFirstSecondOnly() {
        List<JsonNode> all = statements("us");
        long ge = all.get(10).path("statement_time").asLong();
        long lt = all.get(20).path("statement_time").asLong();
        Map<String, String> range =
                Map.of(
                        "sort_field",
                        "statement_time",
                        "statement_time_ge",
                        Long.toString(ge),
                        "statement_time_lt",
                        Long.toString(lt),
                        "page_size",
                        "4");

        assertThat(walk("us", STATEMENTS, "statements", range)).isEqualTo(all.subList(10, 20));
        assertThat(walk("us", STATEMENTS, "statements", with(range, "sort_order", "DESC")))
                .isEqualTo(all.subList(10, 20).reversed());
        assertThat(list(get("us", STATEMENTS, BY_STATEMENT_TIME).data(), "statements"))
                .isEqualTo(all.subList(0, 20));
        for (String status : List.of("PAID", "PROCESSING", "FAILED")) {
            assertThat(
                            walk(
                                    "us",
                                    STATEMENTS,
                                    "statements",
                                    with(BY_STATEMENT_TIME, "payment_status", status)))
                    .isEqualTo(
                            all.stream()
                                    .filter(one ->
                                            one.path("payment_status").asText().equals(status))
                                    .toList());
        }
    }

    @Test
    void wrongParametersAreRefusedInThePlatformsWords() {
        refuses(STATEMENTS, Map.of(), "SortField is required");
        refuses(STATEMENTS, Map.of("sort_field", "create_time"), "param sort_field is invalid");
        refuses(PAYMENTS, with(byCreateTime(), "page_size", "101"), "PageSize must be between");
        refuses(PAYMENTS, with(byCreateTime(), "create_time_ge", "yesterday"), "type invalid");
        refuses(PAYMENTS, with(byCreateTime(), "page_token", "abc"), "param page_token is invalid");
        refuses(WITHDRAWALS, Map.of(), "Types is required");
        refuses(WITHDRAWALS, Map.of("types", "SETTLE,GIFT"), "param types is invalid");
        refuses(
                "/finance/202501/statements/7238804560000000001/statement_transactions",
                Map.of("sort_field", "order_create_time"),
                "param statement_id is invalid");
        assertThat(get("us", ofOrder("576460000000000001"), Map.of()).code()).isEqualTo(21008111);
    }

    @Test
    void theRetiredVersionAndAWrongScopeAreRefused() {
        String statement = id(statements("us").getFirst());
        TestClient.Reply retired =
                get(
                        "us",
                        "/finance/202309/statements/" + statement + "/statement_transactions",
                        Map.of());
        assertThat(retired.code()).isEqualTo(36009014);

        String narrow =
                client.tokens(sandbox.control().approve("us", List.of("seller.order.info")))
                        .data()
                        .path("access_token")
                        .asText();
        Map<String, String> query = with(BY_STATEMENT_TIME, "shop_cipher", client.cipher("us"));
        assertThat(client.call("GET", STATEMENTS, narrow, query, "").code()).isEqualTo(105005);
    }

    @Test
    void everyAnswerUsesOnlyDocumentedNamesAndTypes() throws IOException {
        Schema schema = new Schema();
        for (String shop : List.of("us", "uk", "de", "jp", "id", "mx")) {
            conforms(
                    schema,
                    shop,
                    STATEMENTS,
                    STATEMENTS,
                    with(BY_STATEMENT_TIME, "page_size", "100"));
            conforms(schema, shop, PAYMENTS, PAYMENTS, with(byCreateTime(), "page_size", "100"));
            conforms(schema, shop, WITHDRAWALS, WITHDRAWALS, allTypes());
            conforms(schema, shop, UNSETTLED, UNSETTLED, Map.of("sort_field", "order_create_time"));
            Set<String> types = new HashSet<>();
            for (JsonNode statement : statements(shop)) {
                if (statement.path("statement_time").asLong() / DAY % 4 != 0) {
                    continue;
                }
                String path = ofStatement(id(statement));
                conforms(
                        schema,
                        shop,
                        "/finance/202501/statements/{statement_id}/statement_transactions",
                        path,
                        Map.of("sort_field", "order_create_time", "page_size", "100"));
                transactions(shop, id(statement))
                        .forEach(one -> {
                            types.add(one.path("type").asText());
                            long order = one.path("order_id").asLong();
                            if (order == 0 || order % 3 != 0) {
                                return;
                            }
                            conforms(
                                    schema,
                                    shop,
                                    "/finance/202501/orders/{order_id}/statement_transactions",
                                    ofOrder(one.path("order_id").asText()),
                                    Map.of());
                        });
            }
            if (shop.equals("us")) {
                assertThat(types).contains("ORDER", "RESERVE", "SHIPPING_FEE_ADJUSTMENT");
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameMoneyAndAnotherSeedOther() {
        SandboxConfig other = config.withSeed(99);
        try (Sandbox same = Sandbox.start(config);
                Sandbox different = Sandbox.start(other)) {
            List<JsonNode> here = statements("us");
            assertThat(statements(same, config)).isEqualTo(here);
            assertThat(statements(different, other)).isNotEqualTo(here);
        }
    }

    private static void addsUp(JsonNode one) {
        BigDecimal fees =
                sumOfAll(one.path("fee_tax_breakdown").path("fee"))
                        .add(sumOfAll(one.path("fee_tax_breakdown").path("tax")));
        assertThat(fees).isEqualByComparingTo(amount(one, "fee_tax_amount"));
        assertThat(sumOfAll(one.path("revenue_breakdown")))
                .isEqualByComparingTo(amount(one, "revenue_amount"));
        assertThat(sumOfAll(one.path("shipping_cost_breakdown")))
                .isEqualByComparingTo(amount(one, "shipping_cost_amount"));
        assertThat(
                        amount(one, "revenue_amount")
                                .add(amount(one, "shipping_cost_amount"))
                                .add(amount(one, "fee_tax_amount"))
                                .add(amount(one, "adjustment_amount")))
                .isEqualByComparingTo(amount(one, "settlement_amount"));
    }

    private static BigDecimal sumOfAll(JsonNode amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, JsonNode> field : amounts.properties()) {
            if (field.getValue().isTextual()) {
                sum = sum.add(amount(amounts, field.getKey()));
            }
        }
        return sum;
    }

    private void conforms(
            Schema schema, String shop, String call, String path, Map<String, String> query) {
        TestClient.Reply reply = get(shop, path, query);
        assertThat(reply.code()).as(path).isZero();
        assertThat(schema.violations("GET " + call, reply.json())).isEmpty();
    }

    private void refuses(String path, Map<String, String> query, String message) {
        TestClient.Reply reply = get("us", path, query);
        assertThat(reply.code()).isEqualTo(36009004);
        assertThat(reply.message()).contains(message);
    }

    private List<JsonNode> statements(String shop) {
        return walk(shop, STATEMENTS, "statements", with(BY_STATEMENT_TIME, "page_size", "100"));
    }

    private static List<JsonNode> statements(Sandbox other, SandboxConfig otherConfig) {
        TestClient there = new TestClient(other, otherConfig);
        String token = there.accessToken("us");
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            Map<String, String> query = new HashMap<>(BY_STATEMENT_TIME);
            query.put("page_size", "100");
            query.put("shop_cipher", there.cipher("us"));
            if (!next.isEmpty()) {
                query.put("page_token", next);
            }
            JsonNode data = there.call("GET", STATEMENTS, token, query, "").data();
            all.addAll(list(data, "statements"));
            next = data.path("next_page_token").asText();
        } while (!next.isEmpty());
        return all;
    }

    private List<JsonNode> unsettled(String shop) {
        return walk(
                shop,
                UNSETTLED,
                "transactions",
                Map.of("sort_field", "order_create_time", "page_size", "100"));
    }

    private List<JsonNode> transactions(String shop, String statement) {
        return walk(
                shop,
                ofStatement(statement),
                "transactions",
                Map.of("sort_field", "order_create_time", "page_size", "100"));
    }

    private JsonNode transactionsPage(String shop, String statement, Map<String, String> more) {
        Map<String, String> query = new HashMap<>(more);
        query.put("sort_field", "order_create_time");
        return get(shop, ofStatement(statement), query).data();
    }

    private static String ofStatement(String id) {
        return "/finance/202501/statements/" + id + "/statement_transactions";
    }

    private static String ofOrder(String id) {
        return "/finance/202501/orders/" + id + "/statement_transactions";
    }

    private static Map<String, String> byCreateTime() {
        return Map.of("sort_field", "create_time");
    }

    private static Map<String, String> allTypes() {
        return Map.of("types", "WITHDRAW,SETTLE,TRANSFER,REVERSE");
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return more;
    }

    private List<JsonNode> walk(String shop, String path, String name, Map<String, String> query) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            TestClient.Reply reply =
                    get(shop, path, next.isEmpty() ? query : with(query, "page_token", next));
            assertThat(reply.message()).isEqualTo("Success");
            all.addAll(list(reply.data(), name));
            next = reply.data().path("next_page_token").asText();
        } while (!next.isEmpty());
        return all;
    }

    private TestClient.Reply get(String shop, String path, Map<String, String> query) {
        String seller = Set.of("us", "uk").contains(shop) ? shop : "global";
        String token = tokens.computeIfAbsent(seller, client::accessToken);
        return client.call("GET", path, token, with(query, "shop_cipher", client.cipher(shop)), "");
    }

    private static List<JsonNode> list(JsonNode data, String name) {
        return data.path(name).valueStream().toList();
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }

    private static BigDecimal sum(List<JsonNode> nodes, String field) {
        return nodes.stream()
                .map(node -> amount(node, field))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode node, String field) {
        String text = node.path(field).asText();
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
