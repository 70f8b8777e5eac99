package com.sellerkit.local;

/// Why the suite cannot start, in words for the person who started it: what was seen and what to
/// do.
public final class StartProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message one or two sentences
    public StartProblem(String message) {
        super(message);
    }
}
