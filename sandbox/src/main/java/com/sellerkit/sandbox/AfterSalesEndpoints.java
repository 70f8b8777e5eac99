package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The calls about returns, refunds and cancellations.
final class AfterSalesEndpoints {
    private static final List<String> SORT_FIELDS = List.of("create_time", "update_time");
    private static final Pages.Rules RETURN_PAGES = new Pages.Rules(10, 50, 10, SORT_FIELDS, "ASC");
    private static final Pages.Rules CANCELLATION_PAGES =
            new Pages.Rules(1, 50, 10, SORT_FIELDS, "ASC");
    private static final Set<String> RETURN_TYPES =
            Set.of("REFUND", "RETURN_AND_REFUND", "REPLACEMENT");
    private static final Set<String> RETURN_STATUSES =
            Arrays.stream(ReturnCase.Status.values()).map(Enum::name).collect(Collectors.toSet());
    private static final Set<String> ARBITRATION =
            Set.of("IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED");
    private static final Set<String> CANCEL_TYPES = Set.of("CANCEL", "BUYER_CANCEL");
    // A filter may be spelled like the answers or, as the documentation has it, without the last
    // syllable.
    private static final String FILTER_CANCELLED = "CANCELLATION_REQUEST_CANCEL";
    private static final Set<String> CANCEL_STATUSES =
            Stream.concat(
                            Arrays.stream(Cancellation.Status.values()).map(Enum::name),
                            Stream.of(FILTER_CANCELLED))
                    .collect(Collectors.toSet());
    private static final int IMAGE_PIXELS = 200;
    private static final long ANSWER_SECONDS = 48 * 3_600;

    private final WorldClock clock;

    AfterSalesEndpoints(WorldClock clock) {
        this.clock = clock;
    }

    Result returns(Request request, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Parameters in = Parameters.of(request);
        Set<String> ids = in.bodyTexts("return_ids");
        Set<String> orders = in.bodyTexts("order_ids");
        Set<String> buyers = in.bodyTexts("buyer_user_ids");
        Set<String> types = choices(in, "return_types", RETURN_TYPES);
        Set<String> statuses = choices(in, "return_status", RETURN_STATUSES);
        Set<String> arbitration = choices(in, "arbitration_status", ARBITRATION);
        Set<String> proposed = choices(in, "seller_proposed_return_type", RETURN_TYPES);
        Window window = Window.read(in);
        Pages pages = Pages.read(in, request, shop, RETURN_PAGES);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        boolean byUpdate = pages.sortField().equals("update_time");
        Selection<ReturnCase> selection =
                pages.selection(
                        one -> byUpdate ? one.progress().since(now) : one.progress().begin(),
                        one -> one.place().number());
        // Nobody proposes or arbitrates here.
        boolean none = !arbitration.isEmpty() || !proposed.isEmpty();
        window.created(shop.consequences().returns(now), now).things().stream()
                .filter(one -> !none && window.updated(one.progress().since(now)))
                .filter(one -> wanted(ids, one.id()))
                .filter(one -> wanted(orders, Long.toString(one.life().number())))
                .filter(one -> wanted(types, one.refund().kind().name()))
                .filter(one -> wanted(statuses, one.progress().at(now).name()))
                .filter(one -> buyers.isEmpty() || buyers.contains(buyer(shop, one.life())))
                .forEach(selection::offer);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        Selection.Page<ReturnCase> page = selection.page();
        ArrayNode list = data.putArray("return_orders");
        page.items().forEach(one -> list.add(json(shop, one, now)));
        pages.write(data, page);
        return new Result.Data(data);
    }

