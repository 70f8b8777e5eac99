package com.sellerkit.tiktok;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// HTTP exchanges, each with a bound on time and on the size of the answer.
final class HttpClientExchange implements Exchange {
    static {
        // The JDK sends a GET again, by itself and unasked, when its connection closes without an
        // answer. A token refresh is a GET, and the platform may have acted on the first one.
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        // Or its own second attempt would hide behind that limit that no connection came about.
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    }

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    /// A full page of 100 large orders is under 2 MB.
    private static final long BODY_BYTES_MAX = 16L << 20;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
    private final Duration answerTimeout;
    private final long bodyBytesMax;

    HttpClientExchange() {
        this(ANSWER_TIMEOUT, BODY_BYTES_MAX);
    }

    HttpClientExchange(Duration answerTimeout, long bodyBytesMax) {
        this.answerTimeout = answerTimeout;
        this.bodyBytesMax = bodyBytesMax;
    }

    @Override
    public Result send(HttpRequest request, Duration budget) {
        Duration timeout = budget.compareTo(answerTimeout) < 0 ? budget : answerTimeout;
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bodyBytesMax));
        try {
            // The client's own timeout ends with the headers; this one bounds the body as well.
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("retry-after").orElse(""),
                    response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new NoReply("no answer in time", true);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new NoReply("interrupted", true);
        }
    }

    private static NoReply failed(@Nullable Throwable cause) {
        // Messages of these exceptions may hold the address, and the address may hold a secret.
        return switch (cause) {
            case HttpConnectTimeoutException _ -> new NoReply("cannot connect", false);
            case ConnectException _ -> new NoReply("cannot connect", false);
            case UnresolvedAddressException _ -> new NoReply("cannot connect", false);
            case IOException _ -> new NoReply("the answer broke off or is too large", true);
            case null, default -> new NoReply("the call failed", true);
        };
    }
}
