package com.sellerkit.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The control as a page: what there is, and buttons for what the control API can do. It needs no
/// script.
final class ControlPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int CALLS_SHOWN = 25;
    private static final int DELIVERIES_SHOWN = 25;

    private static final Map<String, String> STEPS = steps();

    private final Platform platform;
    private final SandboxControl control;

    ControlPage(Platform platform, SandboxControl control) {
        this.platform = platform;
        this.control = control;
    }

    /// The page; a problem with what was just asked for is shown first.
    String html(String problem) {
        String alert =
                problem.isEmpty()
                        ? ""
                        : "<p class=\"alert\" role=\"alert\">" + Html.escape(problem) + "</p>";
        String body =
                "<div class=\"wide\"><h1>Control</h1>%s%s%s%s%s%s%s%s%s%s</div>"
                        .formatted(
                                alert,
                                clock(),
                                shops(),
                                grants(),
                                faults(),
                                orders(),
                                products(),
                                webhooks(),
                                calls(),
                                documentation());
        return Html.page("Control", body);
    }

    private String clock() {
        String state = control.frozen() ? "frozen" : "running";
        return section(
                "Clock",
                """
                <p>The world is <strong>%s</strong> at <strong>%s</strong>. Its histories end at %s. The protocol's clock is skewed by %d s.</p>
                <div class="actions">%s%s%s</div>
                """
                        .formatted(
                                state,
                                time(control.now()),
                                time(control.anchor()),
                                control.skew().toSeconds(),
                                control.frozen()
                                        ? button("POST", "/clock", "Run", Map.of("action", "run"))
                                        : button(
                                                "POST",
                                                "/clock",
                                                "Freeze",
                                                Map.of("action", "freeze")),
                                form(
                                        "POST",
                                        "/clock",
                                        hidden("action", "advance")
                                                + select("seconds", "Advance by", STEPS)
                                                + "<button>Advance</button>"),
                                form(
                                        "POST",
                                        "/clock",
                                        hidden("action", "skew")
                                                + input("seconds", "Skew in seconds", "0")
                                                + "<button>Skew</button>")));
    }

    private String shops() {
        StringBuilder rows = new StringBuilder();
        for (ShopView shop : control.shops()) {
            rows.append(
                    row(
                            "<code>" + shop.key() + "</code>",
                            Html.escape(shop.name()),
                            shop.region() + " " + shop.currency(),
                            "<code>" + shop.id() + "</code>",
                            "<span class=\"number\">" + shop.orders() + "</span>",
                            (shop.active() ? "active " : "inactive ")
                                    + button(
                                            "POST",
                                            "/shops/" + shop.key() + "/active",
                                            shop.active() ? "Deactivate" : "Activate",
                                            Map.of("active", Boolean.toString(!shop.active()))),
                            button("POST", "/orders", "New order", Map.of("shop", shop.key()))
                                    + button(
                                            "POST",
                                            "/products",
                                            "New product",
                                            Map.of("shop", shop.key()))));
        }
        String sellers =
                Seller.ALL.stream()
                        .map(seller ->
                                "<code>" + seller.key() + "</code> " + Html.escape(seller.name()))
                        .collect(Collectors.joining(", "));
        return section(
                "Sellers and shops",
                "<p>Sellers: "
                        + sellers
                        + "</p>"
                        + table(
                                List.of("Shop", "Name", "Market", "Id", "Orders", "State", ""),
                                rows.toString()));
    }

    private String grants() {
        StringBuilder rows = new StringBuilder();
        for (GrantView grant : control.grants()) {
            String path = "/grants/" + grant.id() + "/";
            rows.append(
                    row(
                            "<code>" + grant.id() + "</code>",
                            Html.escape(grant.seller()),
                            String.join(", ", grant.shops()),
                            grant.scopes().size() + " of " + Scopes.ALL.size(),
                            time(grant.accessExpiresAt()),
                            grant.revoked()
                                    ? "revoked"
                                    : button("POST", path + "revoke", "Revoke", Map.of())
                                            + button(
                                                    "POST",
                                                    path + "expire-access",
                                                    "Expire access",
                                                    Map.of())
                                            + button(
                                                    "POST",
                                                    path + "expire-refresh",
                                                    "Expire refresh",
                                                    Map.of())
                                            + form(
                                                    "POST",
                                                    path + "end",
                                                    input("days", "Days left", "20")
                                                            + "<button>End then</button>")));
        }
        return section(
                "Grants",
                rows.isEmpty()
                        ? "<p class=\"quiet\">No seller has authorized the app yet.</p>"
                        : table(
                                List.of("Grant", "Seller", "Shops", "Scopes", "Access until", ""),
                                rows.toString()));
    }

    private String faults() {
        StringBuilder rows = new StringBuilder();
        for (ActiveFault on : control.faults()) {
            rows.append(
                    row(
                            Html.escape(on.fault().kind().label()),
                            "<code>" + Html.escape(on.fault().pathPrefix()) + "</code>",
                            on.left() == 0 ? "until switched off" : on.left() + " calls",
                            button("DELETE", "/faults/" + on.id(), "Switch off", Map.of())));
        }
        Map<String, String> kinds = new LinkedHashMap<>();
        Arrays.stream(FaultKind.values()).forEach(kind -> kinds.put(kind.name(), kind.label()));
        return section(
                "Faults",
                (rows.isEmpty()
                                ? "<p class=\"quiet\">No fault is on.</p>"
                                : table(List.of("Fault", "Path", "For", ""), rows.toString()))
                        + "<div class=\"actions\">"
                        + form(
                                "POST",
                                "/faults",
                                select("kind", "Fault", kinds)
                                        + input("pathPrefix", "Path begins with", "/")
                                        + input("times", "Calls (0: no limit)", "0")
                                        + input("delayMillis", "Delay in ms", "2000")
                                        + input("retryAfterSeconds", "Retry-After in s", "1")
                                        + input("field", "Field (empty: usual)", "")
                                        + "<button class=\"primary\">Switch on</button>")
                        + "</div>");
    }

    private String orders() {
        Map<String, String> statuses = new LinkedHashMap<>();
        Arrays.stream(OrderStatus.values())
                .forEach(status -> statuses.put(status.name(), status.name()));
        return section(
                "Orders",
                "<div class=\"actions\">"
                        + form(
                                "POST",
                                "/order-status",
                                input("order", "Order id", "")
                                        + select("status", "State", statuses)
                                        + "<button>Move</button>")
                        + "</div><div class=\"actions\">"
                        + form(
                                "POST",
                                "/order-address",
                                input("order", "Order id", "")
                                        + input("street", "Street (empty: invented)", "")
                                        + "<button>Change address</button>")
                        + "</div><div class=\"actions\">"
                        + form(
                                "POST",
                                "/order-message",
                                input("order", "Order id", "")
                                        + input("text", "What the buyer writes", "")
                                        + "<button>Write</button>")
                        + "</div>");
    }

    private static String products() {
        Map<String, String> statuses = new LinkedHashMap<>();
        Arrays.stream(ProductStatus.values())
                .forEach(status -> statuses.put(status.name(), status.name()));
        return section(
                "Products",
                "<div class=\"actions\">"
                        + form(
                                "POST",
                                "/product-status",
                                input("product", "Product id", "")
                                        + select("status", "State", statuses)
                                        + "<button>Move</button>")
                        + form(
                                "POST",
                                "/product-title",
                                input("product", "Product id", "")
                                        + input("title", "Title (empty: description)", "")
                                        + "<button>Edit</button>")
                        + "</div><div class=\"actions\">"
                        + form(
                                "POST",
                                "/sku-price",
                                input("sku", "SKU id", "")
                                        + input("minor", "Price in minor units", "")
                                        + "<button>Price</button>")
                        + form(
                                "POST",
                                "/sku-stock",
                                input("sku", "SKU id", "")
                                        + input("quantity", "Quantity", "0")
                                        + "<button>Count</button>")
                        + "</div>");
    }

    private String webhooks() {
        String about =
                platform.config()
                        .webhookUrl()
                        .map(url ->
                                "<p>What happens in authorized shops goes to <code>%s</code>, on the world's clock. A fault applies to what happens after it is switched on.</p>"
                                        .formatted(Html.escape(url.toString())))
                        .orElse(
                                "<p class=\"quiet\">No webhook URL is set, so nothing is delivered.</p>");
        StringBuilder rows = new StringBuilder();
        control.deliveries().stream()
                .limit(DELIVERIES_SHOWN)
                .forEach(delivery -> rows.append(row(delivery)));
        String heads = "At|Type|Shop|Orders|State|Attempts|Last answer|";
        return section(
                "Webhooks",
                about
                        + addresses()
                        + (rows.isEmpty()
                                ? ""
                                : table(List.of(heads.split("\\|", -1)), rows.toString()))
                        + button("POST", "/webhook-tick", "Deliver what is due", Map.of())
                        + deliveryFaults());
    }

    private String addresses() {
        StringBuilder rows = new StringBuilder();
        for (ShopView shop : control.shops()) {
            control.webhookAddresses(shop.key())
                    .forEach((event, address) ->
                            rows.append(
                                    row(
                                            "<code>" + shop.key() + "</code>",
                                            Html.escape(event),
                                            "<code>" + Html.escape(address) + "</code>",
                                            button(
                                                    "DELETE",
                                                    "/webhook-addresses/" + shop.key(),
                                                    "Lose it",
                                                    Map.of("event", event)))));
        }
        return rows.isEmpty()
                ? ""
                : table(List.of("Shop", "Event", "Address", ""), rows.toString());
    }

    private static String row(Delivery delivery) {
        return row(
                time(delivery.at()),
                delivery.type().number() + " " + delivery.type(),
                "<code>" + delivery.shop() + "</code>",
                "<code>" + String.join(", ", delivery.orders()) + "</code>",
                delivery.state()
                        + delivery.nextAttempt().map(at -> " until " + time(at)).orElse(""),
                Integer.toString(delivery.attempts()),
                Html.escape(delivery.lastAnswer()),
                button(
                        "POST",
                        "/webhooks/" + delivery.notificationId() + "/resend",
                        "Resend",
                        Map.of()));
    }

    private String deliveryFaults() {
        String on =
                control.deliveryFaults().stream()
                        .map(fault ->
                                "<p>%s, %s, %s</p>"
                                        .formatted(
                                                fault.kind().label(),
                                                fault.type()
                                                        .map(NotificationType::name)
                                                        .orElse("every type"),
                                                fault.times() == 0
                                                        ? "until switched off"
                                                        : fault.times() + " more"))
                        .collect(Collectors.joining());
        Map<String, String> kinds = new LinkedHashMap<>();
        Arrays.stream(DeliveryFaultKind.values())
                .forEach(kind -> kinds.put(kind.name(), kind.label()));
        Map<String, String> types = new LinkedHashMap<>();
        types.put("", "every type");
        Arrays.stream(NotificationType.values())
                .forEach(type -> types.put(type.name(), type.number() + " " + type));
        return on
                + (on.isEmpty()
                        ? ""
                        : button("DELETE", "/webhook-faults", "Deliver faultlessly", Map.of()))
                + "<div class=\"actions\">"
                + form(
                        "POST",
                        "/webhook-faults",
                        select("kind", "Fault", kinds)
                                + select("type", "Type", types)
                                + input("times", "Notifications (0: no limit)", "1")
                                + input("delaySeconds", "Delay in s", "10")
                                + "<button>Switch on</button>")
                + "</div>";
    }

    private String calls() {
        StringBuilder counts = new StringBuilder();
        new TreeMap<>(control.calls())
                .forEach((path, count) ->
                        counts.append(
                                row(
                                        "<code>" + Html.escape(path) + "</code>",
                                        Long.toString(count))));
        StringBuilder recent = new StringBuilder();
        control.recentCalls().stream()
                .limit(CALLS_SHOWN)
                .forEach(call ->
                        recent.append(
                                row(
                                        time(call.at()),
                                        Html.escape(call.method()),
                                        "<code>" + Html.escape(call.path()) + "</code>",
                                        call.status() == 0
                                                ? "dropped"
                                                : Integer.toString(call.status()),
                                        Integer.toString(call.code()),
                                        call.millis() + " ms")));
        return section(
                "Calls",
                counts.isEmpty()
                        ? "<p class=\"quiet\">No call yet.</p>"
                        : table(List.of("Path", "Calls"), counts.toString())
                                + table(
                                        List.of("At", "Method", "Path", "Status", "Code", "Took"),
                                        recent.toString())
                                + button("DELETE", "/calls", "Forget the calls", Map.of()));
    }

    private String documentation() {
        StringBuilder rows = new StringBuilder();
        for (ControlApi.Operation operation : ControlApi.OPERATIONS) {
            rows.append(
                    row(
                            "<code>" + Html.escape(operation.call()) + "</code>",
                            "<code>" + Html.escape(operation.body()) + "</code>",
                            Html.escape(operation.meaning())));
        }
        String about =
                "<p>All calls are under <code>%s</code>; bodies and answers are JSON. The app is <code>%s</code>, its service_id <code>%s</code>, its redirect URL <code>%s</code>.</p>"
                        .formatted(
                                Control.API_PATH,
                                Html.escape(platform.config().appKey()),
                                Html.escape(platform.config().serviceId()),
                                Html.escape(platform.config().redirectUrl().toString()));
        return section(
                "Control API",
                about
                        + table(List.of("Call", "Body", "What it does"), rows.toString())
                        + button("POST", "/reset", "Start over", Map.of()));
    }

    private static String section(String title, String body) {
        return "<section><h2>" + title + "</h2>" + body + "</section>";
    }

    private static String table(List<String> heads, String rows) {
        String head =
                heads.stream()
                        .map(name -> "<th scope=\"col\">" + name + "</th>")
                        .collect(Collectors.joining());
        return "<div class=\"scroll\"><table><thead><tr>"
                + head
                + "</tr></thead><tbody>"
                + rows
                + "</tbody></table></div>";
    }

    private static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> "<td>" + cell + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String button(
            String method, String path, String label, Map<String, String> fields) {
        String hidden =
                fields.entrySet().stream()
                        .map(field -> hidden(field.getKey(), field.getValue()))
                        .collect(Collectors.joining());
        return form(method, path, hidden + "<button>" + label + "</button>");
    }

    private static String form(String method, String path, String content) {
        return "<form class=\"actions\" method=\"post\" action=\"%s\">%s%s%s</form>"
                .formatted(
                        Control.ACT_PATH,
                        hidden("_method", method),
                        hidden("_path", path),
                        content);
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(name, Html.escape(value));
    }

    private static String input(String name, String label, String value) {
        return "<label>%s <input name=\"%s\" value=\"%s\"></label>"
                .formatted(Html.escape(label), name, Html.escape(value));
    }

    private static String select(String name, String label, Map<String, String> options) {
        String choices =
                options.entrySet().stream()
                        .map(option ->
                                "<option value=\"%s\">%s</option>"
                                        .formatted(option.getKey(), Html.escape(option.getValue())))
                        .collect(Collectors.joining());
        return "<label>%s <select name=\"%s\">%s</select></label>"
                .formatted(Html.escape(label), name, choices);
    }

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("60", "1 minute");
        steps.put("3600", "1 hour");
        steps.put("86400", "1 day");
        steps.put("604800", "1 week");
        return steps;
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
