package com.sellerkit.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The access scopes that the app asks for, with words that a seller understands.
final class Scopes {
    /// The scope that TikTok gives only to those whom it approved for it.
    static final String CUSTOMER_SERVICE = "seller.customer_service";

    static final Map<String, String> DESCRIPTIONS = descriptions();
    static final List<String> ALL = List.copyOf(DESCRIPTIONS.keySet());

    private Scopes() {}

    /// What a seller's consent to everything comes to: the app was not approved for conversations
    /// of the `uk` seller.
    static List<String> of(Seller seller) {
        return seller.key().equals("uk")
                ? ALL.stream().filter(scope -> !scope.equals(CUSTOMER_SERVICE)).toList()
                : ALL;
    }

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
        scopes.put(CUSTOMER_SERVICE, "Conversations with buyers");
        scopes.put("data.shop_analytics.public.read", "Shop performance figures");
        return scopes;
    }
}
