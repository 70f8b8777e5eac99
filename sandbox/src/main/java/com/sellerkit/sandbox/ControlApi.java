package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The control over HTTP: JSON in, JSON out, every operation of [SandboxControl].
final class ControlApi {

    /// One operation, for the page and the documentation.
    ///
    /// @param body an example of the body; empty where none is read
    record Operation(String call, String body, String meaning) {}

    static final List<Operation> OPERATIONS =
            List.of(
                    new Operation("GET /state", "", "clock, shops, grants, faults and calls"),
                    new Operation(
                            "POST /clock",
                            "{\"action\":\"advance\",\"seconds\":3600}",
                            "freeze, run, advance, or skew the protocol's clock"),
                    new Operation(
                            "POST /faults",
                            "{\"kind\":\"THROTTLE\",\"pathPrefix\":\"/order\",\"times\":3,\"retryAfterSeconds\":2,\"retryAfterAsDate\":false,\"delayMillis\":0,\"field\":\"\"}",
                            "switch a fault on; answers its id"),
                    new Operation("DELETE /faults", "", "switch all faults off"),
                    new Operation("DELETE /faults/{id}", "", "switch one fault off"),
                    new Operation(
                            "POST /grants",
                            "{\"seller\":\"us\",\"scopes\":[\"seller.order.info\"]}",
                            "consent without the browser; answers an authorization code"),
                    new Operation(
                            "POST /grants/{id}/revoke",
                            "",
                            "end an authorization; also expire-access, expire-refresh"),
                    new Operation(
                            "POST /grants/{id}/end",
                            "{\"days\":20}",
                            "let an authorization end in so many days"),
                    new Operation(
                            "PUT /token-rules",
                            "{\"oldRefreshTokenDies\":true,\"oldAccessTokenDies\":false,\"lenientGrantType\":false}",
                            "what a refresh does to older tokens"),
                    new Operation("GET /calls", "", "counts by path, and the last calls"),
                    new Operation("DELETE /calls", "", "forget the calls"),
                    new Operation(
                            "POST /shops/{shop}/active",
                            "{\"active\":false}",
                            "deactivate or reactivate a shop"),
                    new Operation(
                            "POST /orders", "{\"shop\":\"us\"}", "create an order now; answers it"),
                    new Operation("GET /orders/{id}", "", "one order"),
                    new Operation(
                            "POST /orders/{id}/status",
                            "{\"status\":\"IN_TRANSIT\"}",
                            "move an order to a state, where it stays"),
                    new Operation(
                            "POST /orders/{id}/message",
                            "{\"text\":\"Where is it?\"}",
                            "let the order's buyer write to the shop; answers the message's id"),
                    new Operation(
                            "GET /conversations/{shop}",
                            "",
                            "a shop's conversations with all their messages"),
                    new Operation(
                            "POST /orders/{id}/address",
                            "{\"street\":\"1 Other St\"}",
                            "change the address without moving update_time"),
                    new Operation(
                            "POST /products",
                            "{\"shop\":\"us\"}",
                            "create a product now, which waits for its review; answers it"),
                    new Operation("GET /products/{id}", "", "one product, deleted or not"),
                    new Operation(
                            "POST /products/{id}/status",
                            "{\"status\":\"SELLER_DEACTIVATED\"}",
                            "activate, deactivate, freeze or delete a product"),
                    new Operation(
                            "POST /products/{id}/title",
                            "{\"title\":\"Another name\"}",
                            "rename a product; without a title, edit its description"),
                    new Operation(
                            "POST /products/{id}/category",
                            "{\"category\":\"853256\"}",
                            "put a product into another category"),
                    new Operation(
                            "POST /skus/{id}/price",
                            "{\"minor\":1999}",
                            "give a SKU another price, in minor units"),
                    new Operation(
                            "POST /skus/{id}/stock",
                            "{\"quantity\":3}",
                            "count what can be sold of a SKU"),
                    new Operation(
                            "GET /webhooks", "", "deliveries, newest first, and their faults"),
                    new Operation(
                            "POST /webhook-faults",
                            "{\"kind\":\"DELAY\",\"type\":\"ORDER_STATUS_CHANGE\",\"times\":1,\"delaySeconds\":10}",
                            "lose, delay, double or reorder notifications to come"),
                    new Operation("DELETE /webhook-faults", "", "switch these faults off"),
                    new Operation("POST /webhooks/{id}/resend", "", "send a notification again"),
                    new Operation(
                            "GET /webhook-addresses/{shop}",
                            "",
                            "the addresses that the app registered for a shop"),
                    new Operation(
                            "DELETE /webhook-addresses/{shop}",
                            "{\"event\":\"ORDER_STATUS_CHANGE\"}",
                            "forget one of them, as if the platform had lost it"),
                    new Operation(
                            "POST /packages/{id}/invoice",
                            "{\"status\":\"INVALID\",\"reason\":\"NOT_FOUND\"}",
                            "let the tax office answer about a package's invoice"),
                    new Operation("POST /webhook-tick", "", "notice and send what is due, at once"),
                    new Operation("POST /reset", "", "start over"));

