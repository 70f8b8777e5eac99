package com.sellerkit.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.InvocationContext;
import com.sellerkit.api.HostileValues;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.AppSecret;
import com.sellerkit.vault.WebhookVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class WebhookFunctionTest {
    private static final String ORDER =
            """
            {"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507",\
            "timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178",\
            "order_status":"UNPAID","update_time":1718305585}}\
            """;

    private final InMemoryQueue queue = new InMemoryQueue();
    private final App app = new App();
    private final WebhookFunction function = new WebhookFunction(new WebhookVerifier(app), queue);

    @Test
    void aStatusChangeIsQueuedAsIdsAndAnsweredWithNothing() {
        assertThat(answer(ORDER)).isEqualTo("{\"statusCode\":200}");

        assertThat(queue.takeAll())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body())
                            .isEqualTo(
                                    """
                                    {"v":1,"type":1,"notificationId":"7380066284010030890",\
                                    "shopId":"7495540735365777507","orderIds":["576653688135258178"],\
                                    "at":1718305585,"changedAt":1718305585}\
                                    """);
                    assertThat(message.group()).contains("7495540735365777507");
                });
    }

    @Test
    void everyOfficialVectorIsTakenOrRefusedAsItSays() throws IOException {
        JsonNode vectors =
                Json.parse(
                        Objects.requireNonNull(
                                        getClass()
                                                .getResourceAsStream(
                                                        "/tiktok/webhook-vectors.json"))
                                .readAllBytes());
        for (JsonNode vector : vectors) {
            app.key = vector.path("app_key").asText();
            app.secret = vector.path("app_secret").asText();
            String body = vector.path("raw_body").asText();

            assertThat(status(event(body, vector.path("authorization").asText())))
                    .as(vector.path("name").asText())
                    .isEqualTo(vector.path("expect_valid").asBoolean() ? 200 : 401);
        }
        // Of the message of a buyer among them, only the conversation goes on.
        assertThat(queue.takeAll())
                .extracting(Queue.Message::body)
                .hasSize(3)
                .anyMatch(body -> body.contains("\"subjectId\":\"710688832392260838\""))
                .allMatch(WebhookFunctionTest::holdsIdsOnly);
    }

    @Test
    void whatIsNotSignedIsRefusedAndLeavesNothing() {
        String signature = signature(ORDER.getBytes(StandardCharsets.UTF_8));

        assertThat(status(event(ORDER, ""))).isEqualTo(401);
        assertThat(status(event(ORDER, "0".repeat(64)))).isEqualTo(401);
        assertThat(status(event(ORDER + " ", signature))).isEqualTo(401);
        assertThat(status(event(ORDER.replace("UNPAID", "COMPLETED"), signature))).isEqualTo(401);
        assertThat(status(event("", signature))).isEqualTo(401);
        ObjectNode bare = Json.object();
        assertThat(status(bare)).isEqualTo(401);
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void aBodyInBase64IsTheBytesThatWereSigned() {
        ObjectNode event = event(ORDER, signature(ORDER.getBytes(StandardCharsets.UTF_8)));
        event.put("body", base64(ORDER.getBytes(StandardCharsets.UTF_8)))
                .put("isBase64Encoded", true);
        assertThat(status(event)).isEqualTo(200);
        assertThat(queue.takeAll()).hasSize(1);

        event.put("body", "no base64 at all!");
        assertThat(status(event)).isEqualTo(401);
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void sixtyFourKibibytesAreTakenAndOneByteMoreIsNot() {
        byte[] fits = padded(WebhookFunction.BODY_BYTES_MAX);
        byte[] exceeds = padded(WebhookFunction.BODY_BYTES_MAX + 1);

        assertThat(status(event(text(fits), signature(fits)))).isEqualTo(200);
        assertThat(status(event(text(exceeds), signature(exceeds)))).isEqualTo(413);
        ObjectNode encoded = event("", signature(fits)).put("isBase64Encoded", true);
        assertThat(status(encoded.put("body", base64(fits)))).isEqualTo(200);
        encoded = event("", signature(exceeds)).put("isBase64Encoded", true);
        assertThat(status(encoded.put("body", base64(exceeds)))).isEqualTo(413);
        byte[] huge = padded(1 << 20);
        assertThat(status(event(text(huge), signature(huge)))).isEqualTo(413);
        // Bytes count, not characters.
        byte[] wide = "\u00e9".repeat(40_000).getBytes(StandardCharsets.UTF_8);
        assertThat(status(event(text(wide), signature(wide)))).isEqualTo(413);
    }

    @Test
    void aPackageNotificationNamesAllItsOrdersOnceInMessagesThatFitTheQueue() {
        ObjectNode body = notification(4, "9");
        ArrayNode packages = body.withObject("/data").putArray("package_list");
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 23; i++) {
            String id = "5766536881352581" + (10 + i);
            expected.add(id);
            packages.addObject()
                    .put("package_id", "p" + i)
                    .putArray("order_id_list")
                    .add(id)
                    .add(id);
        }

        assertThat(answer(body.toString())).isEqualTo("{\"statusCode\":200}");

        List<Queue.Message> messages = queue.takeAll();
        assertThat(messages).hasSize(3);
        Set<String> named = new HashSet<>();
        messages.forEach(message ->
                Json.parse(message.body())
                        .path("orderIds")
                        .forEach(id -> assertThat(named.add(id.asText())).isTrue()));
        assertThat(named).isEqualTo(expected);
    }

    @Test
    void newsOfTheAuthorizationTravelWithoutTheirTexts() {
        ObjectNode ended = notification(6, "10");
        ended.withObject("/data").put("message", "Somebody left");
        ObjectNode ending = notification(7, "11");
        ending.withObject("/data").put("message", "Soon").put("expiration_time", "1627587506");

        assertThat(answer(ended.toString())).isEqualTo("{\"statusCode\":200}");
        assertThat(answer(ending.toString())).isEqualTo("{\"statusCode\":200}");

        assertThat(queue.takeAll())
                .extracting(Queue.Message::body)
                .containsExactly(
                        "{\"v\":1,\"type\":6,\"notificationId\":\"10\",\"shopId\":\"7495540735365777507\",\"orderIds\":[],\"at\":1718305585}",
                        "{\"v\":1,\"type\":7,\"notificationId\":\"11\",\"shopId\":\"7495540735365777507\",\"orderIds\":[],\"at\":1718305585,\"endsAt\":1627587506}");
    }

    @Test
    void whatAProductOrAConversationIsCalledTravelsToTheLastDigitAndNothingElse() {
        String product = "1729592969712207009";
        for (int type : new int[] {5, 16, 37}) {
            ObjectNode body = notification(type, "21");
            body.withObject("/data")
                    .put("product_id", Long.parseLong(product))
                    .put("suspended_reason", "Jordan Avery said so");
            answer(body.toString());
        }
        for (int type : new int[] {15, 18, 27}) {
            ObjectNode body = notification(type, "22");
            body.withObject("/data").put("product_id", product);
            answer(body.toString());
        }
        for (int type : new int[] {13, 14}) {
            ObjectNode body = notification(type, "23");
            body.withObject("/data")
                    .put("conversation_id", product)
                    .put("content", "Where is my parcel, asks Jordan Avery")
                    .putObject("sender")
                    .put("im_user_id", "7494560109732334261");
            answer(body.toString());
        }

        assertThat(queue.takeAll())
                .extracting(Queue.Message::body)
                .hasSize(8)
                .allMatch(body -> body.contains("\"subjectId\":\"" + product + "\""))
                .allMatch(WebhookFunctionTest::holdsIdsOnly)
                .noneMatch(body -> body.contains("7494560109732334261"));
    }

    @Test
    void ofACancellationOrReturnOnlyItsOwnNameTravels() {
        for (int type : new int[] {11, 12}) {
            ObjectNode body = notification(type, "24");
            body.withObject("/data")
                    .put("order_id", "576461413038785003")
                    .put("cancel_id", "4035318504086604002")
                    .put("return_id", "not an id")
                    .put("update_time", "soon");
            answer(body.toString());
        }
        ObjectNode invoice = notification(36, "25");
        invoice.withObject("/data").putArray("order_ids").add("576461413038785004");
        answer(invoice.toString());

        List<Queue.Message> messages = queue.takeAll();
        assertThat(messages).hasSize(3);
        assertThat(messages.subList(0, 2))
                .extracting(Queue.Message::body)
                .noneMatch(body ->
                        body.contains("5764") || body.contains("an id") || body.contains("soon"));
        assertThat(messages.getFirst().body())
                .contains("\"recordId\":\"4035318504086604002\"")
                .doesNotContain("changedAt");
        assertThat(messages.get(1).body()).doesNotContain("recordId");
        assertThat(messages.getLast().body()).contains("[\"576461413038785004\"]");
    }

    @Test
    void theSameBodyWithoutAnIdHasTheSameNameEachTime() {
        ObjectNode body = notification(3, "");
        body.remove("tts_notification_id");
        body.withObject("/data").put("order_id", "576653688135258178");

        answer(body.toString());
        answer(body.toString());

        List<Queue.Message> messages = queue.takeAll();
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).body())
                .isEqualTo(messages.get(1).body())
                .contains("\"notificationId\":\"body-");
    }

    @Test
    void aTypeThatIsNotFollowedIsCountedAndAcknowledged() {
        ObjectNode body = notification(9_999, "12");
        body.withObject("/data").put("content", "Where is my parcel, asks Jordan Avery");

        String printed = printed(() -> assertThat(status(signed(body.toString()))).isEqualTo(200));

        assertThat(printed).contains("\"unused\":1", "\"code\":9999").doesNotContain("Avery");
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void whatIsSignedButBrokenIsCountedAndAcknowledgedSinceARetryWouldNotHelp() {
        ObjectNode noOrder = notification(1, "13");
        ObjectNode oddOrder = notification(1, "14");
        oddOrder.withObject("/data").put("order_id", "5766#order");
        ObjectNode noPackages = notification(4, "15");
        ObjectNode noEnd = notification(7, "16");
        ObjectNode farEnd = notification(7, "17");
        farEnd.withObject("/data").put("expiration_time", "99999999999999999");
        ObjectNode oddId = notification(6, "18/19");
        ObjectNode noProduct = notification(5, "26");
        noProduct.withObject("/data").put("product_id", 1.5);
        ObjectNode noConversation = notification(14, "27");
        noConversation.withObject("/data").put("content", "Jordan Avery");
        ObjectNode noShop = notification(6, "19");
        noShop.remove("shop_id");
        ObjectNode noTime = notification(6, "20");
        noTime.remove("timestamp");
        for (String body :
                List.of(
                        "Jordan Avery",
                        "[]",
                        "{}",
                        "{\"type\":\"one\"}",
                        "{\"type\":1.5}",
                        "{\"type\":1",
                        "[".repeat(5_000),
                        noOrder.toString(),
                        oddOrder.toString(),
                        noPackages.toString(),
                        noEnd.toString(),
                        farEnd.toString(),
                        oddId.toString(),
                        noProduct.toString(),
                        noConversation.toString(),
                        noShop.toString(),
                        noTime.toString())) {
            String printed =
                    printed(() -> assertThat(status(signed(body))).as(body).isEqualTo(200));

            assertThat(printed).as(body).contains("\"malformed\":1").doesNotContain("Avery");
        }
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void withoutTheQueueOrTheSecretThePlatformIsToldToTryAgain() {
        queue.fail(true);
        assertThat(answer(ORDER)).isEqualTo("{\"statusCode\":503}");
        queue.fail(false);
        app.gone = true;
        assertThat(status(event(ORDER, "0".repeat(64)))).isEqualTo(503);
        app.gone = false;

        assertThat(answer(ORDER)).isEqualTo("{\"statusCode\":200}");
        assertThat(queue.takeAll()).hasSize(1);
    }

    @Test
    void theExampleEventIsUnderstood() throws IOException {
        ObjectNode event =
                (ObjectNode)
                        Json.parse(
                                Files.readAllBytes(
                                        Path.of("..", "events", "webhook-order-status.json")));
        app.key = "abcdef";
        app.secret = "123";

        assertThat(status(event)).isEqualTo(200);
        assertThat(queue.takeAll()).hasSize(1);
    }

    @Test
    void whateverArrivesIsAnsweredWithNothingAndOnlyIdsAreQueued() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        int count = Integer.getInteger("fuzz.count", 500);
        Random random = new Random(seed);
        String printed =
                printed(() -> {
                    for (int i = 0; i < count; i++) {
                        takes(generated(random), "notification %d of seed %d".formatted(i, seed));
                    }
                });
        assertThat(printed)
                .as("seed %d", seed)
                .doesNotContain("example.com", "script", "1=1", "+1 303", app.secret);
    }

    private record Generated(ObjectNode event, boolean signed, int length) {}

    /// A notification with one value replaced by a hostile one, or something that is none at all.
    private Generated generated(Random random) {
        byte[] body = HostileValues.body(random);
        if (random.nextInt(4) > 0) {
            List<String> values =
                    List.of(
                            "1,",
                            "\"7380066284010030890\"",
                            "\"7495540735365777507\"",
                            "1718305585,",
                            "\"576653688135258178\"");
            String value = values.get(random.nextInt(values.size()));
            String hostile = HostileValues.json(random) + (value.endsWith(",") ? "," : "");
            body = ORDER.replace(value, hostile).getBytes(StandardCharsets.UTF_8);
        }
        boolean encoded = random.nextBoolean();
        byte[] sent = encoded ? body : text(body).getBytes(StandardCharsets.UTF_8);
        boolean signed = random.nextInt(4) > 0;
        ObjectNode event = event(text(body), signed ? signature(sent) : HostileValues.text(random));
        if (encoded) {
            event.put("body", base64(body)).put("isBase64Encoded", true);
        }
        return new Generated(event, signed, sent.length);
    }

    private void takes(Generated generated, String which) {
        int expected =
                generated.length() > WebhookFunction.BODY_BYTES_MAX
                        ? 413
                        : generated.signed() ? 200 : 401;
        assertThat(invoke(generated.event()))
                .as("%s: %s", which, generated.event())
                .isEqualTo("{\"statusCode\":%d}".formatted(expected));
        assertThat(queue.waiting().isEmpty() || expected == 200).as(which).isTrue();
        assertThat(queue.takeAll())
                .as(which)
                .allSatisfy(message ->
                        assertThat(holdsIdsOnly(message.body())).as(message.body()).isTrue());
    }

    private static boolean holdsIdsOnly(String body) {
        return body.matches(
                "\\{(,?\"[a-zA-Z]{1,14}\":([0-9]{1,12}|\"[A-Za-z0-9_-]{1,64}(#[0-9]{1,20}#[A-Za-z0-9_-]{1,64})?\""
                        + "|\\[(,?\"[A-Za-z0-9_-]{1,64}\"){0,10}]))+}");
    }

    private static ObjectNode notification(int type, String id) {
        return Json.object()
                .put("type", type)
                .put("tts_notification_id", id)
                .put("shop_id", "7495540735365777507")
                .put("timestamp", 1_718_305_585L);
    }

    /// A notification of no known type, as long as is asked for.
    private static byte[] padded(int length) {
        String frame = "{\"type\":9999,\"data\":\"\"}";
        return frame.replace("\"\"", "\"" + "x".repeat(length - frame.length()) + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode signed(String body) {
        return event(body, signature(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode event(String body, String authorization) {
        ObjectNode event = Json.object().put("version", "2.0").put("body", body);
        event.put("isBase64Encoded", false);
        event.putObject("headers").put("authorization", authorization);
        return event;
    }

    private String answer(String body) {
        return invoke(signed(body));
    }

    private int status(ObjectNode event) {
        return Json.parse(invoke(event)).path("statusCode").asInt();
    }

    private String invoke(ObjectNode event) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(Json.bytes(event)), output, new InvocationContext());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(app.secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(app.key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String printed(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static final class App implements AppSecret {
        private String key = "key";
        private String secret = "secret";
        private boolean gone;

        @Override
        public String appKey() {
            return key;
        }

        @Override
        public Secret appSecret() {
            if (gone) {
                throw new IllegalStateException("the secret is not to be had");
            }
            return Secret.of(secret);
        }
    }
}
