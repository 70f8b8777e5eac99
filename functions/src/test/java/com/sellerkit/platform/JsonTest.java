package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Optional;
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
                .hasToString(Json.canonical(Json.parse(other)).toString());
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
}
