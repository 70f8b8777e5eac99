package com.sellerkit.store;

/// Where a query looks.
public enum Index {
    /// The table itself, consistently.
    TABLE,
    /// The first index, a moment behind the table; the records themselves are as they are now.
    INDEX1,
    /// The second index, a moment behind the table; the records themselves are as they are now.
    INDEX2,
    /// The records that want to be looked at, earliest first; keys and due time only.
    DUE
}
