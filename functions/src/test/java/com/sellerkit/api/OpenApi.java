package com.sellerkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.sellerkit.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `docs/openapi.yaml`, as the tests hold the handlers against it.
final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final OpenApi DOCUMENT = new OpenApi();

    private final JsonNode document;
    private final Map<JsonNode, JsonSchema> validators = new ConcurrentHashMap<>();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private OpenApi() {
        try {
            document = new YAMLMapper().readTree(Path.of("..", "docs", "openapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OpenApi document() {
        return DOCUMENT;
    }

    /// Every operation as `METHOD path`.
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return operations;
    }

    /// Whether anybody may call the operation without signing in.
    boolean isOpen(String method, String path) {
        JsonNode security = operation(method, path).path("security");
        return security.isArray() && security.isEmpty();
    }

    /// The codes that the description of problems lists.
    Set<String> problemCodes() {
        String description =
                document.at("/components/schemas/Problem/properties/code/description").asText();
        return Pattern.compile("`([a-z-]+)`")
                .matcher(description)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What is wrong with an answer; empty if nothing is.
    String faults(String method, String path, int status, String contentType, String body) {
        JsonNode responses = operation(method, path).path("responses");
        JsonNode response =
                responses.has(Integer.toString(status))
                        ? responses.path(Integer.toString(status))
                        : status >= 400 ? responses.path("default") : responses.path("none");
        response = resolved(response);
        if (response.isMissingNode()) {
            return "status %d is not described".formatted(status);
        }
        if (!response.has("content")) {
            return body.isEmpty() ? "" : "a body where none is described";
        }
        JsonNode content = response.path("content").path(contentType);
        if (content.isMissingNode()) {
            return "content type '%s' is not described".formatted(contentType);
        }
        return faults(content.path("schema"), Json.parse(body));
    }

    /// What is wrong with a value under a schema of this document; empty if nothing is.
    String faults(JsonNode schema, JsonNode value) {
        return validators.computeIfAbsent(schema, this::validator).validate(value).stream()
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }

    private JsonSchema validator(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return schemas.getSchema(
                whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    /// The parameters of an operation, those of its path included.
    List<JsonNode> parameters(String method, String path) {
        List<JsonNode> parameters = new ArrayList<>();
        document.path("paths").path(path).path("parameters").forEach(parameters::add);
        operation(method, path).path("parameters").forEach(parameters::add);
        return parameters.stream().map(this::resolved).toList();
    }

    /// The schema of what an operation takes as its body; empty if it takes none.
    Optional<JsonNode> body(String method, String path) {
        JsonNode schema =
                operation(method, path).at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? Optional.empty() : Optional.of(resolved(schema));
    }

    /// Whether the body may not be left out.
    boolean isBodyNeeded(String method, String path) {
        return operation(method, path).at("/requestBody/required").asBoolean();
    }

    /// The node itself, or what it refers to.
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }
}
