package com.sellerkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.connect.AuthorizationLink;
import com.sellerkit.connect.Authorizations;
import com.sellerkit.connect.CancellationOutcome;
import com.sellerkit.connect.Completion;
import com.sellerkit.connect.CompletionOutcome;
import com.sellerkit.connect.Completions;
import com.sellerkit.connect.ConfirmationOutcome;
import com.sellerkit.connect.Confirmations;
import com.sellerkit.connect.ConnectFault;
import com.sellerkit.connect.Connection;
import com.sellerkit.connect.Connections;
import com.sellerkit.connect.DisconnectionOutcome;
import com.sellerkit.connect.Disconnections;
import com.sellerkit.connect.Market;
import com.sellerkit.connect.Shop;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Problem;
import com.sellerkit.platform.ShopId;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/// Connects and disconnects TikTok Shops: begins, completes, confirms, cancels and lists
/// authorizations, and ends what a shop's seller no longer wants.
public final class ConnectionsFunction extends HttpFunction {
    private static final Pattern COMPLETION_ID = Pattern.compile("[A-Za-z0-9_-]{10,64}");
    private static final int SHOPS_MAX = 50;
    private static final int SHOP_NAME_MAX = 200;

    /// The production wiring.
    public ConnectionsFunction() {
        this(Wiring.fromEnvironment());
        primeBeforeSnapshot();
    }

    private ConnectionsFunction(Wiring wiring) {
        this(
                new Doors(
                        wiring.connect().connections(),
                        wiring.connect().authorizations(),
                        wiring.connect().completions(),
                        wiring.connect().confirmations(),
                        wiring.disconnections(),
                        new ShopGuard(wiring.connect().shops()),
                        wiring.time()),
                wiring.guards(),
                wiring.time());
    }

    ConnectionsFunction(Doors doors, Guards guards, InstantSource time) {
        super(
                List.of(
                        Route.member(
                                "GET", "/api/permissions", (request, _) -> permissions(request)),
                        Route.member("GET", "/api/connections", doors::list),
                        Route.member("POST", "/api/connections/authorizations", doors::begin),
                        Route.member("POST", "/api/connections/completions", doors::complete),
                        Route.member(
                                "DELETE",
                                "/api/connections/completions/{completionId}",
                                doors::cancel),
                        Route.member(
                                "POST",
                                "/api/connections/completions/{completionId}/confirmation",
                                doors::confirm),
                        Route.member(
                                "POST", "/api/shops/{shopId}/disconnection", doors::disconnect)),
                guards,
                time);
    }

    private static HttpAnswer permissions(HttpRequest request) {
        QueryReader.none(request);
        return HttpAnswer.ok(Views.permissions());
    }

    /// What the operations ask.
    record Doors(
            Connections connections,
            Authorizations authorizations,
            Completions completions,
            Confirmations confirmations,
            Disconnections disconnections,
            ShopGuard own,
            InstantSource time) {

        private HttpAnswer list(HttpRequest request, Caller caller) {
            QueryReader.none(request);
            ObjectNode view = Json.object();
            ArrayNode views = view.putArray("connections");
            for (Connection connection : connections.of(caller.account())) {
                views.add(Views.connection(connection, time.instant()));
            }
            return HttpAnswer.ok(view);
        }

        private HttpAnswer begin(HttpRequest request, Caller caller) {
            QueryReader.none(request);
            BodyReader body = BodyReader.of(request);
            String region = body.oneOf("region", List.of("US", "ROW"));
            body.end();
            AuthorizationLink link =
                    authorizations.begin(caller.person(), caller.account(), Market.valueOf(region));
            return HttpAnswer.created(
                    Json.object()
                            .put("authorizeUrl", link.url().toString())
                            .put("expiresAt", link.expiresAt().toString()));
        }

        private HttpAnswer complete(HttpRequest request, Caller caller) {
            QueryReader.none(request);
            BodyReader.none(request);
            CompletionOutcome outcome =
                    completions.complete(
                            caller.person(), caller.account(), request.cookie(ConnectCookie.NAME));
            return switch (outcome) {
                case CompletionOutcome.Named(Completion completion) ->
                        HttpAnswer.ok(Views.completion(completion));
                case CompletionOutcome.Failed(ConnectFault fault) -> refuse(fault);
            };
        }

        private HttpAnswer confirm(HttpRequest request, Caller caller) {
            QueryReader.none(request);
            String id = completionId(request);
            BodyReader body = BodyReader.of(request);
            List<String> chosen =
                    body.texts(
                            "shopIds",
                            1,
                            SHOPS_MAX,
                            ShopGuard.SHOP_ID,
                            "a shop id of 1 to 20 digits");
            body.end();
            List<ShopId> shops = chosen.stream().map(ShopId::new).toList();
            return switch (confirmations.confirm(caller.person(), caller.account(), id, shops)) {
                case ConfirmationOutcome.Connected(Connection connection) ->
                        HttpAnswer.ok(Views.connection(connection, time.instant()));
                case ConfirmationOutcome.NotFound() -> refuse(Problems.notFound());
                case ConfirmationOutcome.Failed(ConnectFault fault) -> refuse(fault);
            };
        }

        private HttpAnswer cancel(HttpRequest request, Caller caller) {
            QueryReader.none(request);
            BodyReader.none(request);
            String id = completionId(request);
            return switch (completions.cancel(caller.person(), caller.account(), id)) {
                case CancellationOutcome.Cancelled() ->
                        HttpAnswer.nothing().with("Set-Cookie", ConnectCookie.cleared());
                case CancellationOutcome.NotFound() -> refuse(Problems.notFound());
                case CancellationOutcome.AlreadyConnected() -> refuse(ConnectFault.NOTHING_PENDING);
            };
        }

        private HttpAnswer disconnect(HttpRequest request, Caller caller) {
            QueryReader.none(request);
            Shop shop = own.own(request, caller);
            BodyReader body = BodyReader.of(request);
            String name = body.text("shopName", 0, SHOP_NAME_MAX);
            body.end();
            return switch (disconnections.disconnect(
                    caller.person(), caller.account(), shop.id(), name)) {
                case DisconnectionOutcome.Disconnected(Shop now) -> HttpAnswer.ok(Views.shop(now));
                case DisconnectionOutcome.NameMismatch(String allowed) ->
                        refuse(Problems.nameMismatch(name, allowed));
                case DisconnectionOutcome.AlreadyDisconnected() ->
                        refuse(Problems.alreadyDisconnected());
                case DisconnectionOutcome.NotFound() -> refuse(Problems.notFound());
            };
        }

        private static String completionId(HttpRequest request) {
            String id = request.pathParameter("completionId");
            return COMPLETION_ID.matcher(id).matches() ? id : missing();
        }

        private static String missing() {
            throw new Refused(Problems.notFound());
        }

        private static HttpAnswer refuse(ConnectFault fault) {
            throw new Refused(ConnectProblems.of(fault));
        }

        private static HttpAnswer refuse(Problem problem) {
            throw new Refused(problem);
        }
    }
}
