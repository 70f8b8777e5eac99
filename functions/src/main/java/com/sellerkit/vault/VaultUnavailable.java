package com.sellerkit.vault;

import org.jspecify.annotations.Nullable;

/// The vault's tables or keys did not answer, or refuse this function; what was asked may work
/// later.
public final class VaultUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VaultUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
