package com.sellerkit.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs a scenario once for every interleaving of its tasks' effects, and with crashes at every one
/// of them, depth first by repeating choices.
///
/// Of runs that differ only in the order of effects which do not touch the same places, one is
/// enough, and only that one is run to its end (sleep sets, Godefroid 1996).
public final class Explorer implements Choices {
    /// More runs, as asked for by `-Dsimulation.exhaustive=true`.
    public static final boolean EXHAUSTIVE = Boolean.getBoolean("simulation.exhaustive");

    private final int crashesMax;
    private final int runsMax;
    private final List<Node> path = new ArrayList<>();
    private int depth;
    private Set<Step> asleep = Set.of();

    private Explorer(int crashesMax, int runsMax) {
        this.crashesMax = crashesMax;
        this.runsMax = runsMax;
    }

    /// One world with its tasks: builds it, starts the run, and checks what came of it.
    @FunctionalInterface
    public interface Scenario {
        void run(Run run);
    }

    /// What came of exploring.
    ///
    /// @param runs how many runs went to their end
    /// @param cut how many were cut short, because another run had shown the same
    /// @param complete whether there are no other runs
    /// @param failure the first failure; nothing was explored behind it
    public record Result(int runs, int cut, boolean complete, Optional<Failure> failure) {
        /// The failure as an error with the choices that repeat it.
        public Result held() {
            failure.ifPresent(each -> {
                throw new AssertionError(
                        "run %d, choices %s:%n%s"
                                .formatted(runs, each.choices(), String.join("\n", each.trace())),
                        each.cause());
            });
            return this;
        }
    }

    /// A run that failed.
    ///
    /// @param choices repeat it with [#replay(String, Scenario)]
    /// @param trace what happened, step by step
    public record Failure(String choices, List<String> trace, Throwable cause) {}

    /// Explores all runs.
    ///
    /// @param crashesMax how many tasks may crash in one run, from 0
    /// @param runsMax after how many runs to give up, unless all are asked for
    public static Result explore(int crashesMax, int runsMax, Scenario scenario) {
        return new Explorer(crashesMax, EXHAUSTIVE ? Integer.MAX_VALUE : runsMax).explore(scenario);
    }

    /// Repeats one run.
    ///
    /// @param choices as a [Failure] names them
    /// @return the trace of the run, and its failure if it failed again
    public static Result replay(String choices, Scenario scenario) {
        Explorer explorer = new Explorer(Integer.MAX_VALUE, 1);
        Arrays.stream(choices.split(" ", -1))
                .filter(choice -> !choice.isEmpty())
                .forEach(choice -> explorer.path.add(Node.forced(Integer.parseInt(choice))));
        return explorer.explore(scenario);
    }

    private Result explore(Scenario scenario) {
        int runs = 0;
        int cut = 0;
        do {
            depth = 0;
            asleep = Set.of();
            Run run = new Run(this, crashesMax);
            try {
                scenario.run(run);
                runs++;
            } catch (Run.Redundant _) {
                cut++;
            } catch (Throwable failure) {
                String choices =
                        path.subList(0, depth).stream()
                                .map(node -> Integer.toString(node.chosen()))
                                .collect(Collectors.joining(" "));
                return new Result(
                        runs + 1,
                        cut,
                        false,
                        Optional.of(new Failure(choices, run.trace(), failure)));
            }
            if (runs >= runsMax) {
                return new Result(runs, cut, false, Optional.empty());
            }
        } while (advance());
        return new Result(runs, cut, true, Optional.empty());
    }

    /// Turns to the next run; false if there is none.
    private boolean advance() {
        while (!path.isEmpty()) {
            if (path.getLast().advance()) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    /// One thing that may happen next.
    ///
    /// @param task the task it happens to
    /// @param crash whether the task crashes instead of doing it
    record Step(int task, boolean crash, Effect effect) {
        boolean commutesWith(Step other) {
            if (task == other.task || (crash && other.crash)) {
                return false;
            }
            return crash || other.crash || effect.commutesWith(other.effect);
        }
    }

    /// Empty if every one of the steps was shown by another run.
    @Override
    public Optional<Step> next(List<Step> enabled) {
        if (depth == path.size()) {
            List<Integer> awake = new ArrayList<>();
            for (int i = 0; i < enabled.size(); i++) {
                if (!asleep.contains(enabled.get(i))) {
                    awake.add(i);
                }
            }
            if (awake.isEmpty()) {
                return Optional.empty();
            }
            path.add(new Node(awake));
        }
        Node node = path.get(depth++);
        Step step = enabled.get(node.chosen());
        Set<Step> still = new HashSet<>(asleep);
        node.before().forEach(index -> still.add(enabled.get(index)));
        still.removeIf(other -> !other.commutesWith(step));
        asleep = still;
        return Optional.of(step);
    }

    @Override
    public int choose(int options) {
        if (depth == path.size()) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < options; i++) {
                all.add(i);
            }
            path.add(new Node(all));
        }
        return path.get(depth++).chosen();
    }

    /// A choice on the way of the present run, and which alternatives were explored already.
    private static final class Node {
        private final List<Integer> alternatives;
        private int at;

        Node(List<Integer> alternatives) {
            this.alternatives = alternatives;
        }

        static Node forced(int choice) {
            return new Node(List.of(choice));
        }

        int chosen() {
            return alternatives.get(at);
        }

        List<Integer> before() {
            return alternatives.subList(0, at);
        }

        boolean advance() {
            return ++at < alternatives.size();
        }
    }
}
