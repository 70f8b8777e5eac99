package com.sellerkit.local.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.engines.EngineClient.EngineRefusal;
import com.sellerkit.local.host.ChildProcess;
import com.sellerkit.local.host.FunctionLog;
import com.sellerkit.local.template.Template;
import com.sellerkit.local.template.TemplateProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A database of DynamoDB Local, AWS's own engine, which is a process of its own.
public final class TableEngine implements AutoCloseable {
    private static final int START_SECONDS_MAX = 40;

    private final URI address;
    private final String region;
    private final String accessKey;
    private final Optional<ChildProcess> process;
    private final EngineClient client;

    private TableEngine(
            URI address, String region, String accessKey, Optional<ChildProcess> process) {
        this.address = address;
        this.region = region;
        this.accessKey = accessKey;
        this.process = process;
        this.client = new EngineClient(address, "dynamodb", "DynamoDB_20120810", region, accessKey);
    }

    /// Starts the engine and waits until it answers.
    ///
    /// @param classPath the folder with its jars
    /// @param data the folder with its tables; without one they live in memory
    /// @param optimized whether it runs long enough for the optimizing compiler to pay, which is a
    ///   minute of much work
    /// @param accessKey a random key that names its database: the engine listens on all interfaces
    ///   and asks for nothing else
    public static TableEngine start(
            int port,
            Path classPath,
            Optional<Path> data,
            boolean optimized,
            String region,
            String accessKey,
            Path bootstrap,
            FunctionLog log) {
        if (!Files.isDirectory(classPath)) {
            throw new IllegalStateException(
                    "DynamoDB Local is not laid down: " + classPath + " is missing.");
        }
        var arguments =
                new ArrayList<>(List.of("-port", Integer.toString(port), "-disableTelemetry"));
        try {
            if (data.isPresent()) {
                Files.createDirectories(data.get());
                arguments.addAll(List.of("-dbPath", data.get().toString()));
            } else {
                arguments.add("-inMemory");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var options =
                new ArrayList<>(
                        List.of(
                                "-Xmx512m",
                                // Most of what it makes is gone at once.
                                "-Xmn256m",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Djava.library.path=" + classPath));
        if (!optimized) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        ChildProcess process =
                ChildProcess.start(
                        new ChildProcess.Launch(
                                options,
                                List.of(classPath.resolve("*").toString()),
                                "software.amazon.dynamodb.services.local.main.ServerRunner",
                                arguments,
                                Map.of(
                                        "AWS_REGION",
                                        region,
                                        "PATH",
                                        Optional.ofNullable(System.getenv("PATH")).orElse("")),
                                classPath),
                        bootstrap,
                        log::line);
        var engine =
                new TableEngine(
                        URI.create("http://127.0.0.1:" + port),
                        region,
                        accessKey,
                        Optional.of(process));
        engine.awaitAnswer(process, log);
        return engine;
    }

    /// Another database of the same process, which goes on when this one is closed.
    ///
    /// @param otherKey a random key that names it
    public TableEngine beside(String otherKey) {
        return new TableEngine(address, region, otherKey, Optional.empty());
    }

    private void awaitAnswer(ChildProcess process, FunctionLog log) {
        long end = System.nanoTime() + START_SECONDS_MAX * 1_000_000_000L;
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                client.call("ListTables", EngineClient.input());
                return;
            } catch (IOException e) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        close();
        throw new IllegalStateException(
                "DynamoDB Local did not start: " + String.join(" | ", log.lines()));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where it listens.
    public URI address() {
        return address;
    }

    /// The key that its database goes by.
    public String accessKey() {
        return accessKey;
    }

    /// Makes the tables that are missing and brings indexes and expiry of the others in line with
    /// the template.
    ///
    /// @throws TemplateProblem when a table's key changed, which cannot be done in place
    public void lay(List<Template.Table> tables) {
        try {
            for (Template.Table table : tables) {
                lay(table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lay(Template.Table table) throws IOException, InterruptedException {
        try {
            JsonNode there =
                    client.call(
                                    "DescribeTable",
                                    EngineClient.input().put("TableName", table.name()))
                            .path("Table");
            if (!there.path("KeySchema").equals(table.create().path("KeySchema"))) {
                throw new TemplateProblem(
                        "The key of the table "
                                + table.name()
                                + " differs from the one that was made earlier; start with --fresh to make it anew.");
            }
            alignIndexes(table, there);
        } catch (EngineRefusal e) {
            if (!e.type().equals("ResourceNotFoundException")) {
                throw e;
            }
            client.call("CreateTable", table.create());
        }
        if (table.expiresBy().isPresent()) {
            expire(table.name(), table.expiresBy().get());
        }
    }

    private void alignIndexes(Template.Table table, JsonNode there)
            throws IOException, InterruptedException {
        var wanted = new HashSet<String>();
        for (JsonNode index : table.create().path("GlobalSecondaryIndexes")) {
            wanted.add(index.path("IndexName").asText());
        }
        var present = new HashSet<String>();
        for (JsonNode index : there.path("GlobalSecondaryIndexes")) {
            String name = index.path("IndexName").asText();
            present.add(name);
            if (!wanted.contains(name)) {
                ObjectNode update = update(table);
                update.putArray("GlobalSecondaryIndexUpdates")
                        .addObject()
                        .putObject("Delete")
                        .put("IndexName", name);
                client.call("UpdateTable", update);
            }
        }
        for (JsonNode index : table.create().path("GlobalSecondaryIndexes")) {
            if (!present.contains(index.path("IndexName").asText())) {
                ObjectNode update = update(table);
                update.putArray("GlobalSecondaryIndexUpdates").addObject().set("Create", index);
                client.call("UpdateTable", update);
            }
        }
    }

    private static ObjectNode update(Template.Table table) {
        ObjectNode update = EngineClient.input().put("TableName", table.name());
        update.set("AttributeDefinitions", table.create().path("AttributeDefinitions"));
        return update;
    }

    private void expire(String table, String attribute) throws IOException, InterruptedException {
        JsonNode now =
                client.call("DescribeTimeToLive", EngineClient.input().put("TableName", table))
                        .path("TimeToLiveDescription");
        if (now.path("TimeToLiveStatus").asText().startsWith("ENABL")) {
            return;
        }
        ObjectNode input = EngineClient.input().put("TableName", table);
        input.putObject("TimeToLiveSpecification")
                .put("AttributeName", attribute)
                .put("Enabled", true);
        client.call("UpdateTimeToLive", input);
    }

    @Override
    public void close() {
        client.close();
        process.ifPresent(ChildProcess::stop);
    }
}
