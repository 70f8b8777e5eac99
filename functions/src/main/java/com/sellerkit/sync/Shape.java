package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.DataSubject;
import com.sellerkit.catalog.Erasure;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.Label;
import com.sellerkit.catalog.Protection;
import com.sellerkit.catalog.Purpose;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Money;
import com.sellerkit.tiktok.Drift;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What is kept of one kind of the platform's objects, declared field by field: how it is read,
/// what it is called here, and what the catalog says about it. Whatever is not declared is not
/// kept, and is counted.
///
/// Texts and lists that are empty, and moments that are 0, are left out, as the platform sends them
/// for what it does not have. An amount becomes whole minor units of the currency beside it, or of
/// the nearest object around it that has one.
final class Shape {
    private static final long SECONDS_MAX = 253_402_300_799L;
    private static final int UNMAPPED_MAX = 40;
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,4})?");

    private final Map<String, Part> parts;
    private final List<Field> fields;
    private final Optional<String> currency;
    private final boolean open;

    private Shape(Builder builder) {
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(builder.parts));
        this.fields = List.copyOf(builder.fields);
        this.currency = builder.currency;
        this.open = builder.open;
    }

    /// Begins a declaration.
    ///
    /// @param label what kind of data the fields hold, unless they say otherwise
    static Builder about(Label label, Purpose purpose, Purpose... more) {
        return new Builder(label, EnumSet.of(purpose, more), "");
    }

    /// The fields that a record of this shape may have.
    List<Field> fields() {
        return fields;
    }

    /// What is kept of an object, by our names.
    ///
    /// @param drift counts what is odd about it
    /// @throws Unreadable if it cannot be kept truthfully
    ObjectNode read(ObjectNode source, Drift.Counter drift) throws Unreadable {
        return read(source, new Reading(drift, "", ""));
    }

    /// Ends the reading of one record, not of its page; names fields only.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String field, String problem) {
            super(field + ": " + problem, null, false, false);
        }
    }

    /// What a value is read with.
    ///
    /// @param path the names down to the object that holds it
    /// @param currency of the amounts; empty where there is none yet
    private record Reading(Drift.Counter drift, String path, String currency) {
        String at(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }

        void odd(Drift.Kind kind, String name) {
            drift.count(kind, at(name));
        }

        Reading in(String name) {
            return new Reading(drift, at(name), currency);
        }
    }

    /// How one field is read.
    private interface Part {
        void read(String wire, JsonNode value, ObjectNode kept, Reading reading) throws Unreadable;
    }

    private ObjectNode read(ObjectNode source, Reading outer) throws Unreadable {
        ObjectNode kept = Json.object();
        Reading reading = outer;
        if (currency.isPresent()) {
            String code = scalar(source.path(currency.get()));
            if (!code.isEmpty()) {
                reading = new Reading(outer.drift(), outer.path(), code);
                kept.put("currency", code);
                kept.put("exponent", money("0", reading, currency.get()).exponent());
            }
        }
        for (Map.Entry<String, JsonNode> entry : source.properties()) {
            Part part = parts.get(entry.getKey());
            JsonNode value = entry.getValue();
            if (part != null) {
                if (!isNothing(value)) {
                    part.read(entry.getKey(), value, kept, reading);
                }
            } else {
                reading.odd(Drift.Kind.UNKNOWN, entry.getKey());
                if (open) {
                    keepUnmapped(entry.getKey(), scalar(value), kept, reading);
                }
            }
        }
        return kept;
    }

    /// An amount under a name that nobody knows yet still counts, and must be seen.
    private static void keepUnmapped(String wire, String value, ObjectNode kept, Reading reading)
            throws Unreadable {
        if (!PLAIN_NAME.matcher(wire).matches() || !DECIMAL.matcher(value).matches()) {
            return;
        }
        ArrayNode unmapped = kept.withArray("unmapped");
        if (unmapped.size() >= UNMAPPED_MAX) {
            throw new Unreadable(reading.at(wire), "more unknown amounts than can be kept");
        }
        unmapped.addObject().put("name", wire).put("amount", money(value, reading, wire).minor());
    }

    /// Whether an object has something for a field, by our name of it.
    boolean says(ObjectNode source, String name) {
        return source.properties().stream()
                .anyMatch(entry ->
                        camelCase(entry.getKey()).equals(name) && !isNothing(entry.getValue()));
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
    }

    private static String scalar(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    private static Money money(String decimal, Reading reading, String wire) throws Unreadable {
        if (reading.currency().isEmpty()) {
            throw new Unreadable(reading.at(wire), "an amount without a currency");
        }
        try {
            return Money.parse(decimal, reading.currency());
        } catch (IllegalArgumentException e) {
            throw new Unreadable(reading.at(wire), "not an amount of this currency");
        }
    }

    /// The stored name of a field: `create_time` is kept as `createTime`.
    static String camelCase(String wire) {
        StringBuilder name = new StringBuilder();
        for (String word : wire.toLowerCase(Locale.ROOT).split("_", -1)) {
            if (!word.isEmpty()) {
                name.append(
                        name.isEmpty()
                                ? word
                                : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
        }
        return name.toString();
    }

    /// Declares a shape.
    static final class Builder {
        private final Label label;
        private final Set<Purpose> purposes;
        private final String prefix;
        private final Map<String, Part> parts = new HashMap<>();
        private final List<Field> fields = new ArrayList<>();
        private Optional<String> currency = Optional.empty();
        private boolean open;

        private Builder(Label label, Set<Purpose> purposes, String prefix) {
            this.label = label;
            this.purposes = purposes;
            this.prefix = prefix;
        }

        /// Texts that say nothing about a person.
        Builder texts(String... wires) {
            return texts(label, wires);
        }

        /// Texts of another kind than the rest.
        Builder texts(Label of, String... wires) {
            for (String wire : wires) {
                part(wire, Shape::readText);
                fields.add(plain(camelCase(wire), of));
            }
            return this;
        }

        /// Texts about a buyer or the seller, encrypted under the shop's key.
        Builder personal(DataSubject subject, Label of, String... wires) {
            for (String wire : wires) {
                part(wire, Shape::readText);
                fields.add(
                        new Field(
                                prefix + camelCase(wire),
                                of,
                                subject,
                                purposes,
                                Protection.SHOP_KEY,
                                Erasure.DELETE));
            }
            return this;
        }

        /// Ids, which come as texts or as numbers beyond what a double holds.
        Builder ids(String... wires) {
            for (String wire : wires) {
                part(wire, Shape::readId);
                fields.add(plain(camelCase(wire), label));
            }
            return this;
        }

        /// Moments in whole seconds since 1970.
        Builder seconds(String... wires) {
            return numbers(Shape::readSeconds, wires);
        }

        /// Whole numbers.
        Builder counts(String... wires) {
            return numbers(Shape::readCount, wires);
        }

        /// Truth values; what is false is left out.
        Builder flags(String... wires) {
            return numbers(Shape::readFlag, wires);
        }

        private Builder numbers(Part how, String... wires) {
            for (String wire : wires) {
                part(wire, how);
                fields.add(plain(camelCase(wire), label));
            }
            return this;
        }

        /// The currency of the amounts in this object and in those within it.
        Builder currency(String wire) {
            currency = Optional.of(wire);
            part(wire, (_, _, _, _) -> {});
            fields.add(plain("currency", label));
            fields.add(plain("exponent", label));
            return this;
        }

        /// Amounts.
        Builder amounts(String... wires) {
            return numbers(Shape::readAmount, wires);
        }

        /// Amounts that a sum is made of; those that are zero say nothing and are left out.
        Builder summands(String... wires) {
            return numbers(Shape::readSummand, wires);
        }

        /// Lists of texts.
        Builder textLists(String... wires) {
            return numbers(Shape::readTexts, wires);
        }

        /// An amount under any other name is kept among the unmapped ones, as new kinds of fees
        /// come without notice and belong to a sum.
        Builder openForAmounts() {
            open = true;
            fields.add(plain("unmapped.name", label));
            fields.add(plain("unmapped.amount", label));
            return this;
        }

        /// An object within this one.
        Builder object(String wire, UnaryOperator<Builder> declare) {
            return within(wire, camelCase(wire), label, declare, Shape::readObject);
        }

        /// An object within this one that holds another kind of data.
        Builder object(String wire, Label of, UnaryOperator<Builder> declare) {
            return within(wire, camelCase(wire), of, declare, Shape::readObject);
        }

        /// A list of objects within this one.
        Builder list(String wire, UnaryOperator<Builder> declare) {
            return within(wire, camelCase(wire), label, declare, Shape::readList);
        }

        private interface Nested {
            void read(
                    Shape inner,
                    String name,
                    String wire,
                    JsonNode value,
                    ObjectNode kept,
                    Reading reading)
                    throws Unreadable;
        }

        private Builder within(
                String wire, String name, Label of, UnaryOperator<Builder> declare, Nested how) {
            Shape inner = new Shape(declare.apply(new Builder(of, purposes, prefix + name + ".")));
            part(
                    wire,
                    (at, value, kept, reading) -> how.read(inner, name, at, value, kept, reading));
            fields.addAll(inner.fields());
            return this;
        }

        /// Fields that are documented, and neither kept nor counted.
        Builder unused(String... wires) {
            for (String wire : wires) {
                part(wire, (_, _, _, _) -> {});
            }
            return this;
        }

        /// The shape, once all is declared.
        Shape shape() {
            return new Shape(this);
        }

        private void part(String wire, Part part) {
            if (parts.put(wire, part) != null) {
                throw new IllegalArgumentException("%s is declared twice".formatted(wire));
            }
        }

        private Field plain(String name, Label of) {
            return new Field(
                    prefix + name,
                    of,
                    DataSubject.NONE,
                    purposes,
                    Protection.PLAIN,
                    Erasure.DELETE);
        }
    }

    private static void readText(String wire, JsonNode value, ObjectNode kept, Reading reading) {
        if (!value.isTextual()) {
            reading.odd(Drift.Kind.RETYPED, wire);
        }
        String text = scalar(value);
        if (!text.isEmpty()) {
            kept.put(camelCase(wire), text);
        }
    }

    private static void readId(String wire, JsonNode value, ObjectNode kept, Reading reading) {
        if (value.isTextual() || value.isIntegralNumber()) {
            kept.put(camelCase(wire), value.asText());
        } else {
            reading.odd(Drift.Kind.RETYPED, wire);
        }
    }

    private static void readSeconds(String wire, JsonNode value, ObjectNode kept, Reading reading) {
        Optional<Long> seconds = whole(wire, value, reading);
        if (seconds.filter(at -> at < 0 || at > SECONDS_MAX).isPresent()) {
            reading.odd(Drift.Kind.RETYPED, wire);
            return;
        }
        seconds.filter(at -> at > 0).ifPresent(at -> kept.put(camelCase(wire), at));
    }

    private static void readCount(String wire, JsonNode value, ObjectNode kept, Reading reading) {
        whole(wire, value, reading).ifPresent(count -> kept.put(camelCase(wire), count));
    }

    private static Optional<Long> whole(String wire, JsonNode value, Reading reading) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Optional.of(value.longValue());
        }
        reading.odd(Drift.Kind.RETYPED, wire);
        try {
            return value.isTextual()
                    ? Optional.of(Long.parseLong(value.textValue()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void readFlag(String wire, JsonNode value, ObjectNode kept, Reading reading) {
        if (!value.isBoolean()) {
            reading.odd(Drift.Kind.RETYPED, wire);
        }
        if (value.asBoolean()) {
            kept.put(camelCase(wire), true);
        }
    }

    private static void readAmount(String wire, JsonNode value, ObjectNode kept, Reading reading)
            throws Unreadable {
        if (!value.isTextual()) {
            reading.odd(Drift.Kind.RETYPED, wire);
        }
        String decimal = value.isNumber() ? value.decimalValue().toPlainString() : scalar(value);
        kept.put(camelCase(wire), money(decimal, reading, wire).minor());
    }

    private static void readSummand(String wire, JsonNode value, ObjectNode kept, Reading reading)
            throws Unreadable {
        readAmount(wire, value, kept, reading);
        if (kept.path(camelCase(wire)).asLong() == 0) {
            kept.remove(camelCase(wire));
        }
    }

    private static void readTexts(String wire, JsonNode value, ObjectNode kept, Reading reading) {
        if (!value.isArray()) {
            reading.odd(Drift.Kind.RETYPED, wire);
            return;
        }
        for (JsonNode each : value) {
            String text = scalar(each);
            if (!each.isTextual()) {
                reading.odd(Drift.Kind.RETYPED, wire);
            }
            if (!text.isEmpty()) {
                kept.withArray(camelCase(wire)).add(text);
            }
        }
    }

    private static void readObject(
            Shape inner, String name, String wire, JsonNode value, ObjectNode kept, Reading reading)
            throws Unreadable {
        if (!(value instanceof ObjectNode object)) {
            reading.odd(Drift.Kind.RETYPED, wire);
            return;
        }
        ObjectNode read = inner.read(object, reading.in(wire));
        if (!read.isEmpty()) {
            kept.set(name, read);
        }
    }

    private static void readList(
            Shape inner, String name, String wire, JsonNode value, ObjectNode kept, Reading reading)
            throws Unreadable {
        if (!value.isArray()) {
            reading.odd(Drift.Kind.RETYPED, wire);
            return;
        }
        for (JsonNode each : value) {
            if (each instanceof ObjectNode object) {
                ObjectNode read = inner.read(object, reading.in(wire));
                if (!read.isEmpty()) {
                    kept.withArray(name).add(read);
                }
            } else {
                reading.odd(Drift.Kind.RETYPED, wire);
            }
        }
    }
}
