package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GivenUpTest {
    private static final List<String> QUEUES = List.of("Live", "Chat", "Backfill", "Notification");
    private static final String URL = "https://sqs.us-east-1.amazonaws.com/000000000000/shop-";
    private static final String QUEUE = "shop-LiveQueue-1A2B";
    private static final String BODY = "{\"v\":1,\"lane\":\"live\"}";

    private final InMemoryQueue letters = new InMemoryQueue();
    private final GivenUp givenUp = new GivenUp(Map.of(QUEUE, letters));

    @Test
    void whatFailedForTheLastTimeIsPutAmongTheDeadLettersAsItWasAndWithTheReason() {
        assertThat(givenUp.takes(record(BODY, QUEUE, 5), "refused:36009004")).isTrue();

        assertThat(letters.takeAll())
                .containsExactly(
                        new Queue.Message(
                                BODY,
                                Optional.of("7001"),
                                Duration.ZERO,
                                Map.of("reason", "refused:36009004", "sentAt", "1790000000000")));
    }

    @Test
    void aQueueThatTellsLessIsAnsweredAllTheSame() {
        ObjectNode record = record(BODY, QUEUE, 6);
        record.putObject("attributes").put("ApproximateReceiveCount", "6");

        assertThat(givenUp.takes(record, "StoreUnavailable")).isTrue();

        assertThat(letters.takeAll())
                .containsExactly(
                        new Queue.Message(
                                BODY,
                                Optional.empty(),
                                Duration.ZERO,
                                Map.of("reason", "StoreUnavailable")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Jordan Avery",
                "jordan@example.com",
                "+15550142",
                "7495014872651908123",
                "a23456789012345678901234567890123456789012345678901234567890123456"
            })
    void whatIsNoWordOfOursIsNotTold(String reason) {
        assertThat(givenUp.takes(record(BODY, QUEUE, 5), reason)).isTrue();
        assertThat(letters.takeAll())
                .extracting(letter -> letter.notes().get("reason"))
                .containsExactly("unknown");
    }

    @Test
    void whatIsDeliveredAgainIsNotGivenUp() {
        assertThat(givenUp.takes(record(BODY, QUEUE, 4), "later")).isFalse();
        assertThat(givenUp.takes(Json.object().put("body", BODY), "later")).isFalse();
        assertThat(letters.waiting()).isEmpty();
    }

    @Test
    void whatCannotBePutThereIsLeftToTheQueue() {
        assertThat(givenUp.takes(record(BODY, "shop-ChatQueue-3C4D", 5), "x")).isFalse();
        assertThat(givenUp.takes(record("long ".repeat(300), QUEUE, 5), "x")).isFalse();
        letters.fail(true);
        assertThat(givenUp.takes(record(BODY, QUEUE, 5), "x")).isFalse();
        assertThat(letters.waiting()).isEmpty();
    }

    @Test
    void eachQueueGivesUpToItsOwnDeadLetters() {
        Map<String, String> environment = new HashMap<>();
        for (String queue : QUEUES) {
            String name = queue.toUpperCase(Locale.ROOT);
            environment.put(name + "_QUEUE_URL", URL + queue + "Queue-1A2B");
            environment.put(name + "_DEAD_LETTERS_URL", URL + queue + "DeadLetters-3C4D");
        }
        Settings settings = Settings.of(environment);
        Map<String, InMemoryQueue> reached = new TreeMap<>();
        Function<String, Queue> at = url -> reached.computeIfAbsent(url, _ -> new InMemoryQueue());
        GivenUp work = GivenUp.work(settings, at);
        GivenUp notifications = GivenUp.notifications(settings, at);

        for (String queue : QUEUES) {
            JsonNode record = record(BODY, "shop-" + queue + "Queue-1A2B", 5);
            boolean isNotification = queue.equals("Notification");
            assertThat(notifications.takes(record, queue)).isEqualTo(isNotification);
            assertThat(work.takes(record, queue)).isNotEqualTo(isNotification);
        }

        assertThat(reached).hasSize(QUEUES.size());
        reached.forEach((url, queue) -> {
            String reason = url.substring(URL.length(), url.indexOf("DeadLetters-3C4D"));
            assertThat(queue.takeAll())
                    .extracting(letter -> letter.notes().get("reason"))
                    .containsExactly(reason);
        });
    }

    /// What the function is told of its queues, and may do, is what the queues themselves say.
    @Test
    void theTemplateSaysTheSameOfEachQueue() throws IOException {
        JsonNode resources =
                new YAMLMapper()
                        .readTree(Path.of("..", "template.yaml").toFile())
                        .path("Resources");
        for (String queue : QUEUES) {
            JsonNode redrive = resources.path(queue + "Queue").at("/Properties/RedrivePolicy");
            assertThat(redrive.path("maxReceiveCount").asInt())
                    .as(queue)
                    .isEqualTo(GivenUp.RECEIVES_MAX);
            String deadLetters = queue + "DeadLetters";
            assertThat(redrive.path("deadLetterTargetArn").asText())
                    .isEqualTo(deadLetters + ".Arn");
            JsonNode function =
                    resources
                            .path(
                                    queue.equals("Notification")
                                            ? "NotificationFunction"
                                            : "SyncWorkerFunction")
                            .path("Properties");
            JsonNode variables = function.at("/Environment/Variables");
            String name = queue.toUpperCase(Locale.ROOT);
            assertThat(variables.path(name + "_QUEUE_URL").asText()).isEqualTo(queue + "Queue");
            assertThat(variables.path(name + "_DEAD_LETTERS_URL").asText()).isEqualTo(deadLetters);
            assertThat(function.at("/Policies/0/Statement"))
                    .filteredOn(each -> each.path("Action").asText().equals("sqs:SendMessage"))
                    .anyMatch(each ->
                            each.path("Resource").toString().contains(deadLetters + ".Arn"));
        }
    }

    private static ObjectNode record(String body, String queue, int receives) {
        ObjectNode record =
                Json.object()
                        .put("body", body)
                        .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:" + queue);
        record.putObject("attributes")
                .put("ApproximateReceiveCount", Integer.toString(receives))
                .put("SentTimestamp", "1790000000000")
                .put("MessageGroupId", "7001");
        return record;
    }
}
