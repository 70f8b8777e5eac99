package com.sellerkit.catalog;

/// The tables, split by trust and by retention.
public enum Table {
    /// Accounts, memberships, connections and shops.
    ACCOUNTS,
    /// Everything that belongs to a shop.
    SHOPS,
    /// Evidence, only ever added to.
    LEDGER,
    /// Sealed tokens and the shops' key records.
    VAULT
}
