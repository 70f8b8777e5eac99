package com.sellerkit.store;

import org.jspecify.annotations.Nullable;

/// The table did not take or give what was asked, after all retries.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
