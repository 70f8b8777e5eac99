package com.sellerkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever happens, and in whatever order: nothing is lost, nothing is doubled, and nobody who
/// left is read.
///
/// `./sellerkit simulate` runs more, and repeats one seed with its trace.
final class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 200);
    private static final long FIRST_SEED = 1;
    private static final int TOLD_EVERY = 100;

    private final PrintStream out = System.out;

    /// What is lived through writes some millions of log lines that nobody reads.
    @BeforeEach
    void beQuiet() {
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void speakAgain() {
        System.setOut(out);
    }

    @Test
    void afterAnyMisfortuneWhatIsKeptEqualsThePlatform() {
        Long one = Long.getLong("simulation.seed");
        if (one != null) {
            repeat(one);
            return;
        }
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            run(seed);
            if (seed % TOLD_EVERY == 0) {
                Progress.tell("%,d of %,d seeds held".formatted(seed - FIRST_SEED + 1, SEEDS));
            }
        }
        Progress.tell("%,d seeds, from %d on: all held".formatted(SEEDS, FIRST_SEED));
    }

    @Test
    void aSeedRepeatsWhatHappened() {
        List<String> once = run(FIRST_SEED);

        assertThat(run(FIRST_SEED)).isEqualTo(once).hasSizeGreaterThan(100);
    }

    private static List<String> run(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed %d failed; ./sellerkit simulate --seed %d shows how"
                            .formatted(seed, seed),
                    e);
        }
        return simulation.trace();
    }

    private void repeat(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run();
        } finally {
            simulation.trace().forEach(out::println);
        }
    }
}
