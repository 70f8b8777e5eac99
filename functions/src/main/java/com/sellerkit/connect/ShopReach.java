package com.sellerkit.connect;

import com.sellerkit.tiktok.ShopAccess;
import java.util.Set;

/// Whether and how a shop can be read at TikTok right now.
public sealed interface ShopReach {
    /// It can.
    ///
    /// @param access token and cipher for the calls
    /// @param epoch the shop's epoch; whoever writes under an older one writes nothing
    /// @param grantedScopes what the seller allowed, such as `seller.order.info`
    record Ready(ShopAccess access, long epoch, Set<String> grantedScopes) implements ShopReach {
        public Ready {
            grantedScopes = Set.copyOf(grantedScopes);
        }
    }

    /// TikTok no longer accepts the connection.
    record ReconnectNeeded(ReconnectReason reason) implements ShopReach {}

    /// There is no such shop, or it is disconnected: nothing of it is read.
    record Gone() implements ShopReach {}
}
