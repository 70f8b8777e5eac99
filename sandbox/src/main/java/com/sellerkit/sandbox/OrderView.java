package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Shows one order as the platform's answers do: a function of seed, shop, life, edit and moment.
final class OrderView {

    /// Which endpoint's shape to show.
    enum Shape {
        /// Search and detail of version 202309, whose objects are equal.
        V202309,
        /// Detail of version 202507: payment particulars more, priority and recommended time less.
        V202507
    }

    private static final long LINE_ITEMS = 577_080_000_000_000_000L;
    private static final long PACKAGES = 1_152_320_000_000_000_000L;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final long MASKED_AFTER_SECONDS = 30 * DAY;
    private static final List<String> DROP_OFF = List.of("", "", "Front Door", "Reception");
    private static final List<String> BUYER_REASONS =
            List.of("Need to change address", "No longer needed", "Found a better price");

    private final long seed;
    private final ShopProfile shop;
    private final OrderId id;
    private final Timeline life;
    private final long now;
    private final OrderEdit edit;
    private final Buyer buyer;
    private final ShopProfile.Place pricedFor;
    private final List<Buying.Unit> units;
    private final OrderStatus status;
    private final boolean byTikTok;
    private final boolean shippedByTikTok;

    OrderView(long seed, ShopProfile shop, Timeline life, OrderEdit edit, long now) {
        this.seed = seed;
        this.shop = shop;
        this.id = life.id();
        this.life = life;
        this.now = now;
        this.edit = edit;
        Buyer atHome =
                edit.addressEdition() == 0
                        ? Buyer.of(seed, shop, id)
                        : Buyer.moved(seed, shop, id, edit.addressEdition());
        this.buyer = edit.street().map(atHome::withStreet).orElse(atHome);
        // A later change of address does not change what was paid.
        this.pricedFor = Buyer.of(seed, shop, id).place();
        this.units = Buying.cart(seed, shop, id, pricedFor);
        this.status = life.statusAt(now);
        this.byTikTok = fulfilledByTikTok(seed, id);
        this.shippedByTikTok = shippingType(seed, id).equals("TIKTOK");
    }

    static String shippingType(long seed, OrderId id) {
        boolean byTikTok = fulfilledByTikTok(seed, id);
        return byTikTok || Buying.dice(seed, id, "shipping type").percent(30) ? "TIKTOK" : "SELLER";
    }

    private static boolean fulfilledByTikTok(long seed, OrderId id) {
        return Buying.dice(seed, id, "fulfilment").percent(8);
    }

    /// Whether the buyer asked for the cancellation that follows, and waits for it.
    static boolean cancellationRequested(long seed, Timeline life, long now) {
        return life.statusAt(now) == OrderStatus.AWAITING_SHIPMENT
                && requestTime(seed, life).isPresent()
                && requestTime(seed, life).getAsLong() <= now;
    }

