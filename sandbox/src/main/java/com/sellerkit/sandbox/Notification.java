package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// One webhook message, rendered: an envelope around ids and states; only that of a message holds
/// what somebody wrote.
///
/// @param shop the key of the shop
/// @param orders the ids of the orders that it names
/// @param at the Unix second of what it tells of
/// @param body the exact text; every attempt sends the same bytes
record Notification(
        String id, NotificationType type, String shop, List<String> orders, long at, String body) {

    private static final long DAY = 86_400;

    Notification {
        orders = List.copyOf(orders);
    }

    // An order that ships in parts has no spelling of its own in the webhook's documentation: the
    // order's own is used.
    static Notification orderStatus(
            String id, ShopProfile shop, String order, OrderStatus status, long at) {
        ObjectNode data = object();
        data.put("order_id", order);
        data.put("order_status", status == OrderStatus.CANCELLED ? "CANCEL" : status.name());
        data.put("is_on_hold_order", shop.holdsOrders());
        data.put("update_time", at);
        return of(id, NotificationType.ORDER_STATUS_CHANGE, shop, List.of(order), at, data);
    }

    static Notification address(String id, ShopProfile shop, String order, long at) {
        ObjectNode data = object().put("order_id", order).put("update_time", at);
        return of(id, NotificationType.RECIPIENT_ADDRESS_UPDATE, shop, List.of(order), at, data);
    }

    // No documented reason fits a first package; SPLIT, the documentation's example, stands for it.
    static Notification packages(
            String id, ShopProfile shop, String order, List<String> packages, long at) {
        ObjectNode data = object().put("sc_type", "SPLIT").put("role_type", "ROLE_SELLER");
        ArrayNode list = data.putArray("package_list");
        for (String parcel : packages) {
            list.addObject().put("package_id", parcel).putArray("order_id_list").add(order);
        }
        data.put("update_time", at);
        return of(id, NotificationType.PACKAGE_UPDATE, shop, List.of(order), at, data);
    }

    static Notification deauthorization(String id, ShopProfile shop, long at) {
        ObjectNode data =
                object().put(
                                "message",
                                "Shop_id %s is deauthorized from your APP by merchant."
                                        .formatted(shop.id()));
        return of(id, NotificationType.SELLER_DEAUTHORIZATION, shop, List.of(), at, data);
    }

    /// @param end the Unix second at which the authorization ends
    static Notification ending(String id, ShopProfile shop, long end, long at) {
        ObjectNode data =
                object().put(
                                "message",
                                "Authorization of shop_id %s is expiring in %d days. Please direct the merchant to re-authorize."
                                        .formatted(shop.id(), Math.ceilDiv(end - at, DAY)))
                        .put("expiration_time", Long.toString(end));
        return of(
                id, NotificationType.UPCOMING_AUTHORIZATION_EXPIRATION, shop, List.of(), at, data);
    }

    static Notification of(
            String id,
            NotificationType type,
            ShopProfile shop,
            List<String> orders,
            long at,
            ObjectNode data) {
        ObjectNode envelope = object();
        envelope.put("type", type.number());
        envelope.put("tts_notification_id", id);
        envelope.put("shop_id", shop.id());
        envelope.put("timestamp", at);
        envelope.set("data", data);
        return new Notification(id, type, shop.key(), orders, at, envelope.toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
