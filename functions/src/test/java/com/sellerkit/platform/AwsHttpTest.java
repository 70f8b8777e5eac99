package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

final class AwsHttpTest {
    private final AwsHttp http = new AwsHttp();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        byte[] body = exchange.getRequestBody().readAllBytes();
                        String asked = exchange.getRequestHeaders().getFirst("X-Status");
                        exchange.getResponseHeaders()
                                .put(
                                        "X-Seen",
                                        List.of(
                                                exchange.getRequestMethod(),
                                                exchange.getRequestHeaders()
                                                        .getFirst("X-Amz-Target")));
                        exchange.sendResponseHeaders(
                                Integer.parseInt(asked), body.length == 0 ? -1 : body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 503})
    void whatIsAskedArrivesWholeAndSoDoesTheAnswerWhateverItsStatus(int status) throws IOException {
        for (String body : List.of("{}", "ä".repeat(300_000), "")) {
            HttpExecuteResponse answer = ask(server.getAddress().getPort(), status, body);

            assertThat(answer.httpResponse().statusCode()).isEqualTo(status);
            assertThat(answer.httpResponse().matchingHeaders("x-seen"))
                    .containsExactlyInAnyOrder("POST", "Example.Operation");
            assertThat(answer.httpResponse().headers()).doesNotContainKey(null);
            assertThat(text(answer)).isEqualTo(body);
        }
    }

    @Test
    void aRequestWithoutAnAnswerIsNotSentAgain() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(silent, requests));

            assertThatThrownBy(() -> ask(silent.getLocalPort(), 200, "{}"))
                    .isInstanceOf(IOException.class);
        }
        assertThat(requests).hasValue(1);
    }

    private static void hangUp(ServerSocket server, AtomicInteger requests) {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                // The body comes last.
                while (caller.getInputStream().read() != '}') {}
                requests.incrementAndGet();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private HttpExecuteResponse ask(int port, int status, String body) throws IOException {
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(URI.create("http://127.0.0.1:" + port))
                        .putHeader("X-Amz-Target", "Example.Operation")
                        .putHeader("X-Status", Integer.toString(status))
                        .build();
        return http.prepareRequest(
                        HttpExecuteRequest.builder()
                                .request(request)
                                .contentStreamProvider(() ->
                                        new ByteArrayInputStream(
                                                body.getBytes(StandardCharsets.UTF_8)))
                                .build())
                .call();
    }

    private static String text(HttpExecuteResponse answer) throws IOException {
        if (answer.responseBody().isEmpty()) {
            return "";
        }
        try (var body = answer.responseBody().get()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
