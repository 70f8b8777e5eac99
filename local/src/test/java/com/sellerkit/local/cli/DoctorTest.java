package com.sellerkit.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.local.ProbeSuite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./sellerkit doctor` on machines that lack one thing each: a copy of the command in a folder of
/// its own, with programs that only pretend.
class DoctorTest {
    private static final List<String> SYSTEM_PROGRAMS =
            List.of(
                    "awk",
                    "basename",
                    "bash",
                    "cat",
                    "chmod",
                    "cksum",
                    "cut",
                    "date",
                    "df",
                    "dirname",
                    "env",
                    "find",
                    "grep",
                    "head",
                    "id",
                    "mkdir",
                    "ps",
                    "readlink",
                    "rm",
                    "sed",
                    "seq",
                    "sh",
                    "sha256sum",
                    "sleep",
                    "sort",
                    "ss",
                    "tail",
                    "tr",
                    "uname",
                    "xargs");

    @TempDir Path folder;
    private Path project;
    private Path machine;
    private Path programs;
    private final Map<String, String> environment = new TreeMap<>();
    private int port;

    private record Said(int exitCode, List<String> lines) {
        String about(String start) {
            return lines.stream()
                    .filter(line -> line.length() > 9 && line.substring(9).startsWith(start))
                    .reduce((first, second) -> first + "\n" + second)
                    .orElse("");
        }
    }

    @BeforeEach
    void aMachineThatHasEverything() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        machine = Files.createDirectories(folder.resolve("machine"));
        programs = Files.createDirectories(folder.resolve("programs"));
        for (String file : List.of("sellerkit", "local/doctor.sh", "local/LoadTables.java")) {
            copy(file);
        }
        copy("local/src/main/java/com/sellerkit/local/StateFolder.java");
        for (String module : List.of("web", "functions", "sandbox")) {
            Files.writeString(
                    Files.createDirectories(project.resolve(module)).resolve("pom.xml"), module);
        }
        Files.writeString(project.resolve("pom.xml"), "all");
        for (String name : SYSTEM_PROGRAMS) {
            link(name);
        }
        program("mvn", "echo 'Apache Maven 3.9.9 (invented)'");
        program("node", "echo v20.20.2");
        program("npm", "echo 10.8.2");
        program("sam", ":");
        program("cfn-lint", ":");
        program("git", "exit 1");
        jdk(machine.resolve("usr/lib/jvm/jdk-25"), "25.0.1");
        write(machine.resolve("usr/bin/chromium"), "#!/bin/sh\n");
        write(machine.resolve("proc/meminfo"), "MemTotal: 16000000 kB\n");
        environment.put("PATH", programs.toString());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("SELLERKIT_ROOT_FOLDER", machine.toString());
        port = EightPorts.free();
    }

    @AfterEach
    void withoutLinksToWhatIsNotOurs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void aMachineThatHasEverythingIsToldSo() throws Exception {
        Said said = doctor();

        assertThat(said.lines()).as("%s", said).noneMatch(line -> line.startsWith("missing"));
        assertThat(said.exitCode()).isZero();
        assertThat(said.about("JDK")).startsWith("ok").contains("25.0.1", "jdk-25");
        assertThat(said.about("Maven")).isEqualTo("ok       Maven 3.9.9");
        assertThat(said.about("Chromium")).startsWith("ok");
        assertThat(said.about("ports")).startsWith("ok");
        assertThat(said.about("memory")).isEqualTo("ok       memory: 15 GB");
        assertThat(said.about("data")).startsWith("ok");
        assertThat(said.about("TikTok Shop")).startsWith("ok");
        assertThat(said.about("build")).startsWith("warn").contains("nothing is built yet");
        assertThat(said.lines().getLast()).startsWith("SellerKit can run here");
    }

    @Test
    void whatIsMissingIsNamedWithTheWayToMendIt() throws Exception {
        Files.delete(machine.resolve("usr/lib/jvm/jdk-25/bin/javac"));
        for (String program : List.of("mvn", "node", "npm", "sam", "cfn-lint")) {
            Files.delete(programs.resolve(program));
        }
        Files.delete(machine.resolve("usr/bin/chromium"));

        Said said = doctor();

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.about("JDK")).startsWith("missing").contains("install JDK 25");
        assertThat(said.about("Maven")).startsWith("missing").contains("3.8.6");
        assertThat(said.about("Node")).startsWith("missing").contains("20.19");
        assertThat(said.about("npm")).startsWith("missing");
        assertThat(said.about("Chromium")).startsWith("warn");
        assertThat(said.about("sam")).startsWith("warn");
        assertThat(said.about("cfn-lint")).startsWith("warn");
        assertThat(said.about("build")).startsWith("warn").contains("without a JDK");
        assertThat(said.lines().getLast()).contains("\"missing\" (4)");
    }

    @Test
    void versionsThatAreTooOldAreNotTaken() throws Exception {
        jdk(machine.resolve("usr/lib/jvm/jdk-25"), "21.0.2");
        program("mvn", "echo 'Apache Maven 3.8.5'");
        program("node", "echo v20.18.3");

        Said said = doctor();

        assertThat(said.about("JDK")).startsWith("missing");
        assertThat(said.about("Maven")).startsWith("missing").contains("3.8.5 is too old");
        assertThat(said.about("Node")).startsWith("missing").contains("20.18.3 is too old");
    }

    @Test
    void aMavenThatDoesNotRunIsMissing() throws Exception {
        program("mvn", "exit 1");
        assertThat(doctor().about("Maven")).startsWith("missing").contains("JDK 17");
    }

    @Test
    void aJavaHomeThatIsNoneIsPointedOut() throws Exception {
        environment.put("JAVA_HOME", folder.resolve("nothing").toString());
        Said said = doctor();
        assertThat(said.exitCode()).isZero();
        assertThat(said.about("JAVA_HOME")).startsWith("warn").contains("export JAVA_HOME=");
    }

    @Test
    void aPortThatIsTakenIsNamedWithWhoHoldsIt() throws Exception {
        try (var _ = new ServerSocket(port + 3, 1, InetAddress.getLoopbackAddress())) {
            Said said = doctor();
            assertThat(said.exitCode()).isEqualTo(1);
            assertThat(said.about("port " + (port + 3)))
                    .startsWith("missing")
                    .contains("is held by", "--port " + (port + 1000));
        }
        program("ss", "exit 1");
        try (var _ = new ServerSocket(port + 3, 1, InetAddress.getLoopbackAddress())) {
            assertThat(doctor().about("port " + (port + 3))).contains("cannot be told");
        }
    }

    @Test
    void tooLittleRoomIsPointedOut() throws Exception {
        program("df", "echo head; echo /dev/x 100 100 $FREE 1% /");
        environment.put("FREE", "1024000");
        assertThat(doctor().about("disk")).startsWith("warn").contains("1000 MB");
        environment.put("FREE", "102400");
        assertThat(doctor().about("disk")).startsWith("missing").contains("100 MB");
        write(machine.resolve("proc/meminfo"), "MemTotal: 2048000 kB\n");
        assertThat(doctor().about("memory")).startsWith("warn").contains("2000 MB");
    }

    @Test
    void aClockBehindTheSourcesAndAnUnknownTimeZoneArePointedOut() throws Exception {
        program("git", "echo 4102444800");
        environment.put("TZ", "Atlantis/Capital");
        Said said = doctor();
        assertThat(said.about("clock")).startsWith("missing").contains("set it");
        assertThat(said.about("time zone")).startsWith("warn").contains("Atlantis/Capital");
        environment.put("TZ", "Europe/London");
        assertThat(doctor().about("time zone")).isEmpty();
    }

    @Test
    void processesThatAnEarlierRunLeftAreNamed() throws Exception {
        Process left =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "sleep 30; : "
                                        + project
                                        + "/.sellerkit/run/bootstrap com.sellerkit.local.bootstrap.Guard")
                        .start();
        try {
            assertThat(doctor().about("processes"))
                    .startsWith("warn")
                    .contains("kill " + left.pid());
        } finally {
            left.descendants().forEach(ProcessHandle::destroyForcibly);
            left.destroyForcibly().waitFor();
        }
        assertThat(doctor().about("no process")).startsWith("ok");
    }

    @Test
    void whileItRunsItsPortsAreItsOwn() throws Exception {
        Process runner =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "sleep 30; : com.sellerkit.local.cli.SellerKitCommand up")
                        .start();
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            write(project.resolve(".sellerkit/lock"), Long.toString(runner.pid()));
            Said said = doctor();
            assertThat(said.exitCode()).as("%s", said).isZero();
            assertThat(said.about("SellerKit runs already")).contains("process " + runner.pid());
        } finally {
            runner.descendants().forEach(ProcessHandle::destroyForcibly);
            runner.destroyForcibly().waitFor();
        }
    }

    @Test
    void dataOfAnotherSellerKitAreNotTouched() throws Exception {
        write(project.resolve(".sellerkit/version"), "99\n");
        Said said = doctor();
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.about("data")).startsWith("missing").contains("'99'", "up --fresh");
        write(project.resolve(".sellerkit/version"), "2\n");
        assertThat(doctor().about("data")).startsWith("ok").contains("version 2");
    }

    @Test
    void aDataFolderThatIsNoneIsPointedOut() throws Exception {
        Files.writeString(project.resolve(".sellerkit"), "a file");
        assertThat(doctor().about("data")).startsWith("missing").contains("chown");
    }

    @Test
    void aStaleBuildIsToldFromAFreshOne() throws Exception {
        write(project.resolve(".sellerkit/built"), "0000\n");
        assertThat(doctor().about("build")).startsWith("warn").contains("sources changed");
    }

    @Test
    void halfOfAnAppsCredentialsIsPointedOutWithoutShowingThem() throws Exception {
        environment.put("TIKTOK_APP_KEY", "invented-key");
        environment.put("TIKTOK_APP_SECRET", "invented-secret");
        Said half = doctor();
        assertThat(half.exitCode()).isEqualTo(1);
        assertThat(half.about("TikTok Shop"))
                .startsWith("missing")
                .contains("set TIKTOK_SERVICE_ID too", "TIKTOK_APP_KEY");
        assertThat(half.toString()).doesNotContain("invented");
        environment.put("TIKTOK_SERVICE_ID", "invented-service");
        assertThat(doctor().about("TikTok Shop")).startsWith("ok").contains("the platform itself");
    }

    @Test
    void aNativeLibraryThatDoesNotLoadIsMissingAndTheRealOneLoads() throws Exception {
        realJdk();
        Path library = project.resolve("local/dynamodb/target/lib");
        Files.createDirectories(library);
        Said without = doctor();
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.about("DynamoDB Local")).startsWith("missing");

        Files.delete(library);
        Files.createSymbolicLink(
                library, ProbeSuite.project().resolve("local/dynamodb/target/lib"));
        assertThat(doctor().about("DynamoDB Local")).startsWith("ok").contains("SQLite 3");
    }

    @Test
    void aWrongOptionIsNotTakenForAnything() throws Exception {
        assertThat(run("doctor", "--prot", "9000").exitCode()).isEqualTo(1);
        assertThat(run("doctor", "--port", "ninety").lines().toString())
                .contains("it has to be a number");
    }

    private Said doctor() throws IOException, InterruptedException {
        return run("doctor", "--port", Integer.toString(port));
    }

    private Said run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", project.resolve("sellerkit").toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), output.lines().toList());
    }

    private void copy(String file) throws IOException {
        Path target = project.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(ProbeSuite.project().resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
    }

    private void link(String name) throws IOException {
        for (String place : List.of("/bin", "/usr/bin", "/sbin", "/usr/sbin")) {
            if (Files.isExecutable(Path.of(place, name))) {
                Files.createSymbolicLink(programs.resolve(name), Path.of(place, name));
                return;
            }
        }
    }

    private void program(String name, String script) throws IOException {
        Files.deleteIfExists(programs.resolve(name));
        write(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    }

    private static void jdk(Path home, String version) throws IOException {
        write(home.resolve("bin/javac"), "#!/bin/sh\n");
        write(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private void realJdk() {
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
