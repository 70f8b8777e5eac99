package com.sellerkit.local.journey;

import com.sellerkit.local.ProbeSuite;
import com.sellerkit.local.SuiteOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is killed, and whatever the platform does meanwhile: what is kept in the end is what
/// the platform has, record by record, for every stream.
///
/// Each life takes minutes, so it is no part of the test command: `./sellerkit simulate
/// --processes`.
@EnabledIfSystemProperty(named = "simulation.processes", matches = "[1-9][0-9]*")
final class KilledProcessesTest {
    private static final int LIVES = Integer.getInteger("simulation.processes", 1);
    private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);

    @TempDir private Path folder;

    @Test
    void afterAnyKillWhatIsKeptEqualsThePlatform() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
            Path state = folder.resolve("seed-" + seed);
            try {
                KilledProcesses.live(SuiteOptions.forTest(ProbeSuite.project(), state), seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
