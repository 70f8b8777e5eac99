package com.sellerkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Holds the explorer itself to what it promises, since a proof is worth no more than it.
final class ExplorerTest {
    private static final int RUNS_MAX = 10_000;

    @Test
    void everyOrderOfEffectsOnTheSamePlaceIsRunOnce() {
        Set<String> orders = new TreeSet<>();

        Explorer.Result result = Explorer.explore(0, RUNS_MAX, run -> orders.add(written(run)));

        assertThat(orders).containsExactly("aabb", "abab", "abba", "baab", "baba", "bbaa");
        assertThat(result.complete()).isTrue();
        assertThat(result.runs()).isEqualTo(6);
    }

    private static String written(Run run) {
        StringBuilder log = new StringBuilder();
        for (String name : List.of("a", "b")) {
            run.task(
                    name,
                    () -> {
                        write(run, "log", () -> log.append(name));
                        write(run, "log", () -> log.append(name));
                    });
        }
        run.go();
        return log.toString();
    }

    @Test
    void ordersOfEffectsOnDifferentPlacesAreRunOnce() {
        Explorer.Result result =
                Explorer.explore(
                        0,
                        RUNS_MAX,
                        run -> {
                            for (String name : List.of("a", "b", "c")) {
                                run.task(
                                        name,
                                        () -> {
                                            write(run, name, () -> {});
                                            write(run, name, () -> {});
                                        });
                            }
                            run.go();
                        });

        assertThat(result.complete()).isTrue();
        assertThat(result.runs()).isEqualTo(1);
    }

    @Test
    void aLostUpdateIsFoundAndItsChoicesRepeatIt() {
        Explorer.Result result = Explorer.explore(0, RUNS_MAX, ExplorerTest::countTwice);

        Explorer.Failure failure = result.failure().orElseThrow();
        assertThat(failure.cause()).hasMessageContaining("2");
        assertThat(failure.trace()).hasSize(4).anyMatch(line -> line.startsWith("b reads"));
        assertThatThrownBy(result::held)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(failure.choices());
        Explorer.Failure again =
                Explorer.replay(failure.choices(), ExplorerTest::countTwice)
                        .failure()
                        .orElseThrow();
        assertThat(again.trace()).isEqualTo(failure.trace());
    }

    private static void countTwice(Run run) {
        int[] count = {0};
        for (String name : List.of("a", "b")) {
            run.task(
                    name,
                    () -> {
                        int seen = run.effect(Effect.reading("reads", "count"), () -> count[0]);
                        write(run, "count", () -> count[0] = seen + 1);
                    });
        }
        run.go();
        assertThat(count[0]).isEqualTo(2);
    }

    @Test
    void aTaskCrashesBeforeEachOfItsEffectsAndDoesNothingOnItsWayOut() {
        Set<List<String>> outcomes = new HashSet<>();

        Explorer.Result result =
                Explorer.explore(
                        1,
                        RUNS_MAX,
                        run -> {
                            List<String> done = new ArrayList<>();
                            run.task(
                                    "a",
                                    () -> {
                                        try {
                                            write(run, "place", () -> done.add("one"));
                                            write(run, "place", () -> done.add("two"));
                                        } finally {
                                            write(run, "place", () -> done.add("cleared"));
                                        }
                                    });
                            run.go();
                            outcomes.add(done);
                            assertThat(run.crashed("a")).isEqualTo(done.size() < 3);
                        });

        result.held();
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        List.of(),
                        List.of("one"),
                        List.of("one", "two"),
                        List.of("one", "two", "cleared"));
    }

    @Test
    void crashesKeepToTheirMost() {
        for (int most : new int[] {0, 1, 2}) {
            Set<Integer> crashes = new TreeSet<>();
            Explorer.explore(
                            most,
                            RUNS_MAX,
                            run -> {
                                for (String name : List.of("a", "b", "c")) {
                                    run.task(name, () -> write(run, "place", () -> {}));
                                }
                                run.surroundings("time", () -> write(run, "place", () -> {}));
                                run.go();
                                crashes.add(
                                        (int)
                                                List.of("a", "b", "c", "time").stream()
                                                        .filter(run::crashed)
                                                        .count());
                            })
                    .held();
            assertThat(crashes).hasSize(most + 1).contains(most);
        }
    }

    @Test
    void whatMayComeOfAnEffectIsRunForEachOption() {
        Set<Integer> seen = new TreeSet<>();

        Explorer.Result result =
                Explorer.explore(
                        0,
                        RUNS_MAX,
                        run -> {
                            run.task(
                                    "a",
                                    () -> write(run, "place", () -> seen.add(run.choose("x", 3))));
                            run.go();
                        });

        assertThat(result.runs()).isEqualTo(3);
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void aFailureInsideATaskEndsTheRun() {
        Explorer.Result result =
                Explorer.explore(
                        0,
                        RUNS_MAX,
                        run -> {
                            run.task(
                                    "a",
                                    () -> {
                                        throw new IllegalStateException("broken");
                                    });
                            run.task("b", () -> write(run, "place", () -> {}));
                            run.go();
                        });

        assertThat(result.failure().orElseThrow().cause()).hasMessage("broken");
    }

    private static void write(Run run, String place, Runnable action) {
        run.effect(
                Effect.changing("writes " + place, place),
                () -> {
                    action.run();
                    return true;
                });
    }
}
