package com.sellerkit.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.host.FunctionHost;
import com.sellerkit.local.host.Result;
import com.sellerkit.local.template.ApiSpec;
import com.sellerkit.local.template.EventSource;
import com.sellerkit.local.template.FunctionSpec;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A REST API of the template: routes requests to functions as proxy events (version 1.0) and
/// answers with what they return.
public final class RestApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUEST_BYTES_MAX = 10 << 20;
    private static final int RESPONSE_CHARS_MAX = 6 << 20;
    private static final int INTEGRATION_SECONDS_MAX = 29;
    private static final Pattern CONTEXT = Pattern.compile("\\$context\\.([A-Za-z.]+[A-Za-z])");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "date");

    private final ApiSpec api;
    private final FunctionHost host;
    private final Authorizer authorizer;
    private final List<Target> targets = new ArrayList<>();
    private final HttpServer server;

    private record Target(EventSource.Route route, FunctionSpec function, List<String> segments) {}

    private record Match(Target target, Map<String, String> parameters) {}

    /// The kinds of answers that a gateway gives itself, with their usual status and message.
    private enum Kind {
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

    /// Opens an API on a port of the loopback address; port 0 takes any.
    ///
    /// @throws UncheckedIOException when the port is taken
    public RestApi(
            ApiSpec api,
            List<FunctionSpec> functions,
            FunctionHost host,
            Authorizer authorizer,
            int port) {
        this.api = api;
        this.host = host;
        this.authorizer = authorizer;
        for (FunctionSpec function : functions) {
            for (EventSource event : function.events()) {
                if (event instanceof EventSource.Route route && route.api().equals(api.id())) {
                    targets.add(new Target(route, function, segments(route.path())));
                }
            }
        }
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /// The port it listens on.
    public int port() {
        return server.getAddress().getPort();
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
        ObjectNode claims = JSON.createObjectNode();
        if (match.get().target().route().authorized()) {
            Optional<ObjectNode> passed =
                    bearer(exchange.getRequestHeaders()).flatMap(authorizer::claims);
            if (passed.isEmpty() || !mayPass(passed.get())) {
                refuse(exchange, Kind.UNAUTHORIZED, requestId);
                return;
            }
            claims = passed.get();
        }
        FunctionSpec function = match.get().target().function();
        String event = event(exchange, match.get(), claims, body, requestId);
        Result result;
        try {
            result =
                    CompletableFuture.supplyAsync(
                                    () -> host.invoke(function.id(), requestId, event),
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
            case Result.Answered(String answer) -> respond(exchange, function, answer, requestId);
            case Result.Failed(String error) -> {
                host.note(function.id(), "Failed: " + error);
                refuse(exchange, Kind.API_CONFIGURATION_ERROR, requestId);
            }
            case Result.Crashed _ -> refuse(exchange, Kind.API_CONFIGURATION_ERROR, requestId);
            case Result.TimedOut _ -> refuse(exchange, Kind.INTEGRATION_TIMEOUT, requestId);
            case Result.Throttled _ -> refuse(exchange, Kind.THROTTLED, requestId);
        }
    }

    private static Optional<String> bearer(Headers headers) {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .map(value ->
                        value.regionMatches(true, 0, "Bearer ", 0, 7)
                                ? value.substring(7).strip()
                                : value.strip());
    }

    private boolean mayPass(ObjectNode claims) {
        List<String> held = Arrays.asList(claims.path("scope").asText().split(" ", -1));
        return api.scopes().isEmpty() || api.scopes().stream().anyMatch(held::contains);
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

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private String event(
            HttpExchange exchange, Match match, ObjectNode claims, byte[] body, String requestId) {
        URI uri = exchange.getRequestURI();
        EventSource.Route route = match.target().route();
        ObjectNode event =
                JSON.createObjectNode()
                        .put("resource", route.path())
                        .put("path", decode(uri.getRawPath()))
                        .put("httpMethod", exchange.getRequestMethod());
        ObjectNode headers = event.putObject("headers");
        ObjectNode allHeaders = event.putObject("multiValueHeaders");
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    headers.put(name, values.getLast());
                    values.forEach(allHeaders.putArray(name)::add);
                });
        query(event, Optional.ofNullable(uri.getRawQuery()).orElse(""));
        if (match.parameters().isEmpty()) {
            event.putNull("pathParameters");
        } else {
            ObjectNode parameters = event.putObject("pathParameters");
            match.parameters().forEach(parameters::put);
        }
        if (api.stageVariables().isEmpty()) {
            event.putNull("stageVariables");
        } else {
            ObjectNode variables = event.putObject("stageVariables");
            api.stageVariables().forEach(variables::put);
        }
        context(event.putObject("requestContext"), exchange, route, claims, requestId);
        if (body.length == 0) {
            event.putNull("body").put("isBase64Encoded", false);
        } else if (binary(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .orElse(""))) {
            event.put("body", Base64.getEncoder().encodeToString(body))
                    .put("isBase64Encoded", true);
        } else {
            event.put("body", new String(body, StandardCharsets.UTF_8))
                    .put("isBase64Encoded", false);
        }
        return event.toString();
    }

    private static void query(ObjectNode event, String rawQuery) {
        if (rawQuery.isEmpty()) {
            event.putNull("queryStringParameters").putNull("multiValueQueryStringParameters");
            return;
        }
        ObjectNode single = event.putObject("queryStringParameters");
        ObjectNode multi = event.putObject("multiValueQueryStringParameters");
        for (String pair : rawQuery.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decodeQuery(pair.substring(equals + 1));
            single.put(name, value);
            multi.withArray("/" + name.replace("~", "~0").replace("/", "~1")).add(value);
        }
    }

    private static String decodeQuery(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void context(
            ObjectNode context,
            HttpExchange exchange,
            EventSource.Route route,
            ObjectNode claims,
            String requestId) {
        Instant now = Instant.now();
        context.put("accountId", com.sellerkit.local.template.Names.ACCOUNT)
                .put("apiId", "local")
                .put("stage", api.stage())
                .put("protocol", exchange.getProtocol())
                .put("resourceId", "local")
                .put("resourcePath", route.path())
                .put("httpMethod", exchange.getRequestMethod())
                .put("path", decode(exchange.getRequestURI().getRawPath()))
                .put("requestId", requestId)
                .put("extendedRequestId", requestId)
                .put("requestTimeEpoch", now.toEpochMilli())
                .put("requestTime", now.toString())
                .put(
                        "domainName",
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                                .orElse("localhost"));
        context.putObject("identity")
                .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
                .put("userAgent", exchange.getRequestHeaders().getFirst("User-Agent"));
        if (route.authorized()) {
            context.putObject("authorizer").set("claims", claims);
        }
    }

    /// Whether bodies of a media type travel in base64, as `BinaryMediaTypes` says.
    private boolean binary(String contentType) {
        String type = contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        return api.binaryMediaTypes().stream()
                .anyMatch(allowed ->
                        allowed.equals("*/*")
                                || allowed.equalsIgnoreCase(type)
                                || (allowed.endsWith("/*")
                                        && type.startsWith(
                                                allowed.substring(0, allowed.length() - 1))));
    }

    private void respond(
            HttpExchange exchange, FunctionSpec function, String answer, String requestId)
            throws IOException {
        JsonNode response = response(answer);
        int status = response.path("statusCode").asInt(0);
        if (!response.isObject()
                || status < 100
                || status > 599
                || answer.length() > RESPONSE_CHARS_MAX) {
            host.note(
                    function.id(),
                    answer.length() > RESPONSE_CHARS_MAX
                            ? "Answered with "
                                    + answer.length()
                                    + " characters; a gateway passes on up to 6 MiB."
                            : "Answered with something that is no proxy response.");
            refuse(exchange, Kind.API_CONFIGURATION_ERROR, requestId);
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        response.path("headers")
                .properties()
                .forEach(header -> set(headers, header.getKey(), header.getValue().asText()));
        response.path("multiValueHeaders")
                .properties()
                .forEach(header -> {
                    if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                        headers.remove(header.getKey());
                        header.getValue()
                                .forEach(value -> headers.add(header.getKey(), value.asText()));
                    }
                });
        if (!headers.containsKey("Content-Type")) {
            headers.set("Content-Type", "application/json");
        }
        headers.set("x-amzn-RequestId", requestId);
        String text = response.path("body").asText("");
        boolean decode =
                response.path("isBase64Encoded").asBoolean()
                        && binary(
                                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                                        .orElse("*/*"));
        send(
                exchange,
                status,
                decode ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode response(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }

    private static void set(Headers headers, String name, String value) {
        if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            headers.set(name, value);
        }
    }

    private void refuse(HttpExchange exchange, Kind kind, String requestId) throws IOException {
        boolean client = kind.status < 500;
        Optional<ApiSpec.GatewayResponse> own =
                Optional.ofNullable(api.responses().get(kind.name()));
        Optional<ApiSpec.GatewayResponse> usual =
                Optional.ofNullable(api.responses().get(client ? "DEFAULT_4XX" : "DEFAULT_5XX"));
        Optional<ApiSpec.GatewayResponse> chosen = own.or(() -> usual);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("x-amzn-RequestId", requestId);
        headers.set("x-amzn-ErrorType", kind.name());
        chosen.ifPresent(response -> response.headers().forEach(headers::set));
        String template =
                chosen.flatMap(ApiSpec.GatewayResponse::template)
                        .orElse("{\"message\":$context.error.messageString}");
        int status = chosen.flatMap(ApiSpec.GatewayResponse::status).orElse(kind.status);
        send(
                exchange,
                status,
                fill(template, exchange, kind, requestId).getBytes(StandardCharsets.UTF_8));
    }

    private static String fill(
            String template, HttpExchange exchange, Kind kind, String requestId) {
        Matcher matcher = CONTEXT.matcher(template);
        var result = new StringBuilder();
        while (matcher.find()) {
            String value =
                    switch (matcher.group(1)) {
                        case "requestId", "extendedRequestId" -> requestId;
                        case "error.message" -> kind.message;
                        case "error.messageString" -> "\"" + kind.message + "\"";
                        case "error.responseType" -> kind.name();
                        case "httpMethod" -> exchange.getRequestMethod();
                        default -> "-";
                    };
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
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
    public void close() {
        server.stop(0);
    }
}
