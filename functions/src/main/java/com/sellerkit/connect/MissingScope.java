package com.sellerkit.connect;

/// A permission that the seller did not grant.
///
/// @param scope as TikTok writes it
/// @param consequence what stays off without it
public record MissingScope(String scope, String consequence) {}
