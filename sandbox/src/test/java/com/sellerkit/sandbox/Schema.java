package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Checks an answer against the documented names and types: what is not documented must not appear,
/// what is may be absent.
final class Schema {
    private final JsonNode calls;

    Schema() throws IOException {
        try (InputStream in = Schema.class.getResourceAsStream("schema.json")) {
            this.calls = TestClient.MAPPER.readTree(Objects.requireNonNull(in));
        }
    }

    /// Everything in the answer that the schema of this call does not allow.
    List<String> violations(String call, JsonNode answer) {
        List<String> found = new ArrayList<>();
        JsonNode schema = calls.path(call);
        if (schema.isMissingNode()) {
            found.add("no schema for " + call);
        }
        check("", schema, answer, found);
        return found;
    }

    private static void check(String at, JsonNode schema, JsonNode value, List<String> found) {
        if (schema.isTextual()) {
            if (!fits(schema.textValue(), value)) {
                found.add(at + " is " + value + ", not " + schema.textValue());
            }
        } else if (schema.isArray()) {
            if (!value.isArray()) {
                found.add(at + " is not a list");
            }
            value.forEach(element -> check(at + "[]", schema.get(0), element, found));
        } else if (!value.isObject()) {
            found.add(at + " is not an object");
        } else {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                JsonNode expected = schema.path(field.getKey());
                String name = at + "." + field.getKey();
                if (expected.isMissingNode()) {
                    found.add(name + " is not documented");
                } else {
                    check(name, expected, field.getValue(), found);
                }
            }
        }
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "int" -> value.isIntegralNumber();
            case "bool" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("unknown type " + type);
        };
    }
}
