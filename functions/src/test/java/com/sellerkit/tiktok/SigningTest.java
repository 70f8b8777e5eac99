package com.sellerkit.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SigningTest {

    static Stream<Arguments> vectors() {
        return StreamSupport.stream(Json.parse(Examples.bytes("sign-vectors")).spliterator(), false)
                .map(vector -> Arguments.of(vector.get("name").asText(), vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void everyKnownSignatureIsReproduced(String name, JsonNode vector) {
        SortedMap<String, String> query = new TreeMap<>();
        vector.get("query")
                .properties()
                .forEach(entry -> query.put(entry.getKey(), entry.getValue().asText()));
        byte[] body =
                vector.get("body").isNull()
                        ? new byte[0]
                        : vector.get("body").asText().getBytes(StandardCharsets.UTF_8);
        TestSigner signer =
                new TestSigner(vector.get("app_key").asText(), vector.get("app_secret").asText());

        byte[] base =
                BaseString.of(
                        vector.get("path").asText(),
                        query,
                        body,
                        vector.get("content_type").asText());

        assertThat(new String(base, StandardCharsets.UTF_8))
                .isEqualTo(vector.get("base_string").asText());
        assertThat(signer.sign(base)).isEqualTo(vector.get("expected_sign").asText());
    }

    @Test
    void aSignOrATokenInTheQueryIsNeverSigned() {
        SortedMap<String, String> query =
                new TreeMap<>(Map.of("a", "1", "sign", "x", "access_token", "y"));

        byte[] base = BaseString.of("/p", query, new byte[0], "application/json");

        assertThat(new String(base, StandardCharsets.UTF_8)).isEqualTo("/pa1");
    }

    @Test
    void aValueIsSignedDecodedAndSentEncoded() {
        URI address =
                Urls.of(URI.create("https://api.example.com"), "/p", Map.of("t", "a+b/c= ü,1"));

        assertThat(address.toString())
                .isEqualTo("https://api.example.com/p?t=a%2Bb%2Fc%3D%20%C3%BC%2C1");
    }
}
