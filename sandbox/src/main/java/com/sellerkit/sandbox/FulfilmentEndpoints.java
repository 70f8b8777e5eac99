package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The calls about packages and where they are.
final class FulfilmentEndpoints {
    private static final Pages.Rules PAGES =
            new Pages.Rules(1, 50, 0, List.of("create_time", "update_time"), "DESC");
    private static final Set<String> STATUSES =
            Arrays.stream(Parcel.Status.values()).map(Enum::name).collect(Collectors.toSet());
    private static final List<String> ADDRESS_FIELDS =
            List.of(
                    "full_address",
                    "phone_number",
                    "name",
                    "postal_code",
                    "address_detail",
                    "region_code",
                    "address_line1",
                    "address_line2",
                    "address_line3",
                    "address_line4");

    private final World world;
    private final WorldClock clock;

    FulfilmentEndpoints(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
    }

    Result search(Request request, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Parameters in = Parameters.of(request);
        Window window = Window.read(in);
        Optional<Parcel.Status> status =
                in.bodyChoice("package_status", STATUSES).map(Parcel.Status::valueOf);
        Pages pages = Pages.read(in, request, shop, PAGES);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        boolean byUpdate = pages.sortField().equals("update_time");
        Selection<Parcel> selection =
                pages.selection(
                        parcel ->
                                byUpdate ? parcel.progress().since(now) : parcel.progress().begin(),
                        parcel -> parcel.place().number());
        window.created(shop.consequences().parcels(now), now).things().stream()
                .filter(parcel -> window.updated(parcel.progress().since(now)))
                .filter(parcel -> status.isEmpty() || parcel.progress().at(now) == status.get())
                .forEach(selection::offer);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        Selection.Page<Parcel> page = selection.page();
        pages.write(data, page);
        ArrayNode packages = data.putArray("packages");
        page.items().forEach(parcel -> packages.add(summary(shop, parcel, now)));
        return new Result.Data(data);
    }

    Result detail(String id, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        return shop.consequences()
                .parcel(id, now)
                .<Result>map(parcel -> new Result.Data(detail(shop, parcel, now)))
                .orElseGet(() ->
                        new Result.Refused(
                                Refusal.business(
                                        10006402, "No permission to operate the package.")));
    }

    /// Where the packages of an order were seen, the latest first.
    Result tracking(String orderId, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Optional<Timeline> life =
                world.ofOrder(orderId)
                        .filter(owner -> owner == shop)
                        .flatMap(owner -> owner.find(orderId, now));
        if (life.isEmpty()) {
            return new Result.Refused(Refusal.notYourOrder());
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode tracking = data.putArray("tracking");
        seen(shop, life.get(), now).reversed().forEach(tracking::add);
        return new Result.Data(data);
    }

    private static List<ObjectNode> seen(ShopWorld shop, Timeline life, long now) {
        List<ObjectNode> seen = new ArrayList<>();
        Dice dice = Buying.dice(shop.seed(), life.id(), "tracking millis");
        long millis = dice.below(1_000);
        for (Timeline.Entry entry : life.entries(Long.MIN_VALUE, now)) {
            String description =
                    switch (entry.status()) {
                        case UNPAID, ON_HOLD, AWAITING_SHIPMENT -> "";
                        case PARTIALLY_SHIPPING, AWAITING_COLLECTION ->
                                "The seller prepared your package.";
                        case IN_TRANSIT -> "Your package was collected by the carrier.";
                        case DELIVERED -> "Your package was delivered!";
                        case COMPLETED -> "";
                        case CANCELLED -> seen.isEmpty() ? "" : "Your package was called back.";
                    };
            if (!description.isEmpty()) {
                seen.add(sighting(description, entry.at() * 1_000 + millis));
            }
            if (entry.status() == OrderStatus.IN_TRANSIT) {
                hubs(life, entry.at(), now)
                        .forEach(at ->
                                seen.add(
                                        sighting(
                                                "Your package arrived at a sorting centre.",
                                                at * 1_000 + millis)));
            }
        }
        return seen;
    }

    // One sighting every day between collection and what follows it.
    private static List<Long> hubs(Timeline life, long collected, long now) {
        long day = 86_400;
        List<Long> hubs = new ArrayList<>();
        for (long at = collected + day / 2;
                at <= now && hubs.size() < 10 && life.statusAt(at) == OrderStatus.IN_TRANSIT;
                at += day) {
            hubs.add(at);
        }
        return hubs;
    }

    private static ObjectNode sighting(String description, long millis) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("description", description)
                .put("update_time_millis", millis);
    }

