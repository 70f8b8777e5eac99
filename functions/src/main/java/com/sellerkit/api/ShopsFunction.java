package com.sellerkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Problem;
import com.sellerkit.sync.Certificates;
import com.sellerkit.sync.SyncRequests;
import com.sellerkit.sync.SyncRequests.SyncRequest;
import com.sellerkit.sync.SyncStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The account's shops, how far their sync is, and the wish to have it now.
public final class ShopsFunction extends HttpFunction {
    private static final int STREAM_LENGTH_MAX = 32;
    private static final int CERTIFICATE_DAYS = 30;

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
                                                status)),
                        Route.member(
                                "GET",
                                "/api/shops/{shopId}/sync/certificates",
                                (request, caller) ->
                                        certificates(
                                                request, own.own(request, caller), status, time))),
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
        return HttpAnswer.ok(sync(shop, status));
    }

    private static ObjectNode sync(Shop shop, SyncStatus status) {
        return SyncViews.shopSync(shop.id(), status.of(shop.id()), status.webhooks(shop.id()));
    }

    private static HttpAnswer syncNow(
            HttpRequest request, Shop shop, SyncRequests requests, SyncStatus status) {
        QueryReader.none(request);
        BodyReader body = BodyReader.ofAny(request);
        Optional<String> stream = body.textIfGiven("stream", STREAM_LENGTH_MAX);
        body.end();
        SyncRequest asked =
                stream.map(one -> requests.now(shop.id(), one))
                        .orElseGet(() -> requests.now(shop.id()));
        return switch (asked) {
            case SyncRequest.Accepted() -> HttpAnswer.accepted(sync(shop, status));
            case SyncRequest.AlreadyRunning() -> refuse(Problems.syncAlreadyRunning());
            case SyncRequest.TooSoon(Duration after) ->
                    refuse(Problems.syncTooSoon(Math.max(1, after.plusMillis(999).toSeconds())));
            case SyncRequest.ReconnectNeeded() -> refuse(Problems.syncReconnectNeeded());
            case SyncRequest.Disconnected() -> refuse(Problems.shopDisconnected());
            case SyncRequest.NoShop() -> refuse(Problems.notFound());
            case SyncRequest.NoStream() ->
                    refuse(Problems.unknownStream(stream.orElse(""), status.streams()));
        };
    }

    private static HttpAnswer certificates(
            HttpRequest request, Shop shop, SyncStatus status, InstantSource time) {
        QueryReader query = QueryReader.of(request);
        Optional<String> stream = query.text("stream", STREAM_LENGTH_MAX);
        int days = query.number("days", 1, Certificates.DAYS_MAX, CERTIFICATE_DAYS);
        query.end();
        if (stream.isPresent() && !status.streams().contains(stream.get())) {
            return refuse(Problems.unknownStream(stream.get(), status.streams()));
        }
        LocalDate to = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
        LocalDate from = to.minusDays(days - 1L);
        List<String> streams = stream.map(List::of).orElseGet(status::streams);
        return HttpAnswer.ok(
                SyncViews.certificates(
                        shop.id(), from, to, status.certificates(shop.id(), streams, from)));
    }

    private static HttpAnswer refuse(Problem problem) {
        throw new Refused(problem);
    }
}
