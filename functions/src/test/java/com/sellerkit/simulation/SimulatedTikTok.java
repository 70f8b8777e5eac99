package com.sellerkit.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.connect.Permission;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sync.FakeLists;
import com.sellerkit.sync.FakePlatform;
import com.sellerkit.sync.Goods;
import com.sellerkit.sync.StreamPage;
import com.sellerkit.sync.Streams;
import com.sellerkit.sync.TestOrders;
import com.sellerkit.sync.Window;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TikTokOrder;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.tiktok.Wire;
import com.sellerkit.tiktok.WireOrders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// One seller with shops at a TikTok that has bad days: what is true there, its rules for tokens,
/// and what it tells by webhook.
final class SimulatedTikTok implements Wire.Platform {
    private static final String[] STATUSES = {
        "UNPAID", "AWAITING_SHIPMENT", "IN_TRANSIT", "DELIVERED", "CANCELLED", "BRAND_NEW_STATUS"
    };

    /// Streams that are read together or not at all; a few of them are enough for one life.
    private static final List<Set<Streams>> FAMILIES =
            List.of(
                    EnumSet.of(Streams.PRODUCT, Streams.PRODUCT_PAGE, Streams.INVENTORY),
                    EnumSet.of(Streams.PACKAGE, Streams.TRACKING),
                    EnumSet.of(Streams.RETURN, Streams.CANCELLATION),
                    EnumSet.of(Streams.STATEMENT, Streams.TRANSACTION),
                    EnumSet.of(Streams.PAYMENT, Streams.WITHDRAWAL, Streams.UNSETTLED),
                    EnumSet.of(Streams.CONVERSATION, Streams.MESSAGE),
                    EnumSet.of(Streams.PROFILE, Streams.WAREHOUSE, Streams.SHOP_DAY),
                    EnumSet.of(Streams.PRODUCT_DAY, Streams.SKU_DAY));

    private static final Duration ACCESS_LIFE = Duration.ofDays(7);

    /// When most of what is not an order came into being.
    private static final Instant BEFORE = Instant.parse("2026-11-20T08:00:00Z");

    /// Nothing reads again what came into being then, unless it changes or was not read whole.
    private static final Instant LONG_AGO = BEFORE.minus(Duration.ofDays(120));

    private static final Duration GRANT_LIFE = Duration.ofDays(365);
    private static final int EXPIRED = 105_002;
    private static final int SCOPE_MISSING = 105_005;
    private static final int INVALID = 36_009_004;
    private static final int CODE_REFUSED = 36_004_004;
    private static final int REFRESH_EXPIRED = 36_004_001;
    private static final int NO_AUTHORIZATION = 36_004_005;
    private static final Duration PATIENCE_MAX = Duration.ofSeconds(15);

    /// Of so many answers, about a fifth has something wrong.
    private static final int CALLS = 120;

    private static final String PLACE = "tiktok";

    private final Effects effects;
    private final ManualTime time;
    private final Random random;
    private final boolean replacedTokensEnd;
    private final Map<ShopId, FakePlatform> shops = new LinkedHashMap<>();
    private final FakeLists lists;
    private final Set<Streams> others = EnumSet.noneOf(Streams.class);
    private final Set<ShopId> authorized = new LinkedHashSet<>();
    private final Map<String, Instant> accessTokens = new HashMap<>();
    private final Set<String> codes = new HashSet<>();
    private final List<Told> told = new ArrayList<>();
    private final IdentityHashMap<TikTokOrder, ObjectNode> written = new IdentityHashMap<>();
    private final Damage damage;
    private Optional<String> refreshToken = Optional.empty();
    private Instant downUntil = Instant.EPOCH;
    private boolean ordersAllowed = true;
    private boolean calm;
    private int numbers;
    private int answersLost;

    SimulatedTikTok(Effects effects, ManualTime time, Random random) {
        this.effects = effects;
        this.time = time;
        this.random = random;
        this.replacedTokensEnd = random.nextBoolean();
        this.lists = new FakeLists(time);
        this.damage = new Damage(random);
        for (Set<Streams> family : FAMILIES) {
            // Figures take a call for each of many days.
            if (random.nextInt(family.contains(Streams.SKU_DAY) ? 24 : 6) == 0) {
                others.addAll(family);
            }
        }
    }

    /// A webhook that TikTok still means to deliver.
    record Told(String body) {}

    /// From now on everything works.
    void calm() {
        calm = true;
    }