    private final SandboxControl control;

    ControlApi(SandboxControl control) {
        this.control = control;
    }

    /// Carries an operation out.
    ///
    /// @param path what follows `/_control/api`
    Answer.Body answer(String method, String path, JsonNode body) {
        List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
        parts.removeFirst();
        try {
            return switch (method + " " + shape(parts)) {
                case "GET state" -> ok(state());
                case "POST clock" -> clock(body);
                case "GET faults" -> ok(faults());
                case "POST faults" -> created("id", Long.toString(control.addFault(fault(body))));
                case "DELETE faults" -> done(control::clearFaults);
                case "DELETE faults/*" -> removeFault(parts.get(1));
                case "GET grants" -> ok(grants());
                case "POST grants" -> created("code", approve(body));
                case "POST grants/*/revoke" -> done(() -> control.revoke(parts.get(1)));
                case "POST grants/*/expire-access" ->
                        done(() -> control.expireAccessTokens(parts.get(1)));
                case "POST grants/*/expire-refresh" ->
                        done(() -> control.expireRefreshTokens(parts.get(1)));
                case "POST grants/*/end" -> end(parts.get(1), body);
                case "GET webhooks" -> ok(webhooks());
                case "POST webhooks/*/resend" -> done(() -> control.resend(parts.get(1)));
                case "GET webhook-addresses/*" -> ok(addresses(parts.get(1)));
                case "DELETE webhook-addresses/*" -> drop(parts.get(1), body);
                case "POST packages/*/invoice" -> invoice(parts.get(1), body);
                case "POST webhook-faults" ->
                        done(() -> control.addDeliveryFault(deliveryFault(body)));
                case "DELETE webhook-faults" -> done(control::clearDeliveryFaults);
                case "POST webhook-tick" -> done(control::tick);
                case "PUT token-rules" -> done(() -> control.tokenRules(rules(body)));
                case "GET calls" -> ok(calls());
                case "DELETE calls" -> done(control::resetCalls);
                case "GET shops" -> ok(shops());
                case "POST shops/*/active" ->
                        done(() -> control.shopActive(parts.get(1), flag(body, "active", true)));
                case "POST orders" -> order(control.createOrder(text(body, "shop")));
                case "GET orders/*" -> order(parts.get(1));
                case "POST orders/*/status" -> move(parts.get(1), body);
                case "POST orders/*/address" -> editAddress(parts.get(1), body);
                // The page's forms know the order's id only when they are sent.
                case "POST order-status" -> move(text(body, "order"), body);
                case "POST orders/*/message" -> write(parts.get(1), body);
                case "POST order-message" -> write(text(body, "order"), body);
                case "GET conversations/*" -> ok(conversations(parts.get(1)));
                case "POST order-address" -> editAddress(text(body, "order"), body);
                case "POST products" -> product(control.createProduct(text(body, "shop")));
                case "GET products/*" -> product(parts.get(1));
                case "POST products/*/status" -> moveProduct(parts.get(1), body);
                case "POST products/*/title" -> editProduct(parts.get(1), body);
                case "POST products/*/category" -> categorize(parts.get(1), body);
                case "POST skus/*/price" -> price(parts.get(1), body);
                case "POST skus/*/stock" -> count(parts.get(1), body);
                case "POST product-status" -> moveProduct(text(body, "product"), body);
                case "POST product-title" -> editProduct(text(body, "product"), body);
                case "POST sku-price" -> price(text(body, "sku"), body);
                case "POST sku-stock" -> count(text(body, "sku"), body);
                case "POST reset" -> done(control::reset);
                default ->
                        Control.problem(
                                404, "no operation " + method + " " + path + "; see /_control");
            };
        } catch (IllegalArgumentException e) {
            return Control.problem(400, String.valueOf(e.getMessage()));
        }
    }

    // The second part of a path is always an id.
    private static String shape(List<String> parts) {
        List<String> shape = new ArrayList<>(parts);
        if (shape.size() > 1) {
            shape.set(1, "*");
        }
        return String.join("/", shape);
    }

    private Answer.Body clock(JsonNode body) {
        Duration seconds = Duration.ofSeconds(number(body, "seconds", 0));
        return switch (text(body, "action")) {
            case "freeze" -> done(control::freeze);
            case "run" -> done(control::run);
            case "advance" -> done(() -> control.advance(seconds));
            case "skew" -> done(() -> control.skew(seconds));
            default ->
                    throw new IllegalArgumentException(
                            "action must be freeze, run, advance or skew");
        };
    }