    /// When the buyer asks for the cancellation that follows; empty where nobody asks.
    static OptionalLong requestTime(long seed, Timeline life) {
        OptionalLong cancel = life.entered(OrderStatus.CANCELLED, Long.MAX_VALUE);
        OptionalLong ready = life.entered(OrderStatus.AWAITING_SHIPMENT, Long.MAX_VALUE);
        if (cancel.isEmpty()
                || ready.isEmpty()
                || !Buying.dice(seed, life.id(), "cancel").percent(50)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(ready.getAsLong() + (cancel.getAsLong() - ready.getAsLong()) / 2);
    }

    ObjectNode json(Shape shape) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Dice dice = Buying.dice(seed, id, "particulars");
        json.put("id", Long.toString(life.number()));
        json.put("user_id", buyer.userId());
        json.put("status", status.name());
        json.put("order_type", orderType());
        json.put("fulfillment_type", byTikTok ? "FULFILLMENT_BY_TIKTOK" : "FULFILLMENT_BY_SELLER");
        json.put("shipping_type", shippedByTikTok ? "TIKTOK" : "SELLER");
        json.put("delivery_type", "HOME_DELIVERY");
        json.put("delivery_option_id", shop.deliveryOption().id());
        json.put("delivery_option_name", shop.deliveryOption().name());
        json.put("commerce_platform", "TIKTOK_SHOP");
        json.put("create_time", life.createTime());
        json.put("update_time", life.updateTimeAt(now));
        json.put("buyer_email", buyer.email());
        json.put("buyer_message", dice.pick(shop.buyerMessages()));
        json.put("seller_note", "");
        json.put("payment_method_name", paymentMethod(dice));
        json.set("payment", Payment.of(seed, shop, id, pricedFor, units).json());
        Recipient.Visibility visibility = visibility();
        String dropOff = dice.pick(DROP_OFF);
        if (visibility != Recipient.Visibility.ABSENT) {
            json.set("recipient_address", Recipient.json(shop, buyer, visibility, dropOff));
        }
        json.put("warehouse_id", shop.warehouseId());
        parcels(json);
        lineItems(json.putArray("line_items"));
        flags(json);
        times(json);
        cancellation(json);
        switch (shape) {
            case V202309 -> {
                json.put("fulfillment_priority_level", 1 + dice.below(3));
                life.reached(OrderStatus.AWAITING_SHIPMENT, now)
                        .ifPresent(at -> json.put("recommended_shipping_time", at + 12 * HOUR));
            }
            case V202507 -> {
                json.put("payment_method_code", cashOnDelivery() ? "COD" : "ONLINE");
                json.put("payment_card_type", cashOnDelivery() ? "" : "CREDIT");
            }
        }
        return json;
    }

    private String orderType() {
        if (Buying.dice(seed, id, "type").percent(3)) {
            return "PRE_ORDER";
        }
        return shop.region().equals("US") ? "NORMAL" : "";
    }

    private boolean cashOnDelivery() {
        return Buying.cashOnDelivery(seed, shop, id);
    }

    private String paymentMethod(Dice dice) {
        String method = dice.pick(shop.paymentMethods());
        return cashOnDelivery() ? "Cash on delivery" : method;
    }

    private Recipient.Visibility visibility() {
        return switch (status) {
            case UNPAID, ON_HOLD ->
                    Buying.dice(seed, id, "address").percent(20)
                            ? Recipient.Visibility.ABSENT
                            : Recipient.Visibility.EMPTY;
            case CANCELLED -> Recipient.Visibility.MASKED;
            case COMPLETED ->
                    now - life.updateTimeAt(now) > MASKED_AFTER_SECONDS
                            ? Recipient.Visibility.MASKED
                            : whileActive();
            case AWAITING_SHIPMENT,
                    PARTIALLY_SHIPPING,
                    AWAITING_COLLECTION,
                    IN_TRANSIT,
                    DELIVERED ->
                    whileActive();
        };
    }

    private Recipient.Visibility whileActive() {
        if (byTikTok || (shippedByTikTok && shop.region().equals("US"))) {
            return Recipient.Visibility.STREET_MASKED;
        }
        return shippedByTikTok ? Recipient.Visibility.PERSON_MASKED : Recipient.Visibility.FULL;
    }

    private void parcels(ObjectNode json) {
        ArrayNode packages = json.putArray("packages");
        if (life.reached(OrderStatus.PARTIALLY_SHIPPING, now).isEmpty()) {
            json.put("tracking_number", "");
            json.put("shipping_provider", "");
            json.put("shipping_provider_id", "");
            return;
        }
        for (int parcel = 0; parcel <= (split() ? 1 : 0); parcel++) {
            packages.addObject().put("id", packageId(parcel));
        }
        json.put("tracking_number", trackingNumber(0));
        json.put("shipping_provider", shop.shippingProvider().name());
        json.put("shipping_provider_id", shop.shippingProvider().id());
        json.put("split_or_combine_tag", split() ? "SPLIT" : "");
    }

    private boolean split() {
        return life.entered(OrderStatus.PARTIALLY_SHIPPING, now).isPresent() && units.size() > 1;
    }

    private String packageId(int parcel) {
        return packageId(id, parcel);
    }

    private String trackingNumber(int parcel) {
        return trackingNumber(seed, shop, id, parcel);
    }

