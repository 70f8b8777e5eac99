package com.sellerkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.connect.Shop;
import com.sellerkit.ledger.Entry;
import com.sellerkit.ledger.RevealPage;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Money;
import com.sellerkit.platform.PersonId;
import com.sellerkit.sync.BuyerData;
import com.sellerkit.sync.FullOrder;
import com.sellerkit.sync.SeenChange;
import com.sellerkit.tiktok.OrderDetail;
import com.sellerkit.tiktok.OrderMoment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One order and the reveals of buyers' data, in the shapes of `docs/openapi.yaml`.
final class OrderViews {

    private OrderViews() {}

    static ObjectNode order(FullOrder order, Shop shop) {
        ObjectNode view = SyncViews.order(order.row());
        view.set("lines", lines(order.lines()));
        view.set("payments", payments(order));
        view.set("packages", packages(order.packages()));
        view.set("moments", moments(order));
        view.set("changes", changes(order.changes()));
        ObjectNode buyer =
                view.putObject("buyer").put("state", order.buyer().known() ? "hidden" : "absent");
        put(buyer, "country", order.buyer().country());
        Map<OrderDetail, String> details = order.details();
        put(view, "cancelReason", details.getOrDefault(OrderDetail.CANCEL_REASON, ""));
        put(view, "shippingType", details.getOrDefault(OrderDetail.SHIPPING_TYPE, ""));
        put(view, "fulfillmentType", details.getOrDefault(OrderDetail.FULFILLMENT_TYPE, ""));
        put(view, "deliveryOption", details.getOrDefault(OrderDetail.DELIVERY_OPTION_NAME, ""));
        order.asOf().ifPresent(at -> view.put("asOf", at.toString()));
        SellerCenter.order(shop, order.row().id().value())
                .ifPresent(url -> view.put("sellerCenterUrl", url));
        return view;
    }

    private static ArrayNode lines(List<FullOrder.Line> lines) {
        ArrayNode views = Json.array();
        for (FullOrder.Line line : lines) {
            ObjectNode view =
                    views.addObject()
                            .put("productName", line.productName())
                            .put("quantity", line.quantity());
            put(view, "productId", line.productId());
            put(view, "skuName", line.skuName());
            put(view, "skuId", line.skuId());
            put(view, "sellerSku", line.sellerSku());
            put(view, "status", line.status());
            put(view, "packageId", line.packageId());
            put(view, "cancelReason", line.cancelReason());
            if (line.gift()) {
                view.put("gift", true);
            }
            put(view, "unitPrice", line.unitPrice());
            put(view, "originalPrice", line.originalPrice());
            put(view, "sellerDiscount", line.sellerDiscount());
            put(view, "platformDiscount", line.platformDiscount());
            ArrayNode taxes = view.putArray("taxes");
            for (FullOrder.Tax tax : line.taxes()) {
                ObjectNode shown = taxes.addObject();
                put(shown, "type", tax.type());
                put(shown, "rate", tax.rate());
                shown.set("amount", SyncViews.money(tax.amount()));
            }
        }
        return views;
    }

    private static ArrayNode payments(FullOrder order) {
        ArrayNode views = Json.array();
        order.amounts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(payment ->
                        views.addObject()
                                .put("kind", word(payment.getKey()))
                                .set("amount", SyncViews.money(payment.getValue())));
        return views;
    }

    private static ArrayNode packages(List<FullOrder.Parcel> parcels) {
        ArrayNode views = Json.array();
        for (FullOrder.Parcel parcel : parcels) {
            ObjectNode view = views.addObject();
            put(view, "id", parcel.id());
            put(view, "status", parcel.status());
            put(view, "provider", parcel.provider());
            ArrayNode numbers = view.putArray("trackingNumbers");
            parcel.trackingNumbers().forEach(numbers::add);
        }
        return views;
    }

