package com.sellerkit.connect;

/// Which of TikTok's authorization hosts is responsible for a shop.
public enum Market {
    /// Shops that sell in the United States.
    US,
    /// All others.
    ROW
}
