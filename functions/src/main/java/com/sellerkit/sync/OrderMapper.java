package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Money;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Index;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.tiktok.LineAmount;
import com.sellerkit.tiktok.OrderDetail;
import com.sellerkit.tiktok.OrderFlag;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns an order of the platform into the record that is kept, and into the lookups that help to
/// find it.
final class OrderMapper {
    private static final String MASK = "*";

    private OrderMapper() {}

    /// The record, still without version and fingerprint. It is found by its first number of each
    /// kind by itself.
    static Item record(ShopId shop, TikTokOrder order) {
        String id = order.id().value();
        String sort = OrderRecords.sortKey(order.createdAt().getEpochSecond(), id);
        ObjectNode fields = fields(order);
        Item item =
                Item.of(OrderRecords.ORDER, OrderRecords.key(shop, order.id()), fields)
                        .ofShop(shop)
                        .in(Index.INDEX1, OrderRecords.partition(shop), sort)
                        .in(Index.INDEX2, OrderRecords.statusPartition(shop, order.status()), sort);
        for (OrderRecords.Printed kind : OrderRecords.Printed.values()) {
            List<String> numbers = kind.encodedOf(fields);
            if (!numbers.isEmpty()) {
                item = item.in(kind.index(), kind.partition(shop, numbers.getFirst()), sort);
            }
        }
        return item;
    }

    /// What finds a stored or new record by its further numbers, by key.
    static Map<Key, Item> lookups(ShopId shop, ObjectNode record) {
        String id = record.get("id").asText();
        String sort = OrderRecords.sortKey(record.get("createTime").asLong(), id);
        Map<Key, Item> lookups = new LinkedHashMap<>();
        for (OrderRecords.Printed kind : OrderRecords.Printed.values()) {
            kind.encodedOf(record).stream()
                    .skip(1)
                    .forEach(number -> {
                        Key key = OrderRecords.lookup(shop, kind, number, sort);
                        lookups.put(
                                key,
                                Item.of(
                                                OrderRecords.ORDER_LOOKUP,
                                                key,
                                                Json.object().put("orderId", id))
                                        .in(
                                                kind.index(),
                                                kind.partition(shop, number),
                                                sort + OrderRecords.OF_LOOKUP));
                    });
        }
        return lookups;
    }

    /// The products that were sold.
    static Set<String> products(ObjectNode record) {
        Set<String> products = new LinkedHashSet<>();
        record.path("lines").forEach(line -> products.add(line.path("productId").asText()));
        products.remove("");
        return products;
    }

    /// The parts of the recipient's address that the platform did not mask.
    static ObjectNode address(ObjectNode record) {
        ObjectNode clear = Json.object();
        record.path("recipient")
                .properties()
                .forEach(part -> {
                    if (!isMasked(part.getValue())) {
                        clear.set(part.getKey(), part.getValue());
                    }
                });
        return clear;
    }

    private static boolean isMasked(JsonNode part) {
        return part.isTextual() ? part.textValue().contains(MASK) : part.toString().contains(MASK);
    }

    /// In what an order differs from what was kept of it.
    static List<Difference> differences(
            Optional<ObjectNode> before, ObjectNode after, boolean addressChanged) {
        String status = after.path("status").asText();
        if (before.isEmpty()) {
            return List.of(Difference.firstSeen(status));
        }
        ObjectNode kept = before.get();
        List<Difference> differences = new ArrayList<>();
        String statusBefore = kept.path("status").asText();
        if (!status.equals(statusBefore)) {
            differences.add(Difference.status(statusBefore, status));
        }
        if (!after.path("trackingNumbers").equals(kept.path("trackingNumbers"))) {
            differences.add(Difference.in(Difference.What.TRACKING));
        }
        if (addressChanged || (isAddressUpdated(after) && !isAddressUpdated(kept))) {
            differences.add(Difference.in(Difference.What.ADDRESS));
        }
        return differences.isEmpty()
                ? List.of(Difference.in(Difference.What.OTHER))
                : List.copyOf(differences);
    }

    /// The platform's own word for it, which also stands where the address is masked.
    private static boolean isAddressUpdated(ObjectNode record) {
        return record.path("flags")
                .valueStream()
                .anyMatch(
                        flag -> flag.asText().equals(OrderRecords.name(OrderFlag.ADDRESS_UPDATED)));
    }

