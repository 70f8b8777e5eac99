package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    private static final String PATH = "/event/202309/webhooks";
    private static final String SHADE = "1729500010000100007";
    private static final String SHADE_SMALL = "1729500010000100017";

    @TempDir private Path folder;

    private final Receiver appWide = new Receiver();
    private final Receiver own = new Receiver();
    private final SandboxConfig config = TestClient.frozen().withWebhookUrl(appWide.url());
    private final Sandbox sandbox = Sandbox.start(config);
    private final SandboxControl control = sandbox.control();
    private final TestClient client = new TestClient(sandbox, config);
    private final String token = client.accessToken("uk");

    @AfterEach
    void stop() {
        sandbox.close();
        appWide.close();
        own.close();
    }

    @Test
    void anAddressIsRegisteredReplacedListedAndForgotten() throws IOException {
        assertThat(call("GET", "").data().path("total_count").asInt()).isZero();
        assertThat(register("ORDER_STATUS_CHANGE", "https://app.example.com/one").code()).isZero();
        long created = control.now().getEpochSecond();
        control.advance(Duration.ofHours(1));
        TestClient.Reply put = register("ORDER_STATUS_CHANGE", "https://app.example.com/two");
        register("PACKAGE_UPDATE", own.url().toString());

        TestClient.Reply list = call("GET", "");
        assertThat(list.data().path("total_count").asInt()).isEqualTo(2);
        JsonNode first = list.data().path("webhooks").get(0);
        assertThat(first.path("address").asText()).isEqualTo("https://app.example.com/two");
        assertThat(first.path("create_time").asLong()).isEqualTo(created);
        assertThat(first.path("update_time").asLong()).isEqualTo(created + 3_600);
        TestClient.Reply deleted = call("DELETE", "{\"event_type\":\"ORDER_STATUS_CHANGE\"}");
        assertThat(deleted.code()).isZero();
        assertThat(call("DELETE", "{\"event_type\":\"ORDER_STATUS_CHANGE\"}").code()).isZero();
        assertThat(call("GET", "").data().path("webhooks")).hasSize(1);
        Schema schema = new Schema();
        assertThat(schema.violations("GET " + PATH, list.json())).isEmpty();
        assertThat(schema.violations("PUT " + PATH, put.json())).isEmpty();
        assertThat(schema.violations("DELETE " + PATH, deleted.json())).isEmpty();
    }

    @Test
    void whatIsWrongWithARegistrationIsSaid() {
        assertThat(call("PUT", "{\"event_type\":\"PACKAGE_UPDATE\"}").message())
                .isEqualTo("param body.address is missing");
        assertThat(call("PUT", "{\"address\":\"https://app.example.com\"}").message())
                .isEqualTo("param body.event_type is missing");
        assertThat(register("NOISE", "https://app.example.com").code()).isEqualTo(36009004);
        assertThat(register("PACKAGE_UPDATE", "http://app.example.com").code()).isEqualTo(36009004);
        assertThat(register("PACKAGE_UPDATE", "not a url").code()).isEqualTo(36009004);
        String longest = "https://app.example.com/" + "x".repeat(231);
        assertThat(register("PACKAGE_UPDATE", longest).code()).isZero();
        assertThat(register("PACKAGE_UPDATE", longest + "x").code()).isEqualTo(36009004);
        String orders =
                client.tokens(control.approve("uk", List.of("seller.order.info")))
                        .data()
                        .path("access_token")
                        .asText();
        assertThat(
                        client.call(
                                        "GET",
                                        PATH,
                                        orders,
                                        Map.of("shop_cipher", client.cipher("uk")),
                                        "")
                                .code())
                .isEqualTo(105005);
    }

    @Test
    void aShopsOwnAddressGetsItsTypeAndTheAppsAddressTheOthers() {
        register("ORDER_STATUS_CHANGE", own.url().toString());
        String order = control.createOrder("uk");
        control.editAddress(order);
        control.tick();

        assertThat(own.received()).extracting(Receiver.Received::type).containsExactly(1);
        assertThat(appWide.received()).extracting(Receiver.Received::type).containsExactly(3);
    }

    @Test
    void messagesAreToldInOrderToAnAppThatMayReadThem() throws IOException {
        String us = client.accessToken("us");
        Map<String, String> query = Map.of("shop_cipher", client.cipher("us"));
        for (String type : List.of("NEW_CONVERSATION", "NEW_MESSAGE")) {
            String body = "{\"event_type\":\"%s\",\"address\":\"%s\"}".formatted(type, own.url());
            assertThat(client.call("PUT", PATH, us, query, body).code()).isZero();
            register(type, own.url().toString());
        }
        long from = control.now().getEpochSecond();
        control.advance(Duration.ofHours(20));
        control.tick();
        String order = control.orders("us").getLast().path("id").asText();
        String written = control.writeMessage(order, "Where is it?");
        control.tick();

        Set<String> expected = new HashSet<>(Set.of(written));
        for (JsonNode conversation : control.conversations("us")) {
            conversation
                    .path("messages")
                    .valueStream()
                    .filter(one -> one.path("create_time").asLong() > from)
                    .forEach(one -> expected.add(one.path("id").asText()));
        }
        assertThat(own.received(14))
                .extracting(one -> one.json().at("/data/message_id").asText())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(expected)
                .hasSizeGreaterThan(50)
                .endsWith(written);
        assertThat(own.received(14))
                .extracting(one -> one.json().path("timestamp").asLong())
                .isSorted();
        String shop = control.shops().getFirst().id();
        Schema schema = new Schema();
        for (Receiver.Received one : own.received()) {
            assertThat(schema.violations("webhook " + one.type(), one.json())).isEmpty();
            assertThat(one.json().path("shop_id").asText()).isEqualTo(shop);
        }
        assertThat(own.received(13)).hasSizeGreaterThan(10);
        assertThat(own.received(13))
                .extracting(one -> one.json().at("/data/conversation_id").asText())
                .isSubsetOf(
                        control.conversations("us").stream()
                                .map(one -> one.path("id").asText())
                                .toList());
    }

    @Test
    void aLostAddressIsMissingFromTheListAndTheAppsAddressTakesOver() {
        register("ORDER_STATUS_CHANGE", own.url().toString());
        control.dropWebhookAddress("uk", "ORDER_STATUS_CHANGE");
        control.createOrder("uk");
        control.tick();

        assertThat(call("GET", "").data().path("webhooks")).isEmpty();
        assertThat(own.received()).isEmpty();
        assertThat(appWide.received()).hasSize(1);
        assertThatThrownBy(() -> control.dropWebhookAddress("uk", "ORDER_STATUS_CHANGE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no address");
    }

    @Test
    void withoutAnAppWideAddressAShopsOwnOneIsEnough() {
        SandboxConfig alone = TestClient.frozen();
        try (Sandbox other = Sandbox.start(alone)) {
            TestClient caller = new TestClient(other, alone);
            String access = caller.accessToken("uk");
            caller.call(
                    "PUT",
                    PATH,
                    access,
                    Map.of("shop_cipher", caller.cipher("uk")),
                    body("ORDER_STATUS_CHANGE", own.url().toString()));
            String order = other.control().createOrder("uk");
            other.control().editAddress(order);
            other.control().tick();

            assertThat(own.received()).extracting(Receiver.Received::type).containsExactly(1);
        }
    }

    @Test
    void addressesSurviveARestartAndAResetForgetsThem() {
        SandboxConfig kept = config.withStateFile(folder.resolve("state.json"));
        try (Sandbox first = Sandbox.start(kept)) {
            TestClient caller = new TestClient(first, kept);
            caller.call(
                    "PUT",
                    PATH,
                    caller.accessToken("uk"),
                    Map.of("shop_cipher", caller.cipher("uk")),
                    body("RETURN_STATUS_CHANGE", own.url().toString()));
        }
        try (Sandbox second = Sandbox.start(kept)) {
            assertThat(second.control().webhookAddresses("uk"))
                    .containsExactly(Map.entry("RETURN_STATUS_CHANGE", own.url().toString()));
            second.control().reset();
            assertThat(second.control().webhookAddresses("uk")).isEmpty();
        }
    }

    @Test
    void everyTypeAboutGoodsHasItsDocumentedShapeAndNothingPersonal() throws IOException {
        registerAll();
        SandboxConfig all = config.withWebhookTypes(EnumSet.allOf(NotificationType.class));
        Schema schema = new Schema();
        try (Sandbox every = Sandbox.start(all)) {
            SandboxControl run = every.control();
            new TestClient(every, all).accessToken("uk");
            String order = run.createOrder("uk");
            run.moveOrder(order, OrderStatus.AWAITING_COLLECTION);
            run.moveOrder(order, OrderStatus.CANCELLED);
            run.renameProduct(SHADE, "Another name");
            run.categorizeProduct(SHADE, "853128");
            run.moveProduct(SHADE, ProductStatus.PLATFORM_DEACTIVATED);
            run.countStock(SHADE_SMALL, 0);
            String product = run.createProduct("uk");
            run.moveProduct(product, ProductStatus.ACTIVATE);
            String parcel =
                    run.orders("uk").stream()
                            .filter(one -> !one.path("packages").isEmpty())
                            .findFirst()
                            .orElseThrow()
                            .path("packages")
                            .get(0)
                            .path("id")
                            .asText();
            run.invoice(parcel, "INVALID", "NOT_FOUND");
            for (int i = 0; i < 3; i++) {
                run.advance(Duration.ofHours(12));
                run.tick();
            }
        }

        Set<Integer> types = new HashSet<>();
        Map<Integer, Integer> fields =
                Map.of(5, 4, 11, 5, 12, 7, 15, 4, 16, 3, 18, 4, 27, 6, 36, 4, 37, 3);
        for (Receiver.Received one : appWide.received()) {
            types.add(one.type());
            assertThat(schema.violations("webhook " + one.type(), one.json())).isEmpty();
            Integer expected = fields.get(one.type());
            if (expected != null) {
                assertThat(one.json().path("data")).hasSize(expected);
            }
            assertThat(one.json().toString()).doesNotContain("@", "phone", "address");
        }
        assertThat(types).containsAll(fields.keySet());
    }

    @Test
    void theControlsChangesAreToldAtOnceAndOnce() {
        registerAll();
        String order = control.createOrder("uk");
        control.moveOrder(order, OrderStatus.CANCELLED);
        control.renameProduct(SHADE, "Another name");
        control.countStock(SHADE_SMALL, 0);
        control.moveProduct(SHADE, ProductStatus.DELETED);
        control.tick();
        control.advance(Duration.ofSeconds(1));
        control.tick();

        assertThat(own.received())
                .filteredOn(one ->
                        one.json().toString().contains(SHADE)
                                || one.json().toString().contains(order))
                .extracting(Receiver.Received::type)
                .containsExactly(1, 1, 11, 15, 5);
        assertThat(own.received(11).getFirst().json().path("data").path("cancel_status").asText())
                .isEqualTo("CANCELLATION_REQUEST_COMPLETE");
        JsonNode status = own.received(5).getFirst().json().path("data");
        assertThat(status.path("product_id").isIntegralNumber()).isTrue();
        assertThat(status.path("product_id").asLong()).isEqualTo(Long.parseLong(SHADE));
        assertThat(own.received(15).getFirst().json().path("data").path("product_id").isTextual())
                .isTrue();
    }

    @Test
    void theCourseOfReturnsAndCancellationsIsToldStepByStepInOrder() {
        registerAll();
        for (int i = 0; i < 4; i++) {
            control.advance(Duration.ofHours(12));
            control.tick();
        }

        assertThat(own.received(12)).isNotEmpty();
        assertThat(own.received(11)).isNotEmpty();
        assertThat(own.received())
                .extracting(one -> one.json().path("timestamp").asLong())
                .isSorted();
        assertThat(own.received())
                .extracting(one -> one.type() + " " + one.json().path("data"))
                .doesNotHaveDuplicates();
        JsonNode last = own.received(12).getLast().json().path("data");
        JsonNode found =
                client.call(
                                "POST",
                                "/return_refund/202309/returns/search",
                                token,
                                Map.of("shop_cipher", client.cipher("uk")),
                                "{\"return_ids\":[\"%s\"]}"
                                        .formatted(last.path("return_id").asText()))
                        .data()
                        .path("return_orders")
                        .get(0);
        assertThat(found.path("return_status")).isEqualTo(last.path("return_status"));
        assertThat(found.path("update_time")).isEqualTo(last.path("update_time"));
    }

    @Test
    void theAppsAddressGetsNoMoreThanBeforeUnlessItIsAsked() {
        control.createProduct("uk");
        control.renameProduct(SHADE, "Another name");
        control.moveOrder(control.createOrder("uk"), OrderStatus.CANCELLED);
        control.tick();

        assertThat(appWide.received()).extracting(Receiver.Received::type).containsExactly(1, 1);
    }

    private void registerAll() {
        Arrays.stream(NotificationType.values())
                .map(Enum::name)
                .filter(Subscriptions.TYPES::contains)
                .forEach(type -> assertThat(register(type, own.url().toString()).code()).isZero());
    }

    private TestClient.Reply register(String type, String address) {
        return call("PUT", body(type, address));
    }

    private static String body(String type, String address) {
        return "{\"event_type\":\"%s\",\"address\":\"%s\"}".formatted(type, address);
    }

    private TestClient.Reply call(String method, String body) {
        return client.call(method, PATH, token, Map.of("shop_cipher", client.cipher("uk")), body);
    }
}
