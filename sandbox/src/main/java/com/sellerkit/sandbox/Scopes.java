package com.sellerkit.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The access scopes that the app asks for, with words that a seller understands.
final class Scopes {
    static final Map<String, String> DESCRIPTIONS = descriptions();
    static final List<String> ALL = List.copyOf(DESCRIPTIONS.keySet());

    private Scopes() {}

    private static Map<String, String> descriptions() {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put("seller.authorization.info", "Which shops you authorized");
        scopes.put("seller.shop.info", "Your shops and their regions");
        scopes.put("seller.order.info", "Your orders");
        scopes.put("seller.product.basic", "Your products and stock");
        scopes.put("seller.finance.info", "Your statements and payments");
        scopes.put("seller.return_refund.basic", "Returns, refunds and cancellations");
        scopes.put("seller.logistics", "Warehouses and shipping options");
        scopes.put("seller.fulfillment.basic", "Packages and tracking");
        scopes.put("seller.customer_service", "Conversations with buyers");
        scopes.put("data.shop_analytics.public.read", "Shop performance figures");
        return scopes;
    }
}
