package com.sellerkit.sync;

import com.sellerkit.connect.AuthorizationCheck;
import com.sellerkit.connect.ConnectionEndings;
import com.sellerkit.connect.DisconnectedBy;
import com.sellerkit.platform.ShopId;
import java.time.Instant;

/// Hands news of an authorization to those who keep authorizations.
final class CheckedNews implements AuthorizationNews {
    private final AuthorizationCheck check;
    private final ConnectionEndings endings;

    CheckedNews(AuthorizationCheck check, ConnectionEndings endings) {
        this.check = check;
        this.endings = endings;
    }

    @Override
    public NotificationResult ended(ShopId shop) {
        return switch (check.check(shop, DisconnectedBy.TIKTOK)) {
            case STILL_AUTHORIZED, DISCONNECTED -> NotificationResult.DONE;
            case UNCLEAR -> NotificationResult.LATER;
        };
    }

    @Override
    public NotificationResult ending(ShopId shop, Instant endsAt, Instant toldAt) {
        endings.record(shop, endsAt, toldAt);
        return NotificationResult.DONE;
    }
}
