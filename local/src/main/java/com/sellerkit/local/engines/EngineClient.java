package com.sellerkit.local.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Speaks AWS's JSON protocol to an engine, so that the runner itself needs no SDK.
public final class EngineClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final URI address;
    private final String service;
    private final String targetPrefix;
    private final String region;
    private final String accessKey;

    /// @param targetPrefix such as `DynamoDB_20120810`
    public EngineClient(
            URI address, String service, String targetPrefix, String region, String accessKey) {
        this.address = address;
        this.service = service;
        this.targetPrefix = targetPrefix;
        this.region = region;
        this.accessKey = accessKey;
    }

    /// What an engine refused, with the error's short name.
    public static final class EngineRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String type;

        EngineRefusal(String operation, String type, String message) {
            super(operation + " was refused: " + type + " " + message);
            this.type = type;
        }

        /// Such as `ResourceNotFoundException`.
        public String type() {
            return type;
        }
    }

    /// Calls an operation.
    ///
    /// @throws EngineRefusal when the engine answers with an error
    /// @throws IOException when it does not answer
    public JsonNode call(String operation, ObjectNode input)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(40))
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", targetPrefix + "." + operation)
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential="
                                        + accessKey
                                        + "/20260101/"
                                        + region
                                        + "/"
                                        + service
                                        + "/aws4_request, SignedHeaders=host, Signature=local")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(input)))
                        .build();
        HttpResponse<byte[]> response =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body =
                response.body().length == 0
                        ? JSON.createObjectNode()
                        : JSON.readTree(response.body());
        if (response.statusCode() / 100 != 2) {
            String type = body.path("__type").asText("Error");
            throw new EngineRefusal(
                    operation,
                    type.substring(type.lastIndexOf('#') + 1),
                    body.path("message").asText(body.path("Message").asText()));
        }
        return body;
    }

    /// Makes an empty input.
    public static ObjectNode input() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