    private static Fault fault(JsonNode body) {
        String prefix = body.path("pathPrefix").asText();
        Fault fault =
                Fault.of(choice(FaultKind.class, body, "kind"))
                        .onPath(prefix.isEmpty() ? "/" : prefix)
                        .onField(body.path("field").asText().strip())
                        .times(Math.toIntExact(number(body, "times", 0)))
                        .withDelay(Duration.ofMillis(number(body, "delayMillis", 2_000)));
        Duration retryAfter = Duration.ofSeconds(number(body, "retryAfterSeconds", 1));
        return flag(body, "retryAfterAsDate", false)
                ? fault.withRetryAfterDate(retryAfter)
                : fault.withRetryAfter(retryAfter);
    }

    private Answer.Body removeFault(String id) {
        boolean removed = id.matches("[0-9]{1,18}") && control.removeFault(Long.parseLong(id));
        return removed ? done(() -> {}) : Control.problem(404, "no fault is called " + id);
    }

    private String approve(JsonNode body) {
        JsonNode scopes = body.path("scopes");
        if (!scopes.isArray()) {
            return control.approve(text(body, "seller"));
        }
        List<String> wanted = new ArrayList<>();
        scopes.forEach(scope -> wanted.add(scope.asText()));
        return control.approve(text(body, "seller"), wanted);
    }

    private Answer.Body end(String grantId, JsonNode body) {
        text(body, "days");
        Duration days = Duration.ofDays(number(body, "days", 0));
        return done(() -> control.endAuthorization(grantId, days));
    }

    private static DeliveryFault deliveryFault(JsonNode body) {
        DeliveryFault fault =
                DeliveryFault.of(choice(DeliveryFaultKind.class, body, "kind"))
                        .times(Math.toIntExact(number(body, "times", 0)))
                        .withDelay(Duration.ofSeconds(number(body, "delaySeconds", 10)));
        return body.path("type").asText().isBlank()
                ? fault
                : fault.onType(choice(NotificationType.class, body, "type"));
    }

    private TokenRules rules(JsonNode body) {
        TokenRules now = control.tokenRules();
        return new TokenRules(
                flag(body, "oldRefreshTokenDies", now.oldRefreshTokenDies()),
                flag(body, "oldAccessTokenDies", now.oldAccessTokenDies()),
                flag(body, "lenientGrantType", now.lenientGrantType()));
    }

    private Answer.Body move(String orderId, JsonNode body) {
        control.moveOrder(orderId, choice(OrderStatus.class, body, "status"));
        return order(orderId);
    }

    private Answer.Body write(String orderId, JsonNode body) {
        return created("id", control.writeMessage(orderId, text(body, "text")));
    }

