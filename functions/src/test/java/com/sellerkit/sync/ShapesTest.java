package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Protection;
import com.sellerkit.platform.Json;
import com.sellerkit.store.UndeclaredDataCheck;
import com.sellerkit.tiktok.Drift;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every stream's shape reads what the platform is documented to send, whole and without surprise.
class ShapesTest {
    private record Example(
            String file,
            String list,
            ShapedKind kind,
            int records,
            Consumer<ObjectNode> completed) {}

    private static final List<Example> EXAMPLES =
            List.of(
                    example("product_202502_products_search", "products", Products.PRODUCT, 1),
                    example("product_202309_products_id", "", Products.PAGE, 1),
                    example("product_202309_inventory_search", "inventory", Products.INVENTORY, 1),
                    example(
                            "return_refund_202309_returns_search",
                            "return_orders",
                            Aftersales.RETURN,
                            1),
                    example(
                            "return_refund_202309_cancellations_search",
                            "cancellations",
                            Aftersales.CANCELLATION,
                            1),
                    example("fulfillment_202309_packages_search", "packages", Parcels.PACKAGE, 1),
                    example("logistics_202309_warehouses", "warehouses", Parcels.WAREHOUSE, 1),
                    example("finance_202309_statements", "statements", Payouts.STATEMENT, 1),
                    example("finance_202309_payments", "payments", Payouts.PAYMENT, 1),
                    example("finance_202309_withdrawals", "withdrawals", Payouts.WITHDRAWAL, 1),
                    example(
                            "finance_202507_orders_unsettled",
                            "transactions",
                            Payouts.UNSETTLED,
                            1),
                    new Example(
                            "finance_202501_statement_transactions",
                            "transactions",
                            Payouts.TRANSACTION,
                            2,
                            record ->
                                    record.put("statement_id", "77")
                                            .put("statement_time", 1_760_000_000L)
                                            .put("currency", "USD")),
                    example(
                            "customer_service_202309_conversations",
                            "conversations",
                            Chats.CONVERSATION,
                            1),
                    new Example(
                            "customer_service_202309_conversation_messages",
                            "messages",
                            Chats.MESSAGE,
                            3,
                            record -> record.put("conversation_id", "88")),
                    new Example(
                            "analytics_202405_shop_products_performance",
                            "products",
                            Figures.PRODUCT_DAY,
                            1,
                            record -> record.put("date", "2026-11-20")),
                    new Example(
                            "analytics_202406_shop_skus_performance",
                            "skus",
                            Figures.SKU_DAY,
                            1,
                            record -> record.put("date", "2026-11-20")),
                    example(
                            "analytics_202405_shop_performance",
                            "performance/intervals",
                            Figures.SHOP_DAY,
                            1));

    private static Example example(String file, String list, ShapedKind kind, int records) {
        return new Example(file, list, kind, records, ShapesTest::asItIs);
    }

    private static void asItIs(ObjectNode record) {
        assertThat(record).isNotNull();
    }

    @TestFactory
    List<DynamicTest> readsEveryDocumentedFieldOf() {
        return EXAMPLES.stream()
                .map(example ->
                        DynamicTest.dynamicTest(
                                example.kind().type().name(), () -> isRead(example)))
                .toList();
    }

    private static void isRead(Example example) {
        StreamPage<Shaped> page = page(example);
        assertThat(page.unreadable()).isEmpty();
        assertThat(page.drift()).isEqualTo(Drift.NONE);
        assertThat(page.records()).hasSizeGreaterThanOrEqualTo(example.records());
        for (Shaped record : page.records()) {
            // Throws if the shape keeps what the catalog does not declare.
            UndeclaredDataCheck.check(example.kind().type(), record.kept());
            assertThat(record.kept().size()).isGreaterThan(1);
        }
    }

    private static StreamPage<Shaped> page(Example example) {
        List<JsonNode> records = new ArrayList<>();
        JsonNode data = data(example.file());
        if (example.list().isEmpty()) {
            records.add(data);
        } else {
            data.at("/" + example.list()).forEach(records::add);
        }
        records.forEach(record -> example.completed().accept((ObjectNode) record));
        return example.kind().page(records, "", -1);
    }

