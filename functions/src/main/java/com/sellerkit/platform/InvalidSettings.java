package com.sellerkit.platform;

import java.util.List;

/// The environment lacks something or holds it malformed; names all of it, and no value.
public final class InvalidSettings extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> faults) {
        super("environment: " + String.join("; ", faults));
    }
}
