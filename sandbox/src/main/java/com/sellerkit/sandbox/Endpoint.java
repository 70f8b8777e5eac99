package com.sellerkit.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The API calls that are served, each with what it demands. A path may hold one `{id}` of digits.
enum Endpoint {
    AUTHORIZED_SHOPS("GET", "/authorization/202309/shops", "seller.authorization.info", false),
    DEAUTHORIZE("DELETE", "/authorization/202403/shops", "seller.authorization.info", true),
    ACTIVE_SHOPS("GET", "/seller/202309/shops", "seller.shop.info", false),
    PERMISSIONS("GET", "/seller/202309/permissions", "seller.shop.info", false),
    SEARCH_ORDERS("POST", "/order/202309/orders/search", "seller.order.info", true),
    ORDERS_202309("GET", "/order/202309/orders", "seller.order.info", true),
    ORDERS_202507("GET", "/order/202507/orders", "seller.order.info", true),
    WEBHOOKS("GET", "/event/202309/webhooks", "seller.authorization.info", true),
    PUT_WEBHOOK("PUT", "/event/202309/webhooks", "seller.authorization.info", true),
    DELETE_WEBHOOK("DELETE", "/event/202309/webhooks", "seller.authorization.info", true),
    SEARCH_PRODUCTS("POST", "/product/202502/products/search", "seller.product.basic", true),
    PRODUCT("GET", "/product/202309/products/{id}", "seller.product.basic", true),
    SEARCH_INVENTORY("POST", "/product/202309/inventory/search", "seller.product.basic", true),
    WAREHOUSES("GET", "/logistics/202309/warehouses", "seller.logistics", true),
    SEARCH_PACKAGES(
            "POST", "/fulfillment/202309/packages/search", "seller.fulfillment.basic", true),
    PACKAGE("GET", "/fulfillment/202309/packages/{id}", "seller.fulfillment.basic", true),
    TRACKING("GET", "/fulfillment/202309/orders/{id}/tracking", "seller.logistics", true),
    SEARCH_RETURNS(
            "POST", "/return_refund/202309/returns/search", "seller.return_refund.basic", true),
    RETURN_RECORDS(
            "GET",
            "/return_refund/202309/returns/{id}/records",
            "seller.return_refund.basic",
            true),
    SEARCH_CANCELLATIONS(
            "POST",
            "/return_refund/202309/cancellations/search",
            "seller.return_refund.basic",
            true),
    STATEMENTS("GET", "/finance/202309/statements", "seller.finance.info", true),
    STATEMENT_TRANSACTIONS(
            "GET",
            "/finance/202501/statements/{statement_id}/statement_transactions",
            "seller.finance.info",
            true),
    ORDER_TRANSACTIONS(
            "GET",
            "/finance/202501/orders/{order_id}/statement_transactions",
            "seller.finance.info",
            true),
    PAYMENTS("GET", "/finance/202309/payments", "seller.finance.info", true),
    WITHDRAWALS("GET", "/finance/202309/withdrawals", "seller.finance.info", true),
    UNSETTLED("GET", "/finance/202507/orders/unsettled", "seller.finance.info", true),
    CONVERSATIONS("GET", "/customer_service/202309/conversations", "seller.customer_service", true),
    OPEN_CONVERSATION(
            "POST", "/customer_service/202309/conversations", "seller.customer_service", true),
    MESSAGES(
            "GET",
            "/customer_service/202309/conversations/{conversation_id}/messages",
            "seller.customer_service",
            true),
    SEND_MESSAGE(
            "POST",
            "/customer_service/202309/conversations/{conversation_id}/messages",
            "seller.customer_service",
            true),
    READ_MESSAGES(
            "POST",
            "/customer_service/202309/conversations/{conversation_id}/messages/read",
            "seller.customer_service",
            true),
    AGENT_SETTINGS(
            "GET", "/customer_service/202309/agents/settings", "seller.customer_service", true),
    CHANGE_AGENT_SETTINGS(
            "PUT", "/customer_service/202309/agents/settings", "seller.customer_service", true),
    SERVICE_PERFORMANCE(
            "GET", "/customer_service/202407/performance", "seller.customer_service", true),
    SHOP_PERFORMANCE(
            "GET", "/analytics/202405/shop/performance", "data.shop_analytics.public.read", true),
    PRODUCTS_PERFORMANCE(
            "GET",
            "/analytics/202405/shop_products/performance",
            "data.shop_analytics.public.read",
            true),
    PRODUCT_PERFORMANCE(
            "GET",
            "/analytics/202405/shop_products/{product_id}/performance",
            "data.shop_analytics.public.read",
            true),
    SKUS_PERFORMANCE(
            "GET",
            "/analytics/202406/shop_skus/performance",
            "data.shop_analytics.public.read",
            true),
    SKU_PERFORMANCE(
            "GET",
            "/analytics/202406/shop_skus/{sku_id}/performance",
            "data.shop_analytics.public.read",
            true);

    private static final String VERSION = "/[0-9]{6}/";
    private static final List<Endpoint> ALL = List.of(values());

    private final String method;
    private final String path;
    private final Pattern pattern;
    private final String scope;
    private final boolean shopLevel;

    Endpoint(String method, String path, String scope, boolean shopLevel) {
        this.method = method;
        this.path = path;
        this.pattern = Pattern.compile(path.replaceFirst("\\{[a-z_]+}", "([0-9]{1,19})"));
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

    /// The id in a path of this call; empty where its path holds none.
    String id(String requested) {
        Matcher matcher = pattern.matcher(requested);
        return matcher.matches() && matcher.groupCount() == 1 ? matcher.group(1) : "";
    }

    static Optional<Endpoint> of(String method, String path) {
        return ALL.stream()
                .filter(endpoint -> endpoint.method.equals(method) && endpoint.serves(path))
                .findFirst();
    }

    static boolean pathExists(String path) {
        return ALL.stream().anyMatch(endpoint -> endpoint.serves(path));
    }

    /// Whether the path would exist under another version.
    static boolean otherVersionExists(String path) {
        return path.matches(".*" + VERSION + ".*")
                && ALL.stream().anyMatch(endpoint -> endpoint.serves(versioned(endpoint, path)));
    }

    private boolean serves(String requested) {
        return pattern.matcher(requested).matches();
    }

    private static String versioned(Endpoint endpoint, String path) {
        Matcher version = Pattern.compile(VERSION).matcher(endpoint.path);
        return version.find() ? path.replaceFirst(VERSION, version.group()) : path;
    }
}
