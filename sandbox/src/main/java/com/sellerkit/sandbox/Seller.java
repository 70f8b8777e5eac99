package com.sellerkit.sandbox;

import java.util.List;
import java.util.Optional;

/// Someone who can authorize the app, and the shops that the authorization reaches.
///
/// @param key our short name, as on the consent page
/// @param baseRegion the region that the token answer reports
/// @param tokenPrefix what the tokens of that region begin with
/// @param shops the keys of the shops
record Seller(String key, String name, String baseRegion, String tokenPrefix, List<String> shops) {

    Seller {
        shops = List.copyOf(shops);
    }

    static final List<Seller> ALL =
            List.of(
                    new Seller("us", "Northwind Candle Co", "US", "TTP_", List.of("us")),
                    new Seller("uk", "Lumen & Loom", "GB", "GCP_", List.of("uk")),
                    new Seller(
                            "global",
                            "Harbour Lane Global",
                            "CN",
                            "ROW_",
                            List.of("de", "jp", "id", "mx")));

    static Optional<Seller> byKey(String key) {
        return ALL.stream().filter(seller -> seller.key().equals(key)).findFirst();
    }
}
