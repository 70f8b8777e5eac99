package com.sellerkit.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The ids in a message or a fact: all of it that is ever shown.
final class Ids {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final Set<String> WORDS = Set.of("stream", "lane", "epoch", "type");

    private Ids() {}

    /// Whether a text looks like an id or a code.
    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    /// Fields named as ids with values like ids; of a list only how many there are.
    static Map<String, String> of(JsonNode object) {
        var ids = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(field -> {
                    String name = field.getKey();
                    JsonNode value = field.getValue();
                    if (value.isArray() && name.endsWith("Ids")) {
                        ids.put(name, Integer.toString(value.size()));
                    } else if ((name.endsWith("Id") || WORDS.contains(name))
                            && value.isValueNode()
                            && isOne(value.asText())) {
                        ids.put(name, value.asText());
                    }
                });
        return ids;
    }
}