    private static JsonNode data(String file) {
        try (InputStream in = ShapesTest.class.getResourceAsStream("/tiktok/" + file + ".json")) {
            return Json.parse(Objects.requireNonNull(in, file).readAllBytes()).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode first(String file, String list) {
        return (ObjectNode) data(file).path(list).path(0);
    }

    @Test
    void moneyIsWholeMinorUnitsOfTheCurrencyAroundIt() {
        ObjectNode kept =
                page(example("product_202502_products_search", "products", Products.PRODUCT, 1))
                        .records()
                        .getFirst()
                        .kept();
        JsonNode price = kept.path("skus").path(0).path("price");

        assertThat(price.path("currency").asText()).isEqualTo("USD");
        assertThat(price.path("taxExclusivePrice").isIntegralNumber()).isTrue();
        assertThat(price.path("exponent").asInt()).isEqualTo(2);
    }

    @Test
    void anUnknownFeeIsKeptAmongTheUnmappedAndCounted() {
        ObjectNode transaction =
                first("finance_202501_statement_transactions", "transactions")
                        .put("statement_id", "77")
                        .put("statement_time", 1_760_000_000L)
                        .put("currency", "USD");
        ((ObjectNode) transaction.at("/fee_tax_breakdown/fee")).put("moonlight_fee", "-0.37");
        StreamPage<Shaped> page = Payouts.TRANSACTION.page(List.of(transaction), "", -1);

        JsonNode unmapped = page.records().getFirst().kept().at("/feeTaxBreakdown/fee/unmapped/0");
        assertThat(unmapped.path("name").asText()).isEqualTo("moonlight_fee");
        assertThat(unmapped.path("amount").asLong()).isEqualTo(-37);
        assertThat(page.drift().counts())
                .containsEntry(
                        new Drift.Oddity(Drift.Kind.UNKNOWN, "fee_tax_breakdown.fee.moonlight_fee"),
                        1);
    }

    @Test
    void anAmountSentAsANumberIsReadAndCounted() {
        ObjectNode statement = first("finance_202309_statements", "statements");
        statement.set("settlement_amount", Json.parse("12.5"));
        StreamPage<Shaped> page = Payouts.STATEMENT.page(List.of(statement), "", -1);

        assertThat(page.records().getFirst().kept().path("settlementAmount").asLong())
                .isEqualTo(1250);
        assertThat(page.drift().total()).isEqualTo(1);
    }

    @Test
    void anEmptyAmountIsAbsentAndNotZero() {
        ObjectNode statement = first("finance_202309_statements", "statements");
        statement.put("revenue_amount", "");

        assertThat(
                        Payouts.STATEMENT
                                .page(List.of(statement), "", -1)
                                .records()
                                .getFirst()
                                .kept()
                                .has("revenueAmount"))
                .isFalse();
    }

    @Test
    void aRecordThatCannotBeReadTruthfullyTakesNoOtherWithIt() {
        ObjectNode broken = first("finance_202309_statements", "statements");
        broken.put("settlement_amount", "a lot");
        ObjectNode nameless = first("finance_202309_statements", "statements");
        nameless.remove("id");
        ObjectNode timeless = first("finance_202309_statements", "statements");
        timeless.put("statement_time", 0);
        ObjectNode withoutCurrency = first("finance_202309_statements", "statements");
        withoutCurrency.remove("currency");
        ObjectNode good = first("finance_202309_statements", "statements");
        StreamPage<Shaped> page =
                Payouts.STATEMENT.page(
                        List.of(
                                broken,
                                nameless,
                                timeless,
                                withoutCurrency,
                                Json.parse("[1]"),
                                good),
                        "",
                        -1);

        assertThat(page.records()).hasSize(1);
        assertThat(page.unreadable()).hasSize(5).contains(broken.path("id").asText(), "");
    }

    @Test
    void idsBeyondWhatADoubleHoldsKeepEveryDigit() {
        ObjectNode product =
                (ObjectNode) Json.parse("{\"id\":9223372036854775807,\"date\":\"2026-11-20\"}");

        assertThat(Figures.PRODUCT_DAY.page(List.of(product), "", -1).records().getFirst().id())
                .isEqualTo("2026-11-20#9223372036854775807");
    }

    @Test
    void whatIsOfAnotherTypeThanDocumentedIsCountedByField() {
        ObjectNode product = first("product_202502_products_search", "products");
        product.put("skus", "none");
        product.put("is_not_for_sale", "true");
        product.putObject("brand_new").put("x", 1);
        StreamPage<Shaped> page = Products.PRODUCT.page(List.of(product), "", -1);

        assertThat(page.records()).hasSize(1);
        assertThat(page.drift().counts().keySet())
                .extracting(Drift.Oddity::field)
                .containsExactlyInAnyOrder("skus", "is_not_for_sale", "brand_new");
    }

    @Test
    void whatAMessageSaysIsNeverPlain() {
        assertThat(Chats.MESSAGE.type().needsShop()).isTrue();
        assertThat(Chats.MESSAGE.type().field("content").orElseThrow().protection())
                .isEqualTo(Protection.SHOP_KEY);
    }
}
