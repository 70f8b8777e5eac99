package com.sellerkit.sync;

import com.sellerkit.connect.ReconnectReason;
import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.connect.ShopState;
import com.sellerkit.connect.TokenRefresh;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Region;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.SellerType;
import com.sellerkit.tiktok.ShopAccess;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One connected shop, and whatever happens to its connection.
final class FakeConnect implements ShopDirectory, TokenRefresh {
    static final ShopId SHOP = new ShopId("7495014872651908123");

    static final Set<String> ALL_SCOPES =
            Arrays.stream(Streams.values()).map(Streams::scope).collect(Collectors.toSet());

    long epoch = 1;
    boolean gone;
    boolean reconnectNeeded;
    Set<String> scopes = ALL_SCOPES;
    RefreshOutcome refreshed = new RefreshOutcome.Refreshed();
    int refreshes;

    void withoutScope(String scope) {
        scopes =
                ALL_SCOPES.stream().filter(each -> !each.equals(scope)).collect(Collectors.toSet());
    }

    void withAllScopes() {
        scopes = ALL_SCOPES;
    }

    @Override
    public Optional<Shop> shop(ShopId id) {
        return gone || !id.equals(SHOP)
                ? Optional.empty()
                : Optional.of(
                        shop(
                                id,
                                epoch,
                                reconnectNeeded
                                        ? ShopState.RECONNECT_NEEDED
                                        : ShopState.CONNECTED));
    }

    /// Some shop.
    static Shop shop(ShopId id, long epoch, ShopState state) {
        return new Shop(
                id,
                new AccountId("acc_1"),
                new ConnectionId("con_1"),
                "Northwind Candle Co",
                new Region("US"),
                SellerType.LOCAL,
                epoch,
                "local",
                Instant.EPOCH,
                state,
                Optional.empty());
    }

    @Override
    public List<Shop> shopsOf(AccountId account) {
        return shop(SHOP).stream().toList();
    }

    @Override
    public ShopReach access(ShopId id) {
        if (gone) {
            return new ShopReach.Gone();
        }
        return reconnectNeeded
                ? new ShopReach.ReconnectNeeded(ReconnectReason.AUTHORIZATION_REVOKED)
                : new ShopReach.Ready(
                        new ShopAccess(SHOP, Secret.of("token"), "cipher"), epoch, scopes);
    }

    @Override
    public RefreshOutcome refreshNow(ShopId shop) {
        refreshes++;
        return refreshed;
    }
}
