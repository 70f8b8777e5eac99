package com.sellerkit.local;

import com.sellerkit.local.engines.TableEngine;
import com.sellerkit.local.host.ChildProcess;
import com.sellerkit.local.host.FunctionLog;
import java.nio.file.Path;
import java.util.Optional;

/// One process of DynamoDB Local for all tests of a JVM whose tables need not outlive them: to
/// start it costs more than most of them ask of it. Each suite has a database of its own in it.
public final class SharedTables {
    private SharedTables() {}

    /// The process, which ends with this one.
    public static TableEngine engine() {
        return Started.ENGINE;
    }

    private static final class Started {
        static final TableEngine ENGINE = start();

        private static TableEngine start() {
            Path target = ProbeSuite.project().resolve("local/target");
            return TableEngine.start(
                    Ports.free().tables(),
                    target.resolveSibling("dynamodb/target/lib"),
                    Optional.empty(),
                    false,
                    Suite.REGION,
                    "tests",
                    ChildProcess.prepareBootstrap(target.resolve("functions")),
                    new FunctionLog(
                            target.resolve("shared-tables-" + ProcessHandle.current().pid()),
                            "DynamoDB",
                            false));
        }
    }
}
