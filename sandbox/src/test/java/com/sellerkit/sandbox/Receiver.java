package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// An app's webhook address, which keeps what it is sent and answers as told.
final class Receiver implements AutoCloseable {

    /// A webhook as it came in.
    ///
    /// @param json the body, parsed
    record Received(
            String method, String contentType, String authorization, String body, JsonNode json) {
        static Received of(HttpExchange exchange) throws IOException {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            return new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    body,
                    TestClient.MAPPER.readTree(body));
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        int type() {
            return json().path("type").asInt();
        }

        String id() {
            return json().path("tts_notification_id").asText();
        }
    }

    /// How it answers where the status alone does not tell.
    enum Manner {
        AT_ONCE,
        NEVER,
        HEADERS_ONLY
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile Manner manner = Manner.AT_ONCE;

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::receive);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/tiktok");
    }

    void answers(int newStatus) {
        status = newStatus;
    }

    void answers(Manner newManner) {
        manner = newManner;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<Received> received(int type) {
        return received.stream().filter(one -> one.type() == type).toList();
    }

    /// Waits until something is received.
    void awaitFirst() throws InterruptedException {
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /// What was received so far is forgotten.
    void clear() {
        received.clear();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(Received.of(exchange));
            first.countDown();
            switch (manner) {
                case AT_ONCE -> {
                    if (status >= 300 && status < 400) {
                        exchange.getResponseHeaders().set("Location", url().toString());
                    }
                    exchange.sendResponseHeaders(status, -1);
                }
                case NEVER -> waitForTheEnd();
                case HEADERS_ONLY -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().flush();
                    waitForTheEnd();
                }
            }
        }
    }

    private void waitForTheEnd() {
        try {
            closed.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
