package com.sellerkit.connect;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ShopId;
import java.util.List;
import java.util.Optional;

/// Finds shops, whose they are, and how to reach them at TikTok.
public interface ShopDirectory {
    /// The shop as it is now, whoever asks.
    Optional<Shop> shop(ShopId id);

    /// The account's shops, by name.
    List<Shop> shopsOf(AccountId account);

    /// What a call to TikTok about this shop needs now.
    ShopReach access(ShopId id);
}
