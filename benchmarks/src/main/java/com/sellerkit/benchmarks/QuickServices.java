package com.sellerkit.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.door.FrontDoor;
import com.sellerkit.local.engines.BusService;
import com.sellerkit.local.engines.KeyService;
import com.sellerkit.local.engines.SecretService;
import com.sellerkit.local.host.ChildProcess;
import com.sellerkit.local.host.FunctionLog;
import com.sellerkit.local.host.LaunchPlan;
import com.sellerkit.local.template.FunctionSpec;
import com.sellerkit.local.template.Names;
import com.sellerkit.local.template.Template;
import com.sellerkit.sandbox.SandboxConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The functions of template.yaml beside services that answer at once: empty tables, queues that
/// take everything.
final class QuickServices implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGION = "us-east-1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ACCESS_KEY = "BENCHMARKS";

    private final Path project;
    private final Path work;
    private final FrontDoor door = new FrontDoor(0);
    private final Template template;
    private final FunctionLog log;

    /// @param work a folder for logs and unpacked code
    QuickServices(Path project, Path work) {
        this.project = project;
        this.work = work;
        this.template =
                Template.read(
                        project.resolve("template.yaml"),
                        new Names(
                                REGION,
                                "benchmarks",
                                door.address(),
                                URI.create("http://localhost:1"),
                                URI.create("http://localhost:2")),
                        Map.of());
        this.log = new FunctionLog(work.resolve("logs"), "functions", false);
        door.admit(ACCESS_KEY, "benchmarks");
        door.serve("dynamodb", (operation, _) -> emptyTables(operation));
        door.serve("sqs", (_, input) -> taken(input));
        door.serve("kms", new KeyService(template.keys(), work.resolve("keys.json")));
        door.serve("secretsmanager", secrets());
        door.serve("events", new BusService(REGION, template.buses()));
    }

    FunctionSpec function(String id) {
        return functions().stream()
                .filter(function -> function.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// All functions, none of which is cut off, since a slow answer is a figure too.
    List<FunctionSpec> functions() {
        return template.functions().stream()
                .map(function ->
                        new FunctionSpec(
                                function.id(),
                                function.name(),
                                function.arn(),
                                function.handler(),
                                function.code(),
                                PATIENCE,
                                function.memoryMegabytes(),
                                function.environment(),
                                function.reservedConcurrency(),
                                function.retries(),
                                function.onFailureQueue(),
                                function.events()))
                .toList();
    }

    FunctionLog log() {
        return log;
    }

    /// How functions are started here.
    ///
    /// @param classPath takes the place of the packed functions, when present
    LaunchPlan plan(Optional<List<String>> classPath) {
        var identities = new HashMap<String, LaunchPlan.Identity>();
        template.functions()
                .forEach(function ->
                        identities.put(
                                function.id(), new LaunchPlan.Identity(ACCESS_KEY, "unchecked")));
        return new LaunchPlan(
                REGION,
                door.address().toString(),
                identities,
                project.resolve("local/target/runtime"),
                work.resolve(classPath.isPresent() ? "elsewhere" : "functions"),
                ChildProcess.prepareBootstrap(work.resolve("bootstrap")),
                classPath,
                false);
    }

    /// The event of a file in `events/`; a webhook is signed with the secret that is served here.
    String event(String file) {
        try {
            ObjectNode event =
                    (ObjectNode)
                            JSON.readTree(
                                    Files.readAllBytes(project.resolve("events").resolve(file)));
            if (file.startsWith("webhook-")) {
                ((ObjectNode) event.path("headers"))
                        .put("authorization", Signatures.of(event.path("body").asText()));
            }
            return event.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SecretService secrets() {
        var service = new SecretService();
        String value =
                JSON.createObjectNode()
                        .put("appKey", Signatures.app().appKey())
                        .put("appSecret", Signatures.app().secret())
                        .put("serviceId", SandboxConfig.defaults().serviceId())
                        .toString();
        template.secrets().forEach(secret -> service.put(secret, value));
        return service;
    }

    private static JsonNode emptyTables(String operation) {
        ObjectNode answer = JSON.createObjectNode();
        switch (operation) {
            case "Query" -> answer.put("Count", 0).put("ScannedCount", 0).putArray("Items");
            case "BatchGetItem" -> {
                answer.putObject("Responses");
                answer.putObject("UnprocessedKeys");
            }
            default -> {
                // An empty object is a record that is not there, and a write that succeeded.
            }
        }
        return answer;
    }

    private static JsonNode taken(JsonNode input) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode successful = answer.putArray("Successful");
        input.path("Entries")
                .forEach(entry ->
                        successful
                                .addObject()
                                .put("Id", entry.path("Id").asText())
                                .put("MessageId", "00000000-0000-4000-8000-000000000001")
                                .put("MD5OfMessageBody", md5(entry.path("MessageBody").asText())));
        return answer;
    }

    /// SQS answers with it, and the client compares.
    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("MD5")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("MD5 is part of every JDK", e);
        }
    }

    @Override
    public void close() {
        door.close();
        log.close();
    }
}
