package com.sellerkit.sandbox;

/// A fault that is switched on.
///
/// @param left how many calls it still applies to; 0 where it has no limit
public record ActiveFault(long id, Fault fault, int left) {}
