package com.sellerkit.api;

import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.platform.ShopId;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lets an account reach its own shops only; another account's shop looks exactly like one that
/// does not exist.
final class ShopGuard {
    static final Pattern SHOP_ID = Pattern.compile("[0-9]{1,20}");

    private final ShopDirectory shops;

    ShopGuard(ShopDirectory shops) {
        this.shops = shops;
    }

    /// The shop that the path names.
    ///
    /// @throws Refused with `not-found` if it is not the caller's
    Shop own(HttpRequest request, Caller caller) {
        String id = request.pathParameter("shopId");
        if (!SHOP_ID.matcher(id).matches()) {
            throw new Refused(Problems.notFound());
        }
        Optional<Shop> shop =
                shops.shop(new ShopId(id)).filter(it -> it.account().equals(caller.account()));
        return shop.orElseThrow(() -> new Refused(Problems.notFound()));
    }
}
