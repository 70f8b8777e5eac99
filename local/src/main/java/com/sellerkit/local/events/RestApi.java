package com.sellerkit.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.host.FunctionHost;
import com.sellerkit.local.template.ApiSpec;
import com.sellerkit.local.template.EventSource;
import com.sellerkit.local.template.FunctionSpec;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A REST API of the template: routes requests to functions as proxy events (version 1.0) and
/// answers with what they return.
public final class RestApi extends Gateway {
    private static final Pattern CONTEXT = Pattern.compile("\\$context\\.([A-Za-z.]+[A-Za-z])");

    private final ApiSpec api;
    private final Authorizer authorizer;

    /// Opens an API on a port of the loopback address; port 0 takes any.
    ///
    /// @throws UncheckedIOException when the port is taken
    public RestApi(
            ApiSpec api,
            List<FunctionSpec> functions,
            FunctionHost host,
            Authorizer authorizer,
            int port) {
        super(api.id(), functions, host);
        this.api = api;
        this.authorizer = authorizer;
        open(port);
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

    @Override
    Optional<String> event(HttpExchange exchange, Match match, byte[] body, String requestId)
            throws IOException {
        if (!match.target().route().authorized()) {
            return Optional.of(event(exchange, match, JSON.createObjectNode(), body, requestId));
        }
        Optional<ObjectNode> claims =
                bearer(exchange.getRequestHeaders())
                        .flatMap(authorizer::claims)
                        .filter(this::mayPass);
        if (claims.isEmpty()) {
            refuse(exchange, Kind.UNAUTHORIZED, requestId);
            return Optional.empty();
        }
        return Optional.of(event(exchange, match, claims.get(), body, requestId));
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
        } else if (binary(header(exchange, "Content-Type").orElse(""))) {
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
                .put("domainName", header(exchange, "Host").orElse("localhost"));
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

    @Override
    void respond(HttpExchange exchange, FunctionSpec function, JsonNode response, String requestId)
            throws IOException {
        int status = response.path("statusCode").asInt(0);
        if (!response.isObject() || status < 100 || status > 599) {
            refuse(
                    exchange,
                    function,
                    "Answered with something that is no proxy response.",
                    requestId);
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        putHeaders(headers, response, requestId);
        response.path("multiValueHeaders")
                .properties()
                .forEach(header -> {
                    if (mayBeSet(header.getKey())) {
                        headers.remove(header.getKey());
                        header.getValue()
                                .forEach(value -> headers.add(header.getKey(), value.asText()));
                    }
                });
        boolean decode =
                response.path("isBase64Encoded").asBoolean()
                        && binary(header(exchange, "Accept").orElse("*/*"));
        send(exchange, status, body(response, decode));
    }

    @Override
    void refuse(HttpExchange exchange, Kind kind, String requestId) throws IOException {
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
}
