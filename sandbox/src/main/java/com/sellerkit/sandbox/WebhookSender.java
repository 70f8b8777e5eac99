package com.sellerkit.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Posts webhooks to the app: to its one configured address, and to addresses on this machine.
final class WebhookSender implements AutoCloseable {
    /// How long the receiver may take.
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Optional<URI> configured;
    private final String appKey;
    private final String appSecret;
    private final Duration patience;
    // Hands nothing from thread to thread: messages are small, and are posted one by one.
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Runnable::run)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(PATIENCE)
                    .build();
    private volatile boolean closed;

    /// @param configured the address that may be elsewhere
    WebhookSender(Optional<URI> configured, String appKey, String appSecret, Duration patience) {
        this.configured = configured;
        this.appKey = appKey;
        this.appSecret = appSecret;
        this.patience = patience;
    }

    /// What came of an attempt.
    ///
    /// @param accepted whether the answer was 200, in time
    /// @param answer the HTTP status, `timeout` or `unreachable`
    /// @param sent how often the message was posted
    record Outcome(boolean accepted, String answer, int sent) {
        /// Both posts of a doubled message as one attempt: one acceptance is enough.
        Outcome and(Outcome second) {
            return new Outcome(
                    accepted || second.accepted,
                    accepted ? answer : second.answer,
                    sent + second.sent);
        }
    }

    /// Posts a message once; empty if this is closed meanwhile, and nothing is known.
    Optional<Outcome> post(URI url, String body) {
        if (closed) {
            return Optional.empty();
        }
        // Whoever can register an address must not make this program call others.
        if (!configured.equals(Optional.of(url)) && !onThisMachine(url)) {
            return Optional.of(new Outcome(false, "unreachable", 1));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/json")
                        .header("Authorization", WebhookSignature.of(appSecret, appKey, bytes))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build();
        // The client's own timeout ends with the headers; a body may not take longer either.
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return Optional.of(new Outcome(status == 200, Integer.toString(status), 1));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.of(new Outcome(false, "timeout", 1));
        } catch (ExecutionException e) {
            return closed ? Optional.empty() : Optional.of(new Outcome(false, "unreachable", 1));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static boolean onThisMachine(URI url) {
        return url.getHost() != null && LOOPBACK.contains(url.getHost());
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