    /// Opens a shop that sold some orders.
    void open(ShopId shop, int orders) {
        for (int i = random.nextInt(12); i > 0 && !others.isEmpty(); i--) {
            changeOther(shop);
        }
        FakePlatform shelf = new FakePlatform(time, FakePlatform.Paging.KEYSET);
        shops.put(shop, shelf);
        for (int i = 0; i < orders; i++) {
            Instant latest = i % 3 == 0 ? LONG_AGO : time.instant();
            shelf.put(TestOrders.order(orderId(shop, i), latest.minusSeconds(60L * (i + 1))));
        }
    }

    /// Everything there is besides orders.
    FakeLists lists() {
        return lists;
    }

    /// The streams besides orders that matter in this life.
    Set<Streams> others() {
        return others;
    }

    Set<ShopId> shops() {
        return shops.keySet();
    }

    Iterable<TikTokOrder> orders(ShopId shop) {
        return shelf(shop).orders().values();
    }

    boolean isAuthorized(ShopId shop) {
        return authorized.contains(shop);
    }

    /// Whether the seller's last approval was for orders too.
    boolean areOrdersAllowed() {
        return ordersAllowed;
    }

    /// How many renewals happened whose answer never arrived.
    int answersLost() {
        return answersLost;
    }

    /// The seller approves of all shops; the code that the browser brings back.
    String approve() {
        String code = "code-" + ++numbers;
        codes.add(code);
        return code;
    }

    /// The seller ends the authorization at TikTok.
    void deauthorize() {
        effects.effect(
                Effect.changing("the seller deauthorizes at TikTok", PLACE),
                () -> {
                    List<ShopId> ended = List.copyOf(authorized);
                    endGrant();
                    ended.forEach(shop -> tell(shop, 6, Map.of()));
                });
    }

    /// Says again that the authorization ended, although it may not have.
    void tellOldNews() {
        effects.effect(
                Effect.changing("TikTok repeats old news", PLACE),
                () -> shops.keySet().forEach(shop -> tell(shop, 6, Map.of())));
    }

    /// Buyers and the seller do something.
    void live(int changes) {
        effects.effect(
                Effect.changing("life at TikTok goes on", PLACE),
                () -> {
                    for (int i = 0; i < changes; i++) {
                        change();
                    }
                });
    }

    private void change() {
        ShopId shop = new ArrayList<>(shops.keySet()).get(random.nextInt(shops.size()));
        if (!others.isEmpty() && random.nextBoolean()) {
            changeOther(shop);
            return;
        }
        FakePlatform shelf = shelf(shop);
        Instant now = Instant.ofEpochSecond(time.instant().getEpochSecond());
        int known = shelf.orders().size();
        int number = random.nextInt(known + 2);
        String id = orderId(shop, number);
        TikTokOrder before = shelf.orders().get(id);
        shelf.put(
                TestOrders.order(
                        id,
                        before == null ? now : before.createdAt(),
                        now,
                        STATUSES[random.nextInt(STATUSES.length)],
                        random.nextInt(3) == 0 ? "TRACK-" + random.nextInt(50) : ""));
        if (authorized.contains(shop)) {
            tell(shop, 1, Map.of("order_id", id));
        }
    }

