package com.sellerkit.benchmarks;

import com.sellerkit.local.host.ColdStart;
import com.sellerkit.local.host.LaunchPlan;
import com.sellerkit.local.journey.Flood;
import com.sellerkit.local.template.FunctionSpec;
import com.sellerkit.webhooks.WarmWebhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How long the webhook function takes, warm and cold, and what becomes of 10,000 webhooks that are
/// sent to one running suite as fast as it takes them.
///
/// The arguments are the project's folder and the number of webhooks, 10,000 unless told.
public final class WebhooksBenchmark {
    private static final int WARM_BEFORE = 20_000;
    private static final int WARM_CALLS = 20_000;
    private static final int COLD_STARTS = 10;
    private static final int WEBHOOKS = 10_000;

    private WebhooksBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]).toAbsolutePath().normalize();
        int webhooks = arguments.length < 2 ? WEBHOOKS : Integer.parseInt(arguments[1]);
        Path work = Files.createTempDirectory("sellerkit-bench");
        try {
            own(project, work.resolve("services"));
            new Flood(project, work.resolve("suite"), webhooks).run();
        } finally {
            LaunchPlan.deleteTree(work);
        }
    }

    private static void own(Path project, Path work) throws IOException {
        try (var services = new QuickServices(project, work)) {
            FunctionSpec function = services.function("WebhookFunction");
            String event = services.event("webhook-order-status.json");
            System.out.println(
                    "Warm, in process, queue in memory: "
                            + WarmWebhook.measure(
                                    Signatures.app(), event, WARM_BEFORE, WARM_CALLS));
            var whole = new Figures();
            var firstCall = new Figures();
            for (int round = 0; round < COLD_STARTS; round++) {
                ColdStart start =
                        ColdStart.measure(
                                function,
                                services.plan(Optional.empty()),
                                services.log(),
                                event,
                                UnaryOperator.identity());
                whole.add(start.whole());
                firstCall.add(start.firstCall());
            }
            System.out.println("Cold, a fresh process, its first call:   " + firstCall);
            System.out.println("Cold, with the start of the process:     " + whole);
        }
    }
}
