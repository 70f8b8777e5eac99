package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.door.ServiceError;
import com.sellerkit.local.engines.KeyService;
import com.sellerkit.local.http.Loopback;
import com.sellerkit.local.template.Template;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.SystemIds;
import com.sellerkit.store.DynamoRecords;
import com.sellerkit.store.Records;
import com.sellerkit.vault.RecordCipher;
import com.sellerkit.vault.Vault;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Answers for DynamoDB and KMS over HTTP, after a set time. What belongs to the vault is kept;
/// orders are taken and forgotten, so that the engine's own time counts for nothing.
final class Engines implements AutoCloseable {
    private static final String KEY =
            "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000001";
    private static final Settings SETTINGS =
            Settings.of(
                    Map.of(
                            "SHOPS_TABLE", "Orders",
                            "VAULT_TABLE", "Vault",
                            "BRANCH_KEYS_TABLE", "Vault",
                            "BRANCH_KEY_STORE_NAME", "sellerkit-branch-keys",
                            "SHOP_KEY_ARN", KEY,
                            "TOKEN_KEY_ARN", KEY));
    private static final String OF_THE_VAULT = "\"Vault\"";

    private final KeyService keys;
    private final HttpServer server;
    private final Duration answerAfter;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong keyCalls = new AtomicLong();
    private final Map<String, JsonNode> rows = new ConcurrentHashMap<>();

    /// @param file where the keys are kept
    /// @param answerAfter how long after a request has arrived it is answered
    Engines(Path file, Duration answerAfter) {
        this.answerAfter = answerAfter;
        keys =
                new KeyService(
                        List.of(
                                new Template.Key(
                                        "00000000-0000-4000-8000-000000000001", KEY, List.of())),
                        file);
        server = Loopback.serve(0, "/", this::serve);
    }

    AwsClients clients() {
        return AwsClients.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "us-east-1",
                "BENCHMARKS",
                Secret.of("unchecked"));
    }

    /// The vault of one function, with caches of its own.
    Vault vault(AwsClients clients, InstantSource time) {
        return new Vault(SETTINGS, clients, time, new SystemIds());
    }

    /// The shops table, whose records are forgotten.
    Records shops(AwsClients clients, RecordCipher cipher) {
        return DynamoRecords.shops(SETTINGS, clients, cipher);
    }

    /// How many requests there were so far.
    long requests() {
        return requests.get();
    }

    /// How many of them asked KMS.
    long keyCalls() {
        return keyCalls.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            long until = System.nanoTime() + answerAfter.toNanos();
            requests.incrementAndGet();
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            String operation = target.substring(target.lastIndexOf('.') + 1);
            byte[] answer =
                    Json.bytes(
                            target.startsWith("DynamoDB")
                                    ? ofDynamo(operation, body)
                                    : ofKeys(operation, body));
            for (long left = until - System.nanoTime();
                    left > 0;
                    left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (ServiceError e) {
            throw new IOException(e);
        }
    }

    private JsonNode ofKeys(String operation, byte[] body) throws ServiceError {
        keyCalls.incrementAndGet();
        return keys.handle(operation, Json.parse(body));
    }

    private JsonNode ofDynamo(String operation, byte[] body) {
        ObjectNode answer = Json.object();
        if (operation.equals("BatchGetItem")) {
            answer.putObject("Responses");
            answer.putObject("UnprocessedKeys");
        } else if (isOfTheVault(body)) {
            JsonNode input = Json.parse(body);
            if (operation.equals("GetItem")) {
                JsonNode row = rows.get(key(input.path("Key")));
                if (row != null) {
                    answer.set("Item", row);
                }
            } else if (operation.equals("PutItem")) {
                rows.put(key(input.path("Item")), input.path("Item"));
            } else if (operation.equals("UpdateItem")) {
                rows.put(key(input.path("Key")), tokens(input));
            } else {
                input.path("TransactItems")
                        .forEach(item -> {
                            JsonNode row = item.path("Put").path("Item");
                            rows.put(key(row), row);
                        });
            }
        }
        return answer;
    }

    /// The only update there is stores a pair of tokens.
    private static ObjectNode tokens(JsonNode input) {
        ObjectNode row = input.path("Key").deepCopy();
        input.path("ExpressionAttributeValues")
                .properties()
                .forEach(value -> row.set(value.getKey().substring(1), value.getValue()));
        row.putObject("version").put("N", "1");
        return row;
    }

    /// The tables of the vault are named in the first bytes or nowhere.
    private static boolean isOfTheVault(byte[] body) {
        return new String(body, 0, Math.min(body.length, 16_384), StandardCharsets.UTF_8)
                .contains(OF_THE_VAULT);
    }

    private static String key(JsonNode attributes) {
        return attributes.has("branch-key-id")
                ? attributes.path("branch-key-id").path("S").asText()
                        + attributes.path("type").path("S").asText()
                : attributes.path("pk").path("S").asText()
                        + attributes.path("sk").path("S").asText();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
