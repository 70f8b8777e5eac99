package com.sellerkit.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.local.ProbeSuite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
    @TempDir Path folder;

    @Test
    void endingLeavesNothingBehindAndBeingKilledDoesNotHinderTheNextStart() throws Exception {
        int port = EightPorts.free();

        Process killed = start(port);
        List<ProcessHandle> orphans = killed.descendants().toList();
        assertThat(orphans).as("DynamoDB Local and the first function").hasSize(2);
        killed.destroyForcibly().waitFor();
        assertThat(allGone(orphans))
                .as("children of a killed runner are gone after 5 seconds")
                .isTrue();

        Process ended = start(port);
        List<ProcessHandle> children = ended.descendants().toList();
        ended.destroy();
        assertThat(ended.waitFor(5, TimeUnit.SECONDS))
                .as("the runner is gone 5 seconds after it was told to end")
                .isTrue();
        assertThat(allGone(children)).as("children of an ended runner are gone").isTrue();
        for (int taken = port; taken < port + 8; taken++) {
            assertThat(EightPorts.binds(taken)).as("port %d is free again", taken).isTrue();
        }
    }

    private Process start(int port) throws IOException {
        Path project = folder.resolve("project");
        Files.createDirectories(project.resolve("local/dynamodb/target"));
        Files.createDirectories(project.resolve("local/target"));
        link(project, "local/dynamodb/target/lib");
        link(project, "local/target/runtime");
        Files.copy(
                ProbeSuite.project().resolve("local/target/test-classes/probe-template.yaml"),
                project.resolve("template.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        pack(project.resolve("functions.zip"));
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SellerKitCommand.class.getName(),
                                "up",
                                "--stand-in",
                                "--port",
                                Integer.toString(port),
                                "--project",
                                project.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var seen = new ArrayList<String>();
        var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            seen.add(line);
            if (line.startsWith("Ctrl-C ends everything")) {
                Thread.ofVirtual().start(() -> reader.lines().forEach(_ -> {}));
                return process;
            }
        }
        throw new AssertionError("The runner did not start: " + String.join("\n", seen));
    }

    private static void pack(Path archive) throws IOException {
        String name = "com/sellerkit/local/host/ProbeFunction.class";
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(name));
            Files.copy(
                    ProbeSuite.project().resolve("local/target/test-classes").resolve(name), zip);
            zip.closeEntry();
        }
    }

    private static void link(Path project, String name) throws IOException {
        if (!Files.exists(project.resolve(name))) {
            Files.createSymbolicLink(project.resolve(name), ProbeSuite.project().resolve(name));
        }
    }

    private static boolean allGone(List<ProcessHandle> processes) throws InterruptedException {
        for (int i = 0; i < 50 && processes.stream().anyMatch(ProcessHandle::isAlive); i++) {
            Thread.sleep(100);
        }
        return processes.stream().noneMatch(ProcessHandle::isAlive);
    }
}