    private static ObjectNode summary(ShopWorld shop, Parcel parcel, long now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ShopProfile profile = shop.profile();
        json.put("id", parcel.id());
        json.putArray("orders").addObject().put("id", Long.toString(parcel.life().number()));
        json.put("create_time", parcel.progress().begin());
        json.put("update_time", parcel.progress().since(now));
        json.put("status", parcel.progress().at(now).name());
        json.put("tracking_number", tracking(shop, parcel));
        json.put("shipping_provider_name", profile.shippingProvider().name());
        json.put("shipping_provider_id", profile.shippingProvider().id());
        lineItems(json, parcel);
        return json;
    }

    private static ObjectNode detail(ShopWorld shop, Parcel parcel, long now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ShopProfile profile = shop.profile();
        ObjectNode order = shop.json(parcel.life(), OrderView.Shape.V202309, now);
        json.put("package_id", parcel.id());
        ArrayNode skus =
                json.putArray("orders")
                        .addObject()
                        .put("id", Long.toString(parcel.life().number()))
                        .putArray("skus");
        Map<String, ObjectNode> bySku = new LinkedHashMap<>();
        for (int unit : parcel.units()) {
            JsonNode item = order.path("line_items").path(unit);
            ObjectNode sku =
                    bySku.computeIfAbsent(
                            item.path("sku_id").asText(),
                            id ->
                                    skus.addObject()
                                            .put("id", id)
                                            .put("name", item.path("sku_name").asText())
                                            .put("image_url", item.path("sku_image").asText())
                                            .put("quantity", 0));
            sku.put("quantity", sku.path("quantity").asInt() + 1);
        }
        json.put("package_status", parcel.progress().at(now).name());
        boolean parted = !order.path("split_or_combine_tag").asText().isEmpty();
        json.put("split_and_combine_tag", parted ? "SPLIT" : "DEFAULT");
        json.put("has_multi_skus", bySku.size() > 1);
        boolean noted = !order.path("buyer_message").asText().isEmpty();
        json.put("note_tag", noted ? "BUYER_NOTED" : "NONE");
        json.put("shipping_provider_name", profile.shippingProvider().name());
        json.put("shipping_provider_id", profile.shippingProvider().id());
        json.put("shipping_type", order.path("shipping_type").asText());
        json.put("delivery_option_name", profile.deliveryOption().name());
        json.put("delivery_option_id", profile.deliveryOption().id());
        json.put("tracking_number", tracking(shop, parcel));
        json.put("last_mile_tracking_number", "");
        json.putObject("pickup_slot").put("start_time", 0).put("end_time", 0);
        json.put("create_time", parcel.progress().begin());
        json.put("update_time", parcel.progress().since(now));
        json.put("handover_method", "DROP_OFF");
        lineItems(json, parcel);
        JsonNode recipient = order.path("recipient_address");
        ObjectNode to = json.putObject("recipient_address");
        ADDRESS_FIELDS.forEach(field -> to.put(field, recipient.path(field).asText()));
        String phone = to.path("phone_number").asText();
        if (!phone.isEmpty() && !phone.contains("*")) {
            to.put("phone_number", Recipient.maskPhone(phone));
        }
        ObjectNode from = json.putObject("sender_address");
        ADDRESS_FIELDS.forEach(field -> from.put(field, ""));
        from.put("name", profile.name()).put("region_code", profile.region());
        boolean inches = profile.region().equals("US");
        json.putObject("weight")
                .put("value", Integer.toString(parcel.units().size()))
                .put("unit", inches ? "POUND" : "KILOGRAM");
        json.putObject("dimension")
                .put("length", "8")
                .put("width", "4")
                .put("height", "6")
                .put("unit", inches ? "INCH" : "CM");
        return json;
    }

    private static void lineItems(ObjectNode json, Parcel parcel) {
        ArrayNode items = json.putArray("order_line_item_ids");
        parcel.units().forEach(unit -> items.add(OrderView.lineItemId(parcel.life().id(), unit)));
    }

    private static String tracking(ShopWorld shop, Parcel parcel) {
        return OrderView.trackingNumber(
                shop.seed(), shop.profile(), parcel.life().id(), parcel.ordinal());
    }
}
