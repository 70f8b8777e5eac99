package com.sellerkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sellerkit.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What may be wrong with an answer that arrives.
final class Damage {
    private static final double GOES_DEEPER = 0.8;

    private final Random random;

    Damage(Random random) {
        this.random = random;
    }

    /// The answer, whose connection broke off in the middle.
    byte[] truncated(byte[] body) {
        byte[] rest = new byte[random.nextInt(body.length)];
        System.arraycopy(body, 0, rest, 0, rest.length);
        return rest;
    }

    /// The answer, where one value, anywhere in it, is of another type than documented. What the
    /// value says stays the same, if the other type can say it.
    ObjectNode retyped(ObjectNode answer) {
        ObjectNode damaged = answer.deepCopy();
        retype(damaged);
        return damaged;
    }

    private void retype(ContainerNode<?> in) {
        if (in.isEmpty()) {
            return;
        }
        switch (in) {
            case ObjectNode object -> {
                List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
                Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
                if (!deeper(field.getValue())) {
                    object.set(field.getKey(), other(field.getValue()));
                }
            }
            case ArrayNode list -> {
                int at = random.nextInt(list.size());
                if (!deeper(list.get(at))) {
                    list.set(at, other(list.get(at)));
                }
            }
            default -> throw new AssertionError("neither an object nor a list");
        }
    }

    private boolean deeper(JsonNode value) {
        if (value instanceof ContainerNode<?> inner
                && !inner.isEmpty()
                && random.nextDouble() < GOES_DEEPER) {
            retype(inner);
            return true;
        }
        return false;
    }

    private JsonNode other(JsonNode value) {
        return switch (random.nextInt(4)) {
            case 0 -> value.isObject() ? Json.array() : Json.object();
            case 1 -> value.isArray() ? Json.object() : Json.array();
            case 2 -> value.isBoolean() ? Json.object() : BooleanNode.TRUE;
            default -> sameOtherwise(value);
        };
    }

    private static JsonNode sameOtherwise(JsonNode value) {
        if (value.isIntegralNumber()) {
            return TextNode.valueOf(value.asText());
        }
        boolean digits = value.isTextual() && value.textValue().matches("[1-9][0-9]{0,17}");
        return digits ? LongNode.valueOf(value.asLong()) : other(value.isObject());
    }

    private static JsonNode other(boolean isObject) {
        return isObject ? Json.array() : Json.object();
    }

    /// The data, whose list ends early, as if there were no more.
    void cut(ObjectNode data, String list) {
        ArrayNode records = (ArrayNode) data.get(list);
        int left = records.isEmpty() ? 0 : random.nextInt(records.size());
        while (records.size() > left) {
            records.remove(records.size() - 1);
        }
        data.remove("next_page_token");
    }

    /// The data, which says that there are more or fewer than there are.
    void lieAboutTotal(ObjectNode data) {
        if (data.has("total_count")) {
            data.put("total_count", random.nextInt(2 + 2 * data.path("total_count").asInt()));
        }
    }
}
