package com.sellerkit.local.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedriveTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String SYNC =
            "{\"v\":1,\"shopId\":\"7001\",\"stream\":\"order\",\"lane\":\"live\",\"epoch\":2}";
    private static final String TOLD =
            "{\"v\":1,\"type\":14,\"notificationId\":\"9\",\"shopId\":\"7001\",\"orderIds\":[],\"subjectId\":\"5\",\"at\":1}";
    private static final String ARN =
            "arn:aws:lambda:us-east-1:000000000000:function:sellerkit-PlannerFunction";

    private final Fake queues = new Fake();
    private final List<String> said = new ArrayList<>();
    private final Redrive redrive = new Redrive(queues, InstantSource.fixed(NOW), said::add);

    @Test
    void whatIsUnderstoodGoesBackUnderItsShopOnceItWasSaid() {
        queues.give("LiveDeadLetters", SYNC);
        queues.give("NotificationDeadLetters", TOLD);

        Redrive.Outcome outcome =
                redrive.run(List.of(QueueKind.LIVE, QueueKind.NOTIFICATION), false, 100);

        assertThat(outcome).isEqualTo(new Redrive.Outcome(2, 0));
        assertThat(queues.sent)
                .containsExactly("LiveQueue 7001 " + SYNC, "NotificationQueue 7001 " + TOLD);
        assertThat(queues.left()).isZero();
        assertThat(said)
                .anyMatch(line ->
                        line.contains(
                                "sync of stream order, shop 7001, sent 3 hours ago, looked at 1 time"))
                .anyMatch(line -> line.contains("notification of type 14, shop 7001"));
    }

    @Test
    void whyIsSaidForEachAndForAllAndDoesNotGoBack() {
        queues.give("LiveDeadLetters", SYNC, Map.of("reason", "StoreUnavailable"));
        queues.give("LiveDeadLetters", SYNC);
        queues.give(
                "LiveDeadLetters",
                SYNC,
                Map.of("reason", "Jordan Avery, 555-0142", "sentAt", "soon"));
        queues.give(
                "NotificationDeadLetters",
                TOLD,
                Map.of("reason", "refused:36009004", "sentAt", "1795327200000"));

        redrive.run(List.of(QueueKind.LIVE, QueueKind.NOTIFICATION), false, 100);

        assertThat(said)
                .contains("  why: 2 × not told, 1 × StoreUnavailable")
                .contains("  why: 1 × refused:36009004")
                .anyMatch(line ->
                        line.contains("order, shop 7001, why: StoreUnavailable, sent 3 hours ago"))
                .anyMatch(line ->
                        line.contains(
                                "type 14, shop 7001, why: refused:36009004, sent 4 hours ago"))
                .noneMatch(line -> line.contains("Avery"));
        assertThat(queues.sent)
                .containsExactly(
                        "LiveQueue 7001 " + SYNC,
                        "LiveQueue 7001 " + SYNC,
                        "LiveQueue 7001 " + SYNC,
                        "NotificationQueue 7001 " + TOLD);
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.IllegalStateException, RetriesExhausted, IllegalStateException",
        "Task timed out after 3 s, RetriesExhausted, RetriesExhausted",
        "'', '', NO_PERMISSIONS",
    })
    void ofACallTheClassOfTheErrorIsSaidOrWhyItWasNotMadeAgain(
            String type, String condition, String why) {
        queues.give(
                "InvocationDeadLetters",
                """
                {"requestContext":{"functionArn":"%s:live","condition":"%s"},"requestPayload":{},\
                "responsePayload":{"errorType":"%s","errorMessage":"Jordan Avery"}}\
                """
                        .formatted(ARN, condition, type),
                Map.of("ERROR_CODE", "NO_PERMISSIONS", "ERROR_MESSAGE", "Jordan Avery"));

        redrive.run(List.of(QueueKind.INVOCATION), true, 100);

        assertThat(said).contains("  why: 1 × " + why).noneMatch(line -> line.contains("Avery"));
    }

    @Test
    void aDryRunSaysTheSameAndMovesNothing() {
        queues.give("ChatDeadLetters", SYNC);

        assertThat(redrive.run(List.of(QueueKind.CHAT), true, 100).moved()).isEqualTo(1);

        assertThat(queues.sent).isEmpty();
        assertThat(queues.left()).isEqualTo(1);
        assertThat(queues.hidden()).isZero();
        assertThat(said).anyMatch(line -> line.contains("1 would go back"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jordan Avery",
                "[]",
                "{}",
                "{\"v\":2,\"shopId\":\"7001\",\"stream\":\"order\",\"lane\":\"live\",\"epoch\":2}",
                "{\"v\":1,\"shopId\":\"Jordan Avery\",\"stream\":\"order\",\"lane\":\"live\",\"epoch\":2}",
                "{\"v\":1,\"shopId\":\"7001\",\"stream\":\"Jordan Avery\",\"lane\":\"live\",\"epoch\":2}",
                "{\"v\":1,\"shopId\":\"7001\",\"stream\":\"order\",\"lane\":\"Avery\",\"epoch\":2}",
                "{\"v\":1,\"shopId\":\"7001\",\"stream\":\"order\",\"lane\":\"live\",\"epoch\":0}",
            })
    void whatIsNotUnderstoodStaysAndNothingOfItIsRepeated(String body) {
        for (QueueKind kind : QueueKind.values()) {
            queues.give(kind.deadLetters(), body);

            assertThat(redrive.run(List.of(kind), false, 100))
                    .as(kind.word())
                    .isEqualTo(new Redrive.Outcome(0, 1));
        }

        assertThat(queues.sent).isEmpty();
        assertThat(queues.left()).isEqualTo(QueueKind.values().length);
        assertThat(queues.hidden()).isZero();
        assertThat(said)
                .noneMatch(line -> line.contains("Avery"))
                .anyMatch(line -> line.contains("NOT UNDERSTOOD"))
                .anyMatch(line -> line.contains("1 not understood, which stay in LiveDeadLetters"));
    }

    @Test
    void aFailedCallIsGivenToItsFunctionAgain() {
        String event =
                "{\"detail-type\":\"ShopConnected\",\"detail\":{\"shopId\":\"7001\",\"name\":\"Avery\"}}";
        queues.give(
                "InvocationDeadLetters",
                "{\"requestContext\":{\"functionArn\":\"%s:live\"},\"requestPayload\":%s}"
                        .formatted(ARN, event));
        queues.give("InvocationDeadLetters", event, Map.of("TARGET_ARN", ARN));
        queues.give("InvocationDeadLetters", event);

        assertThat(redrive.run(List.of(QueueKind.INVOCATION), false, 100))
                .isEqualTo(new Redrive.Outcome(2, 1));

        assertThat(queues.sent).containsExactly(ARN + ":live " + event, ARN + " " + event);
        assertThat(said)
                .anyMatch(line ->
                        line.contains(
                                "call of sellerkit-PlannerFunction with ShopConnected, shop 7001"))
                .noneMatch(line -> line.contains("Avery"));
    }

    @Test
    void noMoreThanAskedForIsTaken() {
        for (int i = 0; i < 25; i++) {
            queues.give("LiveDeadLetters", SYNC);
        }

        assertThat(redrive.run(List.of(QueueKind.LIVE), false, 13).moved()).isEqualTo(13);

        assertThat(queues.left()).isEqualTo(12);
        assertThat(queues.hidden()).isZero();
    }

    @Test
    void aCrashBetweenSendingAndDeletingRepeatsAndLosesNothing() {
        queues.give("LiveDeadLetters", SYNC);
        queues.deletes = false;

        assertThatThrownBy(() -> redrive.run(List.of(QueueKind.LIVE), false, 100))
                .isInstanceOf(IllegalStateException.class);
        queues.deletes = true;
        queues.showAll();
        redrive.run(List.of(QueueKind.LIVE), false, 100);

        assertThat(queues.sent).hasSize(2);
        assertThat(queues.left()).isZero();
    }

    /// A queue that is new in the template would otherwise be forgotten.
    @Test
    void everyQueueOfTheTemplateThatGivesUpMessagesIsKnown() throws IOException {
        String template = Files.readString(Path.of("..", "template.yaml"));
        Set<String> deadLetters = new TreeSet<>();
        Matcher made = Pattern.compile("(?m)^  ([A-Za-z]+DeadLetters):$").matcher(template);
        while (made.find()) {
            deadLetters.add(made.group(1));
        }
        for (QueueKind kind : QueueKind.values()) {
            assertThat(deadLetters.remove(kind.deadLetters())).as(kind.word()).isTrue();
            kind.source()
                    .ifPresent(source ->
                            assertThat(template)
                                    .containsPattern(
                                            "(?s)\n  %s:\n.{0,400}deadLetterTargetArn: !GetAtt %s\\.Arn"
                                                    .formatted(source, kind.deadLetters())));
        }
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void nothingIsSaidToBeNothing() {
        assertThat(redrive.run(List.of(QueueKind.values()), false, 100))
                .isEqualTo(new Redrive.Outcome(0, 0));

        assertThat(said)
                .hasSize(QueueKind.values().length)
                .allMatch(line -> line.contains("nothing"));
    }

    /// Queues in memory that hide what they delivered.
    private static final class Fake implements LetterQueues {
        private final Map<String, Deque<DeadLetter>> shown = new HashMap<>();
        private final Map<String, DeadLetter> hidden = new LinkedHashMap<>();
        private final Map<String, String> of = new HashMap<>();
        private final List<String> sent = new ArrayList<>();
        private boolean deletes = true;
        private int letters;

        void give(String queue, String body) {
            give(queue, body, Map.of());
        }

        void give(String queue, String body, Map<String, String> notes) {
            String id = "m" + letters++;
            of.put(id, queue);
            shown(queue)
                    .add(
                            new DeadLetter(
                                    id,
                                    id,
                                    body,
                                    Optional.of(NOW.minus(Duration.ofHours(3))),
                                    1,
                                    Optional.of("7001"),
                                    notes));
        }

        private Deque<DeadLetter> shown(String queue) {
            return shown.computeIfAbsent(queue, _ -> new ArrayDeque<>());
        }

        int left() {
            return hidden() + shown.values().stream().mapToInt(Deque::size).sum();
        }

        int hidden() {
            return hidden.size();
        }

        void showAll() {
            List.copyOf(hidden.values())
                    .forEach(letter -> letGo(of.getOrDefault(letter.id(), ""), letter));
        }

        @Override
        public List<DeadLetter> receive(String queue, Duration time) {
            List<DeadLetter> received = new ArrayList<>();
            while (received.size() < 10 && !shown(queue).isEmpty()) {
                DeadLetter letter = shown(queue).remove();
                hidden.put(letter.handle(), letter);
                received.add(letter);
            }
            return received;
        }

        @Override
        public void letGo(String queue, DeadLetter letter) {
            hidden.remove(letter.handle());
            shown(queue).add(letter);
        }

        @Override
        public void send(String queue, String body, Optional<String> group) {
            sent.add(queue + " " + group.orElse("") + " " + body);
        }

        @Override
        public void call(String functionArn, String event) {
            sent.add(functionArn + " " + event);
        }

        @Override
        public void delete(String queue, DeadLetter letter) {
            if (!deletes) {
                throw new IllegalStateException("the process ended");
            }
            hidden.remove(letter.handle());
        }
    }
}
