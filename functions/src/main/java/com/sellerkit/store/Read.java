package com.sellerkit.store;

/// How much of a record is read.
public enum Read {
    /// Without the encrypted fields.
    PLAIN,
    /// With them, decrypted.
    WITH_PERSONAL
}