    private static ArrayNode moments(FullOrder order) {
        ArrayNode views = Json.array();
        views.addObject()
                .put("kind", "placed")
                .put("at", order.row().placedAt().toString())
                .put("due", false);
        order.moments().entrySet().stream()
                .sorted(
                        Map.Entry.<OrderMoment, Instant>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(moment ->
                        views.addObject()
                                .put("kind", word(moment.getKey()))
                                .put("at", moment.getValue().toString())
                                .put("due", isDue(moment.getKey())));
        return views;
    }

    /// Whether it tells what has to happen, not what did.
    private static boolean isDue(OrderMoment moment) {
        return switch (moment) {
            case READY_TO_SHIP_DUE,
                    HANDOVER_DUE,
                    AUTO_CANCEL_DUE,
                    DELIVERY_SLA,
                    SHIPPING_DUE,
                    COLLECTION_DUE,
                    DELIVERY_DUE,
                    DELIVERY_OPTION_DUE,
                    PICK_UP_CUT_OFF,
                    FAST_DISPATCH_DUE,
                    RECOMMENDED_SHIPPING,
                    RELEASED ->
                    true;
            case PAID, READY_TO_SHIP, COLLECTED, DELIVERED, CANCEL_REQUESTED, CANCELLED -> false;
        };
    }

    private static ArrayNode changes(List<SeenChange> changes) {
        ArrayNode views = Json.array();
        for (SeenChange change : changes) {
            ObjectNode view =
                    views.addObject()
                            .put("seenAt", change.seenAt().toString())
                            .put("platformAt", change.platformAt().toString())
                            .put("source", change.source().wireName())
                            .put("lagSeconds", change.lag().toSeconds())
                            .put("what", change.difference().what().wireName());
            change.difference().from().ifPresent(from -> view.put("from", from));
            change.difference().to().ifPresent(to -> view.put("to", to));
        }
        return views;
    }

    static ObjectNode revealed(Reveals.Revealed revealed) {
        ObjectNode view =
                Json.object()
                        .put("revealId", revealed.id())
                        .put("revealedAt", revealed.at().toString());
        BuyerData data = revealed.data();
        ObjectNode buyer = view.putObject("buyer");
        put(buyer, "name", data.name());
        put(buyer, "phone", data.phone());
        put(buyer, "email", data.email());
        ArrayNode lines = buyer.putArray("addressLines");
        data.addressLines().forEach(lines::add);
        put(buyer, "city", data.city());
        ArrayNode places = buyer.putArray("places");
        for (BuyerData.Place place : data.places()) {
            places.addObject().put("kind", place.kind()).put("name", place.name());
        }
        put(buyer, "postalCode", data.postalCode());
        put(buyer, "country", data.country());
        put(buyer, "message", data.message());
        return view;
    }

    static ObjectNode reveals(
            RevealPage page,
            PersonId caller,
            Function<Entry.BuyerRevealed, Optional<String>> notes) {
        ObjectNode view = Json.object();
        ArrayNode views = view.putArray("reveals");
        for (Entry.BuyerRevealed reveal : page.reveals()) {
            ObjectNode shown =
                    views.addObject()
                            .put("id", reveal.id())
                            .put("at", reveal.at().toString())
                            .put("personId", reveal.person().value())
                            .put("you", reveal.person().equals(caller))
                            .put("shopId", reveal.shop().value())
                            .put("orderId", reveal.order().value())
                            .put("reason", reveal.reason())
                            .put("noted", reveal.noted());
            notes.apply(reveal).ifPresent(note -> shown.put("note", note));
        }
        page.older().ifPresent(place -> view.put("older", RevealCursor.print(place)));
        return view;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(ObjectNode view, String name, String text) {
        if (!text.isEmpty()) {
            view.put(name, text);
        }
    }

    private static void put(ObjectNode view, String name, Optional<Money> amount) {
        amount.ifPresent(money -> view.set(name, SyncViews.money(money)));
    }
}
