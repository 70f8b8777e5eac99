package com.sellerkit.simulation;

import java.util.List;
import java.util.Optional;

/// Decides what happens next in a run.
interface Choices {
    /// Which step is next.
    ///
    /// @param enabled at least one; steps before crashes
    /// @return empty to end the run here
    Optional<Explorer.Step> next(List<Explorer.Step> enabled);

    /// One of several things that may come of an effect, from 0.
    int choose(int options);
}
