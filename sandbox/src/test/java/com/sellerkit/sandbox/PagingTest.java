package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagingTest {
    private final SandboxConfig config = TestClient.frozen();
    private final Sandbox sandbox = Sandbox.start(config);
    private final TestClient client = new TestClient(sandbox, config);
    private final String token = client.accessToken("us");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aFrozenUsShopIsWalkedInTwentyPagesOfAHundred() {
        List<String> ids = walk(Map.of(), "", () -> {});

        assertThat(ids).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(sandbox.control().calls("/order/202309/orders/search")).isEqualTo(20);
    }

    @Test
    void theWalkEqualsTheTruthInEverySortOrder() {
        List<String> truth =
                sandbox.control().orders("us").stream()
                        .map(order -> order.path("id").asText())
                        .toList();
        for (String field : List.of("create_time", "update_time")) {
            for (String order : List.of("ASC", "DESC")) {
                List<String> ids =
                        walk(Map.of("sort_field", field, "sort_order", order), "{}", () -> {});
                assertThat(ids).containsExactlyInAnyOrderElementsOf(truth);
            }
        }
    }

    @Test
    void aWalkUpToAMomentIsExactWhileNewOrdersArrive() {
        long end = sandbox.control().now().getEpochSecond();
        List<String> ids =
                walk(
                        Map.of("sort_field", "create_time", "sort_order", "ASC"),
                        "{\"create_time_lt\":" + (end + 1) + "}",
                        () -> {
                            sandbox.control().advance(Duration.ofSeconds(60));
                            sandbox.control().createOrder("us");
                        });

        assertThat(ids).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void aNewestFirstWalkIsNotDisturbedByOrdersThatArriveMeanwhile() {
        List<String> ids =
                walk(Map.of(), "{}", () -> sandbox.control().advance(Duration.ofSeconds(60)));

        assertThat(ids).hasSize(2_000).doesNotHaveDuplicates();
    }

    private List<String> walk(Map<String, String> query, String body, Runnable between) {
        List<String> ids = new ArrayList<>();
        String pageToken = "";
        do {
            Map<String, String> all = new HashMap<>(query);
            if (!pageToken.isEmpty()) {
                assertThat(pageToken).contains("+", "/");
                all.put("page_token", pageToken);
            }
            TestClient.Reply reply = client.search(token, "us", all, body);
            assertThat(reply.message()).isEqualTo("Success");
            for (JsonNode order : reply.data().path("orders")) {
                ids.add(order.path("id").asText());
            }
            pageToken = reply.data().path("next_page_token").asText();
            between.run();
        } while (!pageToken.isEmpty());
        return ids;
    }
}
