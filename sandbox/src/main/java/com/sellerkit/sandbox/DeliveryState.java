package com.sellerkit.sandbox;

/// What has become of a notification.
public enum DeliveryState {
    /// It is to be sent, for the first time or again.
    WAITING,
    /// The receiver took it: 200 in time.
    DELIVERED,
    /// Every attempt failed, or too many were waiting.
    DROPPED,
    /// A fault swallowed it; it was never sent.
    LOST
}
