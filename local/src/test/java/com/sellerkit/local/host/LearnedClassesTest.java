package com.sellerkit.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sellerkit.local.ProbeSuite;
import com.sellerkit.local.template.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearnedClassesTest {
    private static final String SITE = "com.sellerkit.site.SiteFunction";

    @TempDir Path folder;

    private final Path project = ProbeSuite.project();
    private final List<FunctionSpec> functions = LearnedAhead.functions();
    private final List<FunctionLog> logs = new ArrayList<>();

    @AfterEach
    void close() {
        logs.forEach(FunctionLog::close);
    }

    @Test
    void everyFunctionHasExamplesToRehearse() throws IOException {
        List<String> examples;
        try (var files = Files.list(project.resolve("events"))) {
            examples = files.map(file -> file.getFileName().toString()).toList();
        }

        assertThat(functions)
                .isNotEmpty()
                .allSatisfy(function ->
                        assertThat(examples)
                                .anyMatch(name ->
                                        name.startsWith(LearnedClasses.beginning(function.id()))));
    }

    @Test
    void aProcessStartsWithTheClassesThatWereLearned() throws IOException {
        // The folder of every suite here, so that this is learned for all of them.
        LaunchPlan plan = LearnedAhead.plan(LearnedAhead.UNPACKED);
        try (var classes =
                new LearnedClasses(functions, plan, project.resolve("events"), log("learning"))) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(classes.learn())
                                    .as("see %s", folder.resolve("logs"))
                                    .isTrue());
        }

        assertThat(sourceOf(SITE, plan)).contains("shared objects file");
    }

    @Test
    void whatDoesNotFitIsPassedOverWithoutAWord() throws IOException {
        LaunchPlan plan = LearnedAhead.plan(folder.resolve("functions"));
        Files.writeString(plan.learned(function("SiteFunction")), "nothing that a JVM has written");

        assertThat(sourceOf(SITE, plan)).contains("code.jar");
        assertThat(logs.getLast().lines()).noneMatch(line -> line.contains("aot"));
    }

    @Test
    void theNextBuildTakesThePlaceOfTheLast() throws IOException {
        Path unpacked = folder.resolve("functions");
        Path code = Files.copy(functions.getFirst().code(), folder.resolve("functions.zip"));
        FunctionSpec function = withCode(function("SiteFunction"), code);
        Path before = LearnedAhead.plan(unpacked).learned(function).resolveSibling("code.jar");

        Files.setLastModifiedTime(
                code,
                java.nio.file.attribute.FileTime.fromMillis(
                        Files.getLastModifiedTime(code).toMillis() + 1_000));
        Path after = LearnedAhead.plan(unpacked).learned(function).resolveSibling("code.jar");

        assertThat(before).isNotEqualTo(after).doesNotExist();
        assertThat(after).isRegularFile();
    }

    /// Where a fresh process of the site's function took a class from; empty if it did not need it.
    private String sourceOf(String name, LaunchPlan plan) throws IOException {
        Path loaded = Files.createTempFile(folder, "loaded", ".txt");
        String event = Files.readString(project.resolve("events/site-home.json"));
        try (var instance =
                new Instance(
                        function("SiteFunction"),
                        plan,
                        log("functions"),
                        launch -> {
                            var options = new ArrayList<>(launch.jvmOptions());
                            options.add("-Xlog:class+load:file=" + loaded);
                            return new ChildProcess.Launch(
                                    options,
                                    launch.classPath(),
                                    launch.mainClass(),
                                    launch.arguments(),
                                    launch.environment(),
                                    launch.workFolder());
                        })) {
            assertThat(instance.invoke("00000000-0000-4000-8000-0000000000ac", event))
                    .isInstanceOfSatisfying(
                            Result.Answered.class,
                            answer -> assertThat(answer.toString()).contains("200"));
        }
        try (var lines = Files.lines(loaded)) {
            return lines.filter(line -> line.contains(name + " source:")).findFirst().orElse("");
        }
    }

    private FunctionSpec function(String id) {
        return functions.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private static FunctionSpec withCode(FunctionSpec function, Path code) {
        return new FunctionSpec(
                function.id(),
                function.name(),
                function.arn(),
                function.handler(),
                code,
                function.timeout(),
                function.memoryMegabytes(),
                function.environment(),
                function.reservedConcurrency(),
                function.retries(),
                function.onFailureQueue(),
                function.events());
    }

    private FunctionLog log(String name) {
        var log = new FunctionLog(folder.resolve("logs"), name, false);
        logs.add(log);
        return log;
    }
}
