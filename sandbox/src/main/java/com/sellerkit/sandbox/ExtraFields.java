package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// Adds fields that nobody documented to every object of an answer, as the platform does when it
/// grows.
final class ExtraFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ExtraFields() {}

    static Answer.Body addedTo(Answer.Body body) {
        try {
            JsonNode json = MAPPER.readTree(body.text());
            add(json);
            return Answer.json(body.status(), json, body.code());
        } catch (IOException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }

    private static void add(JsonNode node) {
        node.forEach(ExtraFields::add);
        if (node instanceof ObjectNode object) {
            object.put("sandbox_extra_text", "a field from the future");
            object.putObject("sandbox_extra_object").putArray("values").add(1).add(true).addNull();
        }
    }
}
