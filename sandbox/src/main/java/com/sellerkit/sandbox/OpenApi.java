package com.sellerkit.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The API host: checks a call in the platform's documented order, then lets the endpoint answer.
final class OpenApi {
    static final Duration TIMESTAMP_BEHIND_MAX = Duration.ofMinutes(5);
    static final Duration TIMESTAMP_AHEAD_MAX = Duration.ofSeconds(30);

    private final SandboxConfig config;
    private final WorldClock clock;
    private final Authorizations authorizations;
    private final World world;
    private final Faults faults;
    private final Envelopes envelopes;
    private final ShopEndpoints shops;
    private final OrderEndpoints orders;
    private final EventEndpoints events;
    private final ProductEndpoints products;
    private final FulfilmentEndpoints fulfilment;
    private final AfterSalesEndpoints afterSales;
    private final FinanceEndpoints finance;
    private final ChatEndpoints chats;
    private final AnalyticsEndpoints analytics;

    OpenApi(
            SandboxConfig config,
            WorldClock clock,
            Authorizations authorizations,
            World world,
            Faults faults,
            Envelopes envelopes,
            EventEndpoints events,
            Runnable persist) {
        this.config = config;
        this.clock = clock;
        this.authorizations = authorizations;
        this.world = world;
        this.faults = faults;
        this.envelopes = envelopes;
        this.events = events;
        this.shops = new ShopEndpoints(authorizations, world, persist);
        this.orders = new OrderEndpoints(world, clock);
        this.products = new ProductEndpoints(world, clock);
        this.fulfilment = new FulfilmentEndpoints(world, clock);
        this.afterSales = new AfterSalesEndpoints(clock);
        this.finance = new FinanceEndpoints(world, clock);
        this.chats = new ChatEndpoints(world, clock);
        this.analytics = new AnalyticsEndpoints(world, clock);
    }

    /// A call to a known endpoint, with what its token and cipher stand for at this moment.
    private record Call(
            Request request, Endpoint endpoint, Optional<Grant> grant, Optional<ShopWorld> shop) {

        String path() {
            return request.path();
        }

        /// The id in the path.
        String id() {
            return endpoint.id(request.path());
        }

        Grant holder() {
            return grant.orElseThrow();
        }

        ShopWorld target() {
            return shop.orElseThrow();
        }
    }

    Answer answer(Request request) {
        Optional<Endpoint> endpoint = Endpoint.of(request.method(), request.path());
        if (endpoint.isEmpty()) {
            return envelopes.refusal(noSuchCall(request.path()));
        }
        Call call =
                new Call(
                        request,
                        endpoint.get(),
                        authorizations.byAccessToken(accessToken(request)),
                        world.byCipher(request.query().text("shop_cipher")));
        Optional<Refusal> refusal =
                appKey(request)
                        .or(() -> timestamp(request))
                        .or(() -> size(request))
                        .or(() -> signature(request))
                        .or(() -> token(call))
                        .or(() -> scope(call))
                        .or(() -> identifier(call))
                        .or(() -> activity(call))
                        .or(() -> quota(call));
        return refusal.<Answer>map(envelopes::refusal).orElseGet(() -> serve(call));
    }

    private Answer serve(Call call) {
        Result result =
                switch (call.endpoint()) {
                    case AUTHORIZED_SHOPS -> shops.authorized(call.holder());
                    case DEAUTHORIZE -> shops.deauthorize(call.target());
                    case ACTIVE_SHOPS -> shops.active(call.holder());
                    case PERMISSIONS -> shops.permissions(call.holder());
                    case SEARCH_ORDERS -> orders.search(call.request(), call.target());
                    case ORDERS_202309 ->
                            orders.detail(call.request(), call.target(), OrderView.Shape.V202309);
                    case ORDERS_202507 ->
                            orders.detail(call.request(), call.target(), OrderView.Shape.V202507);
                    case WEBHOOKS -> events.list(call.target());
                    case PUT_WEBHOOK -> events.put(call.request(), call.target());
                    case DELETE_WEBHOOK -> events.delete(call.request(), call.target());
                    case SEARCH_PRODUCTS -> products.search(call.request(), call.target());
                    case PRODUCT -> products.detail(call.id(), call.target());
                    case SEARCH_INVENTORY -> products.inventory(call.request(), call.target());
                    case WAREHOUSES -> products.warehouses(call.target());
                    case SEARCH_PACKAGES -> fulfilment.search(call.request(), call.target());
                    case PACKAGE -> fulfilment.detail(call.id(), call.target());
                    case TRACKING -> fulfilment.tracking(call.id(), call.target());
                    case SEARCH_RETURNS -> afterSales.returns(call.request(), call.target());
                    case RETURN_RECORDS -> afterSales.records(call.id(), call.target());
                    case SEARCH_CANCELLATIONS ->
                            afterSales.cancellations(call.request(), call.target());
                    case STATEMENTS -> finance.statements(call.request(), call.target());
                    case STATEMENT_TRANSACTIONS ->
                            finance.statementTransactions(call.request(), call.target(), call.id());
                    case ORDER_TRANSACTIONS ->
                            finance.orderTransactions(call.request(), call.target(), call.id());
                    case PAYMENTS -> finance.payments(call.request(), call.target());
                    case WITHDRAWALS -> finance.withdrawals(call.request(), call.target());
                    case UNSETTLED -> finance.unsettled(call.request(), call.target());
                    case CONVERSATIONS -> chats.conversations(call.request(), call.target());
                    case OPEN_CONVERSATION -> chats.open(call.request(), call.target());
                    case MESSAGES -> chats.messages(call.request(), call.target(), call.id());
                    case SEND_MESSAGE -> chats.send(call.request(), call.target(), call.id());
                    case READ_MESSAGES -> chats.read(call.target(), call.id());
                    case AGENT_SETTINGS -> chats.settings(call.target());
                    case CHANGE_AGENT_SETTINGS ->
                            chats.changeSettings(call.request(), call.target());
                    case SERVICE_PERFORMANCE -> chats.performance(call.request(), call.target());
                    case SHOP_PERFORMANCE -> analytics.ofShop(call.request(), call.target());
                    case PRODUCTS_PERFORMANCE -> analytics.products(call.request(), call.target());
                    case PRODUCT_PERFORMANCE ->
                            analytics.ofProduct(call.request(), call.target(), call.id());
                    case SKUS_PERFORMANCE -> analytics.skus(call.request(), call.target());
                    case SKU_PERFORMANCE ->
                            analytics.ofSku(call.request(), call.target(), call.id());
                };
        return switch (result) {
            case Result.Data(var data) -> envelopes.success(data);
            case Result.Refused(Refusal refusal) -> envelopes.refusal(refusal);
        };
    }