    /// What happened in the course of a return, the latest first.
    Result records(String returnId, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Optional<ReturnCase> found =
                shop.consequences().returns(now).things().stream()
                        .filter(one -> one.id().equals(returnId) && one.progress().begunBy(now))
                        .findFirst();
        if (found.isEmpty()) {
            return new Result.Refused(
                    Refusal.business(25020005, "No permission to view the return."));
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode records = data.putArray("records");
        found.get()
                .progress()
                .between(Long.MIN_VALUE, now)
                .reversed()
                .forEach(step -> {
                    ObjectNode record = records.addObject();
                    record.put("event", step.state().name());
                    boolean buyers =
                            switch (step.state()) {
                                case RETURN_OR_REFUND_REQUEST_PENDING,
                                        BUYER_SHIPPED_ITEM,
                                        RETURN_OR_REFUND_REQUEST_CANCEL ->
                                        true;
                                default -> false;
                            };
                    record.put("role", buyers ? "BUYER" : "SELLER");
                    record.put("description", description(step.state()));
                    record.put("reason_text", reason(shop, found.get()));
                    record.put("note", "");
                    record.putArray("images");
                    record.putArray("videos");
                    record.put("create_time", step.at());
                });
        return new Result.Data(data);
    }

    Result cancellations(Request request, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Parameters in = Parameters.of(request);
        Set<String> ids = in.bodyTexts("cancel_ids");
        Set<String> orders = in.bodyTexts("order_ids");
        Set<String> buyers = in.bodyTexts("buyer_user_ids");
        Set<String> types = choices(in, "cancel_types", CANCEL_TYPES);
        Set<String> statuses = choices(in, "cancel_status", CANCEL_STATUSES);
        Window window = Window.read(in);
        Pages pages = Pages.read(in, request, shop, CANCELLATION_PAGES);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        boolean byUpdate = pages.sortField().equals("update_time");
        Selection<Cancellation> selection =
                pages.selection(
                        one -> byUpdate ? one.progress().since(now) : one.progress().begin(),
                        one -> one.place().number());
        window.created(shop.consequences().cancellations(now), now).things().stream()
                .filter(one -> window.updated(one.progress().since(now)))
                .filter(one -> wanted(ids, one.id()))
                .filter(one -> wanted(orders, Long.toString(one.life().number())))
                .filter(one -> wanted(types, type(one)))
                .filter(one -> wanted(statuses, one.progress().at(now)))
                .filter(one -> buyers.isEmpty() || buyers.contains(buyer(shop, one.life())))
                .forEach(selection::offer);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        Selection.Page<Cancellation> page = selection.page();
        ArrayNode list = data.putArray("cancellations");
        page.items().forEach(one -> list.add(json(shop, one, now)));
        pages.write(data, page);
        return new Result.Data(data);
    }

    private static Set<String> choices(Parameters in, String name, Set<String> allowed) {
        Set<String> texts = in.bodyTexts(name);
        if (!allowed.containsAll(texts)) {
            in.refuse(
                    Refusal.business(
                            25001001,
                            "Invalid parameter '%s'. Allowed values: %s"
                                    .formatted(
                                            name,
                                            String.join(
                                                    ", ", allowed.stream().sorted().toList()))));
        }
        return texts;
    }

    private static boolean wanted(Set<String> filter, String value) {
        return filter.isEmpty() || filter.contains(value);
    }

    private static boolean wanted(Set<String> filter, Cancellation.Status status) {
        return wanted(filter, status.name())
                || (status == Cancellation.Status.CANCELLATION_REQUEST_CANCELLED
                        && filter.contains(FILTER_CANCELLED));
    }

    private static String buyer(ShopWorld shop, Timeline life) {
        return Buyer.of(shop.seed(), shop.profile(), life.id()).userId();
    }

    private static ObjectNode json(ShopWorld shop, ReturnCase one, long now) {
        ShopProfile profile = shop.profile();
        Refund refund = one.refund();
        ReturnCase.Status status = one.progress().at(now);
        List<Buying.Unit> units = units(shop, one.life());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("order_id", Long.toString(one.life().number()));
        json.put("return_id", one.id());
        json.put("return_type", refund.kind().name());
        json.put("return_status", status.name());
        json.put("arbitration_status", "");
        json.put("role", "BUYER");
        json.put("return_reason", reasonKey(shop, one));
        json.put("return_reason_text", reason(shop, one));
        boolean goods = one.withGoods();
        json.put("shipment_type", goods ? "PLATFORM" : "");
        json.put("handover_method", goods ? "DROP_OFF" : "");
        boolean sent =
                goods && refund.outcome() == Refund.Outcome.PAID && refund.shippedBackAt() <= now;
        json.put(
                "return_tracking_number",
                sent ? OrderView.trackingNumber(shop.seed(), profile, one.life().id(), 9) : "");
        json.put("return_provider_name", goods ? profile.shippingProvider().name() : "");
        json.put("return_provider_id", goods ? profile.shippingProvider().id() : "");
        json.put("can_buyer_keep_item", !goods);
        json.put("create_time", one.progress().begin());
        json.put("update_time", one.progress().since(now));
        nextAction(json, one, status, now);
        ArrayNode lines = json.putArray("return_line_items");
        for (int i = 0; i < refund.lines().size(); i++) {
            Refund.Line line = refund.lines().get(i);
            ObjectNode item = lines.addObject();
            item.put("return_line_item_id", one.lineId(line.unit()));
            unit(item, one.life(), line.unit(), units.get(line.unit()));
            // What belongs to the order as a whole goes with the first unit, so that the units add
            // up.
            Amounts amounts =
                    i == 0
                            ? new Amounts(
                                    line.saleMinor(),
                                    refund.shippingMinor(),
                                    line.taxMinor() + refund.shippingTaxMinor(),
                                    refund.retailDeliveryFeeMinor())
                            : new Amounts(line.saleMinor(), 0, line.taxMinor(), 0);
            item.set("refund_amount", amounts.json(profile));
        }
        ObjectNode discounts = json.putArray("discount_amount").addObject();
        discounts.put("currency", profile.currency());
        discounts.put(
                "product_seller_discount",
                amount(
                        profile,
                        refund.lines().stream()
                                .mapToLong(line -> units.get(line.unit()).sellerDiscountMinor())
                                .sum()));
        discounts.put(
                "product_platform_discount",
                amount(
                        profile,
                        refund.lines().stream()
                                .mapToLong(line -> units.get(line.unit()).platformDiscountMinor())
                                .sum()));
        discounts.put("shipping_fee_platform_discount", "0");
        discounts.put("shipping_fee_seller_discount", "0");
        json.putArray("shipping_fee_amount")
                .addObject()
                .put("currency", profile.currency())
                .put("seller_paid_return_shipping_fee", "0")
                .put("platform_paid_return_shipping_fee", "0")
                .put("buyer_paid_return_shipping_fee", "0");
        json.set(
                "refund_amount",
                new Amounts(
                                refund.subtotalMinor(),
                                refund.shippingMinor(),
                                refund.taxMinor(),
                                refund.retailDeliveryFeeMinor())
                        .json(profile));
        json.put("return_shipping_document_type", goods ? "SHIPPING_LABEL" : "");
        json.put("return_method", goods ? "PLATFORM_SHIPPED" : "");
        json.put("is_combined_return", false);
        json.put("combined_return_id", "");
        return json;
    }

    private static void nextAction(
            ObjectNode json, ReturnCase one, ReturnCase.Status status, long now) {
        ArrayNode actions = json.putArray("seller_next_action_response");
        String action =
                switch (status) {
                    case RETURN_OR_REFUND_REQUEST_PENDING ->
                            one.withGoods() ? "SELLER_RESPOND_RETURN" : "SELLER_RESPOND_REFUND";
                    case BUYER_SHIPPED_ITEM -> "SELLER_RESPOND_RECEIVE_PACKAGE";
                    default -> "";
                };
        if (!action.isEmpty()) {
            actions.addObject()
                    .put("action", action)
                    .put("deadline", one.progress().since(now) + ANSWER_SECONDS);
        }
    }

    private static ObjectNode json(ShopWorld shop, Cancellation one, long now) {
        ShopProfile profile = shop.profile();
        List<Buying.Unit> units = units(shop, one.life());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("cancel_id", one.id());
        json.put("order_id", Long.toString(one.life().number()));
        json.put("cancel_type", type(one));
        json.put("cancel_status", one.progress().at(now).name());
        json.put("role", one.initiator());
        json.put("cancel_reason", "ecom_order_canceled_reason_" + key(one.reason()));
        json.put("cancel_reason_text", one.reason());
        json.put("create_time", one.progress().begin());
        json.put("update_time", one.progress().since(now));
        ArrayNode actions = json.putArray("seller_next_action_response");
        if (one.progress().at(now) == Cancellation.Status.CANCELLATION_REQUEST_PENDING) {
            actions.addObject()
                    .put("action", "SELLER_RESPOND_CANCEL")
                    .put("deadline", one.progress().begin() + ANSWER_SECONDS);
        }
        Payment payment =
                Payment.of(
                        shop.seed(),
                        profile,
                        one.life().id(),
                        Buyer.of(shop.seed(), profile, one.life().id()).place(),
                        units);
        json.set(
                "refund_amount",
                (one.paidBack()
                                ? new Amounts(
                                        payment.subTotalMinor(),
                                        payment.shippingFeeMinor(),
                                        payment.taxMinor(),
                                        payment.retailDeliveryFeeMinor())
                                : Amounts.NOTHING)
                        .json(profile));
        ArrayNode lines = json.putArray("cancel_line_items");
        IntStream.range(0, units.size())
                .forEach(i -> {
                    ObjectNode item = lines.addObject();
                    item.put("cancel_line_item_id", one.lineId(i));
                    unit(item, one.life(), i, units.get(i));
                    boolean first = i == 0;
                    Amounts amounts =
                            new Amounts(
                                    units.get(i).saleMinor(),
                                    first ? payment.shippingFeeMinor() : 0,
                                    units.get(i).taxMinor()
                                            + (first ? payment.shippingTaxMinor() : 0),
                                    first ? payment.retailDeliveryFeeMinor() : 0);
                    item.set(
                            "refund_amount",
                            (one.paidBack() ? amounts : Amounts.NOTHING).json(profile));
                });
        return json;
    }

    /// What goes back, in minor units.
    private record Amounts(long subtotal, long shipping, long tax, long retailDelivery) {
        static final Amounts NOTHING = new Amounts(0, 0, 0, 0);

        ObjectNode json(ShopProfile shop) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("currency", shop.currency())
                    .put("refund_total", amount(shop, subtotal + shipping + tax + retailDelivery))
                    .put("refund_subtotal", amount(shop, subtotal))
                    .put("refund_shipping_fee", amount(shop, shipping))
                    .put("refund_tax", amount(shop, tax))
                    .put("retail_delivery_fee", amount(shop, retailDelivery))
                    .put("buyer_service_fee", "0");
        }
    }

