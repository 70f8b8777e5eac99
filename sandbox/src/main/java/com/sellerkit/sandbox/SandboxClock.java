package com.sellerkit.sandbox;

import java.time.Instant;
import java.util.Optional;

/// How the world of the stand-in keeps time; the protocol checks (timestamps, token expiry) always
/// use real time.
public sealed interface SandboxClock {

    /// The world stands still at `at`, which is its anchor too: no order arrives or moves.
    record Frozen(Instant at) implements SandboxClock {}

    /// The world follows real time; the shops' histories end at `anchor`, and new orders arrive
    /// after it. Without an anchor, the first start is the anchor.
    record Running(Optional<Instant> anchor) implements SandboxClock {}

    /// A world that stands still at `at`.
    static SandboxClock frozenAt(Instant at) {
        return new Frozen(at);
    }

    /// A world whose history ends when it is first started, and which lives on from there.
    static SandboxClock running() {
        return new Running(Optional.empty());
    }

    /// A world whose history ended at `anchor`, and which has lived on since.
    static SandboxClock runningSince(Instant anchor) {
        return new Running(Optional.of(anchor));
    }
}
