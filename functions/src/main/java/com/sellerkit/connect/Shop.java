package com.sellerkit.connect;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Region;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.SellerType;
import java.time.Instant;
import java.util.Optional;

/// A TikTok Shop that belongs to one account.
///
/// @param connection the connection that reaches it
/// @param name as TikTok tells it; may be empty
/// @param epoch rises when the shop is disconnected and when it is connected again, from 1, so that
///   a late worker writes nothing
/// @param dataLocation where its data is kept: `us`, `sg` or `local`
/// @param connectedAt when it was connected first
/// @param disconnection there while it is disconnected, and only then
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
        ShopState state,
        Optional<Disconnection> disconnection) {

    public Shop {
        if (epoch < 1) {
            throw new IllegalArgumentException(
                    "epoch %d of a shop; allowed is 1 and up".formatted(epoch));
        }
        if (disconnection.isPresent() != (state == ShopState.DISCONNECTED)) {
            throw new IllegalArgumentException(
                    "a shop is %s, and its disconnection is %s"
                            .formatted(state, disconnection.isPresent() ? "known" : "not"));
        }
    }

    /// How a shop came to be disconnected, and how long its data is kept.
    ///
    /// @param deleteAt when the data is deleted, unless the shop is connected again before
    public record Disconnection(Instant at, DisconnectedBy by, Instant deleteAt) {}

    boolean isDisconnected() {
        return state == ShopState.DISCONNECTED;
    }
}
