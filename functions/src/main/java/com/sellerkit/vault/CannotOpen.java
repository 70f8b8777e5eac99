package com.sellerkit.vault;

import org.jspecify.annotations.Nullable;

/// Something sealed did not open: another context, another key, damaged, or its key was destroyed.
public final class CannotOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Tells what was to be opened.
    ///
    /// @param message what was to be opened, never what it holds
    /// @param cause the engine's own words, if it had any
    public CannotOpen(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
