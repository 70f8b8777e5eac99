package com.sellerkit.connect;

/// Whether SellerKit may read a shop at the moment.
public enum ShopState {
    /// A connection reaches the shop.
    CONNECTED,
    /// TikTok no longer accepts the connection; a person has to authorize again.
    RECONNECT_NEEDED,
    /// Nothing is read any more; what was read stays readable until it is deleted.
    DISCONNECTED
}
