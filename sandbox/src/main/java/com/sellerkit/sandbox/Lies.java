package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// Distorts any successful answer the way an erring platform might: wrong totals, fields of another
/// type or none, pages that shift while they are walked.
final class Lies {
    static final List<FaultKind> KINDS =
            List.of(
                    FaultKind.TOTAL_TOO_HIGH,
                    FaultKind.TOTAL_TOO_LOW,
                    FaultKind.CHANGED_TYPE,
                    FaultKind.MISSING_FIELD,
                    FaultKind.SHIFTING_PAGES);

    /// By how much a total is wrong.
    static final int TOTAL_OFF_BY = 3;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// The fields that are meant where a fault names none: the first of them that an answer holds.
    private static final List<String> USUAL_FIELDS = List.of("update_time", "create_time", "id");

    private Lies() {}

    /// The answer with one kind of lie in it.
    ///
    /// @param walking whether this is not the first page of a walk
    static Answer.Body told(Fault fault, Answer.Body body, boolean walking) {
        try {
            JsonNode json = MAPPER.readTree(body.text());
            if (json.path("data") instanceof ObjectNode data) {
                tell(fault, data, walking);
            }
            return Answer.json(body.status(), json, body.code());
        } catch (IOException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }

    private static void tell(Fault fault, ObjectNode data, boolean walking) {
        FaultKind kind = fault.kind();
        if (kind == FaultKind.TOTAL_TOO_HIGH) {
            total(data, TOTAL_OFF_BY);
        } else if (kind == FaultKind.TOTAL_TOO_LOW) {
            total(data, -TOTAL_OFF_BY);
        } else if (kind == FaultKind.SHIFTING_PAGES) {
            if (walking) {
                shift(data);
            }
        } else {
            field(fault, data)
                    .ifPresent(field -> change(data, field, kind == FaultKind.MISSING_FIELD));
        }
    }

    private static void total(ObjectNode data, int by) {
        JsonNode total = data.path("total_count");
        if (total.isIntegralNumber()) {
            data.put("total_count", Math.max(0, total.longValue() + by));
        }
    }

    // One thing is never shown, another twice.
    private static void shift(ObjectNode data) {
        for (JsonNode node : data) {
            if (node instanceof ArrayNode list && list.size() > 1) {
                list.remove(0);
                list.add(list.get(list.size() - 1).deepCopy());
                return;
            }
        }
    }

    private static Optional<String> field(Fault fault, JsonNode data) {
        return fault.field().isEmpty()
                ? USUAL_FIELDS.stream().filter(name -> data.findValue(name) != null).findFirst()
                : Optional.of(fault.field());
    }

    private static void change(JsonNode node, String field, boolean remove) {
        node.forEach(child -> change(child, field, remove));
        if (node instanceof ObjectNode object && object.has(field)) {
            if (remove) {
                object.remove(field);
            } else {
                object.set(field, otherType(object.path(field)));
            }
        }
    }

    private static JsonNode otherType(JsonNode value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (!value.isTextual()) {
            return make.textNode(value.isValueNode() ? value.asText() : value.toString());
        }
        return value.textValue().matches("[0-9]{1,40}")
                ? make.numberNode(new BigInteger(value.textValue()))
                : make.arrayNode().add(value);
    }
}