    /// Something else than an order comes into being, changes, or goes.
    private void changeOther(ShopId shop) {
        Streams stream = new ArrayList<>(others).get(random.nextInt(others.size()));
        Goods goods = new Goods(lists, shop);
        Instant now = Instant.ofEpochSecond(time.instant().getEpochSecond());
        Instant then = BEFORE.plusSeconds(60L * random.nextInt(12));
        int which = random.nextInt(12);
        String number = Integer.toString(which);
        Instant created = which % 3 == 0 ? LONG_AGO : BEFORE;
        boolean asked = authorized.contains(shop);
        switch (stream) {
            case PRODUCT, PRODUCT_PAGE -> {
                goods.product("81" + number, created, now, random.nextInt(9));
                if (asked) {
                    tell(shop, 15, Map.of("product_id", "81" + number));
                }
            }
            case INVENTORY -> goods.stock("81" + number, random.nextInt(9));
            case PACKAGE, TRACKING ->
                    goods.parcel("82" + number, "57" + number, created, now, random.nextInt(4));
            case RETURN -> {
                goods.returned("83" + number, "57" + number, created, now, "STATUS_" + number);
                if (asked) {
                    tell(shop, 12, Map.of("order_id", "57" + number, "return_id", "83" + number));
                }
            }
            case CANCELLATION -> {
                goods.cancelled("84" + number, "58" + number, created, now);
                if (asked) {
                    tell(shop, 11, Map.of("order_id", "58" + number, "cancel_id", "84" + number));
                }
            }
            // No statement becomes again what it was, or nothing would tell of what changed in it.
            case STATEMENT, TRANSACTION ->
                    goods.statement("85" + number, then, "STATUS_" + ++numbers, 2);
            case PAYMENT -> goods.payment("86" + number, then, "STATUS_" + random.nextInt(3));
            case WITHDRAWAL -> goods.withdrawal("87" + number, then, "S" + random.nextInt(3));
            case UNSETTLED -> {
                if (lists.shelf(shop, Streams.UNSETTLED).remove("88" + number) == null) {
                    goods.unsettled("88" + number, then);
                }
            }
            case CONVERSATION, MESSAGE -> {
                goods.message("89" + number, now, 1_000_000L + ++numbers);
                if (asked) {
                    tell(shop, 14, Map.of("conversation_id", "89" + number));
                }
            }
            case WAREHOUSE -> goods.warehouse("9" + number);
            case SHOP_DAY, PRODUCT_DAY, SKU_DAY ->
                    goods.day(
                            LocalDate.ofInstant(time.instant(), ZoneOffset.UTC)
                                    .minusDays(1L + random.nextInt(3))
                                    .toString(),
                            random.nextInt(9));
            case ORDER, PROFILE -> {}
        }
    }

    private void tell(ShopId shop, int type, Map<String, String> data) {
        var body =
                Json.object()
                        .put("type", type)
                        .put("tts_notification_id", Integer.toString(9_000_000 + ++numbers))
                        .put("shop_id", shop.value())
                        .put("timestamp", time.instant().getEpochSecond());
        var fields = body.putObject("data");
        data.forEach(fields::put);
        told.add(new Told(body.toString()));
    }

    /// Any of the webhooks that are still to be delivered.
    Optional<Told> anyTold() {
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(told.get(random.nextInt(told.size())));
    }

    /// The webhook was answered with 200, or TikTok gives up on it.
    void forget(Told webhook) {
        told.remove(webhook);
    }

    /// The clients' end: what they send arrives here, and time passes while they wait.
    TikTokClient client(Ids ids) {
        return Wire.client(this, time, this::pass, ids);
    }

    TokenClient tokens(Ids ids) {
        return Wire.tokens(this, time, this::pass, ids);
    }

    private void pass(Duration wait) {
        effects.effect(
                Effect.changingAll("waits for " + wait),
                () -> {
                    time.advance(wait);
                });
    }

    /// What the platform did, and what it means to say about it.
    ///
    /// @param list the field of the data that holds the records; empty if there is none
    /// @param mayBeCut whether it is noticed that records are missing
    private record Acted(int code, String message, ObjectNode data, String list, boolean mayBeCut) {
        static Acted refused(int code, String message) {
            return new Acted(code, message, Json.object(), "", false);
        }

        static Acted done(ObjectNode data) {
            return new Acted(0, "Success", data, "", false);
        }

        boolean isDone() {
            return code == 0;
        }

        ObjectNode envelope() {
            return Json.object()
                    .put("code", code)
                    .put("message", message)
                    .put("request_id", "request")
                    .set("data", data);
        }
    }

    @Override
    public Wire.Reply answer(Wire.Request request, Duration patience) {
        return effects.effect(
                Effect.changing(request + " at TikTok", PLACE),
                () -> {
                    if (calm) {
                        return whole(act(request));
                    }
                    time.advance(Duration.ofMillis(random.nextInt(2_000)));
                    return time.instant().isBefore(downUntil)
                            ? silence(patience)
                            : withBadLuck(request, patience);
                });
    }

