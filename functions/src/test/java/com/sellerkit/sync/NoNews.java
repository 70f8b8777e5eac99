package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import java.time.Instant;

/// Nothing is heard of authorizations here.
final class NoNews implements AuthorizationNews {
    @Override
    public NotificationResult ended(ShopId shop) {
        return NotificationResult.IDLE;
    }

    @Override
    public NotificationResult ending(ShopId shop, Instant endsAt, Instant toldAt) {
        return NotificationResult.IDLE;
    }
}
