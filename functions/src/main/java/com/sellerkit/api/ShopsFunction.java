package com.sellerkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Problem;
import com.sellerkit.sync.SyncRequests;
import com.sellerkit.sync.SyncRequests.SyncRequest;
import com.sellerkit.sync.SyncStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The account's shops, how far their sync is, and the wish to have it now.
public final class ShopsFunction extends HttpFunction {

    /// The production wiring.
    public ShopsFunction() {
        this(Wiring.fromEnvironment());
        primeBeforeSnapshot();
    }

    private ShopsFunction(Wiring wiring) {
        this(
                wiring.connect().shops(),
                wiring.syncStatus(),
                wiring.syncRequests(),
                wiring.guards(),
                wiring.time());
    }

    ShopsFunction(
            ShopDirectory shops,
            SyncStatus status,
            SyncRequests requests,
            Guards guards,
            InstantSource time) {
        this(shops, status, requests, new ShopGuard(shops), guards, time);
    }

    private ShopsFunction(
            ShopDirectory shops,
            SyncStatus status,
            SyncRequests requests,
            ShopGuard own,
            Guards guards,
            InstantSource time) {
        super(
                List.of(
                        Route.member(
                                "GET",
                                "/api/shops",
                                (request, caller) -> list(request, caller, shops)),
                        Route.member(
                                "GET",
                                "/api/shops/{shopId}/sync",
                                (request, caller) ->
                                        readSync(request, own.own(request, caller), status)),
                        Route.member(
                                "POST",
                                "/api/shops/{shopId}/sync",
                                (request, caller) ->
                                        syncNow(
                                                request,
                                                own.own(request, caller),
                                                requests,
                                                status))),
                guards,
                time);
    }

    private static HttpAnswer list(HttpRequest request, Caller caller, ShopDirectory shops) {
        QueryReader.none(request);
        ObjectNode view = Json.object();
        view.set("shops", Views.shops(shops.shopsOf(caller.account())));
        return HttpAnswer.ok(view);
    }

    private static HttpAnswer readSync(HttpRequest request, Shop shop, SyncStatus status) {
        QueryReader.none(request);
        return HttpAnswer.ok(SyncViews.shopSync(shop.id(), status.of(shop.id())));
    }

    private static HttpAnswer syncNow(
            HttpRequest request, Shop shop, SyncRequests requests, SyncStatus status) {
        QueryReader.none(request);
        BodyReader.none(request);
        return switch (requests.now(shop.id())) {
            case SyncRequest.Accepted() ->
                    HttpAnswer.accepted(SyncViews.shopSync(shop.id(), status.of(shop.id())));
            case SyncRequest.AlreadyRunning() -> refuse(Problems.syncAlreadyRunning());
            case SyncRequest.TooSoon(Duration after) ->
                    refuse(Problems.syncTooSoon(Math.max(1, after.plusMillis(999).toSeconds())));
            case SyncRequest.ReconnectNeeded() -> refuse(Problems.syncReconnectNeeded());
            case SyncRequest.Disconnected() -> refuse(Problems.shopDisconnected());
            case SyncRequest.NoShop() -> refuse(Problems.notFound());
        };
    }

    private static HttpAnswer refuse(Problem problem) {
        throw new Refused(problem);
    }
}
