package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Something about products, stock, returns or cancellations that a shop's app is told: ids and
/// states only.
///
/// @param at the Unix second it happened in
/// @param orders the ids of the orders that it names
record News(NotificationType type, long at, List<String> orders, ObjectNode data) {

    News {
        orders = List.copyOf(orders);
    }

    Notification notification(String id, ShopProfile shop) {
        return Notification.of(id, type, shop, orders, at, data);
    }

    /// What happened by itself after `from`, up to and including `to`, in no order.
    ///
    /// @param wanted the types that anybody is told of; for the others, nothing is worked out
    static List<News> between(
            ShopWorld shop, long from, long to, Predicate<NotificationType> wanted) {
        List<News> news = new ArrayList<>();
        if (wanted.test(NotificationType.CANCELLATION_STATUS_CHANGE)) {
            shop.consequences()
                    .cancellations(to)
                    .things()
                    .forEach(one -> cancellation(one, from, to, news));
        }
        if (wanted.test(NotificationType.RETURN_STATUS_CHANGE)) {
            shop.consequences().returns(to).things().forEach(one -> returned(one, from, to, news));
        }
        for (ProductLife life : shop.catalogue().all(to)) {
            life.between(from, to).forEach(change -> news.addAll(product(life, change)));
        }
        if (wanted.test(NotificationType.INVENTORY_STATUS_CHANGE)) {
            for (ShopProfile.Product product : shop.profile().products()) {
                for (ShopProfile.Sku sku : product.skus()) {
                    stock(shop, product.id(), sku.id(), from, to, Set.of(), news);
                }
            }
        }
        news.removeIf(one -> !wanted.test(one.type()));
        return news;
    }

    /// What a change by the control means for the cancellation and the stock of an order.
    static List<News> ofOrder(ShopWorld shop, Timeline life, OrderStatus entered, long at) {
        List<News> news = new ArrayList<>();
        if (entered == OrderStatus.CANCELLED) {
            Cancellation.of(shop.seed(), shop.profile(), life)
                    .forEach(one -> cancellation(one, at - 1, at, news));
        }
        Set<String> seen = new HashSet<>();
        for (Buying.Unit unit :
                Buying.cart(
                        shop.seed(),
                        shop.profile(),
                        life.id(),
                        Buyer.of(shop.seed(), shop.profile(), life.id()).place())) {
            if (seen.add(unit.sku().id())) {
                stock(
                        shop,
                        unit.product().id(),
                        unit.sku().id(),
                        at - 1,
                        at,
                        Set.of(life.number()),
                        news);
            }
        }
        return news;
    }

    /// What a change by the control means for a product.
    static List<News> ofProduct(ShopWorld shop, ProductLife life, ProductChange change) {
        if (change.kind() != ProductChange.Kind.STOCK) {
            return product(life, change);
        }
        List<News> news = new ArrayList<>();
        long at = change.at();
        stock(shop, life.id(), change.sku(), at - 1, at, Set.of(Stock.NO_ORDER), news);
        return news;
    }

    /// The tax office's answer about the invoice of a package.
    static News invoice(Parcel parcel, String status, String reason, long at) {
        String order = Long.toString(parcel.life().number());
        ObjectNode data = object().put("package_id", parcel.id());
        data.putArray("order_ids").add(order);
        data.put("invoice_status", status).put("invalid_reason", reason);
        return new News(NotificationType.INVOICE_STATUS_CHANGE, at, List.of(order), data);
    }

    private static void cancellation(Cancellation one, long from, long to, List<News> news) {
        String order = Long.toString(one.life().number());
        for (Progress.Step<Cancellation.Status> step : one.progress().between(from, to)) {
            ObjectNode data = object();
            data.put("order_id", order);
            data.put("cancellations_role", one.initiator());
            data.put("cancel_status", step.state().name());
            data.put("cancel_id", one.id());
            data.put("create_time", one.progress().begin());
            news.add(
                    new News(
                            NotificationType.CANCELLATION_STATUS_CHANGE,
                            step.at(),
                            List.of(order),
                            data));
        }
    }

    private static void returned(ReturnCase one, long from, long to, List<News> news) {
        String order = Long.toString(one.life().number());
        for (Progress.Step<ReturnCase.Status> step : one.progress().between(from, to)) {
            ObjectNode data = object();
            data.put("order_id", order);
            data.put("return_role", "BUYER");
            data.put("return_type", one.refund().kind().name());
            data.put("return_status", step.state().name());
            data.put("return_id", one.id());
            data.put("create_time", one.progress().begin());
            data.put("update_time", step.at());
            news.add(
                    new News(
                            NotificationType.RETURN_STATUS_CHANGE,
                            step.at(),
                            List.of(order),
                            data));
        }
    }

