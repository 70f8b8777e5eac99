package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    private record Sample(ShopId shop, Instant at, Optional<String> note) {}

    @Test
    void idsInstantsAndOptionalsAreTexts() throws JsonProcessingException {
        Sample sample =
                new Sample(
                        new ShopId("7001"),
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Optional.empty());

        assertThat(Json.text(sample))
                .isEqualTo("{\"shop\":\"7001\",\"at\":\"2026-11-01T00:00:00Z\"}");
        assertThat(Json.mapper().readValue(Json.text(sample), Sample.class)).isEqualTo(sample);
    }

    @Test
    void equalContentsHaveEqualCanonicalTexts() {
        String one = "{\"b\":[{\"y\":1.50,\"x\":\"s\"}],\"a\":100}";
        String other = "{\"a\":1e2,\"b\":[{\"x\":\"s\",\"y\":1.5}]}";

        assertThat(Json.canonical(Json.parse(one)))
                .isEqualTo(Json.canonical(Json.parse(other)))
                .isEqualTo("{\"a\":1E+2,\"b\":[{\"x\":\"s\",\"y\":1.5}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "{\"a\":1,\"a\":2}", "{'a':1}", "[1,]", "nul"})
    void whatIsNotOneDocumentIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> Json.parse("{\"name\": Invented}"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageNotContaining("Invented");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isNotNull();
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(MalformedJson.class);
    }

    @Test
    void largeNumbersKeepEveryDigit() {
        assertThat(Json.parse("{\"n\":12345678901234567890.123456789}").path("n").decimalValue())
                .hasToString("12345678901234567890.123456789");
    }

    @Test
    void theSizeOfATreeIsThatOfItsBytes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            JsonNode tree = tree(random, 4);

            assertThat(Json.size(tree))
                    .as("seed %d, %s", seed, tree)
                    .isEqualTo(Json.bytes(tree).length);
        }
    }

    /// What was fingerprinted once is found unchanged for ever only if its text stays the same.
    @Test
    void theCanonicalTextIsThatOfTheTreeWithSortedNamesAndStrippedNumbers() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            JsonNode tree = tree(random, 4);

            assertThat(Json.canonical(tree))
                    .as("seed %d, %s", seed, tree)
                    .isEqualTo(sorted(tree).toString());
        }
    }

    private static JsonNode sorted(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode sorted = Json.object();
                object.properties().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(field -> sorted.set(field.getKey(), sorted(field.getValue())));
                yield sorted;
            }
            case ArrayNode array -> {
                ArrayNode sorted = Json.array();
                array.forEach(element -> sorted.add(sorted(element)));
                yield sorted;
            }
            case NumericNode number ->
                    DecimalNode.valueOf(number.decimalValue().stripTrailingZeros());
            default -> tree;
        };
    }

    private static JsonNode tree(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> IntNode.valueOf(random.nextInt() / random.nextInt(1, 1_000) * 10);
            case 1 -> LongNode.valueOf(random.nextLong() >> random.nextInt(64));
            case 2 -> DecimalNode.valueOf(BigDecimal.valueOf(random.nextLong(), random.nextInt(9)));
            case 3 -> BooleanNode.valueOf(random.nextBoolean());
            case 4 -> NullNode.getInstance();
            case 5 -> TextNode.valueOf(text(random));
            case 6 -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(tree(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(random), tree(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        String some = "a/Z~\u007f\u0080é\u07ff\u0800東🛒\"\\\b\t\n\f\r\u0000\u001f ";
        int[] letters = some.codePoints().toArray();
        return random.ints(random.nextInt(9), 0, letters.length)
                .mapToObj(i -> Character.toString(letters[i]))
                .collect(Collectors.joining());
    }
}
