package com.sellerkit.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.local.Suite;
import com.sellerkit.local.SuiteAccess;
import com.sellerkit.local.SuiteOptions;
import com.sellerkit.local.sync.CleanReading;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sandbox.DeliveryFault;
import com.sellerkit.sandbox.DeliveryFaultKind;
import com.sellerkit.sandbox.Fault;
import com.sellerkit.sandbox.FaultKind;
import com.sellerkit.sandbox.OrderStatus;
import com.sellerkit.sandbox.SandboxControl;
import com.sellerkit.simulation.Progress;
import com.sellerkit.store.DynamoRecords;
import com.sellerkit.store.Records;
import com.sellerkit.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One seller's minutes on real processes, which are killed at random while the platform
/// misbehaves; what is kept in the end has to be what a first reading by somebody else brings.
///
/// What is done repeats with the seed; how the processes meet it does not.
final class KilledProcesses {
    private static final String SELLER = "us";
    private static final Duration MISFORTUNE = Duration.ofSeconds(50);
    private static final Duration CALM_MAX = Duration.ofMinutes(8);

    /// A message that a killed process had taken comes back after three to six minutes, so a stream
    /// is found by the planner before.
    private static final Duration WITHOUT_PROGRESS_MAX = Duration.ofMinutes(3);

    private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(12);
    private static final int COMPARISONS_PER_WISH = 5;
    private static final int ORDERS = 40;
    private static final Pattern HANDLER = Pattern.compile("com\\.sellerkit\\.[A-Za-z.]+::");

    /// Nothing that an answer says about a record is false; what is missing, broken or of another
    /// type is noticed.
    private static final List<FaultKind> FAULTS =
            List.of(
                    FaultKind.LATENCY,
                    FaultKind.THROTTLE,
                    FaultKind.UNAVAILABLE,
                    FaultKind.INTERNAL_ERROR,
                    FaultKind.INTERNAL_ERROR_OK,
                    FaultKind.HANG,
                    FaultKind.TRUNCATED_BODY,
                    FaultKind.WRONG_CONTENT_TYPE,
                    FaultKind.EXPIRED_ACCESS_TOKEN,
                    FaultKind.TOTAL_TOO_HIGH,
                    FaultKind.TOTAL_TOO_LOW,
                    FaultKind.CHANGED_TYPE,
                    FaultKind.EXTRA_FIELDS,
                    FaultKind.AMOUNT_AS_NUMBER,
                    FaultKind.LOST_ANSWER);

    /// Not those that buy tokens: a pair whose answer is lost is lost, and the seller has to
    /// connect again.
    private static final List<String> PATHS =
            List.of(
                    "/order/",
                    "/product/",
                    "/fulfillment/",
                    "/return_refund/",
                    "/finance/",
                    "/customer_service/",
                    "/logistics/",
                    "/analytics/");

    private final Suite suite;
    private final SandboxControl platform;
    private final Random random;
    private int kills;
    private int changes;
    private int faults;

    private KilledProcesses(Suite suite, Random random) {
        this.suite = suite;
        this.platform = suite.sandbox();
        this.random = random;
    }

    /// Lives through it once.
    ///
    /// @param options of a suite of its own
    /// @throws AssertionError if what is kept differs from the platform in the end
    static void live(SuiteOptions options, long seed) {
        Instant begun = Instant.now();
        SuiteOptions prepared =
                options.withParameters(
                                Map.of("OrderPollSeconds", "10", "OtherStreamsAfterSeconds", "1"))
                        .withSandbox(config -> config.withShopSize(SELLER, ORDERS));
        try (Suite suite = Suite.start(prepared)) {
            new KilledProcesses(suite, new Random(seed)).go(seed);
        }
        Progress.tell(
                "seed %d held, after %d s"
                        .formatted(seed, Duration.between(begun, Instant.now()).toSeconds()));
    }

