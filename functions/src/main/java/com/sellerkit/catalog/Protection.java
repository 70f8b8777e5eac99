package com.sellerkit.catalog;

/// How a field is kept, beyond the encryption at rest that every table has.
public enum Protection {
    /// As it is; may be searched and listed.
    PLAIN,
    /// Encrypted under the branch key of the shop it belongs to; unreadable once that key is
    /// destroyed.
    SHOP_KEY,
    /// Sealed by the vault before it is stored; the store refuses it in the clear.
    SECRET
}
