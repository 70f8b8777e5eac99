package com.sellerkit.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A request as it arrived: raw path, decoded parameters, exact body bytes.
final class Request {
    static final int BODY_BYTES_MAX = 1 << 20;
    private static final int DRAIN_BYTES_MAX = 16 << 20;

    private final String method;
    private final String path;
    private final QueryString query;
    private final Headers headers;
    private final byte[] body;
    private final boolean bodyTooLarge;

    private Request(HttpExchange exchange, byte[] body, boolean bodyTooLarge) {
        this.method = exchange.getRequestMethod();
        this.path = exchange.getRequestURI().getRawPath();
        this.query = QueryString.parse(exchange.getRequestURI().getRawQuery());
        this.headers = exchange.getRequestHeaders();
        this.body = body;
        this.bodyTooLarge = bodyTooLarge;
    }

    /// Reads all of a request, or of a body over {@link #BODY_BYTES_MAX} nothing but the fact.
    ///
    /// @throws IllegalArgumentException if a percent escape in the query is broken
    static Request read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length <= BODY_BYTES_MAX) {
            return new Request(exchange, body, false);
        }
        drain(exchange.getRequestBody());
        return new Request(exchange, new byte[0], true);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    QueryString query() {
        return query;
    }

    byte[] body() {
        return body;
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean bodyTooLarge() {
        return bodyTooLarge;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    String contentType() {
        return header("Content-Type").orElse("");
    }

    // A client that still sends would see a reset connection instead of the 413.
    private static void drain(InputStream in) throws IOException {
        long left = DRAIN_BYTES_MAX;
        byte[] buffer = new byte[64 << 10];
        int read = in.read(buffer);
        while (read > 0 && left > 0) {
            left -= read;
            read = in.read(buffer);
        }
    }
}
