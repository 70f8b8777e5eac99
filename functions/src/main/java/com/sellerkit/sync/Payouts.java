package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.COMMERCE_ORDER_AMOUNT;
import static com.sellerkit.catalog.Label.USER_FINANCIAL;
import static com.sellerkit.catalog.Purpose.INSIGHTS;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.DataSubject;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Index;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The streams of a shop's money: statements and what they are made of, payments, withdrawals, and
/// what is not settled yet. Amounts are signed as the platform sends them: costs are negative.
final class Payouts {
    /// A day's statement.
    static final ShapedKind STATEMENT =
            ShapedKind.of(
                            "statement",
                            "A settlement statement: what a day's settled orders came to.",
                            Shape.about(COMMERCE_ORDER_AMOUNT, MANAGEMENT_FEATURES, INSIGHTS)
                                    .ids("id", "payment_id")
                                    .texts("payment_status")
                                    .seconds("statement_time", "payment_time")
                                    .currency("currency")
                                    .amounts(
                                            "settlement_amount",
                                            "revenue_amount",
                                            "fee_amount",
                                            "adjustment_amount",
                                            "net_sales_amount",
                                            "shipping_cost_amount")
                                    .openForAmounts()
                                    .shape(),
                            "id")
                    .createdAt("statementTime")
                    .followedBy(kept ->
                            List.of(
                                    new FollowUp.Wish(
                                            Streams.TRANSACTION.wireName(),
                                            kept.path("id").asText())));

    /// What a statement is made of.
    static final ShapedKind TRANSACTION =
            ShapedKind.named(
                            "transaction",
                            "One order or adjustment within a statement, with every fee and tax of it.",
                            "{statementId} # {id}",
                            transaction(),
                            kept -> kept.path("statementId").asText() + "#" + name(kept))
                    .createdAt("statementTime");

    /// A payment to the seller's bank.
    static final ShapedKind PAYMENT =
            ShapedKind.of(
                            "payment",
                            "A payment of TikTok Shop to the seller's bank.",
                            Shape.about(COMMERCE_ORDER_AMOUNT, MANAGEMENT_FEATURES, INSIGHTS)
                                    .ids("id")
                                    .texts("status", "exchange_rate")
                                    .seconds("create_time", "paid_time")
                                    .object("amount", Payouts::value)
                                    .object("settlement_amount", Payouts::value)
                                    .object("reserve_amount", Payouts::value)
                                    .object("payment_amount_before_exchange", Payouts::value)
                                    .personal(DataSubject.SELLER, USER_FINANCIAL, "bank_account")
                                    .shape(),
                            "id")
                    .createdAt("createTime");

    /// A movement on the seller's balance.
    static final ShapedKind WITHDRAWAL =
            ShapedKind.of(
                            "withdrawal",
                            "A movement on the seller's balance at TikTok Shop.",
                            Shape.about(COMMERCE_ORDER_AMOUNT, MANAGEMENT_FEATURES, INSIGHTS)
                                    .ids("id")
                                    .texts("type", "status")
                                    .seconds("create_time")
                                    .currency("currency")
                                    .amounts("amount")
                                    .shape(),
                            "id")
                    .createdAt("createTime");

    /// What an order that is in no statement yet will come to.
    static final ShapedKind UNSETTLED =
            ShapedKind.named(
                    "unsettled",
                    "What an order that is in no statement yet is estimated to come to.",
                    "{id}",
                    unsettled(),
                    Payouts::name);

    /// Statements exist since then.
    private static final Instant SINCE = Instant.parse("2023-07-01T00:00:00Z");

    /// How long the state of a payment may still change.
    private static final Duration OPEN = Duration.ofDays(45);

    /// How far back what statements are made of is read again.
    private static final Duration AGAIN = Duration.ofDays(7);

    private static final Duration CADENCE = Duration.ofHours(1);
    private static final int PAGE_SIZE = 100;
    private static final Course COURSE =
            new Course.Windowed(Window.By.CREATED, OPEN, SINCE, Long.MAX_VALUE);

    private Payouts() {}

    /// The platform's id, or that of the order or adjustment it is about.
    private static String name(ObjectNode kept) {
        for (String field : List.of("id", "adjustmentId", "orderId", "reserveId")) {
            String id = kept.path(field).asText();
            if (!id.isEmpty() && !id.equals("0")) {
                return id;
            }
        }
        return "";
    }

    private static Shape.Builder value(Shape.Builder amount) {
        return amount.currency("currency").amounts("value");
    }

    private static Shape transaction() {
        return Shape.about(COMMERCE_ORDER_AMOUNT, MANAGEMENT_FEATURES, INSIGHTS)
                .ids(
                        "statement_id",
                        "id",
                        "order_id",
                        "adjustment_id",
                        "adjustment_order_id",
                        "reserve_id",
                        "associated_order_id")
                .texts("type", "reserve_status", "estimated_release_time")
                .seconds("statement_time", "order_create_time")
                .currency("currency")
                .amounts(
                        "adjustment_amount",
                        "settlement_amount",
                        "revenue_amount",
                        "shipping_cost_amount",
                        "fee_tax_amount",
                        "reserve_amount")
                .openForAmounts()
                .object("revenue_breakdown", Breakdowns::revenue)
                .object("shipping_cost_breakdown", Breakdowns::shipping)
                .object("fee_tax_breakdown", Breakdowns::feesAndTaxes)
                .object("supplementary_component", Breakdowns::beside)
                .shape();
    }

