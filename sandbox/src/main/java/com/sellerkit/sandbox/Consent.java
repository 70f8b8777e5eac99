package com.sellerkit.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The seller's consent: the page behind the authorize link, and the way back to the app.
final class Consent {
    static final String PAGE_PATH = "/open/authorize";
    static final String DECISION_PATH = "/open/authorize/decision";

    private final SandboxConfig config;
    private final Authorizations authorizations;
    private final World world;
    private final WorldClock clock;
    private final Runnable persist;

    Consent(
            SandboxConfig config,
            Authorizations authorizations,
            World world,
            WorldClock clock,
            Runnable persist) {
        this.config = config;
        this.authorizations = authorizations;
        this.world = world;
        this.clock = clock;
        this.persist = persist;
    }

    static boolean serves(String path) {
        return path.equals(PAGE_PATH) || path.equals(DECISION_PATH);
    }

    Answer answer(Request request) {
        boolean decision = request.path().equals(DECISION_PATH);
        if (!request.method().equals(decision ? "POST" : "GET")) {
            return error(405, "This address is not used that way.");
        }
        QueryString form = decision ? QueryString.parse(request.bodyText()) : request.query();
        if (!form.text("service_id").equals(config.serviceId())) {
            return error(404, "No app has this service_id. Check the authorize link.");
        }
        return decision ? decide(form) : Answer.html(200, page(form.first("state"), ""));
    }

    private Answer decide(QueryString form) {
        Optional<String> state = form.first("state");
        if (form.text("decision").equals("deny")) {
            return back("code=null&error=auth_denied", state);
        }
        Optional<Seller> seller = Seller.byKey(form.text("seller"));
        List<String> scopes = Scopes.ALL.stream().filter(form.all("scope")::contains).toList();
        if (seller.isEmpty() || scopes.isEmpty() || !form.text("decision").equals("approve")) {
            return Answer.html(400, page(state, "Choose a seller and at least one permission."));
        }
        List<String> granted = Scopes.of(seller.get()).stream().filter(scopes::contains).toList();
        String code = authorizations.approve(seller.get(), granted, clock.protocolNow());
        persist.run();
        String region =
                world.shop(seller.get().shops().getFirst()).orElseThrow().profile().region();
        String query =
                "app_key=%s&code=%s&locale=en-US&shop_region=%s"
                        .formatted(
                                QueryString.encode(config.appKey()),
                                QueryString.encode(code),
                                region);
        return back(query, state);
    }

    private Answer back(String query, Optional<String> state) {
        URI url = config.redirectUrl();
        String withState =
                state.map(value -> query + "&state=" + QueryString.encode(value)).orElse(query);
        String separator = url.getRawQuery() == null ? "?" : "&";
        return Answer.redirect(302, url + separator + withState);
    }

    private String page(Optional<String> state, String problem) {
        String hidden =
                hidden("service_id", config.serviceId())
                        + state.map(value -> hidden("state", value)).orElse("");
        String alert =
                problem.isEmpty()
                        ? ""
                        : "<p class=\"alert\" role=\"alert\">" + Html.escape(problem) + "</p>";
        return Html.page(
                "Authorize the app",
                """
                <h1>Authorize the app</h1>
                <p>The app asks to use your shop's data. Choose who you are, and what it may see.</p>
                %s
                <form method="post" action="%s">
                %s
                <fieldset><legend>Seller</legend>%s</fieldset>
                <fieldset><legend>Permissions</legend>%s</fieldset>
                <div class="actions">
                <button id="approve" class="primary" name="decision" value="approve">Approve</button>
                <button id="deny" name="decision" value="deny" formnovalidate>Deny</button>
                </div>
                </form>
                """
                        .formatted(alert, DECISION_PATH, hidden, sellers(), scopes()));
    }

    private String sellers() {
        StringBuilder html = new StringBuilder();
        for (Seller seller : Seller.ALL) {
            String shops =
                    seller.shops().stream()
                            .map(key -> world.shop(key).orElseThrow().profile())
                            .map(shop -> shop.region() + " (" + shop.currency() + ")")
                            .collect(Collectors.joining(", "));
            html.append(
                    """
                    <label class="choice"><input type="radio" name="seller" value="%s"%s required> <span><strong>%s</strong><br><small>%s</small></span></label>
                    """
                            .formatted(
                                    seller.key(),
                                    seller.key().equals("us") ? " checked" : "",
                                    Html.escape(seller.name()),
                                    Html.escape(shops)));
        }
        return html.toString();
    }

    private static String scopes() {
        StringBuilder html = new StringBuilder();
        for (Map.Entry<String, String> scope : Scopes.DESCRIPTIONS.entrySet()) {
            html.append(
                    """
                    <label class="choice"><input type="checkbox" name="scope" value="%1$s" checked> <span>%2$s<br><small><code>%1$s</code></small></span></label>
                    """
                            .formatted(scope.getKey(), Html.escape(scope.getValue())));
        }
        return html.toString();
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(name, Html.escape(value));
    }

    private static Answer error(int status, String message) {
        return Answer.html(
                status,
                Html.page(
                        "Cannot authorize",
                        "<h1>Cannot authorize</h1><p class=\"alert\" role=\"alert\">"
                                + Html.escape(message)
                                + "</p>"));
    }
}
