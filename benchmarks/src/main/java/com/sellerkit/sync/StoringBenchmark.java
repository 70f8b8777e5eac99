package com.sellerkit.sync;

import com.sellerkit.benchmarks.Figures;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.platform.SystemTime;
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
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How long a page of 100 new orders takes to be compared, encrypted and written, beside engines
/// that answer 5 ms after a request has arrived: an HTTP endpoint that stands for DynamoDB and KMS,
/// with the clients, the encryption and the writer that are deployed.
///
/// The argument is the number of rounds, 100 unless told; as many go before and are not counted.
public final class StoringBenchmark {
    private static final int ROUNDS = 100;
    private static final int PAGE_SIZE = 100;
    private static final Duration ANSWER = Duration.ofMillis(5);
    private static final int PERSONAL_BYTES = 600;
    private static final ShopId SHOP = new ShopId("7495540735365777507");
    private static final Instant NOW = Instant.ofEpochSecond(1_773_200_000);
    private static final OperatingSystemMXBean OF_ALL =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final long FIRST_ID = 576_461_413_038_785_000L;

    private StoringBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        // Without it, each small answer of the JDK's server waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("sellerkit-bench");
        Path keys = folder.resolve("keys.json");
        try (var engines = new Engines(keys, ANSWER)) {
            AwsClients aws = engines.clients();
            Vault vault = engines.vault(aws, new SystemTime());
            vault.shopKeys().create(SHOP);
            Records records = engines.shops(aws, vault.recordCipher());
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
        private long nanosOfAll;
        private int pages;
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
            nanosOfAll = 0;
            pages = 0;
            requests = 0;
        }

        private void write(StreamPage<TikTokOrder> orders) {
            long before = engines.requests();
            long begun = System.nanoTime();
            long begunComputing = cpuNanos();
            long begunAll = OF_ALL.getProcessCpuTime();
            PageWriter.Prepared page =
                    writer.prepare(SHOP, stream, orders, new Reading(Source.BACKFILL, NOW, NOW));
            PageWriter.Stored stored = writer.store(page, state, state);
            computing.add(Duration.ofNanos(cpuNanos() - begunComputing));
            nanosOfAll += OF_ALL.getProcessCpuTime() - begunAll;
            pages++;
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
                    PAGE_SIZE, how, writes, requests, requests * ANSWER.toMillis());
            System.out.println("By the clock: " + clock);
            System.out.println(
                    "CPU of the writing thread, without what is encrypted beside it: " + computing);
            // It is told in steps of 10 ms, so only the mean says something.
            System.out.printf(
                    "CPU of the whole process a page, endpoint included: mean %.1f ms%n",
                    nanosOfAll / 1e6 / pages);
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
}
