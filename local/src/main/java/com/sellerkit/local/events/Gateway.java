package com.sellerkit.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sellerkit.local.host.FunctionHost;
import com.sellerkit.local.host.Result;
import com.sellerkit.local.http.Loopback;
import com.sellerkit.local.template.EventSource;
import com.sellerkit.local.template.FunctionSpec;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What both kinds of APIs do alike: match a request to a route, run the route's function, and
/// answer with what it returns.
abstract sealed class Gateway implements AutoCloseable permits RestApi, HttpApi {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int REQUEST_BYTES_MAX = 10 << 20;
    private static final int RESPONSE_CHARS_MAX = 6 << 20;
    private static final int INTEGRATION_SECONDS_MAX = 29;
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "date");

    private final FunctionHost host;
    private final List<Target> targets = new ArrayList<>();
    private Optional<HttpServer> server = Optional.empty();

    record Target(EventSource.Route route, FunctionSpec function, List<String> segments) {}

    record Match(Target target, Map<String, String> parameters) {}

    /// The kinds of answers that a gateway gives itself, with their usual status and message.
    enum Kind {
        UNAUTHORIZED(401, "Unauthorized"),
        ACCESS_DENIED(403, "User is not authorized to access this resource"),
        MISSING_AUTHENTICATION_TOKEN(403, "Missing Authentication Token"),
        REQUEST_TOO_LARGE(413, "Request Too Long"),
        THROTTLED(429, "Too Many Requests"),
        INTEGRATION_TIMEOUT(504, "Endpoint request timed out"),
        INTEGRATION_FAILURE(504, "Network error communicating with endpoint"),
        API_CONFIGURATION_ERROR(502, "Internal server error"),
        BAD_REQUEST_BODY(400, "Bad Request");

        final int status;
        final String message;

        Kind(int status, String message) {
            this.status = status;
            this.message = message;
        }
    }

    /// An API that is not open yet.
    ///
    /// @param api its logical id
    Gateway(String api, List<FunctionSpec> functions, FunctionHost host) {
        this.host = host;
        for (FunctionSpec function : functions) {
            for (EventSource event : function.events()) {
                if (event instanceof EventSource.Route route && route.api().equals(api)) {
                    targets.add(new Target(route, function, segments(route.path())));
                }
            }
        }
    }

    /// Serves on a port of the loopback address; port 0 takes any. The last thing that is done to
    /// make one, as requests may come at once.
    final void open(int port) {
        server = Optional.of(Loopback.serve(port, "/", this::serve));
    }

    /// Has another API answer below a path of this one's port, so that one tunnel leads to both.
    public final void alsoServe(String path, HttpApi other) {
        server.orElseThrow().createContext(path, ((Gateway) other)::serve);
    }

    /// The event for the function; empty if the request was refused.
    abstract Optional<String> event(
            HttpExchange exchange, Match match, byte[] body, String requestId) throws IOException;

    /// Answers with what the function returned.
    ///
    /// @param response missing if it was no JSON
    abstract void respond(
            HttpExchange exchange, FunctionSpec function, JsonNode response, String requestId)
            throws IOException;

    /// Answers itself.
    abstract void refuse(HttpExchange exchange, Kind kind, String requestId) throws IOException;

    /// The port it listens on.
    public final int port() {
        return server.orElseThrow().getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String requestId = UUID.randomUUID().toString();
        try (exchange) {
            try {
                serve(exchange, requestId);
            } catch (RuntimeException e) {
                refuse(exchange, Kind.API_CONFIGURATION_ERROR, requestId);
                throw e;
            }
        }
    }

    private void serve(HttpExchange exchange, String requestId) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX + 1);
        if (body.length > REQUEST_BYTES_MAX) {
            refuse(exchange, Kind.REQUEST_TOO_LARGE, requestId);
            return;
        }
        Optional<Match> match =
                match(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        if (match.isEmpty()) {
            refuse(exchange, Kind.MISSING_AUTHENTICATION_TOKEN, requestId);
            return;
        }
        FunctionSpec function = match.get().target().function();
        Optional<String> event = event(exchange, match.get(), body, requestId);
        if (event.isEmpty()) {
            return;
        }
        Result result;
        try {
            result =
                    CompletableFuture.supplyAsync(
                                    () -> host.invoke(function.id(), requestId, event.get()),
                                    task -> Thread.ofVirtual().start(task))
                            // A cold start on a busy machine may not cost the request: the limit
                            // counts from there.
                            .get(INTEGRATION_SECONDS_MAX + 60L, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            refuse(exchange, Kind.INTEGRATION_TIMEOUT, requestId);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (java.util.concurrent.ExecutionException e) {
            host.note(function.id(), "Could not be started: " + e.getCause());
            refuse(exchange, Kind.INTEGRATION_FAILURE, requestId);
            return;
        }
        switch (result) {
            case Result.Answered(String answer) -> answer(exchange, function, answer, requestId);
            case Result.Failed(String error) -> {
                host.note(function.id(), "Failed: " + error);
                refuse(exchange, Kind.API_CONFIGURATION_ERROR, requestId);
            }
            case Result.Crashed _ -> refuse(exchange, Kind.API_CONFIGURATION_ERROR, requestId);
            case Result.TimedOut _ -> refuse(exchange, Kind.INTEGRATION_TIMEOUT, requestId);
            case Result.Throttled _ -> refuse(exchange, Kind.THROTTLED, requestId);
        }
    }

    private void answer(
            HttpExchange exchange, FunctionSpec function, String answer, String requestId)
            throws IOException {
        if (answer.length() > RESPONSE_CHARS_MAX) {
            refuse(
                    exchange,
                    function,
                    "Answered with "
                            + answer.length()
                            + " characters; a gateway passes on up to 6 MiB.",
                    requestId);
            return;
        }
        respond(exchange, function, parsed(answer), requestId);
    }

    /// Refuses because of what the function did, and notes it in its log.
    final void refuse(HttpExchange exchange, FunctionSpec function, String why, String requestId)
            throws IOException {
        host.note(function.id(), why);
        refuse(exchange, Kind.API_CONFIGURATION_ERROR, requestId);
    }

    private static JsonNode parsed(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /// Takes over the headers that a function may set.
    static void putHeaders(Headers headers, JsonNode response, String requestId) {
        response.path("headers")
                .properties()
                .forEach(header -> {
                    if (mayBeSet(header.getKey())) {
                        headers.set(header.getKey(), header.getValue().asText());
                    }
                });
        if (!headers.containsKey("Content-Type")) {
            headers.set("Content-Type", "application/json");
        }
        headers.set("x-amzn-RequestId", requestId);
    }

    static boolean mayBeSet(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    static byte[] body(JsonNode response, boolean decode) {
        String text = response.path("body").asText("");
        return decode ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private Optional<Match> match(String method, String rawPath) {
        List<String> path = segments(rawPath);
        Match best = null;
        int bestRank = -1;
        for (Target target : targets) {
            if (!target.route().method().equals(method) && !target.route().method().equals("ANY")) {
                continue;
            }
            var parameters = new java.util.TreeMap<String, String>();
            int rank = rank(target.segments(), path, parameters);
            if (rank > bestRank) {
                bestRank = rank;
                best = new Match(target, parameters);
            }
        }
        return Optional.ofNullable(best);
    }

    /// How well a path fits: each literal counts more than any parameter after it; -1 is no fit.
    private static int rank(
            List<String> pattern, List<String> path, Map<String, String> parameters) {
        int rank = 0;
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.endsWith("+}")) {
                if (i >= path.size()) {
                    return -1;
                }
                parameters.put(
                        part.substring(1, part.length() - 2),
                        decode(String.join("/", path.subList(i, path.size()))));
                return rank * 4 + 1;
            }
            if (i >= path.size()) {
                return -1;
            }
            if (part.startsWith("{")) {
                if (path.get(i).isEmpty()) {
                    return -1;
                }
                parameters.put(part.substring(1, part.length() - 1), decode(path.get(i)));
                rank = rank * 4 + 2;
            } else if (part.equals(path.get(i))) {
                rank = rank * 4 + 3;
            } else {
                return -1;
            }
        }
        return pattern.size() == path.size() ? rank * 4 + 3 : -1;
    }

    private static List<String> segments(String path) {
        if (path.equals("/")) {
            return List.of();
        }
        String inner = path.startsWith("/") ? path.substring(1) : path;
        if (inner.endsWith("/")) {
            inner = inner.substring(0, inner.length() - 1);
        }
        return List.of(inner.split("/", -1));
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bodiless =
                exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
        if (exchange.getRequestMethod().equals("HEAD") && body.length > 0) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, bodiless || body.length == 0 ? -1 : body.length);
        if (!bodiless && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public final void close() {
        server.ifPresent(open -> open.stop(0));
    }
}
