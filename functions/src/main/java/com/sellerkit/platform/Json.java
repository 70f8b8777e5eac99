package com.sellerkit.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The one JSON mapper: exact numbers, instants as ISO 8601 text, absent optionals left out,
/// bounded nesting.
public final class Json {
    private static final int NESTING_MAX = 64;

    /// Most records fit; longer ones make it grow.
    private static final int CANONICAL_LENGTH = 4_096;

    private static final ObjectMapper MAPPER = build();

    private Json() {}

    /// The mapper, already configured; never reconfigure it. Unknown properties are ignored.
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /// An empty object.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// An empty array.
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /// The tree of one JSON document; numbers keep every digit.
    ///
    /// @throws MalformedJson if it is not exactly one document, or nested deeper than 64
    public static JsonNode parse(byte[] document) {
        try {
            JsonNode tree = MAPPER.readTree(document);
            if (tree.isMissingNode()) {
                throw new MalformedJson("empty", 0);
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As [#parse(byte\[\])], of a text.
    public static JsonNode parse(String document) {
        try {
            JsonNode tree = MAPPER.readTree(document);
            if (tree.isMissingNode()) {
                throw new MalformedJson("empty", 0);
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    /// The UTF-8 bytes of a value.
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not writable as JSON: " + value.getClass().getName(), e);
        }
    }

    /// The text of a value.
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not writable as JSON: " + value.getClass().getName(), e);
        }
    }

    /// How many bytes [#bytes(Object)] makes of a tree.
    public static int size(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                int size = brackets(object);
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    size += quoted(field.getKey()) + 1 + size(field.getValue());
                }
                yield size;
            }
            case ArrayNode array -> {
                int size = brackets(array);
                for (JsonNode element : array) {
                    size += size(element);
                }
                yield size;
            }
            case TextNode text -> quoted(text.textValue());
            case IntNode number -> number.asText().length();
            case LongNode number -> number.asText().length();
            default -> bytes(tree).length;
        };
    }

    /// Around the members, and the commas between them.
    private static int brackets(ContainerNode<?> container) {
        return 2 + Math.max(0, container.size() - 1);
    }

    private static int quoted(String text) {
        int size = 2;
        for (int i = 0; i < text.length(); i++) {
            size += written(text.charAt(i));
        }
        return size;
    }

    private static int written(char c) {
        if (c == '"' || c == '\\' || (c >= '\b' && c <= '\r' && c != '\u000b')) {
            return 2;
        }
        // Jackson escapes control characters and the halves of a pair, by six characters each.
        if (c < ' ' || Character.isSurrogate(c)) {
            return 6;
        }
        return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }

    /// The text of a tree with the names of every object sorted and numbers without trailing zeros,
    /// so that equal contents have equal texts. Fingerprints are made of it: another text for the
    /// same content writes every record anew.
    public static String canonical(JsonNode tree) {
        try (StringWriter text = new StringWriter(CANONICAL_LENGTH);
                JsonGenerator generator = MAPPER.createGenerator(text)) {
            writeCanonical(tree, generator);
            generator.flush();
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeCanonical(JsonNode tree, JsonGenerator generator) throws IOException {
        switch (tree) {
            case ObjectNode object -> {
                List<Map.Entry<String, JsonNode>> sorted = new ArrayList<>(object.properties());
                sorted.sort(Map.Entry.comparingByKey());
                generator.writeStartObject();
                for (Map.Entry<String, JsonNode> field : sorted) {
                    generator.writeFieldName(field.getKey());
                    writeCanonical(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ArrayNode array -> {
                generator.writeStartArray();
                for (JsonNode element : array) {
                    writeCanonical(element, generator);
                }
                generator.writeEndArray();
            }
            case TextNode text -> generator.writeString(text.textValue());
            case NumericNode number -> generator.writeNumber(canonicalNumber(number));
            default -> generator.writeRawValue(tree.toString());
        }
    }

    private static String canonicalNumber(NumericNode number) {
        if (number.isInt() || number.isLong()) {
            long whole = number.longValue();
            if (whole % 10 != 0) {
                return Long.toString(whole);
            }
        }
        return number.decimalValue().stripTrailingZeros().toString();
    }

    private static MalformedJson malformed(JsonProcessingException e) {
        // Jackson's own message quotes the document, which may hold personal data.
        long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharOffset());
        return new MalformedJson("malformed", offset);
    }

    private static ObjectMapper build() {
        SimpleModule instants = new SimpleModule("instants");
        instants.addSerializer(new InstantText());
        instants.addDeserializer(Instant.class, new InstantParser());
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(NESTING_MAX)
                                        .build())
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .build();
        return JsonMapper.builder(factory)
                .addModule(instants)
                .addModule(new Jdk8Module())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(
                                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .build();
    }

    private static final class InstantText extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(value.toString());
        }
    }

    private static final class InstantParser extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantParser() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            try {
                return Instant.parse(parser.getText());
            } catch (DateTimeException e) {
                throw context.weirdStringException(
                        parser.getText(), Instant.class, "an ISO 8601 instant is needed");
            }
        }
    }
}
