package com.sellerkit.sync;

import com.sellerkit.benchmarks.Figures;
import com.sellerkit.local.Suite;
import com.sellerkit.local.SuiteAccess;
import com.sellerkit.local.SuiteOptions;
import com.sellerkit.local.host.LaunchPlan;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.Settings;
import com.sellerkit.store.BulkPuts;
import com.sellerkit.store.CountedRecords;
import com.sellerkit.store.DynamoRecords;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.vault.RecordCipher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a tick of the planner costs with 1,000, 10,000 and 100,000 connected shops of which one in
/// a hundred is due, on DynamoDB Local behind the front door; queues are in memory.
///
/// The arguments are the project's folder and the most shops, 100,000 unless told.
public final class PlannerBenchmark {
    private static final int SHOPS_MAX = 100_000;
    private static final int SHOPS_MIN = 1_000;
    private static final int GROWTH = 10;
    private static final int ONE_IN = 100;
    private static final int ROUNDS = 3;
    private static final int TOGETHER = 100;
    private static final int LAYERS = 4;
    private static final int TELL_EVERY = 100;
    private static final Instant NOW = Instant.ofEpochSecond(1_773_200_000);

    private final Records records;
    private final AwsClients aws;
    private final String table;
    private final ManualTime time = new ManualTime(NOW);

    private PlannerBenchmark(Records records, AwsClients aws, String table) {
        this.records = records;
        this.aws = aws;
        this.table = table;
    }

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        Path project = Path.of(arguments[0]).toAbsolutePath().normalize();
        int most = arguments.length < 2 ? SHOPS_MAX : Integer.parseInt(arguments[1]);
        Path work = Files.createTempDirectory("sellerkit-bench");
        try (Suite suite =
                Suite.start(
                        SuiteOptions.forTest(project, work.resolve("suite"))
                                .withOptimizedTables(true)
                                .withSchedules(false))) {
            String table = SuiteAccess.shopsTable(suite);
            AwsClients aws = SuiteAccess.aws(suite);
            Records records =
                    DynamoRecords.shops(
                            Settings.of(Map.of("SHOPS_TABLE", table)), aws, RecordCipher.NONE);
            var benchmark = new PlannerBenchmark(records, aws, table);
            for (int shops = SHOPS_MIN; shops <= most; shops *= GROWTH) {
                benchmark.measure(shops);
            }
        } finally {
            LaunchPlan.deleteTree(work);
        }
    }

    private void measure(int shops) throws InterruptedException, ExecutionException {
        // Behind everything that was due, or was claimed, before.
        Instant base = time.instant().plus(Duration.ofHours(1));
        lay(shops, base);
        var clock = new Figures();
        long calls = 0;
        long read = 0;
        int sent = 0;
        for (int round = 0; round < ROUNDS; round++) {
            time.set(base.plus(Duration.ofMinutes(round)));
            var counted = new CountedRecords(records);
            InMemoryQueue queue = new InMemoryQueue();
            Planner planner =
                    new Planner(
                            counted,
                            new FakeConnect(),
                            new SyncQueues(queue, queue, queue),
                            List.of(OrderStream.NAME),
                            Duration.ofSeconds(20),
                            Planner.CLAIMS_TOGETHER,
                            time);
            long begun = System.nanoTime();
            sent = planner.planDue(Deadline.in(Duration.ofHours(1), time));
            clock.add(Duration.ofNanos(System.nanoTime() - begun));
            calls = counted.calls();
            read = counted.read();
            if (sent != Math.min(shops / ONE_IN, queue.takeAll().size())) {
                throw new IllegalStateException("%d of %d were due".formatted(sent, shops));
            }
        }
        System.out.printf(
                "%,7d shops, %,5d due: %,5d calls, %,5d records read, %,5d messages; %s%n",
                shops, shops / ONE_IN, calls, read, sent, clock);
    }

    /// One in a hundred is due in each round, and everybody else much later.
    private void lay(int shops, Instant base) throws InterruptedException, ExecutionException {
        List<Future<?>> parts = new ArrayList<>();
        try (ExecutorService layers = Executors.newFixedThreadPool(LAYERS)) {
            for (int from = 0; from < shops; from += TOGETHER) {
                int first = from;
                parts.add(
                        layers.submit(() ->
                                BulkPuts.put(
                                        aws,
                                        table,
                                        ConnectedShops.states(
                                                first,
                                                TOGETHER,
                                                NOW,
                                                number -> dueAt(number, base)))));
            }
            for (int done = 0; done < parts.size(); done++) {
                parts.get(done).get();
                if (done % TELL_EVERY == 0) {
                    System.err.printf("%,d of %,d shops laid%n", done * TOGETHER, shops);
                }
            }
        }
    }

    private static Instant dueAt(int number, Instant base) {
        int turn = number % ONE_IN;
        return turn < ROUNDS ? base.plus(Duration.ofMinutes(turn)) : base.plus(Duration.ofDays(1));
    }
}