    /// The id of one of an order's packages, counted from 0.
    static String packageId(OrderId id, int parcel) {
        return Long.toString(packageNumber(id, parcel));
    }

    /// The same as a number.
    static long packageNumber(OrderId id, int parcel) {
        return id.related(PACKAGES, parcel + 1);
    }

    /// The order that a package belongs to; empty where no package can have this id.
    static Optional<OrderId> orderOfPackage(String id) {
        return OrderId.ofRelated(PACKAGES, id);
    }

    static String trackingNumber(long seed, ShopProfile shop, OrderId id, int parcel) {
        long digits = Buying.dice(seed, id, "tracking " + parcel).next() >>> 20;
        return "SBX%013d%s".formatted(digits, shop.region());
    }

    /// The id of one of an order's units, by its place in the cart.
    static String lineItemId(OrderId id, int unit) {
        return Long.toString(id.related(LINE_ITEMS, unit + 1));
    }

    static String image(ShopProfile.Sku sku) {
        return "https://images.example.com/" + sku.id() + ".jpeg";
    }

    private void lineItems(ArrayNode items) {
        for (int i = 0; i < units.size(); i++) {
            Buying.Unit unit = units.get(i);
            ObjectNode item = items.addObject();
            item.put("id", lineItemId(id, i));
            item.put("sku_id", unit.sku().id());
            item.put("product_id", unit.product().id());
            item.put("product_name", unit.product().name());
            item.put("sku_name", unit.sku().name());
            item.put("seller_sku", unit.sku().sellerSku());
            item.put("sku_image", image(unit.sku()));
            item.put("original_price", amount(unit.originalMinor()));
            item.put("sale_price", amount(unit.saleMinor()));
            item.put("seller_discount", amount(unit.sellerDiscountMinor()));
            item.put("platform_discount", amount(unit.platformDiscountMinor()));
            item.put("currency", shop.currency());
            item.put("sku_type", orderType().equals("PRE_ORDER") ? "PRE_ORDER" : "NORMAL");
            item.put("is_gift", unit.gift());
            item.put("gift_retail_price", unit.gift() ? amount(unit.sku().priceMinor()) : "0");
            item.put("retail_delivery_fee", "0");
            item.put("small_order_fee", "0");
            item.put("buyer_service_fee", "0");
            item.put("is_dangerous_good", false);
            item.put("needs_prescription", false);
            item.put("shipping_provider_id", shop.shippingProvider().id());
            item.put("shipping_provider_name", shop.shippingProvider().name());
            if (pricedFor.taxPerMille() > 0) {
                item.putArray("item_tax")
                        .addObject()
                        .put("tax_type", shop.taxType())
                        .put("tax_amount", amount(unit.taxMinor()))
                        .put("tax_rate", Payment.amount(pricedFor.taxPerMille(), 3));
            }
            progress(item, i == 0 ? 0 : split() ? 1 : 0, i == 0);
        }
    }

    private void progress(ObjectNode item, int parcel, boolean first) {
        item.put("display_status", displayStatus(first));
        if (status == OrderStatus.CANCELLED) {
            item.put("package_status", "CANCELLED");
            item.put("cancel_reason", cancelReason());
            item.put("cancel_user", initiator());
            return;
        }
        boolean handedOver =
                status.reached(OrderStatus.AWAITING_COLLECTION)
                        || (status == OrderStatus.PARTIALLY_SHIPPING && first);
        if (!handedOver) {
            return;
        }
        item.put("package_id", packageId(parcel));
        item.put("tracking_number", trackingNumber(parcel));
        item.put("package_status", packageStatus());
        life.reached(first ? OrderStatus.PARTIALLY_SHIPPING : OrderStatus.AWAITING_COLLECTION, now)
                .ifPresent(at -> item.put("rts_time", at));
    }

    private String displayStatus(boolean first) {
        return switch (status) {
            case ON_HOLD -> "UNPAID";
            case PARTIALLY_SHIPPING -> first ? "AWAITING_COLLECTION" : "AWAITING_SHIPMENT";
            case UNPAID,
                    AWAITING_SHIPMENT,
                    AWAITING_COLLECTION,
                    IN_TRANSIT,
                    DELIVERED,
                    COMPLETED,
                    CANCELLED ->
                    status.name();
        };
    }