    private ArrayNode conversations(String shop) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        control.conversations(shop).forEach(all::add);
        return all;
    }

    private Answer.Body editAddress(String orderId, JsonNode body) {
        String street = body.path("street").asText();
        if (street.isEmpty()) {
            control.editAddress(orderId);
        } else {
            control.editAddress(orderId, street);
        }
        return order(orderId);
    }

    private Answer.Body order(String id) {
        return control.order(id)
                .map(ControlApi::ok)
                .orElseGet(() -> Control.problem(404, "no order is called " + id));
    }

    private ObjectNode addresses(String shop) {
        ObjectNode json = object();
        control.webhookAddresses(shop).forEach(json::put);
        return json;
    }

    private Answer.Body drop(String shop, JsonNode body) {
        return done(() -> control.dropWebhookAddress(shop, text(body, "event")));
    }

    private Answer.Body invoice(String parcel, JsonNode body) {
        return done(() ->
                control.invoice(
                        parcel, text(body, "status"), body.path("reason").asText().strip()));
    }

    private Answer.Body moveProduct(String id, JsonNode body) {
        control.moveProduct(id, choice(ProductStatus.class, body, "status"));
        return product(id);
    }

    private Answer.Body editProduct(String id, JsonNode body) {
        String title = body.path("title").asText();
        if (title.isEmpty()) {
            control.editProduct(id);
        } else {
            control.renameProduct(id, title);
        }
        return product(id);
    }

    private Answer.Body categorize(String id, JsonNode body) {
        control.categorizeProduct(id, text(body, "category"));
        return product(id);
    }

    private Answer.Body price(String sku, JsonNode body) {
        text(body, "minor");
        return done(() -> control.priceSku(sku, number(body, "minor", 0)));
    }

    private Answer.Body count(String sku, JsonNode body) {
        text(body, "quantity");
        return done(() -> control.countStock(sku, Math.toIntExact(number(body, "quantity", 0))));
    }

    private Answer.Body product(String id) {
        return control.product(id)
                .map(ControlApi::ok)
                .orElseGet(() -> Control.problem(404, "no product is called " + id));
    }

    private ObjectNode state() {
        ObjectNode json = object();
        json.putObject("clock")
                .put("now", control.now().toString())
                .put("anchor", control.anchor().toString())
                .put("frozen", control.frozen())
                .put("skewSeconds", control.skew().toSeconds());
        json.set("shops", shops());
        json.set("grants", grants());
        json.set("faults", faults());
        json.set("calls", calls());
        TokenRules rules = control.tokenRules();
        json.putObject("tokenRules")
                .put("oldRefreshTokenDies", rules.oldRefreshTokenDies())
                .put("oldAccessTokenDies", rules.oldAccessTokenDies())
                .put("lenientGrantType", rules.lenientGrantType());
        return json;
    }

    private ArrayNode shops() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (ShopView shop : control.shops()) {
            list.addObject()
                    .put("key", shop.key())
                    .put("id", shop.id())
                    .put("name", shop.name())
                    .put("region", shop.region())
                    .put("currency", shop.currency())
                    .put("orders", shop.orders())
                    .put("active", shop.active());
        }
        return list;
    }

    private ArrayNode grants() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (GrantView grant : control.grants()) {
            ObjectNode json = list.addObject();
            json.put("id", grant.id());
            json.put("seller", grant.seller());
            json.put("openId", grant.openId());
            grant.scopes().forEach(json.putArray("scopes")::add);
            grant.shops().forEach(json.putArray("shops")::add);
            json.put("accessExpiresAt", grant.accessExpiresAt().toString());
            json.put("refreshExpiresAt", grant.refreshExpiresAt().toString());
            json.put("revoked", grant.revoked());
        }
        return list;
    }

    private ArrayNode faults() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (ActiveFault on : control.faults()) {
            list.addObject()
                    .put("id", on.id())
                    .put("kind", on.fault().kind().name())
                    .put("pathPrefix", on.fault().pathPrefix())
                    .put("times", on.fault().times())
                    .put("left", on.left());
        }
        return list;
    }

    private ObjectNode calls() {
        ObjectNode json = object();
        ObjectNode counts = json.putObject("counts");
        control.calls().forEach(counts::put);
        ArrayNode recent = json.putArray("recent");
        for (CallRecord call : control.recentCalls()) {
            recent.addObject()
                    .put("at", call.at().toString())
                    .put("method", call.method())
                    .put("path", call.path())
                    .put("status", call.status())
                    .put("code", call.code())
                    .put("millis", call.millis());
        }
        return json;
    }

    private ObjectNode webhooks() {
        ObjectNode json = object();
        ArrayNode list = json.putArray("deliveries");
        for (Delivery delivery : control.deliveries()) {
            ObjectNode one = list.addObject();
            one.put("id", delivery.notificationId());
            one.put("type", delivery.type().name());
            one.put("shop", delivery.shop());
            delivery.orders().forEach(one.putArray("orders")::add);
            one.put("at", delivery.at().toString());
            one.put("state", delivery.state().name());
            one.put("attempts", delivery.attempts());
            delivery.nextAttempt().ifPresent(at -> one.put("nextAttempt", at.toString()));
            one.put("lastAnswer", delivery.lastAnswer());
            one.put("body", delivery.body());
        }
        ArrayNode faults = json.putArray("faults");
        for (DeliveryFault fault : control.deliveryFaults()) {
            ObjectNode one = faults.addObject();
            one.put("kind", fault.kind().name());
            fault.type().ifPresent(type -> one.put("type", type.name()));
            one.put("left", fault.times());
            one.put("delaySeconds", fault.delay().toSeconds());
        }
        return json;
    }

    private static Answer.Body ok(JsonNode json) {
        return Answer.json(200, json, 0);
    }

    private static Answer.Body done(Runnable operation) {
        operation.run();
        return ok(object().put("done", true));
    }

    private static Answer.Body created(String name, String value) {
        return Answer.json(201, object().put(name, value), 0);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(JsonNode body, String name) {
        String text = body.path(name).asText().strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    // Forms send numbers as text.
    private static long number(JsonNode body, String name, long otherwise) {
        String text = body.path(name).asText().strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("-?[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    name + " was " + text + "; it must be a whole number");
        }
        return Long.parseLong(text);
    }

    private static boolean flag(JsonNode body, String name, boolean otherwise) {
        String text = body.path(name).asText().strip();
        return switch (text) {
            case "" -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            name + " was " + text + "; it must be true or false");
        };
    }

    private static <E extends Enum<E>> E choice(Class<E> type, JsonNode body, String name) {
        String text = text(body, name).toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                name + " was " + text + "; it must be one of " + List.of(type.getEnumConstants()));
    }
}
