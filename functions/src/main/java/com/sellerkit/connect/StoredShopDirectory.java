package com.sellerkit.connect;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.vault.TokenVault;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds shops in the accounts table and their tokens in the vault.
final class StoredShopDirectory implements ShopDirectory {
    private final StoredConnections connections;
    private final Supplier<TokenVault> vault;

    /// @param vault asked for only where a token is needed, since few functions may reach it
    StoredShopDirectory(Records records, Supplier<TokenVault> vault) {
        this.connections = new StoredConnections(records);
        this.vault = vault;
    }

    @Override
    public Optional<Shop> shop(ShopId id) {
        return connections.shop(id);
    }

    @Override
    public List<Shop> shopsOf(AccountId account) {
        return connections.shopsOf(account);
    }

    @Override
    public ShopReach access(ShopId id) {
        Optional<Shop> shop = connections.shop(id);
        if (shop.isEmpty() || shop.get().isDisconnected()) {
            return new ShopReach.Gone();
        }
        ReconnectReason reason = ReconnectReason.TOKENS_LOST;
        for (HeldConnection through : connections.reaching(shop.get())) {
            if (!through.works()) {
                reason = through.reconnect().orElse(reason);
                continue;
            }
            Optional<ShopAccess> access = connections.access(shop.get(), through, vault.get());
            if (access.isPresent()) {
                return new ShopReach.Ready(
                        access.get(), shop.get().epoch(), through.grantedScopes());
            }
        }
        return new ShopReach.ReconnectNeeded(reason);
    }
}
