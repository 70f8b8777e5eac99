package com.sellerkit.local.host;

import com.sellerkit.local.ProbeSuite;
import com.sellerkit.local.Suite;
import com.sellerkit.local.template.Names;
import com.sellerkit.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Learns the functions' classes while the tests that start no functions run, so that the journeys
/// after them find what was learned. Suites would do so by themselves, beside their first requests.
public final class LearnedAhead implements LauncherSessionListener {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Thread.ofVirtual().name("rehearsal").start(LearnedAhead::learn);
    }

    private static void learn() {
        Path project = ProbeSuite.project();
        Path target = project.resolve("local/target");
        Path unpacked = target.resolve("functions");
        var names = new Names(Suite.REGION, Suite.STACK, NOWHERE, NOWHERE, NOWHERE);
        var functions =
                Template.read(project.resolve("template.yaml"), names, Map.of()).functions();
        // Tests that start none also run before the functions are packed.
        if (!Files.isRegularFile(functions.getFirst().code())) {
            return;
        }
        Path logs = folder(target.resolve("rehearsal-" + ProcessHandle.current().pid()));
        try (var learned =
                new LearnedClasses(
                        functions,
                        new LaunchPlan(
                                Suite.REGION,
                                NOWHERE.toString(),
                                Map.of(),
                                target.resolve("runtime"),
                                unpacked,
                                ChildProcess.prepareBootstrap(unpacked),
                                Optional.empty(),
                                false),
                        project.resolve("events"),
                        new FunctionLog(logs, "Rehearsal", false))) {
            learned.learn();
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
