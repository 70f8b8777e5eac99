package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Pause;
import com.sellerkit.platform.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Flow;

/// The real clients, whose requests arrive as they were sent, and whose answers are bytes, without
/// a network between.
public final class Wire {
    private static final URI HOST = URI.create("https://api.example.com");
    private static final TestApp APP = new TestApp();

    private Wire() {}

    /// The other end.
    public interface Platform {
        /// Answers a request.
        ///
        /// @param patience how long the sender waits
        Reply answer(Request request, Duration patience);
    }

    /// A request as it arrived.
    ///
    /// @param query decoded
    /// @param body an empty object if there was none
    /// @param accessToken empty if there was none
    public record Request(
            String method,
            String path,
            Map<String, String> query,
            JsonNode body,
            String accessToken) {
        /// Without what may be secret.
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /// What comes back.
    public sealed interface Reply {}

    /// Bytes came back.
    public static final class Bytes implements Reply {
        private final Exchange.Reply reply;

        /// An answer with these.
        ///
        /// @param retryAfter the header of that name; empty if there is none
        public Bytes(int status, String retryAfter, byte[] body) {
            reply = new Exchange.Reply(status, retryAfter, body);
        }
    }

    /// Nothing came back in time, or at all.
    public record Silence() implements Reply {}

    /// The client of the API.
    public static TikTokClient client(
            Platform platform, InstantSource clock, Pause pause, Ids ids) {
        return new TikTokClient(HOST, APP, clock, pause, ids, exchange(platform));
    }

    /// The client of the token endpoints.
    public static TokenClient tokens(Platform platform, InstantSource clock, Pause pause, Ids ids) {
        return new TokenClient(HOST, APP, clock, pause, ids, exchange(platform));
    }

    private static Exchange exchange(Platform platform) {
        return (request, budget) ->
                switch (platform.answer(received(request), budget)) {
                    case Bytes bytes -> bytes.reply;
                    case Silence() -> new Exchange.NoReply("no answer in time", true);
                };
    }

    private static Request received(HttpRequest request) {
        Map<String, String> query = new TreeMap<>();
        String raw = request.uri().getRawQuery();
        for (String each : raw.split("&", -1)) {
            int at = each.indexOf('=');
            query.put(
                    each.substring(0, at),
                    URLDecoder.decode(each.substring(at + 1), StandardCharsets.UTF_8));
        }
        String body = request.bodyPublisher().map(Wire::text).orElse("");
        return new Request(
                request.method(),
                request.uri().getPath(),
                query,
                body.isEmpty() ? Json.object() : Json.parse(body),
                request.headers().firstValue("x-tts-access-token").orElse(""));
    }

    private static String text(HttpRequest.BodyPublisher publisher) {
        StringBuilder text = new StringBuilder();
        publisher.subscribe(
                new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(ByteBuffer bytes) {
                        text.append(StandardCharsets.UTF_8.decode(bytes));
                    }

                    @Override
                    public void onError(Throwable problem) {
                        throw new AssertionError(problem);
                    }

                    @Override
                    public void onComplete() {}
                });
        return text.toString();
    }

    /// Signs nothing, as nobody checks it here; that costs no time.
    private record TestApp() implements Signer, AppSecret {
        @Override
        public String appKey() {
            return "app";
        }

        @Override
        public String sign(byte[] base) {
            return "unsigned";
        }

        @Override
        public Secret appSecret() {
            return Secret.of("nobody-checks-it");
        }
    }
}
