package com.sellerkit.tiktok;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.sellerkit.platform.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// Reads the platform's JSON value by value: what is unknown or of another type than documented is
/// passed over and counted, and never fails the page.
final class LenientReader {
    /// The largest number of seconds taken for a moment: the end of the year 9999.
    private static final long SECONDS_MAX = 253_402_300_799L;

    private static final ObjectReader TREES =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonParser parser;
    private final byte[] body;
    private final Drift.Counter drift = new Drift.Counter();

    /// @param body what the parser reads
    LenientReader(JsonParser parser, byte[] body) {
        this.parser = parser;
        this.body = body;
    }

    /// What to do with one field of an object; it consumes the value under the parser.
    interface Field {
        void read(String name) throws IOException;
    }

    /// What to do with one element of an array; it consumes the value under the parser.
    interface Element {
        void read() throws IOException;
    }

    /// Where the value under the parser begins in the body.
    int begin() {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    /// The value that began there and was just read.
    Original original(String id, int from) throws IOException {
        // A text that nobody asked for is still only begun.
        parser.finishToken();
        int to = Math.toIntExact(parser.currentLocation().getByteOffset());
        return Original.of(id, body, from, to);
    }

    Drift drift() {
        return drift.drift();
    }

    /// Walks the object under the parser.
    ///
    /// @return whether there was one; null and absent are not
    boolean object(Field field) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            skipUnlessNull();
            return false;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            field.read(name);
        }
        return true;
    }

    /// Walks the array under the parser.
    ///
    /// @return whether there was one
    boolean array(Element element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            skipUnlessNull();
            return false;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
        return true;
    }

    /// Whether there is no object and no list under the parser.
    boolean isScalar() {
        return parser.currentToken().isScalarValue();
    }

    /// A text, a number as it was written, or a truth value; empty for anything else.
    String text() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            drift.count(Drift.Kind.RETYPED, field());
            return parser.getText();
        }
        skipUnlessNull();
        return "";
    }

    /// As [#text()] for what names something: a fraction or a truth value names nothing.
    String identifier() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            // Ids above 2^53 come as numbers at some endpoints: the digits, never a double.
            return parser.getText();
        }
        skipUnlessNull();
        return "";
    }

    /// Whole seconds since 1970, as a number or a text; 0 where there are none.
    long seconds() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return inRange(parser.getLongValue());
        }
        if (token == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            if (text.isEmpty()) {
                return 0;
            }
            drift.count(Drift.Kind.RETYPED, field());
            try {
                return inRange(Long.parseLong(text));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
        skipUnlessNull();
        return 0;
    }

    /// A count; `absent` where there is none.
    long count(long absent) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            drift.count(Drift.Kind.RETYPED, field());
            try {
                return Long.parseLong(parser.getText());
            } catch (NumberFormatException e) {
                return absent;
            }
        }
        skipUnlessNull();
        return absent;
    }

    /// A truth value; false where there is none.
    boolean flag() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING, VALUE_NUMBER_INT -> {
                drift.count(Drift.Kind.RETYPED, field());
                String text = parser.getText();
                yield text.equalsIgnoreCase("true") || text.equals("1");
            }
            default -> {
                skipUnlessNull();
                yield false;
            }
        };
    }

    /// Passes over a field that this program does not know.
    void unknown() throws IOException {
        drift.count(Drift.Kind.UNKNOWN, field());
        parser.skipChildren();
    }

    /// Passes over a documented field that this program has no use for.
    void unused() throws IOException {
        parser.skipChildren();
    }

    /// The value under the parser as a tree, whatever it is.
    JsonNode tree() throws IOException {
        return TREES.readTree(parser);
    }

    /// The names down to the value under the parser, below `data`.
    private String field() {
        Deque<String> names = new ArrayDeque<>();
        for (JsonStreamContext at = parser.getParsingContext(); at != null; at = at.getParent()) {
            if (at.inObject() && at.hasCurrentName()) {
                names.addFirst(at.getCurrentName());
            }
        }
        if (names.size() > 1 && names.getFirst().equals("data")) {
            names.removeFirst();
        }
        return String.join(".", names);
    }

    private long inRange(long seconds) {
        if (seconds < 0 || seconds > SECONDS_MAX) {
            drift.count(Drift.Kind.RETYPED, field());
            return 0;
        }
        return seconds;
    }

    private void skipUnlessNull() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            drift.count(Drift.Kind.RETYPED, field());
            parser.skipChildren();
        }
    }
}
