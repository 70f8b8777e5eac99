package com.sellerkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/// Something that happened, for whoever listens: past tense, versioned, ids and numbers only.
///
/// @param type such as `ShopConnected`
/// @param detail a flat object of ids and whole numbers, with the fact's version as `v`
public record Fact(String type, ObjectNode detail) {
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{2,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:|-]{1,128}");

    public Fact {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "the type of a fact is words in capitals, such as ShopConnected");
        }
        detail = detail.deepCopy();
        detail.properties().forEach(entry -> check(entry.getKey(), entry.getValue()));
    }

    /// A fact of version 1 that tells nothing yet.
    public static Fact of(String type) {
        return new Fact(type, Json.object().put("v", 1));
    }

    /// This fact with one more id.
    public Fact with(String name, String id) {
        return new Fact(type, detail.deepCopy().put(name, id));
    }

    /// This fact with one more number.
    public Fact with(String name, long number) {
        return new Fact(type, detail.deepCopy().put(name, number));
    }

    private static void check(String name, JsonNode value) {
        if (!value.isIntegralNumber()
                && !(value.isTextual() && ID.matcher(value.textValue()).matches())) {
            throw new IllegalArgumentException(
                    "%s of a fact is neither an id nor a whole number".formatted(name));
        }
    }
}
