package com.sellerkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request of the sellers' interface, read from an API Gateway proxy event.
///
/// @param method in capitals
/// @param resource as the template writes it, such as `/api/shops/{shopId}/orders`
/// @param prefix what the stage puts before every path: empty, or such as `/prod`
/// @param query every value of every parameter, in order
/// @param headers by lower-case name, several values joined by a comma (cookies by a semicolon)
/// @param clientId the only sign-in client whose tokens count; empty where the stage names none
/// @param claims what the gateway's authorizer verified; empty without one
/// @param body at most [#BODY_BYTES_MAX] bytes, or a marker that it was larger or unreadable
/// @param requestId what support needs to find this request
record HttpRequest(
        String method,
        String resource,
        String prefix,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String clientId,
        Map<String, String> claims,
        Body body,
        String requestId) {

    static final int BODY_BYTES_MAX = 64 * 1024;

    HttpRequest {
        pathParameters = Map.copyOf(pathParameters);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        claims = Map.copyOf(claims);
    }

    /// The body as it arrived.
    sealed interface Body {
        /// Nothing was sent.
        record None() implements Body {}

        /// What was sent, not yet read as anything.
        @SuppressWarnings("ArrayRecordComponent") // compared nowhere and never changed
        record Bytes(byte[] content) implements Body {}

        /// More than the limit was sent.
        record TooLarge() implements Body {}

        /// The transport encoding was broken.
        record Unreadable() implements Body {}
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The value of a cookie, or empty when it is absent or sent with different values.
    Optional<String> cookie(String name) {
        String found = null;
        for (String pair : header("cookie").orElse("").split(";", 200)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !pair.substring(0, equals).strip().equals(name)) {
                continue;
            }
            String value = pair.substring(equals + 1).strip();
            if (found != null && !found.equals(value)) {
                return Optional.empty();
            }
            found = value;
        }
        return Optional.ofNullable(found);
    }

    String pathParameter(String name) {
        return pathParameters.getOrDefault(name, "");
    }

    /// Reads the event; what is missing or of an unexpected type becomes empty, never an error.
    static HttpRequest parse(JsonNode event, String fallbackRequestId) {
        JsonNode context = event.path("requestContext");
        return new HttpRequest(
                text(event.path("httpMethod")).toUpperCase(Locale.ROOT),
                text(event.path("resource")),
                prefix(event),
                texts(event.path("pathParameters")),
                query(event),
                headers(event),
                text(event.path("stageVariables").path("oidcClientId")),
                texts(context.path("authorizer").path("claims")),
                body(event),
                context.path("requestId").isTextual()
                        ? context.path("requestId").textValue()
                        : fallbackRequestId);
    }

    private static String prefix(JsonNode event) {
        String whole = text(event.path("requestContext").path("path"));
        String path = text(event.path("path"));
        if (whole.length() <= path.length() || !whole.endsWith(path)) {
            return "";
        }
        String prefix = whole.substring(0, whole.length() - path.length());
        return prefix.matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,8}") ? prefix : "";
    }

    private static Map<String, List<String>> query(JsonNode event) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                event.path("multiValueQueryStringParameters").properties()) {
            query.put(entry.getKey(), values(entry.getValue()));
        }
        for (Map.Entry<String, JsonNode> entry : event.path("queryStringParameters").properties()) {
            query.putIfAbsent(entry.getKey(), values(entry.getValue()));
        }
        return query;
    }

    private static Map<String, String> headers(JsonNode event) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : event.path("multiValueHeaders").properties()) {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            String separator = name.equals("cookie") ? "; " : ", ";
            headers.put(name, String.join(separator, values(entry.getValue())));
        }
        for (Map.Entry<String, JsonNode> entry : event.path("headers").properties()) {
            headers.putIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), text(entry.getValue()));
        }
        return headers;
    }

    private static Body body(JsonNode event) {
        String sent = text(event.path("body"));
        if (sent.isEmpty()) {
            return new Body.None();
        }
        byte[] bytes;
        if (event.path("isBase64Encoded").asBoolean(false)) {
            try {
                bytes = Base64.getDecoder().decode(sent);
            } catch (IllegalArgumentException _) {
                return new Body.Unreadable();
            }
        } else {
            bytes = sent.getBytes(StandardCharsets.UTF_8);
        }
        if (bytes.length == 0) {
            return new Body.None();
        }
        return bytes.length > BODY_BYTES_MAX ? new Body.TooLarge() : new Body.Bytes(bytes);
    }

    private static List<String> values(JsonNode node) {
        if (!node.isArray()) {
            return List.of(text(node));
        }
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(text(value)));
        return List.copyOf(values);
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            texts.put(entry.getKey(), text(entry.getValue()));
        }
        return texts;
    }

    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : "";
    }
}