    private Wire.Reply withBadLuck(Wire.Request request, Duration patience) {
        boolean ofToken = isOfToken(request);
        return switch (random.nextInt(CALLS)) {
            case 0 -> new Wire.Bytes(503, "", "<html>busy</html>".getBytes(StandardCharsets.UTF_8));
            case 1 -> whole(Acted.refused(36_009_003, "internal error"));
            case 2 -> new Wire.Bytes(429, "30", new byte[0]);
            case 3 -> new Wire.Bytes(429, "", new byte[0]);
            case 4, 5 -> {
                // It acted all the same.
                lost(request, act(request));
                yield silence(patience);
            }
            case 6 -> silence(patience);
            case 7, 8, 9 -> {
                Acted acted = act(request);
                lost(request, acted);
                yield new Wire.Bytes(200, "", damage.truncated(Json.bytes(acted.envelope())));
            }
            case 10 -> {
                downUntil = time.instant().plusSeconds(random.nextInt(120));
                yield silence(patience);
            }
            case 11 -> {
                accessTokens.replaceAll((_, _) -> time.instant());
                yield whole(act(request));
            }
            case 12, 13, 14 -> {
                Acted acted = act(request);
                // Whoever bought a pair and cannot read it has lost it, as with no answer at all.
                yield ofToken
                        ? whole(acted)
                        : new Wire.Bytes(200, "", Json.bytes(damage.retyped(acted.envelope())));
            }
            case 15, 16, 17 -> {
                Acted acted = act(request);
                if (acted.mayBeCut()) {
                    damage.cut(acted.data(), acted.list());
                }
                yield whole(acted);
            }
            case 18, 19, 20 -> {
                Acted acted = act(request);
                damage.lieAboutTotal(acted.data());
                yield whole(acted);
            }
            default -> whole(act(request));
        };
    }

    private static Wire.Reply whole(Acted acted) {
        return new Wire.Bytes(200, "", Json.bytes(acted.envelope()));
    }

    private Wire.Reply silence(Duration patience) {
        time.advance(patience.compareTo(PATIENCE_MAX) < 0 ? patience : PATIENCE_MAX);
        return new Wire.Silence();
    }

    private void lost(Wire.Request request, Acted acted) {
        if (isOfToken(request) && acted.isDone()) {
            answersLost++;
        }
    }

    private static boolean isOfToken(Wire.Request request) {
        return request.path().startsWith("/api/v2/token/");
    }

    private Acted act(Wire.Request request) {
        return switch (request.path()) {
            case "/api/v2/token/get" -> exchanged(parameter(request, "auth_code"));
            case "/api/v2/token/refresh" -> renewed(parameter(request, "refresh_token"));
            default -> known(request);
        };
    }

    private static String parameter(Wire.Request request, String name) {
        return request.query().getOrDefault(name, "");
    }

    private Acted exchanged(String code) {
        if (!codes.remove(code)) {
            return Acted.refused(CODE_REFUSED, "the code is invalid");
        }
        ordersAllowed = random.nextInt(8) > 0;
        return granted();
    }

    private Acted renewed(String token) {
        if (refreshToken.isEmpty()) {
            return Acted.refused(NO_AUTHORIZATION, "no authorization");
        }
        return refreshToken.get().equals(token)
                ? granted()
                : Acted.refused(REFRESH_EXPIRED, "the refresh token has expired");
    }

    private Acted granted() {
        numbers++;
        String access = "access-" + numbers;
        String refresh = "refresh-" + numbers;
        if (replacedTokensEnd) {
            accessTokens.clear();
        }
        if (authorized.isEmpty()) {
            authorized.addAll(shops.keySet());
        }
        Instant now = time.instant();
        accessTokens.put(access, now.plus(ACCESS_LIFE));
        refreshToken = Optional.of(refresh);
        ObjectNode pair =
                Json.object()
                        .put("access_token", access)
                        .put("access_token_expire_in", now.plus(ACCESS_LIFE).getEpochSecond())
                        .put("refresh_token", refresh)
                        .put("refresh_token_expire_in", now.plus(GRANT_LIFE).getEpochSecond())
                        .put("open_id", "open-1")
                        .put("seller_name", "Northwind Candle Co")
                        .put("seller_base_region", "US")
                        .put("user_type", 0);
        ArrayNode scopes = pair.putArray("granted_scopes");
        Permission.ALL.stream()
                .map(Permission::scope)
                .filter(scope -> ordersAllowed || !scope.equals(Permission.ORDER_INFO))
                .forEach(scopes::add);
        return Acted.done(pair);
    }

    private void endGrant() {
        authorized.clear();
        accessTokens.clear();
        refreshToken = Optional.empty();
    }

