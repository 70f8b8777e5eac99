package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatTest {
    private static final String CONVERSATIONS = "/customer_service/202309/conversations";
    private static final String SETTINGS = "/customer_service/202309/agents/settings";
    private static final String PERFORMANCE = "/customer_service/202407/performance";

    private final SandboxConfig config = TestClient.frozen();
    private final Sandbox sandbox = Sandbox.start(config);
    private final SandboxControl control = sandbox.control();
    private final TestClient client = new TestClient(sandbox, config);
    private final String token = client.accessToken("us");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theConversationsAreWalkedInPagesOfTwentyWithTheLatestFirst() {
        List<JsonNode> walked = conversations(20);

        assertThat(walked).hasSizeBetween(100, 300);
        assertThat(walked)
                .extracting(one -> one.at("/latest_message/create_time").asLong())
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(walked).extracting(ChatTest::id).doesNotHaveDuplicates();
        assertThat(walked.stream().map(ChatTest::id).toList())
                .isEqualTo(control.conversations("us").stream().map(ChatTest::id).toList());
    }

    @Test
    void theMessagesOfAConversationAreWalkedInPagesOfTenBothWays() {
        JsonNode longest =
                control.conversations("us").stream()
                        .max((a, b) ->
                                Integer.compare(
                                        a.path("messages").size(), b.path("messages").size()))
                        .orElseThrow();
        List<JsonNode> truth = longest.path("messages").valueStream().toList();
        assertThat(truth).hasSizeGreaterThan(10);
        String path = messages(id(longest));

        List<JsonNode> newest = walk(path, "messages", Map.of("page_size", "10"));
        List<JsonNode> oldest =
                walk(path, "messages", Map.of("page_size", "3", "sort_order", "ASC"));

        assertThat(newest).hasToString(truth.reversed().toString());
        assertThat(oldest).hasToString(truth.toString());
        assertThat(longest.path("latest_message")).isEqualTo(truth.getLast());
        assertThat(truth).extracting(one -> one.path("index").asLong()).isSorted();
    }

    @Test
    void idsAreTextsBeyondWhatADoubleHoldsAndEveryBuyersTextHasItsOwnMarker() {
        Set<String> ids = new HashSet<>();
        Set<String> markers = new HashSet<>();
        Set<String> types = new HashSet<>();
        int texts = 0;
        for (JsonNode conversation : control.conversations("us")) {
            for (JsonNode message : conversation.path("messages")) {
                assertThat(message.path("id").isTextual()).isTrue();
                assertThat(message.path("id").asLong()).isGreaterThan(1L << 53);
                assertThat(ids.add(id(message))).isTrue();
                types.add(message.path("type").asText());
                boolean written =
                        message.path("type").asText().equals("TEXT")
                                && message.at("/sender/role").asText().equals("BUYER");
                if (written) {
                    texts++;
                    String content = message.path("content").asText();
                    int at = content.indexOf(SandboxControl.MESSAGE_MARKER);
                    assertThat(at).isPositive();
                    markers.add(
                            content.substring(
                                    at, at + SandboxControl.MESSAGE_MARKER.length() + 12));
                }
            }
        }
        assertThat(markers).hasSize(texts);
        assertThat(types)
                .contains(
                        "TEXT",
                        "IMAGE",
                        "ORDER_CARD",
                        "PRODUCT_CARD",
                        "EMOTICONS",
                        "NOTIFICATION",
                        "ALLOCATED_SERVICE",
                        "BUYER_ENTER_FROM_ORDER",
                        "BUYER_ENTER_FROM_PRODUCT");
    }

    @Test
    void whatNobodyAnsweredIsUnreadUntilItIsReadOrAnswered() {
        List<JsonNode> unread =
                control.conversations("us").stream()
                        .filter(one -> one.path("unread_count").asInt() > 0)
                        .filter(one -> one.path("can_send_message").asBoolean())
                        .toList();
        assertThat(unread).hasSizeGreaterThan(2);
        String first = id(unread.get(0));
        String second = id(unread.get(1));

        assertThat(post(messages(first) + "/read", "").code()).isZero();
        TestClient.Reply sent =
                post(
                        messages(second),
                        "{\"type\":\"TEXT\",\"content\":\"{\\\"content\\\":\\\"Hi\\\"}\"}");

        assertThat(sent.code()).as(sent.message()).isZero();
        assertThat(conversation(first).path("unread_count").asInt()).isZero();
        assertThat(conversation(second).path("unread_count").asInt()).isZero();
        assertThat(conversation(second).at("/latest_message/id").asText())
                .isEqualTo(sent.data().path("message_id").asText());
        assertThat(conversation(second).at("/latest_message/sender/role").asText())
                .isEqualTo("CUSTOMER_SERVICE");
        assertThat(conversations(20).getFirst().path("id").asText()).isEqualTo(second);
    }

    @Test
    void aRunningClockBringsNewConversationsAndMessages() {
        int conversations = control.conversations("us").size();
        int messages = count();

        control.advance(Duration.ofDays(2));

        assertThat(control.conversations("us")).hasSizeGreaterThan(conversations + 10);
        assertThat(count()).isGreaterThan(messages + 50);
    }

    @Test
    void theControlLetsABuyerWrite() {
        String order = control.orders("us").getLast().path("id").asText();
        String user = control.order(order).orElseThrow().path("user_id").asText();

        String id = control.writeMessage(order, "buyer-words-of-a-test");

        JsonNode conversation =
                control.conversations("us").stream()
                        .filter(one -> one.at("/participants/0/user_id").asText().equals(user))
                        .findFirst()
                        .orElseThrow();
        assertThat(conversation.at("/latest_message/id").asText()).isEqualTo(id);
        assertThat(conversation.at("/latest_message/content").asText())
                .isEqualTo("{\"content\":\"buyer-words-of-a-test\"}");
        assertThat(conversation.path("unread_count").asInt()).isPositive();
        assertThatThrownBy(() -> control.writeMessage(order, "a".repeat(2_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theConversationWithABuyerIsFoundOrOpened() {
        JsonNode known = control.conversations("us").getFirst();
        String buyer = known.at("/participants/0/user_id").asText();
        Set<String> writers =
                control.conversations("us").stream()
                        .map(one -> one.at("/participants/0/user_id").asText())
                        .collect(Collectors.toSet());
        String silent =
                control.orders("us").reversed().stream()
                        .map(order -> order.path("user_id").asText())
                        .filter(user -> !writers.contains(user))
                        .findFirst()
                        .orElseThrow();

        TestClient.Reply found = open(buyer);
        TestClient.Reply opened = open(silent);

        assertThat(found.data().path("conversation_id").asText()).isEqualTo(id(known));
        String id = opened.data().path("conversation_id").asText();
        assertThat(conversation(id).at("/participants/0/user_id").asText()).isEqualTo(silent);
        assertThat(conversation(id).has("latest_message")).isFalse();
        assertThat(open(silent).data().path("conversation_id").asText()).isEqualTo(id);
        assertThat(open("7494512098123456789").code()).isEqualTo(45109003);
    }

    @Test
    void wrongMessagesAndParametersAreRefused() {
        String writable =
                id(
                        control.conversations("us").stream()
                                .filter(one -> one.path("can_send_message").asBoolean())
                                .findFirst()
                                .orElseThrow());
        String closed =
                id(
                        control.conversations("us").stream()
                                .filter(one -> !one.path("can_send_message").asBoolean())
                                .findFirst()
                                .orElseThrow());
        String text = "{\"type\":\"TEXT\",\"content\":\"{\\\"content\\\":\\\"%s\\\"}\"}";

        assertThat(post(messages(closed), text.formatted("Hi")).code()).isEqualTo(45109001);
        assertThat(post(messages(writable), text.formatted("a".repeat(2_000))).code()).isZero();
        assertThat(post(messages(writable), text.formatted("a".repeat(2_001))).code())
                .isEqualTo(45101001);
        assertThat(post(messages(writable), text.formatted("")).code()).isEqualTo(45101001);
        assertThat(post(messages(writable), "{\"type\":\"TEXT\",\"content\":\"Hi\"}").code())
                .isEqualTo(45101001);
        assertThat(post(messages(writable), "{\"type\":\"POEM\",\"content\":\"{}\"}").code())
                .isEqualTo(45101001);
        assertThat(post(messages("576486000000000001"), text.formatted("Hi")).code())
                .isEqualTo(45101003);
        assertThat(get(messages("12"), Map.of("page_size", "10")).code()).isEqualTo(45101003);
        assertThat(get(messages(writable), Map.of("page_size", "11")).message())
                .contains("PageSize must be between 1 and 10");
        assertThat(get(CONVERSATIONS, Map.of("page_size", "21")).message())
                .contains("PageSize must be between 1 and 20");
        assertThat(get(CONVERSATIONS, Map.of()).message()).contains("PageSize is required");
        assertThat(post(CONVERSATIONS, "{}").message()).contains("param body.buyer_user_id");
    }

    @Test
    void theUkSellersConversationsNeedAScopeThatTheAppDoesNotHave() {
        String uk = client.accessToken("uk");
        Map<String, String> query = Map.of("page_size", "5", "shop_cipher", client.cipher("uk"));

        assertThat(client.call("GET", CONVERSATIONS, uk, query, "").code()).isEqualTo(105005);

        String explicit =
                client.tokens(control.approve("uk", List.of("seller.customer_service")))
                        .data()
                        .path("access_token")
                        .asText();
        assertThat(client.call("GET", CONVERSATIONS, explicit, query, "").code()).isZero();
    }

    @Test
    void aSpentQuotaIsRefusedWithItsOwnCodeAndConcernsConversationsOnly() {
        control.addFault(Fault.of(FaultKind.CONVERSATION_QUOTA));

        assertThat(get(CONVERSATIONS, Map.of("page_size", "5")).code()).isEqualTo(45101004);
        assertThat(client.search(token, "us", Map.of("page_size", "1"), "{}").code()).isZero();
    }

    @Test
    void theQuotaIsCountedByShopAndDay() {
        DailyQuota quota = new DailyQuota(2);

        assertThat(quota.take("us", 1)).isTrue();
        assertThat(quota.take("us", 1)).isTrue();
        assertThat(quota.take("us", 1)).isFalse();
        assertThat(quota.take("uk", 1)).isTrue();
        assertThat(quota.take("us", 2)).isTrue();
    }

    @Test
    void everyAnswerUsesOnlyDocumentedNamesAndTypes() throws IOException {
        Schema schema = new Schema();
        String id = id(control.conversations("us").getLast());
        String writable =
                id(
                        control.conversations("us").stream()
                                .filter(one -> one.path("can_send_message").asBoolean())
                                .findFirst()
                                .orElseThrow());
        String conversation = CONVERSATIONS + "/{conversation_id}/messages";
        for (JsonNode one : control.conversations("us")) {
            conforms(
                    schema,
                    "GET " + conversation,
                    get(messages(id(one)), Map.of("page_size", "10")));
        }
        String next = "";
        do {
            Map<String, String> query = new HashMap<>(Map.of("page_size", "20"));
            if (!next.isEmpty()) {
                query.put("page_token", next);
            }
            TestClient.Reply page = get(CONVERSATIONS, query);
            conforms(schema, "GET " + CONVERSATIONS, page);
            next = page.data().path("next_page_token").asText();
        } while (!next.isEmpty());
        conforms(schema, "POST " + conversation + "/read", post(messages(id) + "/read", ""));
        String buyer =
                control.conversations("us").getFirst().at("/participants/0/user_id").asText();
        conforms(schema, "POST " + CONVERSATIONS, open(buyer));
        conforms(
                schema,
                "POST " + conversation,
                post(
                        messages(writable),
                        "{\"type\":\"ORDER_CARD\",\"content\":\"{\\\"order_id\\\":\\\"1\\\"}\"}"));
        conforms(schema, "GET " + SETTINGS, get(SETTINGS, Map.of()));
        conforms(schema, "PUT " + SETTINGS, call("PUT", SETTINGS, "{\"can_accept_chat\":false}"));
        assertThat(get(SETTINGS, Map.of()).data().path("can_accept_chat").asBoolean(true))
                .isFalse();
        TestClient.Reply performance =
                get(
                        PERFORMANCE,
                        Map.of("support_date_ge", "2025-01-01", "support_date_lt", "2030-01-01"));
        conforms(schema, "GET " + PERFORMANCE, performance);
        assertThat(performance.data().at("/performance/support_session_count").asInt())
                .isGreaterThan(100);
        assertThat(performance.data().at("/performance/response_percentage").asDouble())
                .isBetween(60.0, 95.0);
    }

    @Test
    void theSameSeedGivesTheSameConversations() {
        List<JsonNode> here = control.conversations("us");
        try (Sandbox same = Sandbox.start(config)) {
            assertThat(same.control().conversations("us")).isEqualTo(here);
        }
        try (Sandbox other = Sandbox.start(config.withSeed(77))) {
            assertThat(other.control().conversations("us")).isNotEqualTo(here);
        }
    }

    private static void conforms(Schema schema, String call, TestClient.Reply reply) {
        assertThat(reply.code()).as(call + " " + reply.message()).isZero();
        assertThat(schema.violations(call, reply.json())).isEmpty();
    }

    private List<JsonNode> conversations(int size) {
        return walk(CONVERSATIONS, "conversations", Map.of("page_size", Integer.toString(size)));
    }

    private List<JsonNode> walk(String path, String name, Map<String, String> query) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            Map<String, String> page = new HashMap<>(query);
            if (!next.isEmpty()) {
                page.put("page_token", next);
            }
            TestClient.Reply reply = get(path, page);
            assertThat(reply.message()).isEqualTo("Success");
            all.addAll(reply.data().path(name).valueStream().toList());
            next = reply.data().path("next_page_token").asText();
        } while (!next.isEmpty());
        return all;
    }

    private JsonNode conversation(String id) {
        return control.conversations("us").stream()
                .filter(one -> id(one).equals(id))
                .findFirst()
                .orElseThrow();
    }

    private int count() {
        return control.conversations("us").stream()
                .mapToInt(one -> one.path("messages").size())
                .sum();
    }

    private TestClient.Reply open(String buyer) {
        return post(CONVERSATIONS, "{\"buyer_user_id\":\"" + buyer + "\"}");
    }

    private static String messages(String id) {
        return CONVERSATIONS + "/" + id + "/messages";
    }

    private TestClient.Reply get(String path, Map<String, String> query) {
        Map<String, String> all = new HashMap<>(query);
        all.put("shop_cipher", client.cipher("us"));
        return client.call("GET", path, token, all, "");
    }

    private TestClient.Reply post(String path, String body) {
        return call("POST", path, body);
    }

    private TestClient.Reply call(String method, String path, String body) {
        return client.call(method, path, token, Map.of("shop_cipher", client.cipher("us")), body);
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }
}
