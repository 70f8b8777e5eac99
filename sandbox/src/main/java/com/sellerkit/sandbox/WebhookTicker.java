package com.sellerkit.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks at the world every second, in a thread of its own, so that webhooks go out by themselves.
final class WebhookTicker implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration END_MAX = Duration.ofSeconds(10);

    private final Webhooks webhooks;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private WebhookTicker(Webhooks webhooks) {
        this.webhooks = webhooks;
        this.thread = Thread.ofPlatform().name("sandbox-webhooks").daemon().unstarted(this::run);
    }

    static WebhookTicker start(Webhooks webhooks) {
        WebhookTicker ticker = new WebhookTicker(webhooks);
        ticker.thread.start();
        return ticker;
    }

    /// Ends the looking, and waits until the state is saved. The thread is not interrupted: that
    /// would break off the saving.
    @Override
    public void close() {
        ended.countDown();
        webhooks.close();
        try {
            if (!thread.join(END_MAX)) {
                System.err.println("The delivery of webhooks did not end within " + END_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!ended.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A bug in one look must not end all later ones.
    private void tick() {
        try {
            webhooks.tick();
        } catch (RuntimeException e) {
            System.err.println("The stand-in failed to deliver webhooks");
            e.printStackTrace();
        }
    }
}
