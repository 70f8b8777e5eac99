package com.sellerkit.benchmarks.spring;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Takes a webhook of the platform as `com.sellerkit.webhooks.WebhookFunction` does: verifies it,
/// puts its ids on the queue, answers; of the types only the order's status, as that is what is
/// measured.
@SpringBootApplication(proxyBeanMethods = false)
public class SpringWebhook {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) {
        SpringApplication.run(SpringWebhook.class, arguments);
    }

    @Bean
    SdkHttpClient http() {
        return UrlConnectionHttpClient.create();
    }

    @Bean
    SqsClient sqs(SdkHttpClient http) {
        return SqsClient.builder().httpClient(http).build();
    }

    @Bean
    SecretsManagerClient secrets(SdkHttpClient http) {
        return SecretsManagerClient.builder().httpClient(http).build();
    }

    /// The function that the adapter finds by its type.
    @Bean
    Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> webhook(
            SqsClient sqs, SecretsManagerClient secrets) {
        return event -> {
            byte[] body = event.getBody().getBytes(StandardCharsets.UTF_8);
            if (!isSigned(secrets, body, event.getHeaders().getOrDefault("authorization", ""))) {
                return answer(401);
            }
            send(sqs, body);
            return answer(200);
        };
    }

    private static boolean isSigned(SecretsManagerClient secrets, byte[] body, String signature) {
        String text =
                secrets.getSecretValue(request -> request.secretId(System.getenv("APP_SECRET_ARN")))
                        .secretString();
        JsonNode app = parsed(text.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            app.path("appSecret").asText().getBytes(StandardCharsets.UTF_8),
                            "HmacSHA256"));
            mac.update(app.path("appKey").asText().getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(
                    HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.US_ASCII),
                    signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    private static void send(SqsClient sqs, byte[] body) {
        JsonNode notification = parsed(body);
        String shop = notification.path("shop_id").asText();
        var message =
                JSON.createObjectNode()
                        .put("v", 1)
                        .put("type", notification.path("type").asInt())
                        .put("notificationId", notification.path("tts_notification_id").asText())
                        .put("shopId", shop);
        message.putArray("orderIds").add(notification.path("data").path("order_id").asText());
        message.put("at", notification.path("timestamp").asLong());
        sqs.sendMessageBatch(request ->
                request.queueUrl(System.getenv("NOTIFICATION_QUEUE_URL"))
                        .entries(
                                SendMessageBatchRequestEntry.builder()
                                        .id("m0")
                                        .messageBody(message.toString())
                                        .delaySeconds(0)
                                        .messageGroupId(shop)
                                        .build()));
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static APIGatewayV2HTTPResponse answer(int status) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of())
                .build();
    }
}
