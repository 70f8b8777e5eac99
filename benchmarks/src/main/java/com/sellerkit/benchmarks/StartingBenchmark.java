package com.sellerkit.benchmarks;

import com.sellerkit.local.host.ChildProcess;
import com.sellerkit.local.host.ColdStart;
import com.sellerkit.local.host.LaunchPlan;
import com.sellerkit.local.template.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// How long a fresh process of each function takes to its first answer, under AWS's runtime
/// interface client and beside services that answer at once; and the webhook function beside the
/// same on Spring Cloud Function, alternating.
///
/// The arguments are the project's folder and the number of rounds, 5 unless told.
public final class StartingBenchmark {
    private static final int ROUNDS = 5;

    /// One event for each function.
    private static final Map<String, String> EVENTS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("AccountFunction", "account-me.json"),
                            Map.entry(
                                    "AuthorizationCheckFunction",
                                    "authorization-check-schedule.json"),
                            Map.entry("CallbackFunction", "callback-approved.json"),
                            Map.entry("ConnectionsFunction", "connections-list.json"),
                            Map.entry("NotificationFunction", "notification-order-status.json"),
                            Map.entry("OrdersFunction", "orders-list.json"),
                            Map.entry("PlannerFunction", "planner-schedule.json"),
                            Map.entry("ReplayFunction", "replay-look.json"),
                            Map.entry("RevealsFunction", "reveals-list.json"),
                            Map.entry("ShopsFunction", "shops-list.json"),
                            Map.entry("SiteFunction", "site-home.json"),
                            Map.entry("SyncWorkerFunction", "sync-worker-live.json"),
                            Map.entry("TokenRefreshFunction", "token-refresh-schedule.json"),
                            Map.entry("WebhookFunction", "webhook-order-status.json")));

    private StartingBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]).toAbsolutePath().normalize();
        int rounds = arguments.length < 2 ? ROUNDS : Integer.parseInt(arguments[1]);
        Path work = Files.createTempDirectory("sellerkit-bench");
        try (var services = new QuickServices(project, work)) {
            System.out.println("Starting, from the process to its first answer (wall clock; CPU):");
            for (FunctionSpec function : services.functions()) {
                if (!EVENTS.containsKey(function.id())) {
                    throw new IllegalStateException(function.id() + " has no event here");
                }
                eachWay(services, function, rounds);
            }
            besideSpring(project, services, rounds * 2);
        } finally {
            LaunchPlan.deleteTree(work);
        }
    }

    private static void eachWay(QuickServices services, FunctionSpec function, int rounds) {
        String event = services.event(EVENTS.getOrDefault(function.id(), ""));
        LaunchPlan plan = services.plan(Optional.empty());
        var local = new Starts();
        var lambda = new Starts();
        for (int round = 0; round < rounds; round++) {
            local.add(
                    ColdStart.measure(
                            function, plan, services.log(), event, UnaryOperator.identity()));
            lambda.add(
                    ColdStart.measure(
                            function, plan, services.log(), event, StartingBenchmark::asOnLambda));
        }
        System.out.printf("  %-27s as on one machine  %s%n", function.id(), local);
        System.out.printf("  %-27s as on Lambda       %s%n", "", lambda);
    }

    /// Lambda does not stop at the first compiler where a function has SnapStart, from Java 25 on
    /// (AWS Compute Blog, "AWS Lambda now supports Java 25", November 2025).
    static ChildProcess.Launch asOnLambda(ChildProcess.Launch launch) {
        return new ChildProcess.Launch(
                launch.jvmOptions().stream()
                        .filter(option -> !option.startsWith("-XX:TieredStopAtLevel"))
                        .toList(),
                launch.classPath(),
                launch.mainClass(),
                launch.arguments(),
                launch.environment(),
                launch.workFolder());
    }

    private static void besideSpring(Path project, QuickServices services, int rounds) {
        FunctionSpec ours = services.function("WebhookFunction");
        FunctionSpec theirs = onSpring(ours);
        LaunchPlan plan = services.plan(Optional.empty());
        Path spring = project.resolve("benchmarks/spring/target");
        LaunchPlan springPlan =
                services.plan(
                        Optional.of(
                                List.of(
                                        spring.resolve("classes").toString(),
                                        spring.resolve("lib").resolve("*").toString())));
        String event = services.event("webhook-order-status.json");
        var plain = new Starts();
        var onSpring = new Starts();
        for (int round = 0; round < rounds; round++) {
            plain.add(
                    accepted(
                            ColdStart.measure(
                                    ours, plan, services.log(), event, UnaryOperator.identity())));
            onSpring.add(
                    accepted(
                            ColdStart.measure(
                                    theirs,
                                    springPlan,
                                    services.log(),
                                    event,
                                    UnaryOperator.identity())));
        }
        System.out.println(
                "The webhook function beside the same on Spring Cloud Function, alternating:");
        System.out.println("  SellerKit            " + plain);
        System.out.println("  Spring               " + onSpring);
        System.out.printf(
                "  Spring / SellerKit   %.2f by the clock, %.2f by CPU, at the median%n",
                onSpring.whole.medianMillis() / plain.whole.medianMillis(),
                onSpring.computing.medianMillis() / plain.computing.medianMillis());
    }

    private static ColdStart accepted(ColdStart start) {
        if (!start.answer().contains("\"statusCode\":200")) {
            throw new IllegalStateException("the webhook was answered with " + start.answer());
        }
        return start;
    }

    private static FunctionSpec onSpring(FunctionSpec ours) {
        var environment = new HashMap<>(ours.environment());
        environment.put("MAIN_CLASS", "com.sellerkit.benchmarks.spring.SpringWebhook");
        environment.put("SPRING_MAIN_BANNER_MODE", "off");
        return new FunctionSpec(
                ours.id(),
                ours.name(),
                ours.arn(),
                "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest",
                ours.code(),
                ours.timeout(),
                ours.memoryMegabytes(),
                environment,
                ours.reservedConcurrency(),
                ours.retries(),
                ours.onFailureQueue(),
                ours.events());
    }

    /// The starts of one function.
    private static final class Starts {
        private final Figures whole = new Figures();
        private final Figures computing = new Figures();

        void add(ColdStart start) {
            whole.add(start.whole());
            computing.add(start.computing());
        }

        @Override
        public String toString() {
            return "median %,.0f ms, p95 %,.0f ms, best %,.0f ms; CPU median %,.0f ms, best %,.0f ms"
                    .formatted(
                            whole.medianMillis(),
                            whole.millis(0.95),
                            whole.millis(0),
                            computing.medianMillis(),
                            computing.millis(0));
        }
    }
}
