package com.sellerkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sellerkit.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Makes requests out of `docs/openapi.yaml`: as they should be, and then spoilt in one to three
/// ways.
final class RequestGenerator {
    private static final int TRICKS_MAX = 3;
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "");
    private static final List<String> MEDIA_TYPES =
            List.of(
                    "",
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/json+" + HostileValues.MARKER,
                    "application/json; charset=utf-16",
                    "APPLICATION/JSON",
                    " application/json ;",
                    "application/jsonx",
                    "*/*",
                    HostileValues.MARKER);
    private static final List<String> HEADERS =
            List.of(
                    "X-HTTP-Method-Override",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Original-URL",
                    "Host",
                    "Origin",
                    "Authorization",
                    "Content-Length",
                    "Content-Encoding",
                    "Transfer-Encoding",
                    "Accept",
                    "Accept-Encoding",
                    "If-None-Match",
                    "Range",
                    "User-Agent",
                    "X-Amzn-Trace-Id",
                    "");

    private final OpenApi document;
    private final Random random;

    RequestGenerator(OpenApi document, Random random) {
        this.document = document;
        this.random = random;
    }

    /// What is done to a request.
    private interface Trick {
        void spoil(GeneratedRequest request, SellersWorld world);
    }

    /// Any request for the operation, most of them spoilt.
    GeneratedRequest request(String method, String resource, SellersWorld world) {
        GeneratedRequest request = asItShouldBe(method, resource, world, random.nextBoolean());
        int tricks = random.nextInt(TRICKS_MAX + 1);
        for (int i = 0; i < tricks; i++) {
            trick().spoil(request, world);
        }
        return request;
    }

    /// A request that nothing is wrong with, as far as its description tells.
    ///
    /// @param everything whether it gives what it may leave out, too
    /// @throws AssertionError if a value cannot be made, which says what to teach [SellersWorld]
    GeneratedRequest asItShouldBe(
            String method, String resource, SellersWorld world, boolean everything) {
        GeneratedRequest request = new GeneratedRequest(method, resource);
        request.claims = Optional.of(SellersWorld.claims(ApiFixture.ANNA));
        request.header("Host", "localhost:8080");
        request.header("Accept", "application/json");
        request.header("Cookie", ConnectCookie.NAME + "=" + world.cookie);
        for (JsonNode parameter : document.parameters(method, resource)) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                request.path.put(name, value(name, parameter.path("schema"), world).asText());
            } else if (parameter.path("required").asBoolean() || (everything && chance(3))) {
                String value = value(name, parameter.path("schema"), world).asText();
                request.query.put(name, List.of(value));
            }
        }
        document.body(method, resource)
                .ifPresent(schema -> {
                    request.header("Content-Type", "application/json");
                    request.body = Optional.of(Json.bytes(object(schema, world, everything)));
                });
        return request;
    }

    private JsonNode value(String name, JsonNode schema, SellersWorld world) {
        JsonNode resolved = document.resolved(schema);
        return world.known(name)
                .filter(value -> document.faults(resolved, value).isEmpty())
                .orElseGet(() -> made(name, resolved, world));
    }

    private JsonNode made(String name, JsonNode schema, SellersWorld world) {
        JsonNode value =
                schema.has("enum")
                        ? schema.path("enum").get(random.nextInt(schema.path("enum").size()))
                        : switch (schema.path("type").asText()) {
                            case "string" -> text(schema);
                            case "integer" -> number(schema);
                            case "boolean" -> Json.object().booleanNode(random.nextBoolean());
                            case "array" -> list(name, schema, world);
                            case "object" -> object(schema, world, random.nextBoolean());
                            default -> NullNode.getInstance();
                        };
        String faults = document.faults(schema, value);
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "no value is known for %s, which is %s (tried %s: %s); teach it to SellersWorld"
                            .formatted(name, schema, value, faults));
        }
        return value;
    }

    private ObjectNode object(JsonNode schema, SellersWorld world, boolean everything) {
        ObjectNode object = Json.object();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || (everything && chance(2))) {
                object.set(property.getKey(), value(property.getKey(), property.getValue(), world));
            }
        }
        return object;
    }

    private ArrayNode list(String name, JsonNode schema, SellersWorld world) {
        ArrayNode list = Json.array();
        int size = Math.max(schema.path("minItems").asInt(0), chance(2) ? 1 : 0);
        for (int i = 0; i < size; i++) {
            list.add(value(name, schema.path("items"), world));
        }
        return list;
    }

    private TextNode text(JsonNode schema) {
        JsonNode examples = schema.path("examples");
        if (!examples.isEmpty()) {
            return TextNode.valueOf(examples.get(random.nextInt(examples.size())).asText());
        }
        int shortest = schema.path("minLength").asInt(0);
        int longest = Math.min(schema.path("maxLength").asInt(20), 200);
        int length = shortest + random.nextInt(Math.max(1, longest - shortest + 1));
        return TextNode.valueOf("a".repeat(length));
    }

    private JsonNode number(JsonNode schema) {
        int least = schema.path("minimum").asInt(0);
        int most = Math.max(least, schema.path("maximum").asInt(least + 100));
        return Json.object().numberNode(least + random.nextInt(most - least + 1));
    }

    private Trick trick() {
        List<Trick> tricks =
                List.of(
                        this::otherMethod,
                        this::otherCaller,
                        this::otherCaller,
                        this::otherPath,
                        this::otherPath,
                        this::otherQuery,
                        this::otherQuery,
                        this::otherField,
                        this::otherField,
                        this::otherField,
                        this::otherBody,
                        this::otherMediaType,
                        this::otherEncoding,
                        this::otherHeader,
                        this::otherCookie);
        return tricks.get(random.nextInt(tricks.size()));
    }

    private void otherMethod(GeneratedRequest request, SellersWorld world) {
        request.method = METHODS.get(random.nextInt(METHODS.size()));
        request.tricks.add("another method");
    }

    private void otherCaller(GeneratedRequest request, SellersWorld world) {
        ObjectNode good = SellersWorld.claims(ApiFixture.ANNA);
        List<Optional<ObjectNode>> callers = new ArrayList<>();
        callers.add(Optional.empty());
        callers.add(Optional.of(SellersWorld.claims(ApiFixture.BEN)));
        callers.add(Optional.of(SellersWorld.claims(SellersWorld.WITHOUT_ACCOUNT)));
        callers.add(Optional.of(Json.object()));
        callers.add(Optional.of(good.deepCopy().put("token_use", "id")));
        callers.add(Optional.of(good.deepCopy().put("client_id", HostileValues.MARKER)));
        callers.add(Optional.of(good.deepCopy().put("scope", "sellerkit/app2 openid")));
        callers.add(Optional.of(good.deepCopy().put("scope", "SELLERKIT/APP")));
        callers.add(Optional.of(good.deepCopy().put("sub", HostileValues.text(random))));
        callers.add(Optional.of(good.deepCopy().put("sub", good.path("sub").asText() + " ")));
        for (String claim : List.of("sub", "token_use", "client_id", "scope")) {
            ObjectNode odd = good.deepCopy();
            odd.set(claim, Json.parse(random.nextBoolean() ? "[]" : "{\"a\":1}"));
            callers.add(Optional.of(odd));
        }
        request.claims = callers.get(random.nextInt(callers.size()));
        request.tricks.add("another caller");
    }

    private void otherPath(GeneratedRequest request, SellersWorld world) {
        if (request.path.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(request.path.keySet());
        String name = names.get(random.nextInt(names.size()));
        if (chance(8)) {
            request.path.remove(name);
        } else {
            request.path.put(
                    name, chance(3) ? SellersWorld.SHOP_OF_ANOTHER : HostileValues.text(random));
        }
        request.tricks.add("another " + name);
    }

    private void otherQuery(GeneratedRequest request, SellersWorld world) {
        List<String> names = new ArrayList<>();
        for (JsonNode parameter :
                document.parameters(request.operation.split(" ", 2)[0], request.resource)) {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        }
        names.add(HostileValues.text(random));
        String name = names.get(random.nextInt(names.size()));
        String value = HostileValues.text(random);
        switch (random.nextInt(8)) {
            case 0 -> request.query.put(name, List.of(value, value));
            case 1 -> request.query.put(name, List.of(value, HostileValues.text(random)));
            case 2 -> request.query.put(name.toUpperCase(Locale.ROOT), List.of(value));
            case 3 -> {
                for (int i = 0; i < 300; i++) {
                    request.query.put(name + i, List.of(value));
                }
            }
            default -> request.query.put(name, List.of(value));
        }
        request.tricks.add("another query");
    }

    private void otherField(GeneratedRequest request, SellersWorld world) {
        String[] operation = request.operation.split(" ", 2);
        Optional<JsonNode> schema = document.body(operation[0], operation[1]);
        Optional<ObjectNode> sent = request.body.flatMap(RequestGenerator::readable);
        if (schema.isEmpty() || sent.isEmpty()) {
            return;
        }
        ObjectNode fields = sent.get();
        List<String> names = new ArrayList<>(List.of("extra", "accessToken"));
        schema.get().path("properties").fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        fields.remove(name);
        if (chance(5)) {
            request.body = Optional.of(Json.bytes(fields));
            request.tricks.add("without " + name);
            return;
        }
        String written =
                random.nextBoolean()
                        ? HostileValues.json(random)
                        : Json.text(TextNode.valueOf(HostileValues.text(random)));
        StringBuilder body = new StringBuilder(Json.text(fields));
        body.setLength(body.length() - 1);
        body.append(fields.isEmpty() ? "" : ",")
                .append(Json.text(TextNode.valueOf(name)))
                .append(':')
                .append(written)
                .append('}');
        request.body = Optional.of(body.toString().getBytes(StandardCharsets.UTF_8));
        request.tricks.add("another " + name);
    }

    /// The body as an object that can also be written again, which half a character cannot.
    private static Optional<ObjectNode> readable(byte[] body) {
        try {
            JsonNode read = Json.parse(body);
            Json.bytes(read);
            return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private void otherBody(GeneratedRequest request, SellersWorld world) {
        request.body = chance(6) ? Optional.empty() : Optional.of(HostileValues.body(random));
        request.tricks.add("another body");
    }

    private void otherMediaType(GeneratedRequest request, SellersWorld world) {
        request.header("Content-Type", MEDIA_TYPES.get(random.nextInt(MEDIA_TYPES.size())));
        request.tricks.add("another media type");
    }

    private void otherEncoding(GeneratedRequest request, SellersWorld world) {
        if (chance(4)) {
            request.brokenEncoding = Optional.of("=?" + HostileValues.MARKER + "?=");
            request.tricks.add("base64 that is none");
        } else {
            request.encoded = true;
            request.tricks.add("base64");
        }
    }

    private void otherHeader(GeneratedRequest request, SellersWorld world) {
        String name = HEADERS.get(random.nextInt(HEADERS.size()));
        String value = HostileValues.text(random);
        if (chance(3)) {
            request.header(name, value, HostileValues.text(random));
        } else {
            request.header(name, value);
        }
        request.tricks.add("another " + name);
    }

    private void otherCookie(GeneratedRequest request, SellersWorld world) {
        List<String> cookies =
                List.of(
                        "",
                        ";;;=;=",
                        ConnectCookie.NAME,
                        ConnectCookie.NAME + "=" + HostileValues.text(random),
                        ConnectCookie.NAME + "=" + world.cookie + "x",
                        ConnectCookie.NAME + "=" + world.cookie + "; " + ConnectCookie.NAME + "=b",
                        "a=b; ".repeat(2_000) + ConnectCookie.NAME + "=" + world.cookie);
        request.header("Cookie", cookies.get(random.nextInt(cookies.size())));
        request.tricks.add("another cookie");
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
