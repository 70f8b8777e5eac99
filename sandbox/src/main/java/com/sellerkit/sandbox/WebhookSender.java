package com.sellerkit.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Posts webhooks to the one address that this stand-in calls.
final class WebhookSender implements AutoCloseable {
    /// How long the receiver may take.
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI url;
    private final String appKey;
    private final String appSecret;
    private final Duration patience;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(PATIENCE)
                    .build();
    private volatile boolean closed;

    WebhookSender(URI url, String appKey, String appSecret, Duration patience) {
        this.url = url;
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
    Optional<Outcome> post(String body) {
        if (closed) {
            return Optional.empty();
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

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