    private String packageStatus() {
        return switch (status) {
            case IN_TRANSIT -> "FULFILLING";
            case DELIVERED, COMPLETED -> "COMPLETED";
            case CANCELLED -> "CANCELLED";
            case UNPAID, ON_HOLD, AWAITING_SHIPMENT -> "TO_FULFILL";
            case PARTIALLY_SHIPPING, AWAITING_COLLECTION -> "PROCESSING";
        };
    }

    private void flags(ObjectNode json) {
        json.put("is_cod", cashOnDelivery());
        json.put("is_sample_order", Buying.sample(seed, id));
        json.put("is_on_hold_order", shop.holdsOrders());
        json.put("is_buyer_request_cancel", cancellationRequested(seed, life, now));
        json.put("is_replacement_order", false);
        json.put("is_exchange_order", false);
        json.put("has_updated_recipient_address", edit.addressEdition() > 0);
        json.put("need_upload_invoice", "NO_NEED");
    }

    private void times(ObjectNode json) {
        if (!cashOnDelivery()) {
            life.reached(OrderStatus.ON_HOLD, now).ifPresent(at -> json.put("paid_time", at));
        } else {
            life.reached(OrderStatus.DELIVERED, now).ifPresent(at -> json.put("paid_time", at));
        }
        life.reached(OrderStatus.AWAITING_SHIPMENT, now).ifPresent(at -> deadlines(json, at));
        life.reached(OrderStatus.PARTIALLY_SHIPPING, now).ifPresent(at -> json.put("rts_time", at));
        life.reached(OrderStatus.IN_TRANSIT, now)
                .ifPresent(at -> {
                    json.put("collection_time", at);
                    json.put("delivery_due_time", at + 10 * DAY);
                });
        life.reached(OrderStatus.DELIVERED, now).ifPresent(at -> json.put("delivery_time", at));
        if (orderType().equals("PRE_ORDER")) {
            json.put("release_date", life.createTime() + 14 * DAY);
            json.putObject("handling_duration").put("days", "3").put("type", "BUSINESS_DAY");
        }
    }

    private static void deadlines(ObjectNode json, long ready) {
        json.put("rts_sla_time", ready + 2 * DAY);
        json.put("tts_sla_time", ready + 3 * DAY);
        json.put("cancel_order_sla_time", ready + 5 * DAY);
        json.put("delivery_sla_time", ready + 8 * DAY);
        json.put("shipping_due_time", ready + 5 * DAY);
        json.put("collection_due_time", ready + 4 * DAY);
    }

    private void cancellation(ObjectNode json) {
        OptionalLong requested = requestTime(seed, life);
        if (requested.isPresent() && requested.getAsLong() <= now) {
            json.put("request_cancel_time", requested.getAsLong());
        }
        if (status == OrderStatus.CANCELLED) {
            json.put("cancel_time", life.updateTimeAt(now));
            json.put("cancel_reason", cancelReason());
            json.put("cancellation_initiator", initiator());
        }
    }

    private String initiator() {
        return initiator(seed, life, now);
    }

    private String cancelReason() {
        return cancelReason(seed, life.id(), initiator());
    }

    /// Who cancels an order: SYSTEM where it is never paid, else BUYER or SELLER.
    static String initiator(long seed, Timeline life, long now) {
        if (life.reached(OrderStatus.ON_HOLD, now).isEmpty()) {
            return "SYSTEM";
        }
        return requestTime(seed, life).isPresent() ? "BUYER" : "SELLER";
    }

    static String cancelReason(long seed, OrderId id, String initiator) {
        return switch (initiator) {
            case "SYSTEM" -> "Payment overdue";
            case "BUYER" -> Buying.dice(seed, id, "reason").pick(BUYER_REASONS);
            default -> "Out of stock";
        };
    }

    private String amount(long minor) {
        return Payment.amount(minor, shop.decimals());
    }
}
