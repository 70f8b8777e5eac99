package com.sellerkit.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.benchmarks.Figures;
import com.sellerkit.benchmarks.Signatures;
import com.sellerkit.local.Suite;
import com.sellerkit.local.SuiteAccess;
import com.sellerkit.local.SuiteOptions;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.sandbox.Fault;
import com.sellerkit.sandbox.FaultKind;
import com.sellerkit.sandbox.SandboxClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// Signed webhooks sent to one running suite as fast as it takes them, each about an order of its
/// own, and the proof that each had its effect exactly once.
///
/// The stand-in refuses every search, so that an order that is stored was named by a webhook.
///
/// @param state a folder for the suite's data
/// @param count how many webhooks are sent
public record Flood(Path project, Path state, int count) {
    private static final String SEARCH = "/order/202309/orders/search";
    private static final String DETAIL = "/order/202309/orders";
    private static final int PAGES_MAX = 1_000;
    private static final int SENDERS = 16;
    private static final int ATTEMPTS_MAX = 20;
    private static final Duration EFFECTS_MAX = Duration.ofMinutes(30);

    /// Sends, waits, counts, and prints what came of it.
    ///
    /// @throws IllegalStateException if one is lost or doubled
    public void run() {
        Instant beginning = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Suite suite =
                Suite.start(
                        SuiteOptions.forTest(project, state)
                                .withOptimizedTables(true)
                                .withSchedules(false)
                                .withSandbox(config ->
                                        config.withClock(SandboxClock.frozenAt(beginning))
                                                .withShopSize("us", count)))) {
            suite.sandbox().addFault(Fault.of(FaultKind.SHOP_INACTIVE).onPath(SEARCH));
            Seller seller = Seller.withAccount(suite, "ada@example.com");
            String shop = seller.connect(suite.sandbox(), "us").getFirst();
            List<String> orders =
                    suite.sandbox().orders("us").stream()
                            .map(order -> order.path("id").asText())
                            .toList();
            suite.sandbox().resetCalls();
            var run = new Run(suite, shop, orders);
            run.send();
            run.awaitEffects();
            run.printWork();
            run.prove(seller);
        }
    }

    private static final class Run {
        private final Suite suite;
        private final String shop;
        private final List<String> orders;
        private final String table;
        private final AwsClients aws;
        private final AtomicInteger repeated = new AtomicInteger();
        private long begunNanos;

        Run(Suite suite, String shop, List<String> orders) {
            this.suite = suite;
            this.shop = shop;
            this.orders = orders;
            this.table = SuiteAccess.shopsTable(suite);
            this.aws = SuiteAccess.aws(suite);
        }

        void send() {
            var latencies = new ConcurrentLinkedQueue<Duration>();
            var next = new AtomicInteger();
            begunNanos = System.nanoTime();
            try (HttpClient http =
                            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                    ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int sender = 0; sender < SENDERS; sender++) {
                    var _ =
                            senders.submit(() -> {
                                for (int i = next.getAndIncrement();
                                        i < orders.size();
                                        i = next.getAndIncrement()) {
                                    latencies.add(accepted(http, i));
                                }
                                return null;
                            });
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begunNanos);
            if (latencies.size() != orders.size()) {
                throw new IllegalStateException(
                        "%d of %d webhooks were accepted"
                                .formatted(latencies.size(), orders.size()));
            }
            var figures = new Figures();
            latencies.forEach(figures::add);
            System.out.printf(
                    "%,d webhooks accepted in %,d ms with %d senders: %,.0f a second, %d attempts repeated%n",
                    orders.size(),
                    took.toMillis(),
                    SENDERS,
                    orders.size() * 1000.0 / took.toMillis(),
                    repeated.get());
            System.out.println("Answer to a sender: " + figures);
        }

        /// Sends one until it is accepted, as the platform would, though at once.
        private Duration accepted(HttpClient http, int index)
                throws IOException, InterruptedException {
            String body = body(index);
            HttpRequest request =
                    HttpRequest.newBuilder(suite.webhookUrl())
                            .header("Content-Type", "application/json")
                            .header("Authorization", Signatures.of(body))
                            .timeout(Duration.ofMinutes(2))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
                long begun = System.nanoTime();
                int status =
                        http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status == 200) {
                    return Duration.ofNanos(System.nanoTime() - begun);
                }
                repeated.incrementAndGet();
            }
            throw new IllegalStateException("a webhook was refused to the last");
        }

        private String body(int index) {
            ObjectNode body =
                    Seller.object()
                            .put("type", 1)
                            .put("tts_notification_id", id(index))
                            .put("shop_id", shop)
                            .put("timestamp", Instant.now().getEpochSecond());
            body.putObject("data")
                    .put("is_on_hold_order", false)
                    .put("order_id", orders.get(index))
                    .put("order_status", "AWAITING_SHIPMENT")
                    .put("update_time", Instant.now().getEpochSecond());
            return body.toString();
        }

        private static String id(int index) {
            return Long.toString(7_390_000_000_000_000_000L + index);
        }

        void awaitEffects() {
            int had = 0;
            while (had < orders.size()) {
                Duration waited = Duration.ofNanos(System.nanoTime() - begunNanos);
                if (waited.compareTo(EFFECTS_MAX) > 0) {
                    throw new IllegalStateException(
                            "only %d of %d had their effect after %s; waiting %s, dead %s"
                                    .formatted(
                                            had,
                                            orders.size(),
                                            waited,
                                            suite.queueDepth("NotificationQueue"),
                                            suite.queueDepth("NotificationDeadLetters")));
                }
                pause();
                had = remembered(Select.COUNT, new ArrayList<>());
            }
            Duration lag = Duration.ofNanos(System.nanoTime() - begunNanos);
            System.out.printf(
                    "All had their effect %,d ms after the first was sent: %,.0f a second%n",
                    lag.toMillis(), orders.size() * 1000.0 / lag.toMillis());
        }

        private static void pause() {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /// How many notifications are remembered as done.
        ///
        /// @param ids gets theirs, if the attributes are asked for
        private int remembered(Select select, List<String> ids) {
            QueryRequest.Builder request =
                    QueryRequest.builder()
                            .tableName(table)
                            .consistentRead(true)
                            .select(select)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(
                                    Map.of(":pk", AttributeValue.fromS(shop + "#notice")));
            int found = 0;
            for (int page = 0; page < PAGES_MAX; page++) {
                QueryResponse answer = aws.dynamo().query(request.build());
                found += answer.count();
                answer.items().forEach(item -> ids.add(sortKey(item)));
                if (!answer.hasLastEvaluatedKey() || answer.lastEvaluatedKey().isEmpty()) {
                    return found;
                }
                request.exclusiveStartKey(answer.lastEvaluatedKey());
            }
            throw new IllegalStateException("a query did not end");
        }

        private static String sortKey(Map<String, AttributeValue> item) {
            return item.getOrDefault("sk", AttributeValue.fromS("")).s();
        }

        void prove(Seller seller) {
            List<String> inbox = new ArrayList<>();
            remembered(Select.ALL_ATTRIBUTES, inbox);
            Set<String> sent = new HashSet<>();
            for (int i = 0; i < orders.size(); i++) {
                sent.add(id(i));
            }
            same("notifications remembered", inbox, sent);
            List<JsonNode> listed = seller.orders(shop, "");
            same(
                    "orders stored",
                    listed.stream().map(order -> order.path("id").asText()).toList(),
                    new HashSet<>(orders));
            long done =
                    suite.logs("NotificationFunction").stream()
                            .filter(line -> line.contains("\"notifications handled\""))
                            .mapToLong(Run::done)
                            .sum();
            if (done != orders.size()) {
                throw new IllegalStateException(
                        "%d effects of %d notifications".formatted(done, orders.size()));
            }
            if (suite.queueDepth("NotificationDeadLetters").values().stream()
                    .anyMatch(depth -> depth > 0)) {
                throw new IllegalStateException("there are dead letters");
            }
            System.out.printf(
                    "None lost, none doubled: %,d notifications remembered, %,d effects, %,d orders stored; %,d detail calls%n",
                    inbox.size(), done, listed.size(), suite.sandbox().calls(DETAIL));
        }

        private static void same(String what, List<String> found, Set<String> expected) {
            if (found.size() != expected.size() || !expected.equals(new HashSet<>(found))) {
                throw new IllegalStateException(
                        "%s: %d, of which %d are different; expected were %d"
                                .formatted(
                                        what,
                                        found.size(),
                                        new HashSet<>(found).size(),
                                        expected.size()));
            }
        }

        private static long done(String line) {
            try {
                return Seller.JSON.readTree(line).path("done").asLong();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Who worked for it: where the processors' time went says what holds it up.
        void printWork() {
            System.out.println("Processor time since the start of the suite:");
            ProcessHandle.current()
                    .children()
                    .forEach(child -> System.out.printf("  %s %s%n", seconds(child), named(child)));
            System.out.printf(
                    "  %s stand-in, queues, APIs, front door and the senders%n",
                    seconds(ProcessHandle.current()));
        }

        private static String seconds(ProcessHandle process) {
            return "%5d s"
                    .formatted(process.info().totalCpuDuration().orElse(Duration.ZERO).toSeconds());
        }

        /// What a function's process is started for is its last argument.
        private static String named(ProcessHandle process) {
            String[] arguments = process.info().arguments().orElse(new String[] {""});
            return Stream.of(arguments)
                    .filter(argument -> argument.contains("::"))
                    .findFirst()
                    .orElse("DynamoDB Local");
        }
    }
}
