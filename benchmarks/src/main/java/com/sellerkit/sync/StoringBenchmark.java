package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.benchmarks.Figures;
import com.sellerkit.local.door.ServiceError;
import com.sellerkit.local.engines.KeyService;
import com.sellerkit.local.http.Loopback;
import com.sellerkit.local.template.Template;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.DynamoRecords;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ExampleOrders;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import com.sellerkit.vault.RecordCipher;
import com.sellerkit.vault.RecordContext;
import com.sellerkit.vault.Vault;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How long a page of 100 new orders takes to be compared, encrypted and written, beside engines
/// that answer 5 ms after a request has arrived: an HTTP endpoint that stands for DynamoDB and KMS,
/// with the clients, the encryption and the writer that are deployed.
///
/// The argument is the number of rounds, 100 unless told; as many go before and are not counted.
public final class StoringBenchmark {
    private static final int ROUNDS = 100;
    private static final int PAGE_SIZE = 100;
    private static final int PERSONAL_BYTES = 600;
    private static final ShopId SHOP = new ShopId("7495540735365777507");
    private static final Instant NOW = Instant.ofEpochSecond(1_773_200_000);
    private static final long FIRST_ID = 576_461_413_038_785_000L;

    private StoringBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        // Without it, each small answer of the JDK's server waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("sellerkit-bench");
        Path keys = folder.resolve("keys.json");
        try (var engines = new Engines(keys)) {
            AwsClients aws =
                    AwsClients.at(
                            engines.address(), "us-east-1", "BENCHMARKS", Secret.of("unchecked"));
            Vault vault = Vault.of(Engines.SETTINGS, aws);
            vault.shopKeys().create(SHOP);
            Records records = DynamoRecords.shops(Engines.SETTINGS, aws, vault.recordCipher());
            var fingerprints = new Fingerprints(vault.shopKeys());
            var kept =
                    new Pages(
                            new PageWriter(
                                    records, fingerprints, new OriginalPages(Duration.ofDays(3))),
                            engines);
            var alone = new Pages(new PageWriter(records, fingerprints), engines);
            Pages.inTurn(rounds, 0, kept, alone);
            Pages.inTurn(rounds, (long) rounds * PAGE_SIZE, kept, alone);
            kept.print("with what was sent");
            alone.print("without what was sent");
            printEncryption(vault.recordCipher(), rounds);
        } finally {
            Files.deleteIfExists(keys);
            Files.delete(folder);
        }
    }

    private static void printEncryption(RecordCipher cipher, int rounds) {
        byte[] plain = new byte[PERSONAL_BYTES];
        var figures = new Figures();
        for (int round = 0; round < rounds; round++) {
            long begun = cpuNanos();
            for (int i = 0; i < PAGE_SIZE; i++) {
                cipher.encrypt(SHOP, new RecordContext("shops", "order-" + i, "order"), plain);
            }
            figures.add(Duration.ofNanos(cpuNanos() - begun));
        }
        System.out.println("CPU of encrypting 100 records alone: " + figures);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// The writing of many pages, one after the other.
    private static final class Pages {
        private final Stream<TikTokOrder> stream =
                OrderStream.declare(new Nobody(), Duration.ofMinutes(5));
        private final StreamState state = StreamState.fresh(SHOP, OrderStream.NAME, 1, 1, NOW, NOW);
        private final PageWriter writer;
        private final Engines engines;
        private Figures clock = new Figures();
        private Figures computing = new Figures();
        private long requests;
        private int writes;

        Pages(PageWriter writer, Engines engines) {
            this.writer = writer;
            this.engines = engines;
        }

        /// Writes the same pages by one and by the other, page by page.
        static void inTurn(int rounds, long after, Pages one, Pages other) {
            one.forget();
            other.forget();
            for (int round = 0; round < rounds; round++) {
                long first = FIRST_ID + after + (long) round * PAGE_SIZE;
                one.write(page(one.stream, first));
                other.write(page(other.stream, first));
            }
        }

        private static StreamPage<TikTokOrder> page(Stream<TikTokOrder> stream, long firstId) {
            byte[] answer = ExampleOrders.page(firstId, PAGE_SIZE);
            return stream.mapper().reread(Json.bytes(Json.parse(answer).at("/data/orders")));
        }

        private void forget() {
            clock = new Figures();
            computing = new Figures();
            requests = 0;
        }

        private void write(StreamPage<TikTokOrder> orders) {
            long before = engines.requests();
            long begun = System.nanoTime();
            long begunComputing = cpuNanos();
            PageWriter.Prepared page =
                    writer.prepare(SHOP, stream, orders, new Reading(Source.BACKFILL, NOW, NOW));
            PageWriter.Stored stored = writer.store(page, state, state);
            computing.add(Duration.ofNanos(cpuNanos() - begunComputing));
            clock.add(Duration.ofNanos(System.nanoTime() - begun));
            writes = page.pending().size();
            requests = engines.requests() - before;
            if (stored.written() != PAGE_SIZE) {
                throw new IllegalStateException("not all were written: " + stored);
            }
        }

        void print(String how) {
            System.out.printf(
                    "A page of %d new orders, %s: %d writes, %d requests, which alone take %d ms%n",
                    PAGE_SIZE, how, writes, requests, requests * Engines.ANSWER.toMillis());
            System.out.println("By the clock: " + clock);
            System.out.println(
                    "CPU of the writing thread, without what is encrypted beside it: " + computing);
        }
    }

    /// Nothing is read here.
    private record Nobody() implements Stream.Source<TikTokOrder> {
        @Override
        public Answer<StreamPage<TikTokOrder>> page(
                ShopAccess access, Window window, String token, Deadline deadline) {
            throw new UnsupportedOperationException("nothing is read here");
        }

        @Override
        public Answer<StreamPage<TikTokOrder>> named(
                ShopAccess access, List<String> ids, Deadline deadline) {
            throw new UnsupportedOperationException("nothing is read here");
        }
    }

    /// Answers for DynamoDB and KMS. The shop's key is kept; orders are taken and forgotten, so
    /// that the engine's own time counts for nothing.
    private static final class Engines implements AutoCloseable {
        static final Duration ANSWER = Duration.ofMillis(5);
        private static final String SHOP_KEY =
                "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000001";
        static final Settings SETTINGS =
                Settings.of(
                        Map.of(
                                "SHOPS_TABLE", "Orders",
                                "VAULT_TABLE", "Vault",
                                "BRANCH_KEYS_TABLE", "Vault",
                                "BRANCH_KEY_STORE_NAME", "sellerkit-branch-keys",
                                "SHOP_KEY_ARN", SHOP_KEY));
        private static final String OF_THE_VAULT = "\"Vault\"";

        private final KeyService keys;
        private final HttpServer server;
        private final AtomicLong requests = new AtomicLong();
        private final Map<String, JsonNode> rows = new ConcurrentHashMap<>();

        Engines(Path file) {
            keys =
                    new KeyService(
                            List.of(
                                    new Template.Key(
                                            "00000000-0000-4000-8000-000000000001",
                                            SHOP_KEY,
                                            List.of())),
                            file);
            server = Loopback.serve(0, "/", this::serve);
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        long requests() {
            return requests.get();
        }

        private void serve(HttpExchange exchange) throws IOException {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                long until = System.nanoTime() + ANSWER.toNanos();
                requests.incrementAndGet();
                String target =
                        String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
                String operation = target.substring(target.lastIndexOf('.') + 1);
                byte[] answer =
                        Json.bytes(
                                target.startsWith("DynamoDB")
                                        ? ofDynamo(operation, body)
                                        : keys.handle(operation, Json.parse(body)));
                for (long left = until - System.nanoTime();
                        left > 0;
                        left = until - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (ServiceError e) {
                throw new IOException(e);
            }
        }

        private JsonNode ofDynamo(String operation, byte[] body) {
            ObjectNode answer = Json.object();
            if (operation.equals("BatchGetItem")) {
                answer.putObject("Responses");
                answer.putObject("UnprocessedKeys");
            } else if (isOfTheVault(body)) {
                JsonNode input = Json.parse(body);
                if (operation.equals("GetItem")) {
                    JsonNode row = rows.get(key(input.path("Key")));
                    if (row != null) {
                        answer.set("Item", row);
                    }
                } else if (operation.equals("PutItem")) {
                    rows.put(key(input.path("Item")), input.path("Item"));
                } else {
                    input.path("TransactItems")
                            .forEach(item -> {
                                JsonNode row = item.path("Put").path("Item");
                                rows.put(key(row), row);
                            });
                }
            }
            return answer;
        }

        /// The tables of the vault are named in the first bytes or nowhere.
        private static boolean isOfTheVault(byte[] body) {
            return new String(body, 0, Math.min(body.length, 16_384), StandardCharsets.UTF_8)
                    .contains(OF_THE_VAULT);
        }

        private static String key(JsonNode attributes) {
            return attributes.has("branch-key-id")
                    ? attributes.path("branch-key-id").path("S").asText()
                            + attributes.path("type").path("S").asText()
                    : attributes.path("pk").path("S").asText()
                            + attributes.path("sk").path("S").asText();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
