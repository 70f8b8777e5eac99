package com.sellerkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.MalformedJson;
import com.sellerkit.platform.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a JSON body field by field and gathers everything that is wrong with it, to tell it at
/// once.
///
/// Values read before [#end()] are placeholders where the field was wrong.
final class BodyReader {
    private final ObjectNode body;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem.FieldError> errors = new ArrayList<>();

    private BodyReader(ObjectNode body) {
        this.body = body;
    }

    /// @throws Refused if the request has no JSON object for a body
    static BodyReader of(HttpRequest request) {
        byte[] content =
                switch (request.body()) {
                    case HttpRequest.Body.None _ -> throw new Refused(Problems.bodyMissing());
                    case HttpRequest.Body.TooLarge _ -> throw new Refused(Problems.tooLarge());
                    case HttpRequest.Body.Unreadable _ ->
                            throw new Refused(Problems.malformedJson());
                    case HttpRequest.Body.Bytes bytes -> bytes.content();
                };
        refuseOtherMediaTypes(request);
        return new BodyReader(object(content));
    }

    /// Reads a body that may be left out, which is the same as an empty JSON object.
    ///
    /// @throws Refused if there is one that is no JSON object
    static BodyReader ofAny(HttpRequest request) {
        return request.body() instanceof HttpRequest.Body.None
                ? new BodyReader(Json.object())
                : of(request);
    }

    /// Refuses a body where none is expected; an empty JSON object counts as none.
    ///
    /// @throws Refused if there is one
    static void none(HttpRequest request) {
        ofAny(request).end();
    }

    String text(String field, int lengthMin, int lengthMax) {
        JsonNode value = read(field);
        String allowed = "a text of %d to %d characters".formatted(lengthMin, lengthMax);
        if (!value.isTextual()
                || value.textValue().length() < lengthMin
                || value.textValue().length() > lengthMax) {
            refuse(field, value, allowed);
            return "";
        }
        return value.textValue();
    }

    /// A text that may be left out, which is the same as an empty one.
    String textIfAny(String field, int lengthMax) {
        return body.has(field) ? text(field, 0, lengthMax) : read(field).asText("");
    }

    /// A text that may be left out, but not be empty.
    Optional<String> textIfGiven(String field, int lengthMax) {
        return body.has(field) ? Optional.of(text(field, 1, lengthMax)) : Optional.empty();
    }

    boolean flag(String field) {
        JsonNode value = read(field);
        if (!value.isBoolean()) {
            refuse(field, value, "true or false");
        }
        return value.booleanValue();
    }

    String oneOf(String field, List<String> allowed) {
        JsonNode value = read(field);
        if (!value.isTextual() || !allowed.contains(value.textValue())) {
            refuse(field, value, "one of " + String.join(", ", allowed));
            return "";
        }
        return value.textValue();
    }

    /// A list of different texts.
    ///
    /// @param each what every element has to match
    /// @param eachInWords the same for people, such as "a shop id of 1 to 20 digits"
    List<String> texts(String field, int sizeMin, int sizeMax, Pattern each, String eachInWords) {
        JsonNode value = read(field);
        String allowed =
                "a list of %d to %d different elements, each %s"
                        .formatted(sizeMin, sizeMax, eachInWords);
        if (!value.isArray() || value.size() < sizeMin || value.size() > sizeMax) {
            refuse(field, value, allowed);
            return List.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode element = value.get(i);
            if (!element.isTextual() || !each.matcher(element.textValue()).matches()) {
                refuse("%s[%d]".formatted(field, i), element, eachInWords);
            } else if (!texts.add(element.textValue())) {
                refuse(
                        "%s[%d]".formatted(field, i),
                        element,
                        "an element that is not in the list yet");
            }
        }
        return List.copyOf(texts);
    }

    /// Refuses fields that nobody asked for, and everything found wrong so far.
    ///
    /// @throws Refused listing every error
    void end() {
        body.properties()
                .forEach(entry -> {
                    if (!known.contains(entry.getKey())) {
                        String allowed =
                                known.isEmpty() ? "no fields" : "only " + String.join(", ", known);
                        refuse(Seen.shortened(entry.getKey()), entry.getValue(), allowed);
                    }
                });
        if (!errors.isEmpty()) {
            throw new Refused(Problems.invalid(errors));
        }
    }

    private JsonNode read(String field) {
        known.add(field);
        return body.path(field);
    }

    private void refuse(String field, JsonNode value, String allowed) {
        if (errors.size() < Problems.ERRORS_MAX) {
            errors.add(new Problem.FieldError(field, Seen.of(field, value), allowed));
        }
    }

    private static void refuseOtherMediaTypes(HttpRequest request) {
        String type = request.header("content-type").orElse("");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json")) {
            throw new Refused(Problems.unsupportedMediaType(type));
        }
    }

    private static ObjectNode object(byte[] content) {
        JsonNode tree;
        try {
            tree = Json.parse(content);
        } catch (MalformedJson _) {
            throw new Refused(Problems.malformedJson());
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new Refused(
                Problems.invalid(
                        List.of(
                                new Problem.FieldError(
                                        "(body)", Optional.of(Seen.kind(tree)), "a JSON object"))));
    }
}