    private static void unit(ObjectNode item, Timeline life, int place, Buying.Unit unit) {
        item.put("order_line_item_id", OrderView.lineItemId(life.id(), place));
        item.put("sku_id", unit.sku().id());
        item.put("sku_name", unit.sku().name());
        item.put("product_name", unit.product().name());
        item.put("seller_sku", unit.sku().sellerSku());
        item.putObject("product_image")
                .put("url", OrderView.image(unit.sku()))
                .put("width", IMAGE_PIXELS)
                .put("height", IMAGE_PIXELS);
    }

    private static List<Buying.Unit> units(ShopWorld shop, Timeline life) {
        return Buying.cart(
                shop.seed(),
                shop.profile(),
                life.id(),
                Buyer.of(shop.seed(), shop.profile(), life.id()).place());
    }

    private static String type(Cancellation one) {
        return one.initiator().equals("BUYER") ? "BUYER_CANCEL" : "CANCEL";
    }

    private static String reason(ShopWorld shop, ReturnCase one) {
        return Buying.dice(shop.seed(), one.life().id(), "return reason")
                .pick(
                        List.of(
                                "Product damaged",
                                "Not as described",
                                "Wrong item",
                                "No longer needed"));
    }

    private static String reasonKey(ShopWorld shop, ReturnCase one) {
        return "ecom_order_delivered_refund_reason_" + key(reason(shop, one));
    }

