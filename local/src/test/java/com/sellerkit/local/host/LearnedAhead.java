package com.sellerkit.local.host;

import com.sellerkit.local.ProbeSuite;
import com.sellerkit.local.Suite;
import com.sellerkit.local.template.FunctionSpec;
import com.sellerkit.local.template.Names;
import com.sellerkit.local.template.Template;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Learns the functions' classes while the tests that start no functions run, so that the journeys
/// after them find what was learned. Suites would do so by themselves, beside their first requests.
public final class LearnedAhead implements LauncherSessionListener {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
    private static final Path PROJECT = ProbeSuite.project();

    /// Where every suite of this project looks for what was learned.
    static final Path UNPACKED = PROJECT.resolve("local/target/functions");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Thread.ofVirtual().name("rehearsal").start(LearnedAhead::learn);
    }

    private static void learn() {
        List<FunctionSpec> functions = functions();
        // Tests that start none also run before the functions are packed.
        if (!Files.isRegularFile(functions.getFirst().code())) {
            return;
        }
        Path logs = UNPACKED.resolveSibling("rehearsal-" + ProcessHandle.current().pid());
        try (var learned =
                new LearnedClasses(
                        functions,
                        plan(UNPACKED),
                        PROJECT.resolve("events"),
                        new FunctionLog(logs, "Rehearsal", false))) {
            learned.learn();
        }
    }

    /// The functions of the product, whose services are nowhere.
    static List<FunctionSpec> functions() {
        var names = new Names(Suite.REGION, Suite.STACK, NOWHERE, NOWHERE, NOWHERE);
        return Template.read(PROJECT.resolve("template.yaml"), names, Map.of()).functions();
    }

    /// How the site's function, or a rehearsal, starts without services.
    static LaunchPlan plan(Path unpacked) {
        return new LaunchPlan(
                Suite.REGION,
                NOWHERE.toString(),
                Map.of("SiteFunction", new LaunchPlan.Identity("TESTS", "unchecked")),
                PROJECT.resolve("local/target/runtime"),
                unpacked,
                ChildProcess.prepareBootstrap(unpacked),
                Optional.empty(),
                true);
    }
}
