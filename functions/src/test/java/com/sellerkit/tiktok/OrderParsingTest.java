package com.sellerkit.tiktok;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Money;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderParsingTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_773_200_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order_202309_orders_search",
                "order_202309_orders_search_last_page",
                "order_202507_orders"
            })
    void everyExampleIsReadWithoutAnythingUnknown(String example) {
        OrderPage page = page(Examples.bytes(example));

        assertThat(page.orders()).isNotEmpty();
        assertThat(page.unreadable()).isEmpty();
        assertThat(page.drift()).isEqualTo(Drift.NONE);
    }

    @Test
    void whatWasSentIsKeptByteByByteAndReadAgainAsItWas() {
        byte[] body = Examples.bytes("order_202309_orders_search");
        OrderPage page = page(body);
        assertThat(page.orders()).isNotEmpty();
        assertThat(page.originals()).hasSameSizeAs(page.orders());
        for (int i = 0; i < page.orders().size(); i++) {
            TikTokOrder order = page.orders().get(i);
            Original original = page.originals().get(i);
            assertThat(original.id()).isEqualTo(order.id().value());
            String json = new String(original.json(), UTF_8);
            assertThat(new String(body, UTF_8)).contains(json);
            byte[] alone = ("[" + json + "]").getBytes(UTF_8);
            assertThat(Originals.orders(alone).orElseThrow().orders()).containsExactly(order);
        }
        assertThat(Originals.orders("[{".getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"no order\"", "17", "1.5", "true", "null", "[1,\"x\"]", "{\"id\":[]}"})
    void whatIsNoOrderIsKeptAsItWasSentAsWell(String other) {
        String list = "[%s, %s ,%s]".formatted(other, other, other);
        byte[] body = "{\"code\":0,\"data\":{\"orders\":%s}}".formatted(list).getBytes(UTF_8);

        OrderPage page = page(body);

        assertThat(page.orders()).isEmpty();
        assertThat(page.originals())
                .extracting(original -> new String(original.json(), UTF_8))
                .containsExactly(other, other, other);
    }

    @Test
    void anOrderKeepsItsIdentityMoneyAndTimes() {
        OrderPage page = page(Examples.bytes("order_202309_orders_search"));
        TikTokOrder order = page.orders().getFirst();

        assertThat(page.totalCount()).isEqualTo(204);
        assertThat(page.nextPageToken()).contains("+").contains("/");
        assertThat(order.id().value()).isEqualTo("576461413038785001");
        assertThat(order.status()).isEqualTo("AWAITING_SHIPMENT");
        assertThat(order.createdAt()).isEqualTo(Instant.ofEpochSecond(1773100000));
        assertThat(order.updatedAt()).isEqualTo(Instant.ofEpochSecond(1773103720));
        assertThat(order.moments())
                .containsEntry(OrderMoment.PAID, Instant.ofEpochSecond(1773100060));
        assertThat(order.amounts())
                .containsEntry(OrderAmount.TOTAL, Money.ofMinor(4784, "USD"))
                .hasSize(20);
        assertThat(order.lines()).hasSize(2);
        assertThat(order.lines().getFirst().sellerSku()).isEqualTo("NW-CEDAR-L");
        assertThat(order.lines().getFirst().amounts())
                .containsEntry(LineAmount.SALE_PRICE, Money.ofMinor(2000, "USD"));
        assertThat(order.lines().getFirst().taxes())
                .containsExactly(
                        new TikTokOrder.Tax("SALES_TAX", Money.ofMinor(162, "USD"), "0.081"));
        assertThat(order.buyer()).containsEntry(BuyerDetail.EMAIL, "v2b8Qk7@scs.example.com");
        assertThat(order.address()).containsEntry(AddressPart.DROP_OFF_LOCATION, "Front Door");
        assertThat(order.districts()).hasSize(4);
        assertThat(order.regionCode()).isEqualTo("US");
        assertThat(order.flags()).containsExactly(OrderFlag.ON_HOLD);
    }

    @Test
    void anOrderOnHoldHasNoAddressAndThatIsFine() {
        TikTokOrder order = page(Examples.bytes("order_202309_orders_search")).orders().get(1);

        assertThat(order.status()).isEqualTo("ON_HOLD");
        assertThat(order.address()).isEmpty();
        assertThat(order.districts()).isEmpty();
        assertThat(order.regionCode()).isEmpty();
    }

    @Test
    void aPageIsNotTheLastBecauseItsTokenCannotBeRead() {
        for (String token : new String[] {"{\"a\":1}", "[]"}) {
            String data = "{\"orders\":[],\"next_page_token\":%s}".formatted(token);
            assertThat(answer(envelope(data), 200)).as(data).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void anEmptyPageIsEmptyOnlyIfThePlatformSaysSo() {
        assertThat(page(Examples.bytes("order_202309_orders_search_empty")).orders()).isEmpty();
        assertThat(page(envelope("{\"total_count\":0}")).orders()).isEmpty();

        for (String data :
                new String[] {
                    "{}",
                    "null",
                    "[]",
                    "{\"total_count\":3}",
                    "{\"orders\":null,\"total_count\":1}",
                    "{\"orders\":{},\"total_count\":1}",
                    "\"\""
                }) {
            assertThat(answer(envelope(data), 200)).as(data).isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void aListThatBreaksOffIsNeverAShorterList() {
        byte[] whole = Examples.bytes("order_202309_orders_search");
        for (int length = 0; length < whole.length - 2; length += 97) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThat(answer(part, 200))
                    .as("%d bytes", length)
                    .isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void anIdAbove2To53KeepsEveryDigitAsNumberOrText() {
        TikTokOrder asNumber =
                order(o -> o.put("id", 9_223_372_036_854_775_807L)).orders().getFirst();
        TikTokOrder asHuge =
                order(o -> o.put("id", new java.math.BigInteger("99999999999999999999")))
                        .orders()
                        .getFirst();

        assertThat(asNumber.id().value()).isEqualTo("9223372036854775807");
        assertThat(asHuge.id().value()).isEqualTo("99999999999999999999");
    }

    @Test
    void whatCannotBeReadTruthfullyIsListedAndTakesNoOtherOrderWithIt() {
        assertUnreadable("id", o -> o.remove("id"));
        assertUnreadable("id", o -> o.put("id", 5.76e17));
        assertUnreadable("id", o -> o.put("id", "not an id"));
        assertUnreadable("status", o -> o.put("status", ""));
        assertUnreadable("create_time", o -> o.remove("create_time"));
        assertUnreadable("update_time", o -> o.put("update_time", "yesterday"));
        assertUnreadable("update_time", o -> o.put("update_time", -1));
        assertUnreadable("payment.total_amount", o -> payment(o).put("total_amount", "12.345"));
        assertUnreadable("payment.total_amount", o -> payment(o).put("total_amount", "1e3"));
        assertUnreadable("payment.total_amount", o -> payment(o).put("total_amount", "12,00"));
        assertUnreadable("payment.total_amount", o -> payment(o).put("currency", "XXQ"));
        assertUnreadable(
                "line_items.sale_price",
                o -> ((ObjectNode) o.get("line_items").get(0)).put("sale_price", "twenty"));
    }

    @Test
    void amountsMayBeNegativeEmptyAbsentOrNumbers() {
        TikTokOrder order =
                order(
                                o -> {
                                    payment(o).put("seller_discount", "-6.00");
                                    payment(o).put("tax", "");
                                    payment(o).remove("handling_fee");
                                    payment(o).put("sub_total", new java.math.BigDecimal("40.10"));
                                    payment(o).put("total_amount", "0");
                                })
                        .orders()
                        .getFirst();

        assertThat(order.amounts())
                .containsEntry(OrderAmount.SELLER_DISCOUNT, Money.ofMinor(-600, "USD"))
                .containsEntry(OrderAmount.SUB_TOTAL, Money.ofMinor(4010, "USD"))
                .containsEntry(OrderAmount.TOTAL, Money.ofMinor(0, "USD"))
                .doesNotContainKeys(OrderAmount.TAX, OrderAmount.HANDLING_FEE);
    }

    @Test
    void currenciesWithoutDecimalsAreExact() {
        TikTokOrder yen =
                order(
                                o -> {
                                    o.putArray("line_items");
                                    o.putObject("payment")
                                            .put("total_amount", "5000")
                                            .put("currency", "JPY");
                                })
                        .orders()
                        .getFirst();

        assertThat(yen.amounts())
                .containsExactly(Map.entry(OrderAmount.TOTAL, Money.ofMinor(5000, "JPY")));
    }

    @Test
    void anOrderWithoutPaymentHasNoAmountsRatherThanZero() {
        TikTokOrder order =
                order(
                                o -> {
                                    o.remove("payment");
                                    o.putNull("line_items");
                                })
                        .orders()
                        .getFirst();

        assertThat(order.amounts()).isEmpty();
        assertThat(order.currency()).isEmpty();
    }

    @Test
    void whatIsUnknownOrRetypedIsPassedOverAndCounted() {
        OrderPage page =
                order(o -> {
                    o.put("status", "TELEPORTED");
                    o.putObject("brand_new").putArray("deep").addObject().put("x", 1);
                    o.put("buyer_message", 12);
                    o.putObject("cancel_reason");
                    o.put("paid_time", "1773100060");
                    o.put("is_cod", "true");
                    o.putArray("recipient_address");
                });
        TikTokOrder order = page.orders().getFirst();

        assertThat(page.drift().total()).isEqualTo(6);
        assertThat(order.status()).isEqualTo("TELEPORTED");
        assertThat(order.buyer()).containsEntry(BuyerDetail.MESSAGE, "12");
        assertThat(order.details()).doesNotContainKey(OrderDetail.CANCEL_REASON);
        assertThat(order.moments()).containsKey(OrderMoment.PAID);
        assertThat(order.flags()).contains(OrderFlag.CASH_ON_DELIVERY);
        assertThat(order.address()).isEmpty();
    }

    @Test
    void longAndForeignNamesSurvive() {
        String name = "Größe-Ü/中文-😀\u202e".repeat(500);
        OrderPage page =
                order(o -> ((ObjectNode) o.get("line_items").get(0)).put("product_name", name));

        assertThat(page.orders().getFirst().lines().getFirst().productName()).isEqualTo(name);
    }

    private static void assertUnreadable(String field, Consumer<ObjectNode> change) {
        OrderPage page = order(change);
        assertThat(page.unreadable()).extracting(UnreadableOrder::field).containsExactly(field);
        assertThat(page.orders()).hasSize(1);
    }

    private static ObjectNode payment(ObjectNode order) {
        return (ObjectNode) order.get("payment");
    }

    /// The example page with its first order changed.
    private static OrderPage order(Consumer<ObjectNode> change) {
        JsonNode envelope = Json.parse(Examples.bytes("order_202309_orders_search"));
        change.accept((ObjectNode) envelope.get("data").get("orders").get(0));
        return page(Json.bytes(envelope));
    }

    private static byte[] envelope(String data) {
        return ("{\"code\":0,\"message\":\"Success\",\"request_id\":\"r\",\"data\":" + data + "}")
                .getBytes(UTF_8);
    }

    private static OrderPage page(byte[] body) {
        return switch (answer(body, 200)) {
            case Answer.Success<OrderPage>(OrderPage page, Instant _, String _) -> page;
            case Answer<OrderPage> other -> throw new AssertionError(other.toString());
        };
    }

    private static Answer<OrderPage> answer(byte[] body, int status) {
        return Classifier.classify(
                new Exchange.Reply(status, "", body),
                reader -> new OrderPageReader(reader).read(),
                NOW,
                NOW);
    }
}
