package com.sellerkit.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.AppSecret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class WebhookVerifierTest {
    private static final byte[] BODY = "{\"type\":1}".getBytes(StandardCharsets.UTF_8);

    @TestFactory
    Stream<DynamicTest> theVectorsAreToldApart() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/tiktok/webhook-vectors.json")) {
            JsonNode vectors = Json.parse(java.util.Objects.requireNonNull(file).readAllBytes());
            assertThat(vectors).hasSize(5);
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(vector ->
                            DynamicTest.dynamicTest(
                                    vector.path("name").asText(), () -> holds(vector)));
        }
    }

    private static void holds(JsonNode vector) {
        WebhookVerifier verifier =
                new WebhookVerifier(
                        new Fixed(
                                vector.path("app_key").asText(),
                                vector.path("app_secret").asText()));
        byte[] body = vector.path("raw_body").asText().getBytes(StandardCharsets.UTF_8);

        assertThat(verifier.isSigned(body, vector.path("authorization").asText()))
                .isEqualTo(vector.path("expect_valid").asBoolean());
        assertThat(verifier.isSigned(body, vector.path("expected_authorization").asText()))
                .isTrue();
    }

    @Test
    void onlyTheExactSignatureCounts() {
        WebhookVerifier verifier = new WebhookVerifier(new Fixed("key", "secret"));
        // printf 'key{"type":1}' | openssl dgst -sha256 -hmac secret
        String signature = "cfaf01c9f68bb1dc102fb048b8ce09bc5dd19573fbbce648e675260f0f9f96d4";

        assertThat(verifier.isSigned(BODY, signature)).isTrue();
        assertThat(verifier.isSigned(BODY, signature.toUpperCase(Locale.ROOT))).isFalse();
        assertThat(verifier.isSigned(BODY, signature.substring(1))).isFalse();
        assertThat(verifier.isSigned(BODY, " " + signature)).isFalse();
        assertThat(verifier.isSigned(BODY, "Bearer " + signature)).isFalse();
        assertThat(verifier.isSigned(BODY, "")).isFalse();
        assertThat(verifier.isSigned(new byte[0], signature)).isFalse();
    }

    private record Fixed(String appKey, String text) implements AppSecret {
        @Override
        public Secret appSecret() {
            return Secret.of(text);
        }
    }
}
