package com.sellerkit.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.MalformedJson;
import com.sellerkit.platform.Primer;
import com.sellerkit.platform.Problem;
import com.sellerkit.store.StoreUnavailable;
import com.sellerkit.vault.VaultUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kernel of every handler of the sellers' interface: reads the event, finds the operation,
/// lets in whom it lets in, and writes the answer.
///
/// Whatever arrives, the answer is one that `docs/openapi.yaml` describes; an unforeseen failure
/// becomes `internal` and is logged by its class only.
public abstract class HttpFunction implements RequestStreamHandler {
    private static final Log LOG = Log.to("api");

    private final List<Route> routes;
    private final Guards guards;
    private final InstantSource time;

    HttpFunction(List<Route> routes, Guards guards, InstantSource time) {
        this.routes = List.copyOf(routes);
        this.guards = guards;
        this.time = time;
    }

    /// The operations of this function, for the test that holds them against `docs/openapi.yaml`.
    final List<Route> routes() {
        return routes;
    }

    /// Sends a request that stores nothing through this function before a snapshot is taken.
    final void primeBeforeSnapshot() {
        Primer.register(this::prime);
    }

    /// A reading request of somebody who does not exist: it goes all the way to the accounts and no
    /// further.
    final HttpAnswer prime() {
        Route read =
                routes.stream()
                        .filter(route -> route.method().equals("GET"))
                        .max(Comparator.comparing(Route::access))
                        .orElse(routes.getFirst());
        ObjectNode event =
                Json.object().put("httpMethod", read.method()).put("resource", read.resource());
        event.withObject("/requestContext/authorizer/claims")
                .put("sub", "nobody")
                .put("token_use", "access")
                .put("scope", Guards.SCOPE);
        HttpAnswer answer = timed(HttpRequest.parse(event, "priming"));
        Json.bytes(written(answer, "priming"));
        return answer;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        HttpRequest request = HttpRequest.parse(event(input), context.getAwsRequestId());
        HttpAnswer answer = Log.withCorrelation(request.requestId(), () -> timed(request));
        Json.mapper().writeValue(output, written(answer, request.requestId()));
    }

    private HttpAnswer timed(HttpRequest request) {
        Instant began = time.instant();
        HttpAnswer answer = safely(request);
        LOG.info(
                "answered",
                Log.Field.word("method", request.method()),
                Log.Field.route(request.resource()),
                Log.Field.count("status", answer.status()),
                Log.Field.millis(Duration.between(began, time.instant())));
        return answer;
    }

    private HttpAnswer safely(HttpRequest request) {
        try {
            return answer(request);
        } catch (Refused e) {
            return problem(e.problem());
        } catch (StoreUnavailable | VaultUnavailable e) {
            LOG.warn("data unavailable", Log.Field.exception(e));
            return problem(Problems.unavailable());
        } catch (RuntimeException e) {
            LOG.error(
                    "unforeseen failure", Log.Field.exception(e), Log.Field.word("at", origin(e)));
            return problem(Problems.internal());
        }
    }

    private HttpAnswer answer(HttpRequest request) {
        List<Route> here =
                routes.stream()
                        .filter(route -> route.resource().equals(request.resource()))
                        .toList();
        if (here.isEmpty()) {
            throw new Refused(Problems.noSuchRoute());
        }
        for (Route route : here) {
            if (route.method().equals(request.method())) {
                return route.operation().answer(request, guards.admit(route.access(), request));
            }
        }
        String allowed =
                here.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
        return problem(Problems.methodNotAllowed(allowed)).with("Allow", allowed);
    }

    private static HttpAnswer problem(Problem problem) {
        HttpAnswer answer =
                new HttpAnswer(
                        problem.status(),
                        Map.of("Content-Type", Problem.MEDIA_TYPE),
                        Optional.of(problem.document()));
        JsonNode retryAfter = problem.extra().path("retryAfterSeconds");
        return retryAfter.isIntegralNumber()
                ? answer.with("Retry-After", retryAfter.asText())
                : answer;
    }

    private static ObjectNode written(HttpAnswer answer, String requestId) {
        ObjectNode headers =
                Json.object()
                        .put("Cache-Control", "no-store")
                        .put("X-Content-Type-Options", "nosniff")
                        .put("Referrer-Policy", "no-referrer")
                        .put("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
                        .put(
                                "Content-Security-Policy",
                                "default-src 'none'; frame-ancestors 'none'");
        answer.body().ifPresent(_ -> headers.put("Content-Type", "application/json"));
        answer.headers().forEach(headers::put);
        ObjectNode result = Json.object().put("statusCode", answer.status());
        result.set("headers", headers);
        answer.body()
                .ifPresent(body -> {
                    ObjectNode sent =
                            answer.status() >= 400
                                    ? body.deepCopy().put("requestId", requestId)
                                    : body;
                    result.put("body", Json.text(sent));
                });
        return result.put("isBase64Encoded", false);
    }

    private static JsonNode event(InputStream input) throws IOException {
        try {
            return Json.parse(input.readAllBytes());
        } catch (MalformedJson _) {
            // Not a proxy event at all: it matches no route and is answered so.
            return Json.object();
        }
    }

    private static String origin(RuntimeException e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("com.sellerkit.")) {
                return "%s:%d".formatted(frame.getClassName(), frame.getLineNumber());
            }
        }
        return "elsewhere";
    }
}