    private static Refusal noSuchCall(String path) {
        if (Endpoint.pathExists(path)) {
            return Refusal.invalidMethod();
        }
        return Endpoint.otherVersionExists(path) ? Refusal.invalidVersion() : Refusal.invalidPath();
    }

    private Optional<Refusal> appKey(Request request) {
        return request.query().text("app_key").equals(config.appKey())
                ? Optional.empty()
                : Optional.of(Refusal.invalidAppKey());
    }

    private Optional<Refusal> timestamp(Request request) {
        String text = request.query().text("timestamp");
        if (text.isEmpty()) {
            return Optional.of(Refusal.missingQuery("timestamp"));
        }
        if (!text.matches("[0-9]{1,18}")) {
            return Optional.of(Refusal.timestampInvalid());
        }
        long now = clock.protocolNow().getEpochSecond();
        long timestamp = Long.parseLong(text);
        if (timestamp < now - TIMESTAMP_BEHIND_MAX.toSeconds()) {
            return Optional.of(Refusal.timestampTooOld());
        }
        return timestamp > now + TIMESTAMP_AHEAD_MAX.toSeconds()
                ? Optional.of(Refusal.timestampInFuture())
                : Optional.empty();
    }

    private Optional<Refusal> size(Request request) {
        return request.bodyTooLarge()
                ? Optional.of(Refusal.bodyTooLarge(Request.BODY_BYTES_MAX))
                : Optional.empty();
    }

    private Optional<Refusal> signature(Request request) {
        Map<String, String> parameters = request.query().firstValues();
        String given = request.query().text("sign");
        if (given.isEmpty()) {
            return Optional.of(Refusal.missingQuery("sign"));
        }
        String expected =
                RequestSignature.of(
                        config.appSecret(),
                        request.path(),
                        parameters,
                        request.body(),
                        request.contentType());
        return RequestSignature.matches(expected, given)
                ? Optional.empty()
                : Optional.of(Refusal.invalidSign());
    }

    private Optional<Refusal> token(Call call) {
        if (faults.take(FaultKind.REVOKED_GRANT, call.path()).isPresent()
                || call.grant().isEmpty()) {
            return Optional.of(Refusal.invalidToken());
        }
        long now = clock.protocolNow().getEpochSecond();
        boolean expired =
                call.holder().accessTokens().stream()
                        .filter(token -> token.value().equals(accessToken(call.request())))
                        .allMatch(token -> token.expired(now));
        return expired || faults.take(FaultKind.EXPIRED_ACCESS_TOKEN, call.path()).isPresent()
                ? Optional.of(Refusal.expiredToken())
                : Optional.empty();
    }

    private Optional<Refusal> scope(Call call) {
        boolean missing =
                !call.holder().scopes().contains(call.endpoint().scope())
                        || faults.take(FaultKind.SCOPE_MISSING, call.path()).isPresent();
        return missing ? Optional.of(Refusal.missingScope()) : Optional.empty();
    }

    private static Optional<Refusal> identifier(Call call) {
        QueryString query = call.request().query();
        if (!call.endpoint().shopLevel()) {
            return query.first("shop_cipher").map(cipher -> Refusal.unexpectedCipher());
        }
        if (query.text("shop_cipher").isEmpty()) {
            return Optional.of(Refusal.missingCipher());
        }
        return call.shop()
                        .filter(shop -> call.holder().shops().contains(shop.profile().key()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.cipherMismatch());
    }

    // Giving up an inactive shop must still be possible.
    private Optional<Refusal> activity(Call call) {
        if (!call.endpoint().shopLevel() || call.endpoint() == Endpoint.DEAUTHORIZE) {
            return Optional.empty();
        }
        if (faults.take(FaultKind.SELLER_INACTIVE, call.path()).isPresent()) {
            return Optional.of(Refusal.sellerInactive());
        }
        boolean inactive =
                !world.active(call.target().profile().key())
                        || faults.take(FaultKind.SHOP_INACTIVE, call.path()).isPresent();
        return inactive ? Optional.of(Refusal.shopInactive()) : Optional.empty();
    }

    private Optional<Refusal> quota(Call call) {
        if (!call.endpoint().scope().equals(Scopes.CUSTOMER_SERVICE)) {
            return Optional.empty();
        }
        return faults.take(FaultKind.CONVERSATION_QUOTA, call.path()).isPresent()
                ? Optional.of(Refusal.conversationQuota())
                : chats.spent(call.target());
    }

    private static String accessToken(Request request) {
        return request.header("x-tts-access-token").orElse("");
    }
}
