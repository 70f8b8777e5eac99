package com.sellerkit.simulation;

import java.util.function.Supplier;

/// Where tasks do what others can see, at the moment that a schedule chooses.
public interface Effects {
    /// Does something to what tasks share; a crash of the task comes before it, which is also
    /// behind the effect before.
    <T> T effect(Effect effect, Supplier<T> action);

    /// As [#effect(Effect, Supplier)] for what gives nothing back.
    default void effect(Effect effect, Runnable action) {
        effect(
                effect,
                () -> {
                    action.run();
                    return true;
                });
    }
}
