package com.sellerkit.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.host.FunctionHost;
import com.sellerkit.local.template.EventSource;
import com.sellerkit.local.template.FunctionSpec;
import com.sellerkit.local.template.Names;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An HTTP API of the template on its `$default` stage: routes requests to functions as events of
/// version 2.0 and answers with what they return.
public final class HttpApi extends Gateway {
    private static final String STAGE = "$default";

    /// Opens an API on a port of the loopback address; port 0 takes any.
    ///
    /// @param api its logical id
    public HttpApi(String api, List<FunctionSpec> functions, FunctionHost host, int port) {
        super(api, functions, host);
        open(port);
    }

    @Override
    Optional<String> event(HttpExchange exchange, Match match, byte[] body, String requestId) {
        EventSource.Route route = match.target().route();
        String routeKey = route.method() + " " + route.path();
        String rawPath = exchange.getRequestURI().getRawPath();
        ObjectNode event =
                JSON.createObjectNode()
                        .put("version", "2.0")
                        .put("routeKey", routeKey)
                        .put("rawPath", decode(rawPath))
                        .put(
                                "rawQueryString",
                                Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                                        .orElse(""));
        ObjectNode headers = event.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (name.equalsIgnoreCase("Cookie")) {
                        ArrayNode cookies = event.putArray("cookies");
                        values.forEach(
                                value -> List.of(value.split("; *", -1)).forEach(cookies::add));
                    } else {
                        headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
                    }
                });
        if (!match.parameters().isEmpty()) {
            ObjectNode parameters = event.putObject("pathParameters");
            match.parameters().forEach(parameters::put);
        }
        context(event.putObject("requestContext"), exchange, routeKey, requestId);
        boolean text = isText(header(exchange, "Content-Type").orElse(""));
        if (body.length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0 && !text);
        return Optional.of(event.toString());
    }

    private static void context(
            ObjectNode context, HttpExchange exchange, String routeKey, String requestId) {
        Instant now = Instant.now();
        context.put("accountId", Names.ACCOUNT)
                .put("apiId", "local")
                .put("domainName", header(exchange, "Host").orElse("localhost"))
                .put("requestId", requestId)
                .put("routeKey", routeKey)
                .put("stage", STAGE)
                .put("time", now.toString())
                .put("timeEpoch", now.toEpochMilli());
        context.putObject("http")
                .put("method", exchange.getRequestMethod())
                .put("path", decode(exchange.getRequestURI().getRawPath()))
                .put("protocol", exchange.getProtocol())
                .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
                .put("userAgent", header(exchange, "User-Agent").orElse(""));
    }

    /// Only these travel as text; an HTTP API has no setting for it.
    private static boolean isText(String contentType) {
        String type = contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || List.of("application/json", "application/javascript", "application/xml")
                        .contains(type);
    }

    @Override
    void respond(HttpExchange exchange, FunctionSpec function, JsonNode response, String requestId)
            throws IOException {
        Headers headers = exchange.getResponseHeaders();
        putHeaders(headers, response, requestId);
        if (!response.path("statusCode").isInt()) {
            // What is no proxy response is taken for the body of a success.
            send(exchange, 200, response.toString().getBytes(StandardCharsets.UTF_8));
            return;
        }
        response.path("cookies").forEach(cookie -> headers.add("Set-Cookie", cookie.asText()));
        send(
                exchange,
                response.path("statusCode").intValue(),
                body(response, response.path("isBase64Encoded").asBoolean()));
    }

    @Override
    void refuse(HttpExchange exchange, Kind kind, String requestId) throws IOException {
        switch (kind) {
            case MISSING_AUTHENTICATION_TOKEN -> refuse(exchange, 404, "Not Found", requestId);
            case REQUEST_TOO_LARGE -> refuse(exchange, 413, "Request Entity Too Large", requestId);
            case THROTTLED, INTEGRATION_TIMEOUT, INTEGRATION_FAILURE ->
                    refuse(exchange, 503, "Service Unavailable", requestId);
            case API_CONFIGURATION_ERROR ->
                    refuse(exchange, 500, "Internal Server Error", requestId);
            case UNAUTHORIZED, ACCESS_DENIED, BAD_REQUEST_BODY ->
                    refuse(exchange, kind.status, kind.message, requestId);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String message, String requestId)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        ObjectNode body = JSON.createObjectNode().put("message", message);
        send(exchange, status, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
