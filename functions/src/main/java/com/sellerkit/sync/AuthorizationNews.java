package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import java.time.Instant;

/// What is done when the platform tells of a shop's authorization.
interface AuthorizationNews {
    /// It is said to have ended. Anybody can be wrong, so the platform is asked before anything is
    /// disconnected.
    NotificationResult ended(ShopId shop);

    /// It will end.
    ///
    /// @param toldAt when the platform said so
    NotificationResult ending(ShopId shop, Instant endsAt, Instant toldAt);
}
