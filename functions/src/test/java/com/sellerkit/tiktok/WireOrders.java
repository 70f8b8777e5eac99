package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;

/// Orders as the platform writes them.
public final class WireOrders {
    private WireOrders() {}

    /// The order, such that reading it gives the same again.
    public static ObjectNode written(TikTokOrder order) {
        ObjectNode json =
                Json.object()
                        .put("id", order.id().value())
                        .put("status", order.status())
                        .put("create_time", order.createdAt().getEpochSecond())
                        .put("update_time", order.updatedAt().getEpochSecond());
        order.details().forEach((field, text) -> json.put(field.wireName(), text));
        order.moments().forEach((field, at) -> json.put(field.wireName(), at.getEpochSecond()));
        order.flags().forEach(flag -> json.put(flag.wireName(), true));
        order.buyer().forEach((field, text) -> json.put(field.wireName(), text));
        ObjectNode payment = json.putObject("payment").put("currency", order.currency());
        order.amounts().forEach((field, amount) -> payment.put(field.wireName(), amount.decimal()));
        address(json.putObject("recipient_address"), order);
        ArrayNode lines = json.putArray("line_items");
        order.lines().forEach(line -> lines.add(written(line, order.currency())));
        ArrayNode packages = json.putArray("packages");
        order.packageIds().forEach(id -> packages.addObject().put("id", id));
        return json;
    }

    private static void address(ObjectNode json, TikTokOrder order) {
        json.put("region_code", order.regionCode());
        order.address().forEach((part, text) -> json.put(part.wireName(), text));
        ArrayNode districts = json.putArray("district_info");
        for (TikTokOrder.District each : order.districts()) {
            districts
                    .addObject()
                    .put("address_level", each.level())
                    .put("address_level_name", each.kind())
                    .put("address_name", each.name());
        }
    }

    private static ObjectNode written(TikTokOrder.Line line, String currency) {
        ObjectNode json =
                Json.object()
                        .put("id", line.id())
                        .put("product_id", line.productId())
                        .put("product_name", line.productName())
                        .put("sku_id", line.skuId())
                        .put("sku_name", line.skuName())
                        .put("seller_sku", line.sellerSku())
                        .put("sku_image", line.image())
                        .put("display_status", line.status())
                        .put("package_id", line.packageId())
                        .put("package_status", line.packageStatus())
                        .put("tracking_number", line.trackingNumber())
                        .put("shipping_provider_name", line.shippingProvider())
                        .put("cancel_reason", line.cancelReason())
                        .put("cancel_user", line.cancelUser())
                        .put("is_gift", line.gift())
                        .put("currency", currency);
        line.amounts().forEach((field, amount) -> json.put(field.wireName(), amount.decimal()));
        ArrayNode taxes = json.putArray("item_tax");
        for (TikTokOrder.Tax tax : line.taxes()) {
            taxes.addObject()
                    .put("tax_type", tax.type())
                    .put("tax_amount", tax.amount().decimal())
                    .put("tax_rate", tax.rate());
        }
        return json;
    }
}