    private static ObjectNode fields(TikTokOrder order) {
        ObjectNode fields =
                Json.object()
                        .put("id", order.id().value())
                        .put("status", order.status())
                        .put("createTime", order.createdAt().getEpochSecond())
                        .put("updateTime", order.updatedAt().getEpochSecond());
        if (!order.amounts().isEmpty()) {
            Money any = order.amounts().values().iterator().next();
            fields.put("currency", any.currency()).put("exponent", any.exponent());
            putAmounts(fields.putObject("amounts"), order.amounts());
        }
        putTexts(fields, "details", order.details());
        if (!order.moments().isEmpty()) {
            ObjectNode moments = fields.putObject("moments");
            for (Map.Entry<? extends Enum<?>, Instant> moment : order.moments().entrySet()) {
                moments.put(OrderRecords.name(moment.getKey()), moment.getValue().getEpochSecond());
            }
        }
        order.flags().stream()
                .map(OrderRecords::name)
                .forEach(flag -> fields.withArray("flags").add(flag));
        putList(fields, "trackingNumbers", trackingNumbers(order));
        putList(fields, "packageIds", order.packageIds());
        putLines(fields, order.lines());
        putIfAny(fields, "buyerCountry", order.regionCode());
        putTexts(fields, "buyer", order.buyer());
        putTexts(fields, "recipient", order.address());
        if (!order.districts().isEmpty()) {
            ArrayNode districts = fields.withObject("/recipient").putArray("districts");
            for (TikTokOrder.District district : order.districts()) {
                districts
                        .addArray()
                        .add(district.level())
                        .add(district.kind())
                        .add(district.name());
            }
        }
        return fields;
    }

    private static Set<String> trackingNumbers(TikTokOrder order) {
        Set<String> numbers = new LinkedHashSet<>();
        numbers.add(order.details().getOrDefault(OrderDetail.TRACKING_NUMBER, ""));
        order.lines().forEach(line -> numbers.add(line.trackingNumber()));
        numbers.remove("");
        return numbers;
    }

    /// The platform sends one line a unit; units that differ in nothing but their id become one
    /// line with a quantity, or a large order would not fit a record.
    private static void putLines(ObjectNode fields, List<TikTokOrder.Line> lines) {
        Map<ObjectNode, ArrayNode> idsByLine = new LinkedHashMap<>();
        for (TikTokOrder.Line line : lines) {
            idsByLine.computeIfAbsent(line(line), _ -> Json.array()).add(line.id());
        }
        idsByLine.forEach((line, ids) -> {
            ObjectNode kept = fields.withArray("lines").addObject();
            kept.put("quantity", ids.size()).set("ids", ids);
            kept.setAll(line);
        });
    }

    private static ObjectNode line(TikTokOrder.Line line) {
        ObjectNode fields = Json.object();
        putIfAny(fields, "productId", line.productId());
        putIfAny(fields, "productName", line.productName());
        putIfAny(fields, "skuId", line.skuId());
        putIfAny(fields, "skuName", line.skuName());
        putIfAny(fields, "sellerSku", line.sellerSku());
        putIfAny(fields, "image", line.image());
        putIfAny(fields, "status", line.status());
        putIfAny(fields, "packageId", line.packageId());
        putIfAny(fields, "packageStatus", line.packageStatus());
        putIfAny(fields, "trackingNumber", line.trackingNumber());
        putIfAny(fields, "shippingProvider", line.shippingProvider());
        putIfAny(fields, "cancelReason", line.cancelReason());
        putIfAny(fields, "cancelUser", line.cancelUser());
        if (line.gift()) {
            fields.put("gift", true);
        }
        Map<LineAmount, Money> amounts = line.amounts();
        if (!amounts.isEmpty()) {
            Money any = amounts.values().iterator().next();
            fields.put("currency", any.currency()).put("exponent", any.exponent());
            putAmounts(fields.putObject("amounts"), amounts);
        }
        for (TikTokOrder.Tax tax : line.taxes()) {
            ObjectNode kept = fields.withArray("taxes").addObject();
            putIfAny(kept, "type", tax.type());
            kept.put("amount", tax.amount().minor());
            putIfAny(kept, "rate", tax.rate());
        }
        return fields;
    }

    private static void putAmounts(ObjectNode target, Map<? extends Enum<?>, Money> amounts) {
        amounts.forEach((amount, money) -> target.put(OrderRecords.name(amount), money.minor()));
    }

    private static void putTexts(
            ObjectNode fields, String group, Map<? extends Enum<?>, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode target = fields.putObject(group);
            texts.forEach((key, text) -> target.put(OrderRecords.name(key), text));
        }
    }

    private static void putList(ObjectNode fields, String name, Iterable<String> texts) {
        texts.forEach(text -> fields.withArray(name).add(text));
    }

    private static void putIfAny(ObjectNode fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }
}
