package com.sellerkit.sandbox;

import java.util.List;
import java.util.Optional;

/// The API calls that are served, each with what it demands.
enum Endpoint {
    AUTHORIZED_SHOPS("GET", "/authorization/202309/shops", "seller.authorization.info", false),
    DEAUTHORIZE("DELETE", "/authorization/202403/shops", "seller.authorization.info", true),
    ACTIVE_SHOPS("GET", "/seller/202309/shops", "seller.shop.info", false),
    PERMISSIONS("GET", "/seller/202309/permissions", "seller.shop.info", false),
    SEARCH_ORDERS("POST", "/order/202309/orders/search", "seller.order.info", true),
    ORDERS_202309("GET", "/order/202309/orders", "seller.order.info", true),
    ORDERS_202507("GET", "/order/202507/orders", "seller.order.info", true);

    private static final String VERSION = "/[0-9]{6}/";

    private final String method;
    private final String path;
    private final String scope;
    private final boolean shopLevel;

    Endpoint(String method, String path, String scope, boolean shopLevel) {
        this.method = method;
        this.path = path;
        this.scope = scope;
        this.shopLevel = shopLevel;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /// The access scope that the token must hold.
    String scope() {
        return scope;
    }

    /// Whether a shop cipher is required; where it is not, it is refused.
    boolean shopLevel() {
        return shopLevel;
    }

    static Optional<Endpoint> of(String method, String path) {
        return List.of(values()).stream()
                .filter(endpoint -> endpoint.path.equals(path) && endpoint.method.equals(method))
                .findFirst();
    }

    static boolean pathExists(String path) {
        return List.of(values()).stream().anyMatch(endpoint -> endpoint.path.equals(path));
    }

    /// Whether the path would exist under another version.
    static boolean otherVersionExists(String path) {
        String unversioned = path.replaceFirst(VERSION, "/");
        return !unversioned.equals(path)
                && List.of(values()).stream()
                        .anyMatch(endpoint ->
                                endpoint.path.replaceFirst(VERSION, "/").equals(unversioned));
    }
}
