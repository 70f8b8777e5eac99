package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir private Path folder;

    private final AtomicReference<Instant> time = new AtomicReference<>(START);
    private final Receiver receiver = new Receiver();
    private final SandboxConfig config =
            TestClient.frozen().withRealTime(time::get).withWebhookUrl(receiver.url());
    private final Sandbox sandbox = Sandbox.start(config);
    private final SandboxControl control = sandbox.control();
    private final TestClient client = new TestClient(sandbox, config);

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.close();
    }

    @Test
    void nothingIsToldOfAShopThatNobodyAuthorized() {
        control.createOrder("us");
        control.advance(Duration.ofHours(2));
        control.tick();

        assertThat(receiver.received()).isEmpty();
        assertThat(control.deliveries()).isEmpty();
    }

    @Test
    void nothingIsToldOfTheTimeBeforeTheAuthorization() {
        control.createOrder("us");
        control.advance(Duration.ofHours(2));
        client.accessToken("us");
        control.tick();

        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void onlyTheAuthorizedSellersShopsAreTold() {
        client.accessToken("uk");
        control.createOrder("us");
        String order = control.createOrder("uk");
        control.tick();

        assertThat(receiver.received())
                .extracting(one -> one.json().path("data").path("order_id").asText())
                .containsExactly(order);
    }

    @Test
    void everyOrderAndTransitionOfTheWorldIsToldOnceAndInOrder() {
        client.accessToken("us");
        Map<String, String> before = statuses("us");
        control.advance(Duration.ofHours(3));
        Map<String, String> after = statuses("us");
        control.tick();
        control.tick();

        Set<String> changed = changed(before, after);
        assertThat(changed).hasSizeGreaterThan(200);
        Set<String> told = new HashSet<>();
        receiver.received(1)
                .forEach(one -> told.add(one.json().path("data").path("order_id").asText()));
        assertThat(told).isEqualTo(changed);
        for (String id : changed) {
            String last =
                    receiver.received(1).stream()
                            .map(one -> one.json().path("data"))
                            .filter(data -> data.path("order_id").asText().equals(id))
                            .map(data -> data.path("order_status").asText())
                            .toList()
                            .getLast();
            assertThat(last.equals("CANCEL") ? "CANCELLED" : last).isEqualTo(after.get(id));
        }
        assertThat(receiver.received())
                .extracting(one -> one.json().path("timestamp").asLong())
                .isSorted();
        assertThat(receiver.received())
                .extracting(one -> one.json().path("data") + " " + one.type())
                .doesNotHaveDuplicates();
        assertThat(receiver.received()).extracting(Receiver.Received::id).doesNotHaveDuplicates();
    }

    @Test
    void everyPackageThatAppearsIsTold() {
        client.accessToken("us");
        control.advance(Duration.ofHours(3));
        control.tick();

        assertThat(receiver.received(4)).isNotEmpty();
        for (Receiver.Received one : receiver.received(4)) {
            for (JsonNode parcel : one.json().path("data").path("package_list")) {
                JsonNode order =
                        control.order(parcel.path("order_id_list").get(0).asText()).orElseThrow();
                assertThat(order.path("packages"))
                        .extracting(known -> known.path("id").asText())
                        .contains(parcel.path("package_id").asText());
            }
        }
    }

    @Test
    void namesAndTypesAreTheDocumentedOnesAndNothingPersonalIsAmongThem() throws IOException {
        Schema schema = new Schema();
        client.accessToken("uk");
        String order = control.createOrder("uk");
        control.editAddress(order, "1 Secret Street");
        control.moveOrder(order, OrderStatus.AWAITING_COLLECTION);
        control.moveOrder(order, OrderStatus.CANCELLED);
        String grant = control.grants().getFirst().id();
        control.endAuthorization(grant, Duration.ofDays(20));
        control.advance(Duration.ofDays(1));
        control.tick();
        control.revoke(grant);
        control.tick();

        Set<Integer> types = new HashSet<>();
        Map<Integer, Integer> dataFields = Map.of(1, 4, 3, 2, 4, 4, 6, 1, 7, 2);
        for (Receiver.Received one : receiver.received()) {
            types.add(one.type());
            assertThat(schema.violations("webhook " + one.type(), one.json())).isEmpty();
            assertThat(one.json()).hasSize(5);
            assertThat(one.json().path("data")).hasSize(dataFields.getOrDefault(one.type(), 0));
            assertThat(one.json().path("shop_id").asText()).isEqualTo(control.shops().get(1).id());
            assertThat(one.id()).matches("[0-9]{19}");
            assertThat(one.authorization())
                    .isEqualTo(
                            WebhookSignature.of(config.appSecret(), config.appKey(), one.bytes()));
            assertThat(one.json().toString()).doesNotContain("Secret", "@", "buyer");
        }
        assertThat(types).containsExactlyInAnyOrder(1, 3, 4, 6, 7);
    }

    @Test
    void whatTheControlDoesIsToldAsWhatItIs() {
        client.accessToken("us");
        String order = control.createOrder("us");
        control.moveOrder(order, OrderStatus.AWAITING_SHIPMENT);
        control.moveOrder(order, OrderStatus.IN_TRANSIT);
        control.moveOrder(order, OrderStatus.DELIVERED);
        control.moveOrder(order, OrderStatus.CANCELLED);
        control.editAddress(order);
        control.tick();
        control.advance(Duration.ofSeconds(1));
        control.tick();

        assertThat(receiver.received())
                .filteredOn(one -> one.json().toString().contains(order))
                .extracting(
                        one -> one.type() + one.json().path("data").path("order_status").asText())
                .containsExactly(
                        "1UNPAID",
                        "1AWAITING_SHIPMENT",
                        "1IN_TRANSIT",
                        "4",
                        "1DELIVERED",
                        "1CANCEL",
                        "3");
    }

    @Test
    void whatTheControlDoesLongAfterTheLastLookIsToldOnce() {
        client.accessToken("uk");
        control.advance(Duration.ofMinutes(10));
        String order = control.createOrder("uk");
        control.advance(Duration.ofSeconds(2));
        control.moveOrder(order, OrderStatus.DELIVERED);
        control.tick();

        assertThat(orders()).filteredOn(order::equals).hasSize(2);
    }

    @Test
    void theEndOfAnAuthorizationIsToldForEachOfItsShopsAndThenNothingMore() {
        client.accessToken("global");
        control.revoke(control.grants().getFirst().id());
        control.createOrder("jp");
        control.advance(Duration.ofDays(1));
        control.tick();

        assertThat(receiver.received()).hasSize(4);
        assertThat(receiver.received()).allMatch(one -> one.type() == 6);
        assertThat(receiver.received())
                .extracting(one -> one.json().path("shop_id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void aShopThatTheAppGivesUpIsToldTooAndTheOthersStay() {
        String token = client.accessToken("global");
        client.call(
                "DELETE",
                "/authorization/202403/shops",
                token,
                Map.of("shop_cipher", client.cipher("jp")),
                "");
        control.createOrder("jp");
        control.createOrder("de");
        control.tick();

        assertThat(control.deliveries())
                .extracting(one -> one.type().number() + one.shop())
                .containsExactly("1de", "6jp");
    }

    @Test
    void anEndingAuthorizationIsToldAtEachMidnightOfItsLastThirtyDays() {
        client.accessToken("uk");
        String grant = control.grants().getFirst().id();
        control.endAuthorization(grant, Duration.ofDays(32));
        Instant end = control.grants().getFirst().refreshExpiresAt();
        for (int day = 0; day < 4; day++) {
            control.advance(Duration.ofDays(1));
            control.tick();
        }

        assertThat(receiver.received(7))
                .extracting(one ->
                        Instant.ofEpochSecond(one.json().path("timestamp").asLong()).toString())
                .containsExactly("2026-11-04T00:00:00Z", "2026-11-05T00:00:00Z");
        JsonNode data = receiver.received(7).getFirst().json().path("data");
        assertThat(data.path("expiration_time").asText())
                .isEqualTo(Long.toString(end.getEpochSecond()));
        assertThat(data.path("message").asText()).contains("expiring in 30 days");
    }

    @Test
    void nothingIsToldOnceAnAuthorizationHasEnded() {
        client.accessToken("us");
        control.endAuthorization(control.grants().getFirst().id(), Duration.ZERO);
        control.createOrder("us");
        control.advance(Duration.ofHours(2));
        control.tick();

        assertThat(receiver.received()).isEmpty();
        assertThatThrownBy(() ->
                        control.endAuthorization(
                                control.grants().getFirst().id(), Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFailedDeliveryIsRepeatedFourTimesLaterAndLaterWithTheSameBytes() {
        client.accessToken("uk");
        receiver.answers(500);
        control.createOrder("uk");
        control.tick();
        List<Duration> waits =
                List.of(
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(30),
                        Duration.ofHours(3),
                        Duration.ofHours(12));
        String id = control.deliveries().getLast().notificationId();
        for (int i = 0; i < waits.size(); i++) {
            control.advance(waits.get(i).minusSeconds(1));
            control.tick();
            assertThat(delivery(id).attempts()).isEqualTo(i + 1);
            assertThat(delivery(id).nextAttempt()).contains(control.now().plusSeconds(1));
            control.advance(Duration.ofSeconds(1));
            control.tick();
            assertThat(delivery(id).attempts()).isEqualTo(i + 2);
        }

        assertThat(delivery(id).state()).isEqualTo(DeliveryState.DROPPED);
        assertThat(delivery(id).lastAnswer()).isEqualTo("500");
        assertThat(delivery(id).nextAttempt()).isEmpty();
        String body = delivery(id).body();
        control.advance(Duration.ofDays(1));
        receiver.answers(200);
        control.tick();
        assertThat(delivered(id)).hasSize(5);
        assertThat(delivered(id)).extracting(Receiver.Received::body).containsOnly(body);
    }

    @Test
    void aRepeatedDeliveryThatSucceedsIsNotRepeatedAgain() {
        client.accessToken("us");
        receiver.answers(401);
        control.createOrder("us");
        control.tick();
        receiver.answers(200);
        control.advance(Duration.ofMinutes(2));
        control.tick();
        String id = control.deliveries().getLast().notificationId();
        control.advance(Duration.ofHours(16));
        control.tick();

        assertThat(delivered(id)).hasSize(2);
        assertThat(receiver.received().getFirst().id()).isEqualTo(id);
    }

    @Test
    void aLostNotificationIsNeverSent() {
        client.accessToken("us");
        control.addDeliveryFault(DeliveryFault.of(DeliveryFaultKind.LOSE).times(1));
        String lost = control.createOrder("us");
        String next = control.createOrder("us");
        control.tick();

        assertThat(orders()).containsExactly(next);
        assertThat(control.deliveries().getLast().orders()).containsExactly(lost);
        assertThat(control.deliveries().getLast().state()).isEqualTo(DeliveryState.LOST);
        assertThat(control.deliveryFaults()).isEmpty();
    }

    @Test
    void aDelayedNotificationIsSentLater() {
        client.accessToken("us");
        control.addDeliveryFault(
                DeliveryFault.of(DeliveryFaultKind.DELAY)
                        .times(1)
                        .withDelay(Duration.ofSeconds(20)));
        String late = control.createOrder("us");
        control.tick();
        assertThat(orders()).isEmpty();
        control.advance(Duration.ofSeconds(19));
        control.tick();
        assertThat(orders()).doesNotContain(late);
        control.advance(Duration.ofSeconds(1));
        control.tick();
        assertThat(orders()).contains(late);
    }

    @Test
    void aDoubledNotificationComesTwiceWithOneId() {
        client.accessToken("us");
        control.addDeliveryFault(DeliveryFault.of(DeliveryFaultKind.DOUBLE).times(1));
        control.createOrder("us");
        control.tick();

        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().getFirst().body())
                .isEqualTo(receiver.received().getLast().body());
        assertThat(control.deliveries().getFirst().attempts()).isEqualTo(2);
    }

    @Test
    void aReorderedNotificationIsOvertakenByTheNext() {
        client.accessToken("us");
        control.addDeliveryFault(DeliveryFault.of(DeliveryFaultKind.REORDER).times(1));
        String first = control.createOrder("us");
        control.tick();
        assertThat(orders()).isEmpty();
        String second = control.createOrder("us");
        control.tick();

        assertThat(orders()).containsExactly(second, first);
    }

    @Test
    void aReorderedNotificationWithoutANextOneComesAMinuteLater() {
        client.accessToken("uk");
        control.addDeliveryFault(DeliveryFault.of(DeliveryFaultKind.REORDER));
        String order = control.createOrder("uk");
        control.advance(Duration.ofSeconds(59));
        control.tick();
        assertThat(orders()).doesNotContain(order);
        control.advance(Duration.ofSeconds(1));
        control.tick();
        assertThat(orders()).contains(order);
    }

    @Test
    void aFaultOfOneTypeLeavesTheOthersAlone() {
        client.accessToken("us");
        control.addDeliveryFault(
                DeliveryFault.of(DeliveryFaultKind.LOSE)
                        .onType(NotificationType.RECIPIENT_ADDRESS_UPDATE));
        String order = control.createOrder("us");
        control.editAddress(order);
        control.tick();
        assertThat(receiver.received()).extracting(Receiver.Received::type).containsExactly(1);
        control.clearDeliveryFaults();
        control.editAddress(order);
        control.tick();

        assertThat(receiver.received()).extracting(Receiver.Received::type).containsExactly(1, 3);
    }

    @Test
    void anyKnownNotificationCanBeSentAgain() {
        client.accessToken("us");
        control.createOrder("us");
        control.tick();
        String id = control.deliveries().getFirst().notificationId();
        control.resend(id);
        control.tick();

        assertThat(delivered(id)).hasSize(2);
        assertThat(delivery(id).attempts()).isEqualTo(2);
        assertThatThrownBy(() -> control.resend("7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no notification");
    }

    @Test
    void theControlApiSteersTheDeliveriesToo() {
        client.accessToken("us");
        String grant = control.grants().getFirst().id();
        assertThat(api("POST", "/grants/" + grant + "/end", "{\"days\":20}")).isEqualTo(200);
        assertThat(
                        api(
                                "POST",
                                "/webhook-faults",
                                "{\"kind\":\"delay\",\"type\":\"ORDER_STATUS_CHANGE\",\"times\":1,\"delaySeconds\":30}"))
                .isEqualTo(200);
        assertThat(control.deliveryFaults())
                .containsExactly(
                        DeliveryFault.of(DeliveryFaultKind.DELAY)
                                .onType(NotificationType.ORDER_STATUS_CHANGE)
                                .times(1)
                                .withDelay(Duration.ofSeconds(30)));
        assertThat(api("DELETE", "/webhook-faults", "")).isEqualTo(200);
        assertThat(api("POST", "/orders", "{\"shop\":\"us\"}")).isEqualTo(200);
        assertThat(api("POST", "/webhook-tick", "")).isEqualTo(200);
        TestClient.Reply log = control("GET", "/webhooks", "");
        JsonNode delivery = log.json().path("deliveries").get(0);
        assertThat(delivery.path("state").asText()).isEqualTo("DELIVERED");
        assertThat(api("POST", "/webhooks/" + delivery.path("id").asText() + "/resend", ""))
                .isEqualTo(200);
        assertThat(api("POST", "/webhooks/1/resend", "")).isEqualTo(400);
        assertThat(api("POST", "/webhook-faults", "{\"kind\":\"EAT\"}")).isEqualTo(400);
        assertThat(api("POST", "/grants/" + grant + "/end", "{}")).isEqualTo(400);
    }

    @Test
    void theControlPageShowsTheDeliveries() {
        client.accessToken("us");
        String order = control.createOrder("us");
        control.addDeliveryFault(DeliveryFault.of(DeliveryFaultKind.LOSE).times(2));
        control.tick();

        String page = client.send("GET", "/_control", "", Map.of(), "", "text/html").raw().body();
        assertThat(page)
                .contains("1 ORDER_STATUS_CHANGE")
                .contains(order)
                .contains("Resend")
                .contains("Lose, every type, 2 more")
                .contains(receiver.url().toString());
    }

    @Test
    void withoutAWebhookUrlNothingIsNoticed() {
        SandboxConfig silent = TestClient.frozen();
        try (Sandbox other = Sandbox.start(silent)) {
            new TestClient(other, silent).accessToken("us");
            other.control().createOrder("us");
            other.control().advance(Duration.ofHours(1));
            other.control().tick();
            assertThat(other.control().deliveries()).isEmpty();
        }
    }

    @Test
    void aResetForgetsTheDeliveriesButNeverRepeatsAnId() {
        client.accessToken("us");
        control.createOrder("us");
        control.tick();
        String before = control.deliveries().getFirst().notificationId();
        control.reset();
        assertThat(control.deliveries()).isEmpty();
        client.accessToken("us");
        control.createOrder("us");
        control.tick();

        assertThat(receiver.received()).hasSize(2);
        assertThat(control.deliveries().getFirst().notificationId()).isGreaterThan(before);
    }

    @Test
    void aRestartKeepsWhatWaitsAndTellsWhatHappenedMeanwhileOnce() {
        SandboxConfig kept =
                SandboxConfig.defaults()
                        .withRealTime(time::get)
                        .withStateFile(folder.resolve("state.json"))
                        .withWebhookUrl(receiver.url());
        List<String> waiting;
        Map<String, String> before;
        receiver.answers(503);
        try (Sandbox first = Sandbox.start(kept)) {
            new TestClient(first, kept).accessToken("us");
            first.control().createOrder("us");
            first.control().tick();
            waiting = ids(first);
            before = statuses(first, "us");
        }
        assertThat(waiting).hasSize(1);
        receiver.clear();
        receiver.answers(200);
        time.set(START.plus(Duration.ofMinutes(30)));
        try (Sandbox second = Sandbox.start(kept)) {
            second.control().tick();
            Map<String, String> after = statuses(second, "us");
            Set<String> changed = changed(before, after);
            assertThat(changed).hasSizeGreaterThan(30);
            assertThat(orders()).containsAll(changed);
            assertThat(ids(second)).contains(waiting.getFirst());
        }
        try (Sandbox third = Sandbox.start(kept)) {
            third.control().tick();
        }
        assertThat(delivered(waiting.getFirst())).hasSize(1);
        assertThat(receiver.received()).extracting(Receiver.Received::id).doesNotHaveDuplicates();
        assertThat(receiver.received())
                .extracting(one -> one.json().path("data") + " " + one.type())
                .doesNotHaveDuplicates();
    }

    @Test
    void aDeliveryThatAStopCutsOffIsMadeAgainByTheNextStart() throws InterruptedException {
        SandboxConfig kept =
                SandboxConfig.defaults()
                        .withRealTime(time::get)
                        .withStateFile(folder.resolve("state.json"))
                        .withWebhookUrl(receiver.url());
        receiver.answers(Receiver.Manner.NEVER);
        try (Sandbox first = Sandbox.start(kept)) {
            new TestClient(first, kept).accessToken("us");
            first.control().createOrder("us");
            Thread.ofVirtual().start(first.control()::tick);
            receiver.awaitFirst();
        }
        receiver.answers(Receiver.Manner.AT_ONCE);
        try (Sandbox second = Sandbox.start(kept)) {
            second.control().tick();
            Delivery delivery = second.control().deliveries().getFirst();
            assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivered(delivery.notificationId())).hasSize(2);
        }
    }

    @Test
    void afterALongJumpOnlyTheLastDayIsTold() {
        client.accessToken("uk");
        control.advance(Duration.ofDays(40));
        control.tick();

        long oldest = control.now().minus(Duration.ofDays(1)).getEpochSecond();
        assertThat(receiver.received())
                .isNotEmpty()
                .allMatch(one -> one.json().path("timestamp").asLong() > oldest);
        assertThat(control.deliveries()).hasSizeLessThanOrEqualTo(Deliveries.ENDED_MAX);
    }

    @Test
    void whatNobodyTakesDoesNotPileUpWithoutEnd() {
        Deliveries deliveries = new Deliveries();
        ShopProfile shop = ShopProfile.all().getFirst();
        for (int i = 0; i < Deliveries.WAITING_MAX + Deliveries.ENDED_MAX + 10; i++) {
            deliveries.add(Notification.deauthorization(deliveries.nextId(1), shop, 1), 1);
        }

        assertThat(deliveries.due(1)).hasSize(Deliveries.WAITING_MAX);
        assertThat(deliveries.all()).hasSize(Deliveries.WAITING_MAX + Deliveries.ENDED_MAX);
    }

    private Delivery delivery(String id) {
        return control.deliveries().stream()
                .filter(one -> one.notificationId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Receiver.Received> delivered(String id) {
        return receiver.received().stream().filter(one -> one.id().equals(id)).toList();
    }

    private List<String> orders() {
        return receiver.received(1).stream()
                .map(one -> one.json().path("data").path("order_id").asText())
                .toList();
    }

    private Map<String, String> statuses(String shop) {
        return statuses(sandbox, shop);
    }

    private static Map<String, String> statuses(Sandbox of, String shop) {
        List<JsonNode> orders = new ArrayList<>(of.control().orders(shop));
        Map<String, String> statuses = new HashMap<>();
        orders.forEach(
                order -> statuses.put(order.path("id").asText(), order.path("status").asText()));
        return statuses;
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
        Set<Map.Entry<String, String>> changed = new HashSet<>(after.entrySet());
        changed.removeAll(before.entrySet());
        return changed.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static List<String> ids(Sandbox of) {
        return of.control().deliveries().stream().map(Delivery::notificationId).toList();
    }

    private int api(String method, String path, String body) {
        return control(method, path, body).status();
    }

    private TestClient.Reply control(String method, String path, String body) {
        return client.send(method, "/_control/api" + path, "", Map.of(), body, "application/json");
    }
}
