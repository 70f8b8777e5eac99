package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void everyPublishedAndRecomputedVectorIsMet() throws IOException {
        try (InputStream in = SignatureTest.class.getResourceAsStream("sign-vectors.json")) {
            JsonNode vectors = TestClient.MAPPER.readTree(Objects.requireNonNull(in));
            assertThat(vectors).hasSize(14);
            for (JsonNode vector : vectors) {
                assertThat(sign(vector))
                        .as(vector.path("name").asText())
                        .isEqualTo(vector.path("expected_sign").asText());
            }
        }
    }

    @Test
    void anUpperCaseSignatureIsNotTheSame() {
        String sign = RequestSignature.of("secret", "/path", Map.of(), new byte[0], "");

        assertThat(RequestSignature.matches(sign, sign)).isTrue();
        assertThat(RequestSignature.matches(sign, sign.toUpperCase(Locale.ROOT))).isFalse();
    }

    @Test
    void signAndAccessTokenAreNotSigned() {
        Map<String, String> with = Map.of("a", "1", "sign", "x", "access_token", "y");

        assertThat(RequestSignature.of("s", "/p", with, new byte[0], ""))
                .isEqualTo(RequestSignature.of("s", "/p", Map.of("a", "1"), new byte[0], ""));
    }

    private static String sign(JsonNode vector) {
        Map<String, String> query = new TreeMap<>();
        vector.path("query")
                .properties()
                .forEach(field -> query.put(field.getKey(), field.getValue().asText()));
        String body = vector.path("body").isNull() ? "" : vector.path("body").asText();
        return RequestSignature.of(
                vector.path("app_secret").asText(),
                vector.path("path").asText(),
                query,
                body.getBytes(StandardCharsets.UTF_8),
                vector.path("content_type").asText());
    }
}
