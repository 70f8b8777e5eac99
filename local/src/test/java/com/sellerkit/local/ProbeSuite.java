package com.sellerkit.local;

import java.nio.file.Path;
import java.util.List;

/// Starts the probe template, whose one function is among the test classes.
public final class ProbeSuite {
    private ProbeSuite() {}

    /// The folder of the whole project, wherever the tests were started.
    public static Path project() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("local") ? here.resolveSibling("") : here;
    }

    static SuiteOptions options(Path state) {
        Path classes = project().resolve("local/target/test-classes");
        return SuiteOptions.forTest(project(), state)
                .withTemplate(classes.resolve("probe-template.yaml"))
                .withFunctionClassPath(List.of(classes.toString()))
                .withTables(SharedTables.engine())
                .withSchedules(false);
    }
}
