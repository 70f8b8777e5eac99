package com.sellerkit.sync;

/// What came of a notification, the better first.
enum NotificationResult {
    /// Its effect is stored.
    DONE,
    /// It has no effect now: the shop is not connected, or may not be read.
    IDLE,
    /// The platform could not be asked; trying again may help.
    LATER,
    /// It went wrong in a way that needs a hand, should it go on.
    FAILED;

    NotificationResult or(NotificationResult other) {
        return compareTo(other) < 0 ? other : this;
    }
}
