package com.sellerkit.webhooks;

import com.sellerkit.InvocationContext;
import com.sellerkit.benchmarks.Figures;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.tiktok.AppSecret;
import com.sellerkit.vault.WebhookVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The webhook function's own time: the handler in this process, with a queue in memory and a real
/// signature; its log line is made and thrown away.
public final class WarmWebhook {
    private WarmWebhook() {}

    /// Calls it again and again.
    ///
    /// @param event a signed webhook as the HTTP API hands it over
    /// @param before how many calls are not counted
    public static Figures measure(AppSecret app, String event, int before, int calls)
            throws IOException {
        var queue = new InMemoryQueue();
        var function = new WebhookFunction(new WebhookVerifier(app), queue);
        byte[] input = event.getBytes(StandardCharsets.UTF_8);
        var figures = new Figures();
        PrintStream shown = System.out;
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        try {
            for (int call = -before; call < calls; call++) {
                var output = new ByteArrayOutputStream();
                long begun = System.nanoTime();
                function.handleRequest(
                        new ByteArrayInputStream(input), output, new InvocationContext());
                long took = System.nanoTime() - begun;
                if (queue.takeAll().size() != 1) {
                    throw new IllegalStateException("the webhook was answered with " + output);
                }
                if (call >= 0) {
                    figures.add(Duration.ofNanos(took));
                }
            }
        } finally {
            System.setOut(shown);
        }
        return figures;
    }
}
