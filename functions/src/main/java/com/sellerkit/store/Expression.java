package com.sellerkit.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes DynamoDB's expressions, with a placeholder for every name and value.
final class Expression {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    String name(String attribute) {
        String placeholder = "#n" + names.size();
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(attribute))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> {
                    names.put(placeholder, attribute);
                    return placeholder;
                });
    }

    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }

    /// The condition as text; empty if it is always true.
    Optional<String> condition(Condition condition) {
        return switch (condition) {
            case Condition.Always _ -> Optional.empty();
            case Condition.Absent _ ->
                    Optional.of("attribute_not_exists(%s)".formatted(name(Attributes.PARTITION)));
            case Condition.Present _ ->
                    Optional.of("attribute_exists(%s)".formatted(name(Attributes.PARTITION)));
            case Condition.Equals(String field, JsonNode value) ->
                    Optional.of("%s = %s".formatted(name(field), value(Attributes.value(value))));
            case Condition.LessThan(String field, JsonNode value) ->
                    Optional.of("%s < %s".formatted(name(field), value(Attributes.value(value))));
            case Condition.Missing(String field) ->
                    Optional.of("attribute_not_exists(%s)".formatted(name(field)));
            case Condition.DueAt(Instant at) ->
                    Optional.of(
                            "%s = %s"
                                    .formatted(
                                            name(Attributes.DUE_AT), value(Attributes.millis(at))));
            case Condition.AbsentOr(Condition other) -> any(List.of(Condition.ABSENT, other));
            case Condition.All(List<Condition> all) -> {
                List<String> parts =
                        all.stream().map(this::condition).flatMap(Optional::stream).toList();
                yield parts.isEmpty() ? Optional.empty() : Optional.of(joined(parts, " AND "));
            }
            case Condition.Any(List<Condition> some) -> any(some);
        };
    }

    private Optional<String> any(List<Condition> some) {
        List<Optional<String>> parts = some.stream().map(this::condition).toList();
        // One part that is always true makes the whole always true.
        return parts.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(joined(parts.stream().flatMap(Optional::stream).toList(), " OR "));
    }

    private static String joined(List<String> parts, String by) {
        return parts.stream().collect(Collectors.joining(by, "(", ")"));
    }
}