    private static String key(String reason) {
        return reason.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static String description(ReturnCase.Status status) {
        return switch (status) {
            case RETURN_OR_REFUND_REQUEST_PENDING, REPLACEMENT_REQUEST_PENDING ->
                    "Customer submitted a request";
            case REFUND_OR_RETURN_REQUEST_REJECT, REPLACEMENT_REQUEST_REJECT ->
                    "Seller rejected the request";
            case AWAITING_BUYER_SHIP, AWAITING_BUYER_RESPONSE -> "Seller accepted the return";
            case BUYER_SHIPPED_ITEM -> "Customer shipped the items";
            case REJECT_RECEIVE_PACKAGE -> "Seller refused the parcel";
            case RETURN_OR_REFUND_REQUEST_SUCCESS, REPLACEMENT_REQUEST_REFUND_SUCCESS ->
                    "Seller accepted the refund";
            case RETURN_OR_REFUND_REQUEST_CANCEL, REPLACEMENT_REQUEST_CANCEL ->
                    "Customer withdrew the request";
            case RETURN_OR_REFUND_REQUEST_COMPLETE, REPLACEMENT_REQUEST_COMPLETE ->
                    "The refund was paid";
        };
    }

    private static String amount(ShopProfile shop, long minor) {
        return Payment.amount(minor, shop.decimals());
    }
}
