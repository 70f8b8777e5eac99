package com.sellerkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {
    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void everyVectorIsSignedAsPublishedOrRecomputed() throws IOException {
        try (InputStream in = WebhookSenderTest.class.getResourceAsStream("webhook-vectors.json")) {
            JsonNode vectors = TestClient.MAPPER.readTree(Objects.requireNonNull(in));
            assertThat(vectors).hasSize(5);
            for (JsonNode vector : vectors) {
                String signature =
                        WebhookSignature.of(
                                vector.path("app_secret").asText(),
                                vector.path("app_key").asText(),
                                vector.path("raw_body").asText().getBytes(StandardCharsets.UTF_8));
                assertThat(signature.equals(vector.path("authorization").asText()))
                        .as(vector.path("name").asText())
                        .isEqualTo(vector.path("valid").asBoolean());
            }
        }
    }

    @Test
    void aPostCarriesTheExactBytesAndTheirSignature() {
        String body = "{\"name\": \"ñ 😀\"}";
        try (WebhookSender sender = sender(Duration.ofSeconds(20))) {
            assertThat(sender.post(receiver.url(), body))
                    .contains(new WebhookSender.Outcome(true, "200", 1));
        }
        Receiver.Received got = receiver.received().getFirst();
        assertThat(got.method()).isEqualTo("POST");
        assertThat(got.contentType()).isEqualTo("application/json");
        assertThat(got.body()).isEqualTo(body);
        assertThat(got.authorization())
                .isEqualTo(WebhookSignature.of("secret", "key", got.bytes()))
                .matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 307, 400, 401, 500, 503})
    void onlyTwoHundredIsSuccessAndNoRedirectIsFollowed(int status) {
        receiver.answers(status);
        try (WebhookSender sender = sender(Duration.ofSeconds(20))) {
            assertThat(sender.post(receiver.url(), "{}"))
                    .contains(new WebhookSender.Outcome(false, Integer.toString(status), 1));
        }
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEVER", "HEADERS_ONLY"})
    void anAnswerThatIsNotCompleteInTimeIsAFailure(String manner) {
        assertThat(WebhookSender.PATIENCE).isEqualTo(Duration.ofSeconds(3));
        receiver.answers(Receiver.Manner.valueOf(manner));
        try (WebhookSender sender = sender(Duration.ofMillis(300))) {
            assertThat(sender.post(receiver.url(), "{}"))
                    .contains(new WebhookSender.Outcome(false, "timeout", 1));
        }
    }

    @Test
    void anAddressWhereNobodyListensIsAFailure() {
        URI gone = receiver.url();
        receiver.close();
        try (WebhookSender sender =
                new WebhookSender(Optional.of(gone), "key", "secret", Duration.ofSeconds(20))) {
            assertThat(sender.post(receiver.url(), "{}"))
                    .contains(new WebhookSender.Outcome(false, "unreachable", 1));
        }
    }

    @Test
    void anotherMachineIsNeverCalledUnlessItIsTheConfiguredOne() {
        try (WebhookSender sender = sender(Duration.ofSeconds(20))) {
            assertThat(sender.post(URI.create("https://elsewhere.example.com/hooks"), "{}"))
                    .contains(new WebhookSender.Outcome(false, "unreachable", 1));
        }
    }

    @Test
    void aClosedSenderSendsNothing() {
        WebhookSender sender = sender(Duration.ofSeconds(20));
        sender.close();

        assertThat(sender.post(receiver.url(), "{}")).isEmpty();
        assertThat(receiver.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks",
                "ftp://app.example.com/",
                "https:///webhooks",
                "https://user@app.example.com/",
                "https://app.example.com/#part"
            })
    void anAddressThatIsNoPlainWebAddressIsRefused(String url) {
        assertThatThrownBy(() -> SandboxConfig.defaults().withWebhookUrl(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(url);
    }

    private WebhookSender sender(Duration patience) {
        return new WebhookSender(Optional.of(receiver.url()), "key", "secret", patience);
    }
}
