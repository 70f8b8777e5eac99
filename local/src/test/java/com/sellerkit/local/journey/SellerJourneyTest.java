package com.sellerkit.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sellerkit.local.Suite;
import com.sellerkit.local.SuiteOptions;
import com.sellerkit.local.host.Result;
import com.sellerkit.sandbox.Delivery;
import com.sellerkit.sandbox.DeliveryFault;
import com.sellerkit.sandbox.DeliveryFaultKind;
import com.sellerkit.sandbox.DeliveryState;
import com.sellerkit.sandbox.GrantView;
import com.sellerkit.sandbox.OrderStatus;
import com.sellerkit.sandbox.SandboxClock;
import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.sandbox.ShopView;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The first slice of the product through every layer, on real processes: a seller accepts the
/// terms, connects shops, and sees every order of the platform, and nobody else does.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SellerJourneyTest {
    private static final String SEARCH = "/order/202309/orders/search";
    private static final String DETAIL = "/order/202309/orders";

    private static final Pattern TOKEN = Pattern.compile("\"((?:TTP|GCP|ROW)_[^\"]{16,})\"");

    @TempDir static Path state;

    /// The stand-in's clock stands still, so that counts are exact.
    private static Instant beginning = Instant.EPOCH;

    private static Suite suite;
    private static Seller ada;
    private static String usShop = "";

    @BeforeAll
    static void startEverything() {
        beginning = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        suite =
                Suite.start(
                        SuiteOptions.forTest(Path.of("..").toAbsolutePath().normalize(), state)
                                .withOptimizedTables(true)
                                .withSchedules(false)
                                .withParameters(
                                        Map.of(
                                                "OrderPollSeconds",
                                                "10",
                                                "OtherStreamsAfterSeconds",
                                                "86400"))
                                .withSandbox(config ->
                                        config.withClock(SandboxClock.frozenAt(beginning))));
        ada = Seller.signedUp(suite, "ada@example.com");
    }

    @AfterAll
    static void endEverything() {
        suite.close();
    }

    @Test
    @Order(1)
    void a1AndN1NothingWorksBeforeTheTermsAreAcceptedByAnAdult() {
        JsonNode me = ada.get("/api/me").ok();
        assertThat(me.path("terms").path("required").asBoolean()).isTrue();
        assertThat(me.has("account")).isFalse();
        assertThat(ada.get("/api/shops").code()).isEqualTo("terms-required");

        String version = me.path("terms").path("currentVersion").asText();
        Seller.Reply minor =
                ada.post(
                        "/api/terms/acceptance",
                        Seller.object().put("version", version).put("adult", false));
        assertThat(minor.status()).isEqualTo(422);
        assertThat(minor.code()).isEqualTo("must-be-adult");
        Seller.Reply outdated =
                ada.post(
                        "/api/terms/acceptance",
                        Seller.object().put("version", "1999-01-01").put("adult", true));
        assertThat(outdated.status()).isEqualTo(409);
        assertThat(outdated.code()).isEqualTo("terms-outdated");
        assertThat(ada.get("/api/me").ok().has("account")).isFalse();

        ada.acceptTerms();
        JsonNode accepted = ada.get("/api/me").ok();
        assertThat(accepted.path("terms").path("accepted").path("version").asText())
                .isEqualTo(version);
        assertThat(accepted.path("terms").path("accepted").path("acceptedAt").asText())
                .isNotEmpty();
        assertThat(accepted.path("account").path("role").asText()).isEqualTo("owner");
    }

    @Test
    @Order(2)
    void c3TheFirstSyncReadsTwoThousandOrdersInTwentyCallsAndMissesNone() {
        suite.sandbox().resetCalls();

        usShop = ada.connect(suite.sandbox(), "us").getFirst();
        ada.awaitInStep(usShop);

        JsonNode progress = ada.orderStream(usShop).path("progress");
        assertThat(progress.path("read").asLong()).isEqualTo(2_000);
        assertThat(progress.path("total").asLong()).isEqualTo(2_000);
        assertThat(suite.sandbox().calls(SEARCH)).isEqualTo(20);
        // One opens the token, one the shop's key; a worker is warm for all its other pages. A slow
        // machine may take a second worker to get through.
        assertThat(suite.calls("SyncWorkerFunction", "kms"))
                .isBetween(1L, 2 * suite.processes("SyncWorkerFunction"));
        assertEveryOrderIsThere("us", usShop);
    }

    @Test
    @Order(3)
    void c1AndI1AShopIsShownWithItsProfileAndWhereItsDataIsKept() {
        JsonNode shop = ada.get("/api/shops").ok().path("shops").get(0);
        assertThat(shop.path("id").asText()).isEqualTo(usShop);
        assertThat(shop.path("name").asText()).isEqualTo("Northwind Candle Co");
        assertThat(shop.path("region").asText()).isEqualTo("US");
        assertThat(shop.path("sellerType").asText()).isEqualTo("local");
        assertThat(shop.path("dataLocation").asText()).isEqualTo("local");
    }

    @Test
    @Order(4)
    void u7TheSellerIsToldWhatIsNeverDone() {
        JsonNode permissions = ada.get("/api/permissions").ok();
        assertThat(permissions.path("permissions")).isNotEmpty();
        assertThat(permissions.path("permissions"))
                .allSatisfy(
                        permission -> assertThat(permission.path("usedFor").asText()).isNotBlank());
        List<String> never = new ArrayList<>();
        permissions
                .path("never")
                .forEach(line -> never.add(line.asText().toLowerCase(Locale.ROOT)));
        for (String word : List.of("sell", "advertis", "train")) {
            assertThat(never).as(word).anyMatch(line -> line.contains(word));
        }
    }

    @Test
    @Order(5)
    void aShopOfManyCountriesKeepsItsCurrenciesApart() {
        List<String> shops = ada.connect(suite.sandbox(), "global");
        shops.forEach(ada::awaitInStep);

        Set<String> currencies = new LinkedHashSet<>();
        for (String shop : shops) {
            String key = keyOf(shop);
            assertEveryOrderIsThere(key, shop);
            JsonNode sums = ada.get("/api/shops/" + shop + "/orders?limit=100").ok().path("sums");
            assertThat(sums).as("one sum a currency").hasSize(1);
            currencies.add(sums.get(0).path("total").path("currency").asText());
        }
        assertThat(currencies).containsExactlyInAnyOrder("EUR", "JPY", "IDR", "MXN");
    }

    @Test
    @Order(6)
    void u1OrdersAreFilteredByStatusAndDateAndFoundByTheirNumbers() {
        // Every status in a small shop, and in the large one a status that fills more than a page.
        String smallShop = idOf("de");
        countsByStatus("de")
                .forEach((status, count) ->
                        assertThat(ada.orders(smallShop, "&status=" + status))
                                .as(status)
                                .hasSize(count));
        Map.Entry<String, Integer> paged =
                countsByStatus("us").entrySet().stream()
                        .filter(each -> each.getValue() > 100)
                        .min(Map.Entry.comparingByValue())
                        .orElseThrow();
        assertThat(ada.orders(usShop, "&status=" + paged.getKey())).hasSize(paged.getValue());

        List<JsonNode> truth = suite.sandbox().orders("us");

        Instant from = beginning.minus(Duration.ofDays(60));
        Instant to = beginning.minus(Duration.ofDays(30));
        long inThatMonth =
                truth.stream()
                        .map(order -> Instant.ofEpochSecond(order.path("create_time").asLong()))
                        .filter(at -> !at.isBefore(from) && at.isBefore(to))
                        .count();
        assertThat(inThatMonth).isPositive();
        assertThat(ada.orders(usShop, "&from=" + from + "&to=" + to)).hasSize((int) inThatMonth);

        JsonNode shipped =
                truth.stream()
                        .filter(order -> !order.path("tracking_number").asText().isEmpty())
                        .findFirst()
                        .orElseThrow();
        String id = shipped.path("id").asText();
        String tracking = shipped.path("tracking_number").asText();
        String sku = shipped.path("line_items").get(0).path("seller_sku").asText();
        assertFound(id, "order-id", id);
        assertFound(tracking, "tracking-number", id);
        long withSku =
                truth.stream()
                        .filter(order ->
                                order.path("line_items")
                                        .findValuesAsText("seller_sku")
                                        .contains(sku))
                        .count();
        assertThat(ada.orders(usShop, "&q=" + Seller.encoded(sku))).hasSize((int) withSku);
        assertThat(ada.orders(usShop, "&q=no-such-number")).isEmpty();
    }

    @Test
    @Order(7)
    void somebodyElseSeesNothingOfIt() {
        Seller eve = Seller.withAccount(suite, "eve@example.com");

        assertThat(eve.get("/api/shops").ok().path("shops")).isEmpty();
        assertThat(eve.get("/api/connections").ok().path("connections")).isEmpty();
        for (String path : List.of("/orders", "/sync")) {
            Seller.Reply foreign = eve.get("/api/shops/" + usShop + path);
            Seller.Reply unknown = eve.get("/api/shops/4711" + path);
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.code()).isEqualTo(unknown.code());
            assertThat(foreign.body().path("detail")).isEqualTo(unknown.body().path("detail"));
        }
        assertThat(eve.post("/api/shops/" + usShop + "/sync").status()).isEqualTo(404);
        assertThat(Seller.nobody(suite).get("/api/shops/" + usShop + "/orders").status())
                .isEqualTo(401);
    }

    @Test
    @Order(8)
    void anOwnedShopIsNotTakenOverAndAnAuthorizationCannotBeHijacked() {
        Seller eve = Seller.withAccount(suite, "eve-2@example.com");
        String code = suite.sandbox().approve("us");
        String state = eve.begin("US");
        String cookie = eve.comeBack("code=" + Seller.encoded(code) + "&state=" + state);

        assertThat(ada.complete(cookie).code()).isEqualTo("connect-other-person");
        JsonNode completion = eve.complete(cookie).ok();
        assertThat(completion.path("shops").get(0).path("ownership").asText())
                .isEqualTo("another-account");
        assertThat(eve.confirm(completion, List.of(usShop)).code()).isEqualTo("connect-shop-owned");
        assertThat(ada.get("/api/shops/" + usShop + "/orders?limit=1").status()).isEqualTo(200);

        String denied = eve.begin("US");
        String after = eve.comeBack("code=null&error=auth_denied&state=" + denied);
        assertThat(eve.complete(after).code()).isEqualTo("connect-denied");
        String foreign = eve.comeBack("code=EXAMPLE&state=never-given");
        assertThat(eve.complete(foreign).code()).isEqualTo("connect-state-unknown");
    }

    @Test
    @Order(9)
    void u2AChangeAtThePlatformArrivesWithTheNextSync() {
        // What happens at the platform happens after the first sync.
        suite.sandbox().advance(Duration.between(suite.sandbox().now(), Instant.now()));
        JsonNode before = ada.get("/api/shops/" + usShop + "/orders?status=AWAITING_SHIPMENT").ok();
        String id = before.path("orders").get(0).path("id").asText();
        suite.sandbox().moveOrder(id, OrderStatus.IN_TRANSIT);
        // The platform keeps whole seconds, and a read asks for what lies before the present one.
        long second = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > second);

        ada.post("/api/shops/" + usShop + "/sync", Seller.object().put("stream", "order")).ok();

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        ada.get("/api/shops/" + usShop + "/orders?q=" + id)
                                .ok()
                                .path("orders")
                                .get(0)
                                .path("status")
                                .asText()
                                .equals("IN_TRANSIT"));
    }

    @Test
    @Order(10)
    void whatThePlatformSentIsKeptAndMakesTheSameOrdersAnew() throws IOException {
        JsonNode came = replay(usShop, true).path("streams").path(0);
        assertThat(came.path("stream").asText()).isEqualTo("order");
        assertThat(came.path("records").asInt()).isGreaterThanOrEqualTo(2_000);
        assertThat(came.path("changed").asInt()).as(came.toString()).isZero();
        assertThat(came.path("added").asInt()).isZero();
        assertThat(came.path("unreadable").asInt()).isZero();
        assertThat(came.path("written").asInt(-1)).isZero();

        JsonNode tried = replay(idOf("de"), false).path("streams").path(0);
        assertThat(tried.path("records").asInt()).isEqualTo(suite.sandbox().orders("de").size());
        assertThat(tried.path("changed").asInt()).as(tried.toString()).isZero();
    }

    private static JsonNode replay(String shop, boolean commit) throws IOException {
        String event =
                "{\"shop\":\"%s\",\"stream\":\"order\",\"commit\":%s}".formatted(shop, commit);
        Result result = suite.invoke("ReplayFunction", event);
        assertThat(result).isInstanceOf(Result.Answered.class);
        return new ObjectMapper().readTree(((Result.Answered) result).body());
    }

    @Test
    @Order(20)
    void onlyThePlatformIsHeard() {
        long queued = suite.calls("WebhookFunction", "sqs");
        for (String signature : List.of("", "0".repeat(64))) {
            HttpResponse<String> refused =
                    webhook("{\"type\":1}".getBytes(StandardCharsets.UTF_8), signature);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).isEmpty();
        }
        assertThat(webhook(new byte[65 * 1024], "").statusCode()).isEqualTo(413);
        assertThat(suite.calls("WebhookFunction", "sqs")).isEqualTo(queued);
    }

    @Test
    @Order(21)
    void u2ChangesAtThePlatformArriveByThemselvesWithinSeconds() {
        Map<String, String> before = newestStatuses();
        List<String> chosen =
                before.keySet().stream()
                        .filter(id -> !"IN_TRANSIT".equals(before.get(id)))
                        .limit(50)
                        .toList();
        assertThat(chosen).hasSize(50);
        Map<String, Instant> movedAt = new ConcurrentHashMap<>();
        Map<String, Duration> lags = new ConcurrentHashMap<>();
        Thread mover =
                Thread.ofVirtual()
                        .start(() ->
                                chosen.forEach(id -> {
                                    suite.sandbox().moveOrder(id, OrderStatus.IN_TRANSIT);
                                    movedAt.put(id, Instant.now());
                                    suite.sandbox().tick();
                                }));

        await("changes that nobody asked for")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    Map<String, String> now = newestStatuses();
                    Instant seenAt = Instant.now();
                    movedAt.forEach((id, at) -> {
                        if ("IN_TRANSIT".equals(now.get(id))) {
                            lags.putIfAbsent(id, Duration.between(at, seenAt));
                        }
                    });
                    return lags.size() == chosen.size();
                });

        assertThat(mover.isAlive()).isFalse();
        List<Duration> sorted = lags.values().stream().sorted().toList();
        System.out.printf(
                "50 changes through webhooks: visible after %d ms at the median, %d ms at p95, %d ms at most; %d detail calls%n",
                sorted.get(24).toMillis(),
                sorted.get(47).toMillis(),
                sorted.getLast().toMillis(),
                suite.sandbox().calls(DETAIL));
        assertThat(suite.sandbox().calls(DETAIL)).as("named together").isBetween(1L, 50L);
    }

    @Test
    @Order(22)
    void aNotificationThatIsSentAgainDoesNothing() {
        Delivery told = suite.sandbox().deliveries().getFirst();
        assertThat(told.state()).isEqualTo(DeliveryState.DELIVERED);
        awaitNoNotifications();
        long calls = suite.sandbox().calls(DETAIL);
        long handled = linesOf("notifications handled");

        suite.sandbox().resend(told.notificationId());
        suite.sandbox().tick();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> linesOf("notifications handled") > handled);
        assertThat(suite.logs("NotificationFunction").getLast()).contains("\"done\":0");
        assertThat(suite.sandbox().calls(DETAIL)).isEqualTo(calls);
    }

    @Test
    @Order(23)
    void withoutWebhooksThePollBringsTheChange() {
        awaitNoNotifications();
        suite.sandbox().addDeliveryFault(DeliveryFault.of(DeliveryFaultKind.LOSE));
        try {
            String id = newestStatuses().keySet().iterator().next();
            suite.sandbox().moveOrder(id, OrderStatus.DELIVERED);
            // A read asks for what lies before the present second.
            suite.sandbox().advance(Duration.ofSeconds(2));
            suite.sandbox().tick();

            await("the planner's next look")
                    .atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        suite.invoke("PlannerFunction", "{}");
                        return "DELIVERED".equals(newestStatuses().get(id));
                    });
            assertThat(suite.sandbox().deliveries())
                    .filteredOn(told -> told.orders().contains(id))
                    .first()
                    .satisfies(told -> assertThat(told.state()).isEqualTo(DeliveryState.LOST));
        } finally {
            suite.sandbox().clearDeliveryFaults();
        }
    }

    @Test
    @Order(24)
    void r5WhatTheSellerWithdrawsAtThePlatformIsDisconnectedWithoutBeingAskedFor() {
        String grant =
                suite.sandbox().grants().stream()
                        .filter(each -> each.seller().equals("global") && !each.revoked())
                        .findFirst()
                        .orElseThrow()
                        .id();

        suite.sandbox().revoke(grant);
        suite.sandbox().tick();

        await("the shops of the withdrawn authorization")
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> {
                    for (JsonNode shop : ada.get("/api/shops").ok().path("shops")) {
                        boolean own = shop.path("id").asText().equals(usShop);
                        assertThat(shop.path("state").asText())
                                .isEqualTo(own ? "connected" : "disconnected");
                        assertThat(shop.path("disconnectedBy").asText())
                                .isEqualTo(own ? "" : "tiktok");
                    }
                });
    }

    private static HttpResponse<String> webhook(byte[] body, String signature) {
        HttpRequest request =
                HttpRequest.newBuilder(suite.webhookUrl())
                        .header("Content-Type", "application/json")
                        .header("Authorization", signature)
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> newestStatuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        ada.get("/api/shops/" + usShop + "/orders?limit=100")
                .ok()
                .path("orders")
                .forEach(row -> statuses.put(row.path("id").asText(), row.path("status").asText()));
        return statuses;
    }

    private static void awaitNoNotifications() {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        suite.queueDepth("NotificationQueue").values().stream()
                                .allMatch(count -> count == 0));
        assertThat(suite.queueDepth("NotificationDeadLetters").values()).containsOnly(0);
    }

    private static long linesOf(String message) {
        return suite.logs("NotificationFunction").stream()
                .filter(line -> line.contains(message))
                .count();
    }

    @Test
    @Order(30)
    void r5ADisconnectedShopIsReadNoMoreAndConnectingItAgainLosesNothing() throws IOException {
        // Whatever polls and webhooks brought until now is there.
        assertEveryOrderIsThere("us", usShop);
        Map<String, String> newest = newestStatuses();
        // What happens at the platform from here on happens after all that was read.
        suite.sandbox().advance(Duration.between(suite.sandbox().now(), Instant.now()));
        String disconnection = "/api/shops/" + usShop + "/disconnection";
        String name = shopOfAda(usShop).path("name").asText();
        assertThat(ada.post(disconnection, Seller.object().put("shopName", name + "!")).code())
                .isEqualTo("name-mismatch");

        JsonNode shop = ada.post(disconnection, Seller.object().put("shopName", name)).ok();

        assertThat(shop.path("state").asText()).isEqualTo("disconnected");
        assertThat(shop.path("readOnly").asBoolean()).isTrue();
        assertThat(Instant.parse(shop.path("deleteAt").asText()))
                .isEqualTo(
                        Instant.parse(shop.path("disconnectedAt").asText())
                                .plus(Duration.ofDays(14)));
        assertThat(suite.sandbox().grants())
                .filteredOn(grant -> grant.seller().equals("us"))
                .as("withdrawn at the platform")
                .allMatch(GrantView::revoked);
        assertThat(newestStatuses()).as("orders that are still readable").isEqualTo(newest);
        assertThat(ada.post("/api/shops/" + usShop + "/sync").code())
                .isEqualTo("shop-disconnected");
        assertThat(ada.post(disconnection, Seller.object().put("shopName", name)).code())
                .isEqualTo("already-disconnected");

        long calls = suite.sandbox().calls(SEARCH);
        String missed = suite.sandbox().createOrder("us");
        assertThat(suite.invoke("PlannerFunction", event("planner-schedule")))
                .isInstanceOf(Result.Answered.class);
        assertThat(suite.sandbox().calls(SEARCH)).as("nothing more is read").isEqualTo(calls);
        assertThat(ada.orders(usShop, "&q=" + missed)).isEmpty();

        long second = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > second);
        ada.connect(suite.sandbox(), "us");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !ada.orders(usShop, "&q=" + missed).isEmpty());

        assertThat(shopOfAda(usShop).path("state").asText()).isEqualTo("connected");
        assertThat(shopOfAda(usShop).has("deleteAt")).isFalse();
        assertEveryOrderIsThere("us", usShop);
        assertThat(suite.sandbox().calls(SEARCH) - calls)
                .as("only the changes are read")
                .isLessThan(10);
    }

    @Test
    @Order(31)
    void r5AWithdrawalThatNobodyToldOfIsFoundByTheDailyCheck() throws IOException {
        suite.sandbox().addDeliveryFault(DeliveryFault.of(DeliveryFaultKind.LOSE));
        try {
            suite.sandbox().grants().stream()
                    .filter(grant -> grant.seller().equals("us") && !grant.revoked())
                    .forEach(grant -> suite.sandbox().revoke(grant.id()));

            assertThat(
                            suite.invoke(
                                    "AuthorizationCheckFunction",
                                    event("authorization-check-schedule")))
                    .isInstanceOf(Result.Answered.class);
        } finally {
            suite.sandbox().clearDeliveryFaults();
        }

        assertThat(shopOfAda(usShop).path("state").asText()).isEqualTo("disconnected");
        assertThat(shopOfAda(usShop).path("disconnectedBy").asText()).isEqualTo("daily-check");
    }

    @Test
    @Order(100)
    void c6X2AndX3NoTokenNoSecretAndNothingPersonalIsInAnyLogOrFile() throws IOException {
        Set<String> markers = new LinkedHashSet<>();
        for (String key : List.of("us", "uk")) {
            for (JsonNode order : suite.sandbox().orders(key)) {
                JsonNode address = order.path("recipient_address");
                for (String field :
                        List.of("name", "phone_number", "address_line1", "full_address")) {
                    addMarker(markers, address.path(field).asText());
                }
                addMarker(markers, order.path("buyer_email").asText());
                addMarker(markers, order.path("buyer_message").asText());
            }
        }
        assertThat(markers).as("personal markers to look for").hasSizeGreaterThan(500);
        List<String> tokens = tokensOfThePlatform();
        assertThat(tokens).as("tokens to look for").hasSizeGreaterThan(3);
        markers.addAll(tokens);
        markers.add(ada.accessToken());
        markers.add("app_secret=");
        markers.add(SandboxConfig.defaults().appSecret());

        MarkerSearch search = new MarkerSearch(markers);
        assertThat(search.in(("a line with " + ada.accessToken()).getBytes(StandardCharsets.UTF_8)))
                .as("the search finds what is there")
                .containsExactly(ada.accessToken());
        List<String> found = new ArrayList<>();
        int searched = 0;
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = state.relativize(file).toString();
                // The stand-in plays the platform: what it keeps is the platform's own.
                if (name.startsWith("sandbox") || name.startsWith("run")) {
                    continue;
                }
                searched++;
                for (String marker : search.in(Files.readAllBytes(file))) {
                    found.add(name + " holds a marker of " + marker.length() + " characters");
                }
            }
        }
        assertThat(searched).as("files looked through").isGreaterThan(8);
        assertThat(found).isEmpty();
    }

    /// What the stand-in has handed out, from its own books.
    private static List<String> tokensOfThePlatform() throws IOException {
        Set<String> ciphers = new LinkedHashSet<>();
        suite.sandbox().shops().forEach(shop -> ciphers.add(shop.cipher()));
        return TOKEN.matcher(Files.readString(state.resolve("sandbox.json")))
                .results()
                .map(match -> match.group(1))
                .filter(token -> !ciphers.contains(token))
                .toList();
    }

    private static void addMarker(Set<String> markers, String text) {
        // A short text may stand in a file by chance, and a masked one says nothing.
        if (text.length() >= 8 && !text.contains("*")) {
            markers.add(text);
        }
    }

    private static void assertFound(String number, String by, String orderId) {
        JsonNode page = ada.get("/api/shops/" + usShop + "/orders?q=" + number).ok();
        assertThat(page.path("foundBy").asText()).isEqualTo(by);
        assertThat(page.path("orders").findValuesAsText("id")).contains(orderId);
    }

    private static JsonNode shopOfAda(String id) {
        for (JsonNode shop : ada.get("/api/shops").ok().path("shops")) {
            if (shop.path("id").asText().equals(id)) {
                return shop;
            }
        }
        throw new AssertionError("no shop " + id);
    }

    private static String event(String name) throws IOException {
        return Files.readString(Path.of("..", "events", name + ".json"));
    }

    private static String keyOf(String shopId) {
        return shopWhere(shop -> shop.id().equals(shopId)).key();
    }

    private static String idOf(String key) {
        return shopWhere(shop -> shop.key().equals(key)).id();
    }

    private static ShopView shopWhere(Predicate<ShopView> wanted) {
        return suite.sandbox().shops().stream().filter(wanted).findFirst().orElseThrow();
    }

    private static Map<String, Integer> countsByStatus(String key) {
        Map<String, Integer> counts = new TreeMap<>();
        suite.sandbox()
                .orders(key)
                .forEach(order -> counts.merge(order.path("status").asText(), 1, Integer::sum));
        return counts;
    }

    private static void assertEveryOrderIsThere(String key, String shopId) {
        Map<String, JsonNode> rows = new HashMap<>();
        List<JsonNode> listed = ada.orders(shopId, "");
        listed.forEach(row -> rows.put(row.path("id").asText(), row));
        List<JsonNode> truth = suite.sandbox().orders(key);
        assertThat(listed).hasSameSizeAs(truth);
        for (JsonNode order : truth) {
            String id = order.path("id").asText();
            JsonNode row =
                    Objects.requireNonNull(rows.get(id), () -> "order " + id + " is missing");
            assertThat(row.path("status").asText()).isEqualTo(order.path("status").asText());
            assertThat(Instant.parse(row.path("placedAt").asText()).getEpochSecond())
                    .isEqualTo(order.path("create_time").asLong());
            JsonNode total = row.path("total");
            assertThat(
                            BigDecimal.valueOf(
                                    total.path("minor").asLong(), total.path("exponent").asInt()))
                    .isEqualByComparingTo(order.path("payment").path("total_amount").asText());
            assertThat(total.path("currency").asText())
                    .isEqualTo(order.path("payment").path("currency").asText());
            int units = 0;
            for (JsonNode line : row.path("lines")) {
                units += line.path("quantity").asInt();
            }
            assertThat(units).isEqualTo(order.path("line_items").size());
        }
        List<String> placed = listed.stream().map(row -> row.path("placedAt").asText()).toList();
        assertThat(placed).isSortedAccordingTo(Comparator.reverseOrder());
    }
}
