package com.sellerkit.sandbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of one call and remembers the first thing that is wrong with them, in the
/// platform's words.
final class Parameters {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LIST_MAX = 100;
    private static final Set<String> NOT_ASKED =
            Set.of("app_key", "sign", "timestamp", "access_token", "page_size", "page_token");

    private final QueryString query;
    private final JsonNode body;
    private @Nullable Refusal refusal;

    private Parameters(QueryString query, JsonNode body, @Nullable Refusal refusal) {
        this.query = query;
        this.body = body;
        this.refusal = refusal;
    }

    /// The parameters of a request; an absent body counts as an empty object, as does the empty
    /// array that some clients send.
    static Parameters of(Request request) {
        JsonNode none = JsonNodeFactory.instance.objectNode();
        if (request.body().length == 0) {
            return new Parameters(request.query(), none, null);
        }
        if (!RequestSignature.mediaType(request.contentType()).equals("application/json")) {
            return new Parameters(request.query(), none, Refusal.bodyFormat());
        }
        try {
            JsonNode body = MAPPER.readTree(request.body());
            boolean nothing = body.isArray() && body.isEmpty();
            if (body.isObject() || nothing) {
                return new Parameters(request.query(), nothing ? none : body, null);
            }
            return new Parameters(request.query(), none, Refusal.bodyFormat());
        } catch (JacksonException e) {
            return new Parameters(request.query(), none, Refusal.bodyFormat());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /// The first thing that was wrong with what has been read so far.
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /// A required integer of the query, within a range.
    int queryInt(String name, int min, int max) {
        Optional<String> text = query.first(name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            refuse(camel(name) + " is required");
            return min;
        }
        if (!text.get().matches("-?[0-9]{1,18}")) {
            refuse(typeMessage(name, "string", "int64"));
            return min;
        }
        long value = Long.parseLong(text.get());
        if (value < min || value > max) {
            refuse("%s must be between %d and %d".formatted(camel(name), min, max));
            return min;
        }
        return (int) value;
    }

    /// An integer of the query, within a range; the default where it is absent or empty.
    int queryInt(String name, int min, int max, int otherwise) {
        return query.text(name).isEmpty() ? otherwise : queryInt(name, min, max);
    }

    /// A moment of the query in Unix seconds; empty where it is absent.
    OptionalLong queryTime(String name) {
        String text = query.text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.matches("-?[0-9]{1,18}")) {
            refuse(typeMessage(name, "string", "int64"));
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /// A required text of the query that must be one of the allowed ones.
    String queryChoice(String name, Set<String> allowed) {
        if (query.text(name).isEmpty()) {
            refuse(camel(name) + " is required");
            return "";
        }
        return queryChoice(name, allowed, "");
    }

    /// A required, comma-joined list of allowed texts in the query.
    Set<String> queryChoices(String name, Set<String> allowed) {
        if (query.text(name).isEmpty()) {
            refuse(camel(name) + " is required");
            return Set.of();
        }
        Set<String> chosen = new HashSet<>(List.of(query.text(name).split(",", LIST_MAX)));
        if (!allowed.containsAll(chosen)) {
            refuse("param %s is invalid. allowed values: %s".formatted(name, sorted(allowed)));
        }
        return chosen;
    }

    /// All that a call asks for, but for the page and what every call carries: what the pages of
    /// one walk have in common.
    String asked() {
        StringBuilder asked = new StringBuilder();
        new TreeMap<>(query.firstValues())
                .forEach((name, value) -> {
                    if (!NOT_ASKED.contains(name)) {
                        asked.append(name).append('=').append(value).append('|');
                    }
                });
        return asked.append(body).toString();
    }

    /// A required day of the query, as `2026-03-01`.
    LocalDate queryDay(String name) {
        String text = query.text(name);
        if (text.isEmpty()) {
            refuse(camel(name) + " is required");
            return LocalDate.EPOCH;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            refuse("param " + name + " is invalid. a day looks like 2026-03-01");
            return LocalDate.EPOCH;
        }
    }

    /// A required text of the body.
    String bodyRequired(String name) {
        Optional<String> text = bodyText(name);
        if (text.isEmpty()) {
            refuse("param body." + name + " is missing");
        }
        return text.orElse("");
    }

    /// Where the page before this one ended; empty on the first page. A token of another query is
    /// refused.
    Optional<PageToken.Place> after(long fingerprint) {
        String token = query.text("page_token");
        Optional<PageToken.Place> place = PageToken.parse(token, fingerprint);
        if (!token.isEmpty() && place.isEmpty()) {
            refuse("param page_token is invalid. it belongs to another query");
        }
        return place;
    }

    /// One of the allowed texts of the query, or the default where it is absent or empty.
    String queryChoice(String name, Set<String> allowed, String otherwise) {
        String value = query.text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!allowed.contains(value)) {
            refuse("param %s is invalid. allowed values: %s".formatted(name, sorted(allowed)));
            return otherwise;
        }
        return value;
    }

    /// A required, comma-joined list of digits in the query.
    List<String> queryIds(String name, int max) {
        String text = query.text(name);
        if (text.isEmpty()) {
            refuse(camel(name) + " is required");
            return List.of();
        }
        List<String> ids = List.of(text.split(",", -1));
        if (ids.size() > max) {
            refuse("%s length must be less than or equal to %d".formatted(camel(name), max));
            return List.of();
        }
        if (!ids.stream().allMatch(id -> id.matches("[0-9]{1,19}"))) {
            refuse("param " + name + " is invalid. ids are made of digits");
            return List.of();
        }
        return ids.stream().distinct().toList();
    }

    /// An integer of the body; only a JSON integer is one.
    OptionalLong bodyLong(String name) {
        JsonNode node = body.path(name);
        if (absent(node)) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            refuse(typeMessage(name, typeName(node), "int64"));
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.longValue());
    }

    /// A text of the body; an empty one counts as absent.
    Optional<String> bodyText(String name) {
        JsonNode node = body.path(name);
        if (absent(node)) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            refuse(typeMessage(name, typeName(node), "string"));
            return Optional.empty();
        }
        return Optional.of(node.textValue()).filter(text -> !text.isEmpty());
    }