    // Some types name the product by a number, others by a text.
    private static List<News> product(ProductLife life, ProductChange change) {
        long number = Long.parseLong(life.id());
        ObjectNode data = object();
        NotificationType type =
                switch (change.kind()) {
                    case CREATED -> {
                        data.put("product_id", number).putArray("product_types");
                        yield NotificationType.PRODUCT_CREATION;
                    }
                    case STATUS -> {
                        data.put("product_id", number).put("status", review(life, change));
                        data.put("suspended_reason", suspended(change));
                        yield NotificationType.PRODUCT_STATUS_CHANGE;
                    }
                    case AUDIT -> {
                        data.put("product_id", number);
                        data.putObject("audit").put("status", change.value());
                        yield NotificationType.PRODUCT_AUDIT_STATUS_CHANGE;
                    }
                    case TITLE -> edited(data, life, "title");
                    case DESCRIPTION -> edited(data, life, "description");
                    case PRICE -> edited(data, life, "price");
                    case CATEGORY -> {
                        data.put("product_id", life.id());
                        data.put("previous_category_id", categoryBefore(life, change));
                        data.put("current_category_id", change.value());
                        yield NotificationType.PRODUCT_CATEGORY_CHANGE;
                    }
                    case STOCK -> throw new IllegalArgumentException("stock is told by its level");
                };
        data.put("update_time", change.at());
        return List.of(new News(type, change.at(), List.of(), data));
    }

    private static NotificationType edited(ObjectNode data, ProductLife life, String field) {
        data.put("product_id", life.id()).put("change_source", "SELLER_CENTER");
        data.putArray("changed_fields").add(field);
        return NotificationType.PRODUCT_INFORMATION_CHANGE;
    }

    private static String review(ProductLife life, ProductChange change) {
        if (change.value().equals(ProductStatus.FAILED.name())) {
            return "PRODUCT_AUDIT_FAILURE";
        }
        boolean active = change.value().equals(ProductStatus.ACTIVATE.name());
        boolean before =
                life.changes().stream()
                        .anyMatch(one ->
                                one.at() < change.at()
                                        && one.value().equals(ProductStatus.ACTIVATE.name()));
        return active && !before ? "PRODUCT_FIRST_PASS_REVIEW" : "PRODUCT_STATUS_CHANGED";
    }

    private static String suspended(ProductChange change) {
        ProductStatus status = ProductStatus.valueOf(change.value());
        return status == ProductStatus.PLATFORM_DEACTIVATED || status == ProductStatus.FREEZE
                ? "The product does not follow the listing rules."
                : "";
    }

    private static String categoryBefore(ProductLife life, ProductChange change) {
        return life.changes().stream()
                .filter(one -> one.kind() == ProductChange.Kind.CATEGORY && one.at() < change.at())
                .map(ProductChange::value)
                .reduce((earlier, later) -> later)
                .orElse(life.category());
    }

    /// @param by the orders whose movements count; empty where all do
    private static void stock(
            ShopWorld shop,
            String product,
            String sku,
            long from,
            long to,
            Set<Long> by,
            List<News> news) {
        int reserve = shop.catalogue().stock().reserve(sku).orElse(0);
        for (Stock.Movement one : shop.catalogue().stock().movements(sku, from, to)) {
            int after = one.after().available() + reserve;
            String now = level(after);
            boolean counts = by.isEmpty() || by.contains(one.order());
            if (!counts || now.equals(level(after - one.available()))) {
                continue;
            }
            ObjectNode data = object().put("product_id", product).put("sku_id", sku);
            data.putObject("trigger_reason")
                    .put("alert_type", "REALTIME")
                    .put("low_stock_threshold", Stock.LOW);
            data.put("current_inventory_status", now);
            data.putObject("inventory_distribution")
                    .put("total_quantity", after + one.after().committed())
                    .put("available_quantity", after)
                    .put("creator_reserved_quantity", 0)
                    .put("campaign_reserved_quantity", 0)
                    .put("committed_quantity", one.after().committed());
            data.put("update_time", one.at());
            news.add(new News(NotificationType.INVENTORY_STATUS_CHANGE, one.at(), List.of(), data));
        }
    }

    private static String level(int available) {
        if (available == 0) {
            return "OUT_OF_STOCK";
        }
        return available <= Stock.LOW ? "LOW_STOCK" : "SUFFICIENT_STOCK";
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