    private static Shape unsettled() {
        return Shape.about(COMMERCE_ORDER_AMOUNT, MANAGEMENT_FEATURES, INSIGHTS)
                .ids("id", "order_id", "adjustment_id", "adjustment_order_id")
                .texts("type", "status", "estimated_settlement", "unsettled_reason")
                .seconds("order_create_time", "order_delivery_time")
                .currency("currency")
                .amounts(
                        "est_adjustment_amount",
                        "est_settlement_amount",
                        "est_revenue_amount",
                        "est_shipping_cost_amount",
                        "est_fee_tax_amount")
                .openForAmounts()
                .object("revenue_breakdown", Breakdowns::revenue)
                .object("shipping_cost_breakdown", Breakdowns::shipping)
                .object("fee_tax_breakdown", Breakdowns::feesAndTaxes)
                .shape();
    }

    /// The stream of statements.
    static Stream<Shaped> statements(Lists client) {
        return listed(
                client,
                Streams.STATEMENT,
                "/finance/202309/statements",
                "statements",
                "statement_time",
                STATEMENT);
    }

    /// The stream of payments.
    static Stream<Shaped> payments(Lists client) {
        return listed(
                client,
                Streams.PAYMENT,
                "/finance/202309/payments",
                "payments",
                "create_time",
                PAYMENT);
    }

    private static Stream<Shaped> listed(
            Lists client, Streams stream, String path, String list, String time, ShapedKind kind) {
        ListCall call =
                ListCall.get(path, list)
                        .with("page_size", PAGE_SIZE)
                        .with("sort_field", time)
                        .with("sort_order", "DESC");
        return stream.of(
                COURSE,
                CADENCE,
                new ListSource(client, window -> Searches.between(call, time, window), kind),
                kind);
    }

    /// The stream of movements on the balance.
    static Stream<Shaped> withdrawals(Lists client) {
        ListCall call =
                ListCall.get("/finance/202309/withdrawals", "withdrawals")
                        .with("types", "WITHDRAW,SETTLE,TRANSFER,REVERSE")
                        .with("page_size", PAGE_SIZE);
        return Streams.WITHDRAWAL.of(
                COURSE,
                CADENCE,
                new ListSource(
                        client,
                        window -> Searches.between(call, "create_time", window),
                        WITHDRAWAL),
                WITHDRAWAL);
    }

    /// The stream of what is not settled yet.
    static Stream<Shaped> unsettled(Lists client) {
        ListCall call =
                ListCall.get("/finance/202507/orders/unsettled", "transactions")
                        .with("page_size", PAGE_SIZE)
                        .with("sort_field", "order_create_time")
                        .with("sort_order", "DESC");
        return Streams.UNSETTLED.of(
                new Course.Whole(Course.Vanishing.EXPECTED),
                CADENCE,
                new ListSource(client, _ -> call, UNSETTLED),
                UNSETTLED);
    }

    /// The stream of what statements are made of.
    static Stream<Shaped> transactions(Lists client, Records records, InstantSource clock) {
        return Streams.TRANSACTION.of(
                new Course.Followed(),
                Duration.ofMinutes(5),
                new FollowedSource(
                        client, records, clock, Streams.TRANSACTION, ofStatements(records)),
                TRANSACTION);
    }

    /// What reads again what the week's statements are made of.
    static Stream<Shaped> transactionsAgain(Lists client, Records records, InstantSource clock) {
        FollowedSource reading =
                new FollowedSource(
                        client,
                        records,
                        clock,
                        Rechecks.TRANSACTIONS,
                        ofStatements(records),
                        FollowedSource.Refusals.LET_GO);
        return Rechecks.ofParents(
                Rechecks.TRANSACTIONS,
                Streams.TRANSACTION,
                TRANSACTION,
                AGAIN,
                new ParentsSource(
                        Rechecks.TRANSACTIONS,
                        (shop, window, place) -> statements(records, shop, window, place),
                        _ -> reading,
                        clock));
    }

    /// The statements of a window.
    private static ParentsSource.Part statements(
            Records records, ShopId shop, Window window, String place) {
        String partition = ShapedKind.partition(shop, STATEMENT.type());
        String first = OrderRecords.sortKey(window.from().orElseThrow().getEpochSecond(), "");
        String end = OrderRecords.sortKey(window.before().getEpochSecond(), "");
        // Nothing sorts between a key and the same with a blank behind it.
        Query query =
                Query.list(Index.INDEX1, STATEMENT.type(), partition)
                        .between(place.isEmpty() ? first : place + " ", end)
                        .limit(PAGE_SIZE);
        Slice slice = records.query(query);
        return new ParentsSource.Part(
                slice.items().stream().map(item -> item.key().sort()).toList(),
                slice.next()
                        .map(_ ->
                                slice.items().getLast().place(Index.INDEX1).orElseThrow().sort()));
    }

    private static FollowedSource.Asking ofStatements(Records records) {
        ListCall call =
                ListCall.get(
                                "/finance/202501/statements/{id}/statement_transactions",
                                "transactions")
                        .with("page_size", PAGE_SIZE)
                        .with("sort_field", "order_create_time");
        return new FollowedSource.Asking(
                1,
                ids -> call.of(ids.getFirst()),
                TRANSACTION,
                (shop, ids, page) -> ofStatement(records, shop, ids.getFirst(), page),
                Set.of());
    }

    /// The currency stands once beside the list, and the time in the statement, which is kept
    /// before anything asks for what it is made of.
    private static List<JsonNode> ofStatement(
            Records records, ShopId shop, String statement, ListPage page) {
        long time =
                records.get(STATEMENT.type(), STATEMENT.key(shop, statement), Read.PLAIN)
                        .map(item -> item.fields().path("statementTime").asLong())
                        .orElse(0L);
        for (JsonNode record : page.records()) {
            if (record instanceof ObjectNode transaction) {
                transaction.put("statement_id", statement);
                transaction.put("statement_time", time);
                transaction.put("currency", page.head().path("currency").asText());
            }
        }
        return page.records();
    }
}
