package com.sellerkit.sync;

/// A cursor that this list did not give out: damaged, or of another shop or filter.
public final class InvalidCursor extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidCursor() {
        super("the cursor belongs to another list; start again without one");
    }
}
