package com.sellerkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.MalformedJson;
import com.sellerkit.platform.PersonId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A request in the making, the event that the gateway makes of it, and what `docs/openapi.yaml`
/// makes of it.
final class GeneratedRequest {
    private static final int EVENT_SHOWN_MAX = 2_000;

    /// The operation that it was made for.
    final String operation;

    String method;
    final String resource;
    final Map<String, String> path = new LinkedHashMap<>();
    final Map<String, List<String>> query = new LinkedHashMap<>();
    final Map<String, List<String>> headers = new LinkedHashMap<>();
    Optional<ObjectNode> claims = Optional.empty();
    Optional<byte[]> body = Optional.empty();
    boolean encoded;

    /// Base64 that is none, in the place of the body.
    Optional<String> brokenEncoding = Optional.empty();

    /// What was done to it; nothing if it is as it should be.
    final List<String> tricks = new ArrayList<>();

    GeneratedRequest(String method, String resource) {
        this.operation = method + " " + resource;
        this.method = method;
        this.resource = resource;
    }

    void header(String name, String... values) {
        headers.put(name, List.of(values));
    }

    /// The proxy event, version 1.0.
    ObjectNode event() {
        String filled = resource;
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
            filled = filled.replace("{" + parameter.getKey() + "+}", parameter.getValue());
        }
        ObjectNode event =
                Json.object()
                        .put("resource", resource)
                        .put("path", filled)
                        .put("httpMethod", method);
        many(event, "headers", "multiValueHeaders", headers);
        many(event, "queryStringParameters", "multiValueQueryStringParameters", query);
        if (path.isEmpty()) {
            event.putNull("pathParameters");
        } else {
            path.forEach(event.putObject("pathParameters")::put);
        }
        event.putObject("stageVariables").put("oidcClientId", ApiFixture.CLIENT);
        ObjectNode context =
                event.putObject("requestContext")
                        .put("resourcePath", resource)
                        .put("httpMethod", method)
                        .put("path", "/live" + filled)
                        .put("stage", "live")
                        .put("requestId", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
        context.putObject("identity").put("sourceIp", "192.0.2.1");
        claims.ifPresent(verified -> context.putObject("authorizer").set("claims", verified));
        body(event);
        return event;
    }

    private void body(ObjectNode event) {
        event.put("isBase64Encoded", encoded || brokenEncoding.isPresent());
        if (brokenEncoding.isPresent()) {
            event.put("body", brokenEncoding.get());
        } else if (body.isEmpty()) {
            event.putNull("body");
        } else {
            event.put(
                    "body",
                    encoded
                            ? Base64.getEncoder().encodeToString(body.get())
                            : new String(body.get(), StandardCharsets.UTF_8));
        }
    }

    private static void many(
            ObjectNode event, String single, String multiple, Map<String, List<String>> values) {
        if (values.isEmpty()) {
            event.putNull(single).putNull(multiple);
            return;
        }
        ObjectNode last = event.putObject(single);
        ObjectNode all = event.putObject(multiple);
        values.forEach((name, each) -> {
            last.put(name, each.getLast());
            each.forEach(all.putArray(name)::add);
        });
    }

    /// Why it has to be refused, by the description of the interface; empty if it may be answered.
    String whyRefused(OpenApi document) {
        String declared = method + " " + resource;
        if (!document.operations().contains(declared)) {
            return "there is no " + declared;
        }
        if (!document.isOpen(method, resource)) {
            String fault = faultOfCaller();
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        for (JsonNode parameter : document.parameters(method, resource)) {
            String name = parameter.path("name").asText();
            boolean inPath = parameter.path("in").asText().equals("path");
            List<String> values =
                    inPath
                            ? Optional.ofNullable(path.get(name)).stream().toList()
                            : query.getOrDefault(name, List.of());
            if (values.size() > 1) {
                return name + " is given twice";
            }
            if (values.isEmpty() && parameter.path("required").asBoolean()) {
                return name + " is missing";
            }
            if (!values.isEmpty() && !fits(document, parameter.path("schema"), values.getFirst())) {
                return name + " is not as described";
            }
        }
        for (String name : query.keySet()) {
            if (document.parameters(method, resource).stream()
                    .noneMatch(parameter -> parameter.path("name").asText().equals(name))) {
                return "there is no parameter " + name;
            }
        }
        return document.body(method, resource)
                .map(schema -> faultOfBody(document, schema))
                .orElse("");
    }

    private String faultOfCaller() {
        if (claims.isEmpty()) {
            return "nobody is signed in";
        }
        ObjectNode said = claims.get();
        PersonId person;
        try {
            person = new PersonId(said.path("sub").asText());
        } catch (IllegalArgumentException _) {
            return "the token names nobody";
        }
        if (!said.equals(SellersWorld.claims(person))) {
            return "the token is not one to be let in with";
        }
        boolean annas = SellersWorld.SHOP.equals(path.get("shopId"));
        return annas && !person.equals(ApiFixture.ANNA) ? "the shop is another's" : "";
    }

    private String faultOfBody(OpenApi document, JsonNode schema) {
        if (brokenEncoding.isPresent()) {
            return "there is no body";
        }
        if (body.isEmpty() || body.get().length == 0) {
            String[] described = operation.split(" ", 2);
            return document.isBodyNeeded(described[0], described[1]) ? "there is no body" : "";
        }
        if (body.get().length > HttpRequest.BODY_BYTES_MAX) {
            return "the body is too large";
        }
        String type =
                headers.getOrDefault("Content-Type", List.of("")).stream()
                        .collect(Collectors.joining(", "));
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            return "the body is not sent as JSON";
        }
        JsonNode sent;
        try {
            sent = Json.parse(body.get());
        } catch (MalformedJson _) {
            return "the body is not JSON";
        }
        return document.faults(schema, sent).isEmpty() ? "" : "the body is not as described";
    }

    /// A text of the address under the schema of the value that it stands for.
    private static boolean fits(OpenApi document, JsonNode schema, String text) {
        JsonNode resolved = document.resolved(schema);
        if (!resolved.path("type").asText().equals("integer")) {
            return document.faults(resolved, TextNode.valueOf(text)).isEmpty();
        }
        return text.matches("[0-9]{1,18}")
                && document.faults(resolved, Json.object().numberNode(Long.parseLong(text)))
                        .isEmpty();
    }

    @Override
    public String toString() {
        String event = event().toString();
        return "%s, with %s: %s"
                .formatted(
                        operation,
                        tricks.isEmpty() ? "nothing wrong" : String.join(", ", tricks),
                        event.length() <= EVENT_SHOWN_MAX
                                ? event
                                : event.substring(0, EVENT_SHOWN_MAX) + "…");
    }
}
