package com.sellerkit.local.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sellerkit.local.http.Loopback;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address that every SDK client talks to: reads service and caller from the signature's scope
/// and passes the request on.
public final class FrontDoor implements AutoCloseable {
    private static final Pattern INVOCATION =
            Pattern.compile("/2015-03-31/functions/([^/]{1,200})/invocations");
    private static final Pattern SCOPE =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/(\\d{8})/([^/,\\s]+)/([^/,\\s]+)/aws4_request");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_BYTES_MAX = 20 << 20;
    private static final Set<String> NOT_PASSED_ON =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "expect",
                    "upgrade",
                    "transfer-encoding",
                    "date",
                    "http2-settings");

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final Map<String, Engine> engines = new ConcurrentHashMap<>();
    private final Map<String, String> callers = new ConcurrentHashMap<>();
    private final Map<Call, LongAdder> calls = new ConcurrentHashMap<>();

    private record Call(String caller, String service) {}

    private sealed interface Engine {
        /// @param accessKey takes the place of the caller's, when present
        record Elsewhere(URI address, Optional<String> accessKey) implements Engine {}

        record Here(Service service) implements Engine {}

        /// Functions, which only one caller may call.
        record Functions(String caller, Calls calls) implements Engine {}
    }

    /// Opens the door on a port of the loopback address; port 0 takes any.
    ///
    /// @throws UncheckedIOException when the port is taken
    public FrontDoor(int port) {
        server = Loopback.serve(port, "/", this::serve);
    }

    /// The address to set as `AWS_ENDPOINT_URL`.
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Lets a caller in.
    ///
    /// @param accessKey the access key id that its requests are signed with
    /// @param name the function's name
    public void admit(String accessKey, String name) {
        callers.put(accessKey, name);
    }

    /// Has a service of ours answer for a service name such as `kms`.
    public void serve(String service, Service implementation) {
        engines.put(service, new Engine.Here(implementation));
    }

    /// Takes events for functions.
    public interface Calls {
        /// Accepts an event and returns at once; false if there is no such function.
        boolean accept(String functionArn, String event);

        /// Calls a function and waits for what it says; empty if there is no such function.
        default Optional<Said> call(String functionArn, String event) {
            return Optional.empty();
        }
    }

    /// What a function said.
    ///
    /// @param failed whether it threw, ended or was ended
    /// @param json what it wrote, or the error
    public record Said(boolean failed, String json) {}

    /// Has functions called for a caller; for nobody else.
    public void call(String caller, Calls calls) {
        engines.put("lambda", new Engine.Functions(caller, calls));
    }

    /// Passes a service's requests on to an engine.
    ///
    /// @param accessKey the key that the engine is to see instead of the caller's
    public void passOn(String service, URI address, Optional<String> accessKey) {
        engines.put(service, new Engine.Elsewhere(address, accessKey));
    }

    /// How many requests a caller has made to a service since the start, refused ones included.
    ///
    /// @param caller the function's name
    /// @param service such as `kms`
    public long calls(String caller, String service) {
        LongAdder made = calls.get(new Call(caller, service));
        return made == null ? 0 : made.sum();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            try {
                if (body.length > BODY_BYTES_MAX) {
                    throw new ServiceError(
                            413, "RequestEntityTooLarge", "A request may have up to 20 MiB.");
                }
                Matcher scope =
                        SCOPE.matcher(
                                Optional.ofNullable(
                                                exchange.getRequestHeaders()
                                                        .getFirst("Authorization"))
                                        .orElse(""));
                if (!scope.find()) {
                    throw new ServiceError(
                            403,
                            "MissingAuthenticationToken",
                            "The request carries no AWS signature, so neither service nor caller are known.");
                }
                String caller = callers.get(scope.group(1));
                if (caller == null) {
                    throw new ServiceError(
                            403,
                            "UnrecognizedClientException",
                            "The access key is not that of a function of this suite.");
                }
                String service = scope.group(4);
                calls.computeIfAbsent(new Call(caller, service), _ -> new LongAdder()).increment();
                Engine engine = engines.get(service);
                switch (engine) {
                    case null ->
                            throw new ServiceError(
                                    501,
                                    "ServiceNotRun",
                                    "No engine runs for the service "
                                            + service
                                            + "; there are "
                                            + engines.keySet()
                                            + ".");
                    case Engine.Here(Service here) -> answer(exchange, here, body);
                    case Engine.Functions(String allowed, Calls functions) -> {
                        if (!caller.equals(allowed)) {
                            throw new ServiceError(
                                    403,
                                    "AccessDeniedException",
                                    "Functions of this suite do not call each other.");
                        }
                        call(exchange, functions, body);
                    }
                    case Engine.Elsewhere(URI address, Optional<String> key) ->
                            forward(exchange, address, key, scope.group(1), body);
                }
            } catch (ServiceError e) {
                refuse(exchange, e);
            } catch (IOException e) {
                refuse(
                        exchange,
                        new ServiceError(503, "ServiceUnavailable", "The engine does not answer."));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                refuse(exchange, new ServiceError(500, "InternalFailure", e.toString()));
            }
        }
    }

    private static void answer(HttpExchange exchange, Service service, byte[] body)
            throws IOException, ServiceError {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target == null || target.indexOf('.') < 0) {
            throw new ServiceError(
                    "UnknownOperationException", "The request names no operation in X-Amz-Target.");
        }
        JsonNode input;
        try {
            input = JSON.readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
        } catch (JsonProcessingException e) {
            throw new ServiceError("SerializationException", "The body is not JSON.");
        }
        JsonNode output = service.handle(target.substring(target.lastIndexOf('.') + 1), input);
        send(exchange, 200, JSON.writeValueAsBytes(output));
    }

    private static void call(HttpExchange exchange, Calls functions, byte[] body)
            throws IOException, ServiceError {
        Matcher call = INVOCATION.matcher(exchange.getRequestURI().getPath());
        String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
        if (!call.matches()) {
            throw new ServiceError(
                    "UnknownOperationException", "Lambda is only asked to call functions here.");
        }
        if (!"Event".equals(type)) {
            String event = new String(body, StandardCharsets.UTF_8);
            Said said =
                    functions
                            .call(URLDecoder.decode(call.group(1), StandardCharsets.UTF_8), event)
                            .orElseThrow(() ->
                                    new ServiceError(
                                            404,
                                            "ResourceNotFoundException",
                                            "There is no such function in this suite."));
            if (said.failed()) {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            }
            send(exchange, 200, said.json().getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (!functions.accept(call.group(1), new String(body, StandardCharsets.UTF_8))) {
            throw new ServiceError(
                    404, "ResourceNotFoundException", "There is no such function in this suite.");
        }
        exchange.sendResponseHeaders(202, -1);
    }

    private void forward(
            HttpExchange exchange,
            URI address,
            Optional<String> key,
            String callersKey,
            byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(exchange.getRequestURI().toString()))
                        .timeout(Duration.ofSeconds(60))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
            if (NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                continue;
            }
            for (String value : header.getValue()) {
                boolean signature = header.getKey().equalsIgnoreCase("Authorization");
                request.header(
                        header.getKey(),
                        signature && key.isPresent()
                                ? value.replace(callersKey + "/", key.get() + "/")
                                : value);
            }
        }
        HttpResponse<byte[]> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        response.headers()
                .map()
                .forEach((name, values) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (!NOT_PASSED_ON.contains(lower) && !lower.startsWith(":")) {
                        values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                    }
                });
        byte[] answer = response.body();
        exchange.sendResponseHeaders(
                response.statusCode(), answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static void refuse(HttpExchange exchange, ServiceError error) throws IOException {
        exchange.getResponseHeaders().set("X-Amzn-ErrorType", error.type());
        send(
                exchange,
                error.status(),
                JSON.writeValueAsBytes(
                        Map.of(
                                "__type",
                                error.type(),
                                "message",
                                String.valueOf(error.getMessage()))));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("X-Amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