    /// Answers to who has a token, if it works.
    private Acted known(Wire.Request request) {
        Instant end = accessTokens.get(request.accessToken());
        if (end == null) {
            return Acted.refused(INVALID, "access_token is invalid");
        }
        if (!end.isAfter(time.instant())) {
            return Acted.refused(EXPIRED, "access_token has expired");
        }
        return switch (request.path()) {
            case "/authorization/202309/shops", "/seller/202309/shops" -> shopsListed();
            case "/seller/202309/permissions" ->
                    Acted.done((ObjectNode) Json.parse("{\"permissions\":[]}"));
            default -> ofShop(request);
        };
    }

    private Acted shopsListed() {
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("shops");
        for (ShopId shop : shops.keySet()) {
            if (authorized.contains(shop)) {
                list.add(FakeLists.authorized(shop));
            }
        }
        return Acted.done(data);
    }

    private Acted ofShop(Wire.Request request) {
        Optional<ShopId> named =
                authorized.stream()
                        .filter(shop ->
                                parameter(request, "shop_cipher").equals("cipher-" + shop.value()))
                        .findFirst();
        if (named.isEmpty()) {
            return Acted.refused(INVALID, "shop_cipher is invalid");
        }
        if (!calm && request.query().containsKey("page_token") && random.nextInt(20) == 0) {
            return Acted.refused(INVALID, "page_token is invalid");
        }
        ShopId shop = named.get();
        return switch (request.path()) {
            case "/authorization/202403/shops" -> withdrawn(shop);
            case "/event/202309/webhooks" -> noAddresses();
            case "/order/202309/orders/search" -> ordersOf(page(shop, request));
            case "/order/202309/orders" -> ordersOf(named(shop, request));
            default -> listed(shop, request);
        };
    }

    private Acted withdrawn(ShopId shop) {
        authorized.remove(shop);
        if (authorized.isEmpty()) {
            endGrant();
        }
        return Acted.done(Json.object());
    }

    private static Acted noAddresses() {
        ObjectNode data = Json.object().put("total_count", 0);
        data.putArray("webhooks");
        return Acted.done(data);
    }

    private Acted ordersOf(StreamPage<TikTokOrder> page) {
        if (!ordersAllowed) {
            return Acted.refused(SCOPE_MISSING, "the scope is missing");
        }
        ObjectNode data = Json.object().put("total_count", page.total());
        ArrayNode orders = data.putArray("orders");
        page.records()
                .forEach(order -> orders.add(written.computeIfAbsent(order, WireOrders::written)));
        if (!page.nextToken().isEmpty()) {
            data.put("next_page_token", page.nextToken());
        }
        return new Acted(0, "Success", data, "orders", true);
    }

    private StreamPage<TikTokOrder> page(ShopId shop, Wire.Request request) {
        String by = parameter(request, "sort_field");
        Window window =
                new Window(
                        by.equals("create_time") ? Window.By.CREATED : Window.By.UPDATED,
                        seconds(request, by + "_ge"),
                        seconds(request, by + "_lt").orElseThrow());
        return shelf(shop).read(window, parameter(request, "page_token"));
    }

    private static Optional<Instant> seconds(Wire.Request request, String field) {
        return request.body().has(field)
                ? Optional.of(Instant.ofEpochSecond(request.body().path(field).asLong()))
                : Optional.empty();
    }

    private StreamPage<TikTokOrder> named(ShopId shop, Wire.Request request) {
        Map<String, TikTokOrder> all = shelf(shop).orders();
        List<TikTokOrder> found = new ArrayList<>();
        for (String id : parameter(request, "ids").split(",", -1)) {
            Optional.ofNullable(all.get(id)).ifPresent(found::add);
        }
        return new StreamPage<>(found, List.of(), "", found.size(), Drift.NONE);
    }

    private Acted listed(ShopId shop, Wire.Request request) {
        Answer<FakeLists.Data> answer =
                lists.wire(shop, request.path(), request.query(), (ObjectNode) request.body());
        return switch (answer) {
            case Answer.Success<FakeLists.Data>(FakeLists.Data data, Instant _, String _) ->
                    new Acted(0, "Success", data.data(), data.list(), data.mayBeCut());
            case Answer.Refused<FakeLists.Data>(int code, String message) ->
                    Acted.refused(code, message);
            default -> throw new AssertionError("the lists answer or refuse: " + answer);
        };
    }

    private FakePlatform shelf(ShopId shop) {
        return Objects.requireNonNull(shops.get(shop), shop.value());
    }

    private static String orderId(ShopId shop, int number) {
        return shop.value() + "%05d".formatted(number);
    }
}
