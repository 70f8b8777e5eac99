package com.sellerkit.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Chooses by chance, repeatably. A task goes on for a while, as most of what goes wrong needs one
/// that is held up while others get far.
final class SeededChoices implements Choices {
    private static final double GOES_ON = 0.8;
    private static final double CRASHES = 0.01;

    private final Random random;
    private int present = -1;

    SeededChoices(Random random) {
        this.random = random;
    }

    @Override
    public Optional<Explorer.Step> next(List<Explorer.Step> enabled) {
        List<Explorer.Step> crashes = enabled.stream().filter(Explorer.Step::crash).toList();
        if (!crashes.isEmpty() && random.nextDouble() < CRASHES) {
            return Optional.of(crashes.get(random.nextInt(crashes.size())));
        }
        List<Explorer.Step> steps = enabled.stream().filter(step -> !step.crash()).toList();
        Optional<Explorer.Step> same =
                steps.stream().filter(step -> step.task() == present).findFirst();
        Explorer.Step next =
                same.isPresent() && random.nextDouble() < GOES_ON
                        ? same.get()
                        : steps.get(random.nextInt(steps.size()));
        present = next.task();
        return Optional.of(next);
    }

    @Override
    public int choose(int options) {
        return random.nextInt(options);
    }
}