    private void go(long seed) {
        Seller seller = Seller.withAccount(suite, "ada@example.com");
        String shop = seller.connect(platform, SELLER).getFirst();
        Instant end = Instant.now().plus(MISFORTUNE);
        while (Instant.now().isBefore(end)) {
            misfortune();
            Seller.pause(Duration.ofMillis(200 + random.nextInt(1_000)));
        }
        platform.clearFaults();
        platform.clearDeliveryFaults();
        platform.freeze();
        Progress.tell(
                "seed %d: %d processes killed, %d changes, %d faults; now it is calm"
                        .formatted(seed, kills, changes, faults));
        if (kills == 0) {
            throw new IllegalStateException("no process was found to be killed");
        }
        becomesTheTruth(seller, new ShopId(shop));
    }

    private void misfortune() {
        switch (random.nextInt(6)) {
            case 0, 1 -> kill();
            case 2, 3 -> change();
            case 4 -> {
                FaultKind kind = FAULTS.get(random.nextInt(FAULTS.size()));
                String path = PATHS.get(random.nextInt(PATHS.size()));
                platform.addFault(
                        Fault.of(kind)
                                .onPath(path)
                                .times(1 + random.nextInt(3))
                                .withDelay(Duration.ofSeconds(1 + random.nextInt(18))));
                faults++;
            }
            default -> {
                DeliveryFaultKind[] kinds = DeliveryFaultKind.values();
                platform.addDeliveryFault(DeliveryFault.of(kinds[random.nextInt(kinds.length)]));
                faults++;
            }
        }
    }

    /// Kills a process of a function as `kill -9` does, whatever it is at.
    private void kill() {
        List<ProcessHandle> functions =
                ProcessHandle.current().children().filter(KilledProcesses::isFunction).toList();
        if (!functions.isEmpty()) {
            functions.get(random.nextInt(functions.size())).destroyForcibly();
            kills++;
        }
    }

    /// What a function's process is started for is its handler, the last argument.
    private static boolean isFunction(ProcessHandle process) {
        return HANDLER.matcher(commandLine(process)).find();
    }

    /// Java itself tells nothing of what is longer than a page of memory, as a class path may be.
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private void change() {
        changes++;
        List<JsonNode> orders = platform.orders(SELLER);
        String order = orders.get(random.nextInt(orders.size())).path("id").asText();
        switch (random.nextInt(5)) {
            case 0 -> platform.createOrder(SELLER);
            case 1 -> platform.editAddress(order);
            case 2 -> platform.createProduct(SELLER);
            case 3 -> platform.writeMessage(order, "When will it arrive, number " + changes);
            default -> {
                List<JsonNode> waiting =
                        orders.stream()
                                .filter(each ->
                                        each.path("status")
                                                .asText()
                                                .equals(OrderStatus.AWAITING_SHIPMENT.name()))
                                .toList();
                if (!waiting.isEmpty()) {
                    String ready = waiting.getFirst().path("id").asText();
                    platform.moveOrder(ready, OrderStatus.AWAITING_COLLECTION);
                }
            }
        }
    }

    private void becomesTheTruth(Seller seller, ShopId shop) {
        Records kept = kept();
        CleanReading truth = CleanReading.of(suite.sandboxAddress(), platform.approve(SELLER));
        Instant begun = Instant.now();
        Instant progress = begun;
        Map<String, String> differing = new TreeMap<>();
        for (int i = 0; ; i++) {
            if (i % COMPARISONS_PER_WISH == 0) {
                // It may be answered by the failure of a process that was killed.
                var _ = seller.post("/api/shops/" + shop.value() + "/sync");
            }
            Seller.pause(BETWEEN_COMPARISONS);
            Map<String, String> now = truth.differing(kept);
            if (now.isEmpty()) {
                return;
            }
            if (!now.equals(differing)) {
                progress = Instant.now();
            }
            differing = now;
            if (progress.plus(WITHOUT_PROGRESS_MAX).isBefore(Instant.now())
                    || begun.plus(CALM_MAX).isBefore(Instant.now())) {
                throw new AssertionError(
                        "missing (-), too much (+) or different (~): " + differing);
            }
        }
    }

    /// The store as a function sees it that may decrypt what it holds.
    private Records kept() {
        AwsClients aws = SuiteAccess.aws(suite);
        Settings settings = Settings.of(suite.template().function("RevealsFunction").environment());
        return DynamoRecords.shops(settings, aws, Vault.of(settings, aws).recordCipher());
    }
}
