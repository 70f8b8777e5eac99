package com.sellerkit.catalog;

/// Whose data a field is.
public enum DataSubject {
    /// The person or company that sells and uses SellerKit.
    SELLER,
    /// The person who bought.
    BUYER,
    /// A person who works for SellerKit.
    STAFF,
    /// Nobody: the field tells about no person.
    NONE
}
