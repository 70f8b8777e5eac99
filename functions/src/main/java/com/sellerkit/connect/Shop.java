package com.sellerkit.connect;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Region;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.SellerType;
import java.time.Instant;

/// A TikTok Shop that belongs to one account.
///
/// @param connection the connection that reaches it
/// @param name as TikTok tells it; may be empty
/// @param epoch rises when the shop is disconnected, from 1, so that a late worker writes nothing
/// @param dataLocation where its data is kept: `us`, `sg` or `local`
/// @param connectedAt when it was connected first
public record Shop(
        ShopId id,
        AccountId account,
        ConnectionId connection,
        String name,
        Region region,
        SellerType sellerType,
        long epoch,
        String dataLocation,
        Instant connectedAt,
        ShopState state) {

    public Shop {
        if (epoch < 1) {
            throw new IllegalArgumentException(
                    "epoch %d of a shop; allowed is 1 and up".formatted(epoch));
        }
    }
}