    Optional<String> bodyChoice(String name, Set<String> allowed) {
        Optional<String> value = bodyText(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            refuse("param %s is invalid. allowed values: %s".formatted(name, sorted(allowed)));
            return Optional.empty();
        }
        return value;
    }

    Optional<Boolean> bodyBoolean(String name) {
        JsonNode node = body.path(name);
        if (absent(node)) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            refuse(typeMessage(name, typeName(node), "bool"));
            return Optional.empty();
        }
        return Optional.of(node.booleanValue());
    }

    Set<String> bodyTexts(String name) {
        return bodyTexts(name, LIST_MAX);
    }

    /// A list of texts of the body; absent counts as empty.
    Set<String> bodyTexts(String name, int max) {
        JsonNode node = body.path(name);
        if (absent(node)) {
            return Set.of();
        }
        if (!node.isArray()) {
            refuse(typeMessage(name, typeName(node), "list"));
            return Set.of();
        }
        Set<String> texts = new HashSet<>();
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                refuse(typeMessage(name, typeName(element), "string"));
                return Set.of();
            }
            texts.add(element.textValue());
        }
        if (texts.size() > max) {
            refuse("%s length must be less than or equal to %d".formatted(camel(name), max));
        }
        return texts;
    }

    void refuse(String message) {
        refuse(Refusal.parameter(message));
    }

    /// Notes a refusal, unless there was one before.
    void refuse(Refusal first) {
        if (refusal == null) {
            refusal = first;
        }
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String typeMessage(String name, String actual, String expected) {
        return "param %s type invalid. actual type:%s, expected type:%s"
                .formatted(name, actual, expected);
    }

    private static String typeName(JsonNode node) {
        JsonNodeType type = node.getNodeType();
        return switch (type) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case ARRAY -> "list";
            case NUMBER -> node.isIntegralNumber() ? "int64" : "double";
            case BINARY, MISSING, NULL, OBJECT, POJO -> "object";
        };
    }

    private static String sorted(Set<String> allowed) {
        return String.join(", ", allowed.stream().sorted().toList());
    }

    // The platform names a missing parameter the way its server code does: PageSize for page_size.
    private static String camel(String name) {
        StringBuilder out = new StringBuilder();
        for (String part : name.split("_", -1)) {
            out.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return out.toString();
    }
}
