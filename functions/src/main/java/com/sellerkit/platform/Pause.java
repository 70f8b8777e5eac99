package com.sellerkit.platform;

import java.time.Duration;

/// Waiting, as something that a test can skip.
@FunctionalInterface
public interface Pause {
    /// Waits.
    ///
    /// @param duration zero or more
    void sleep(Duration duration);
}
