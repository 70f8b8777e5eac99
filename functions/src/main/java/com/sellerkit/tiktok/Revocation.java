package com.sellerkit.tiktok;

/// The platform has ended the app's authorization for one shop.
public record Revocation() {}
