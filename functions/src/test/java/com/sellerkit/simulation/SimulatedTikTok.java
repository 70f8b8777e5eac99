package com.sellerkit.simulation;

import com.sellerkit.connect.ConnectParts;
import com.sellerkit.connect.Permission;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sync.FakeLists;
import com.sellerkit.sync.FakePlatform;
import com.sellerkit.sync.Goods;
import com.sellerkit.sync.StreamPage;
import com.sellerkit.sync.Streams;
import com.sellerkit.sync.SyncParts;
import com.sellerkit.sync.TestOrders;
import com.sellerkit.sync.Window;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Revocation;
import com.sellerkit.tiktok.SellerType;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.tiktok.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One seller with shops at a TikTok that has bad days: what is true there, its rules for tokens,
/// and what it tells by webhook.
final class SimulatedTikTok implements ConnectParts.TikTok, SyncParts.TikTok {
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

    private static final Duration GRANT_LIFE = Duration.ofDays(365);
    private static final int REVOKED = 105_001;
    private static final int INVALID = 36_009_004;
    private static final String PLACE = "tiktok";

    private final Effects effects;
    private final ManualTime time;
    private final Random random;
    private final boolean replacedTokensEnd;
    private final Map<ShopId, FakePlatform> shops = new LinkedHashMap<>();
    private final FakeLists lists;
    private final Set<Streams> others = EnumSet.noneOf(Streams.class);
    private final Set<ShopId> authorized = new LinkedHashSet<>();
    private final Map<Secret, Instant> accessTokens = new HashMap<>();
    private final Set<Secret> codes = new HashSet<>();
    private final List<Told> told = new ArrayList<>();
    private Optional<Secret> refreshToken = Optional.empty();
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
            shelf.put(
                    TestOrders.order(orderId(shop, i), time.instant().minusSeconds(60L * (i + 1))));
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
        codes.add(Secret.of(code));
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
        String number = Integer.toString(random.nextInt(12));
        boolean asked = authorized.contains(shop);
        switch (stream) {
            case PRODUCT, PRODUCT_PAGE -> {
                goods.product("81" + number, BEFORE, now, random.nextInt(9));
                if (asked) {
                    tell(shop, 15, Map.of("product_id", "81" + number));
                }
            }
            case INVENTORY -> goods.stock("81" + number, random.nextInt(9));
            case PACKAGE, TRACKING ->
                    goods.parcel("82" + number, "57" + number, BEFORE, now, random.nextInt(4));
            case RETURN -> {
                goods.returned("83" + number, "57" + number, BEFORE, now, "STATUS_" + number);
                if (asked) {
                    tell(shop, 12, Map.of("order_id", "57" + number, "return_id", "83" + number));
                }
            }
            case CANCELLATION -> {
                goods.cancelled("84" + number, "58" + number, BEFORE, now);
                if (asked) {
                    tell(shop, 11, Map.of("order_id", "58" + number, "cancel_id", "84" + number));
                }
            }
            case STATEMENT, TRANSACTION -> goods.statement("85" + number, then, "PAID", 2);
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

    @Override
    public TokenAnswer exchange(Secret code) {
        return token(
                "exchanges a code",
                () -> {
                    if (!codes.remove(code)) {
                        return new TokenAnswer.CodeRefused();
                    }
                    ordersAllowed = random.nextInt(8) > 0;
                    return granted();
                });
    }

    @Override
    public TokenAnswer refresh(Secret token) {
        return token(
                "renews",
                () -> {
                    if (refreshToken.isEmpty()) {
                        return new TokenAnswer.NoAuthorization();
                    }
                    return refreshToken.get().equals(token)
                            ? granted()
                            : new TokenAnswer.RefreshExpired();
                });
    }

    private TokenAnswer token(String what, Supplier<TokenAnswer> action) {
        return effects.effect(
                Effect.changing(what + " at TikTok", PLACE),
                () -> {
                    passSomeTime();
                    return switch (misfortune(30)) {
                        case 0 -> new TokenAnswer.Unavailable("outage", false);
                        case 1 -> {
                            // It acted all the same.
                            TokenAnswer lost = action.get();
                            if (lost instanceof TokenAnswer.Granted) {
                                answersLost++;
                            }
                            yield new TokenAnswer.Unavailable("lost", true);
                        }
                        default -> action.get();
                    };
                });
    }

    private TokenAnswer granted() {
        numbers++;
        Secret access = Secret.of("access-" + numbers);
        Secret refresh = Secret.of("refresh-" + numbers);
        if (replacedTokensEnd) {
            accessTokens.clear();
        }
        if (authorized.isEmpty()) {
            authorized.addAll(shops.keySet());
        }
        accessTokens.put(access, time.instant().plus(ACCESS_LIFE));
        refreshToken = Optional.of(refresh);
        return new TokenAnswer.Granted(
                new TokenGrant(
                        access,
                        time.instant().plus(ACCESS_LIFE),
                        refresh,
                        time.instant().plus(GRANT_LIFE),
                        "open-1",
                        "Northwind Candle Co",
                        "US",
                        0,
                        Permission.ALL.stream()
                                .map(Permission::scope)
                                .filter(scope ->
                                        ordersAllowed || !scope.equals(Permission.ORDER_INFO))
                                .collect(Collectors.toSet())));
    }

    private void endGrant() {
        authorized.clear();
        accessTokens.clear();
        refreshToken = Optional.empty();
    }

    @Override
    public Answer<List<AuthorizedShop>> shops(Secret accessToken) {
        return answer(
                "lists the shops",
                accessToken,
                () ->
                        shops.keySet().stream()
                                .filter(authorized::contains)
                                .map(shop ->
                                        new AuthorizedShop(
                                                shop,
                                                "Shop " + shop.value(),
                                                "US",
                                                SellerType.LOCAL,
                                                "cipher-" + shop.value(),
                                                "CODE"))
                                .toList());
    }

    @Override
    public int silence(ShopAccess access, Deadline deadline) {
        return 0;
    }

    @Override
    public Answer<Revocation> withdraw(ShopAccess access, Deadline deadline) {
        return answer(
                "withdraws " + access.shop(),
                access.accessToken(),
                () -> {
                    authorized.remove(access.shop());
                    if (authorized.isEmpty()) {
                        endGrant();
                    }
                    return new Revocation();
                });
    }

    @Override
    public Answer<StreamPage<TikTokOrder>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        if (!token.isEmpty() && misfortune(20) == 0) {
            return new Answer.Refused<>(INVALID, "page_token is invalid");
        }
        return answer(
                "searches " + access.shop(),
                access.accessToken(),
                () -> reaches(access) ? shelf(access.shop()).read(window, token) : null);
    }

    @Override
    public Answer<StreamPage<TikTokOrder>> named(
            ShopAccess access, List<String> ids, Deadline deadline) {
        return answer(
                "reads %d orders of %s".formatted(ids.size(), access.shop()),
                access.accessToken(),
                () -> reaches(access) ? named(access.shop(), ids) : null);
    }

    @Override
    public Answer<ListPage> list(ShopAccess access, ListCall call, Deadline deadline) {
        if (call.query().containsKey("page_token") && misfortune(20) == 0) {
            return new Answer.Refused<>(INVALID, "page_token is invalid");
        }
        Answer<Answer<ListPage>> answer =
                answer(
                        "lists " + call.path() + " of " + access.shop(),
                        access.accessToken(),
                        () ->
                                authorized.contains(access.shop())
                                        ? lists.answer(access.shop(), call)
                                        : null);
        if (answer
                instanceof
                Answer.Success<Answer<ListPage>>(
                        Answer<ListPage> inner,
                        Instant sentAt,
                        String request)) {
            return inner instanceof Answer.Success<ListPage>(ListPage page, Instant _, String _)
                    ? new Answer.Success<>(lied(page), sentAt, request)
                    : inner;
        }
        return answer.map(_ -> new ListPage(List.of(), Json.object(), "", -1));
    }

    /// TikTok's totals are not always those of its lists.
    private ListPage lied(ListPage page) {
        return page.totalCount() >= 0 && misfortune(12) == 0
                ? new ListPage(
                        page.records(),
                        page.head(),
                        page.nextPageToken(),
                        random.nextInt(2 + (int) page.totalCount() * 2))
                : page;
    }

    private StreamPage<TikTokOrder> named(ShopId shop, List<String> ids) {
        Map<String, TikTokOrder> all = shelf(shop).orders();
        List<TikTokOrder> found = new ArrayList<>();
        for (String id : ids) {
            Optional.ofNullable(all.get(id)).ifPresent(found::add);
        }
        return new StreamPage<>(found, List.of(), "", found.size(), Drift.NONE);
    }

    /// Answers with the data, or with one of the reasons for having none.
    ///
    /// @param data gives null if the token does not reach the shop
    private <T> Answer<T> answer(String what, Secret accessToken, Supplier<@Nullable T> data) {
        Instant sentAt = time.instant();
        return effects.effect(
                Effect.changing(what + " at TikTok", PLACE),
                () -> {
                    passSomeTime();
                    return switch (misfortune(25)) {
                        case 0 -> new Answer.Unavailable<>("outage");
                        case 1 -> new Answer.Throttled<>(Duration.ofSeconds(30));
                        default -> known(sentAt, accessToken, data);
                    };
                });
    }

    private <T> Answer<T> known(Instant sentAt, Secret accessToken, Supplier<@Nullable T> data) {
        Instant end = accessTokens.get(accessToken);
        if (end == null) {
            return new Answer.Revoked<>(REVOKED);
        }
        if (!end.isAfter(time.instant())) {
            return new Answer.TokenExpired<>();
        }
        T answered = data.get();
        return answered == null
                ? new Answer.Refused<>(INVALID, "the shop is not reached by this token")
                : new Answer.Success<>(answered, sentAt, "request");
    }

    private boolean reaches(ShopAccess access) {
        return ordersAllowed && authorized.contains(access.shop());
    }

    private FakePlatform shelf(ShopId shop) {
        return Objects.requireNonNull(shops.get(shop), shop.value());
    }

    private void passSomeTime() {
        if (!calm) {
            time.advance(Duration.ofMillis(random.nextInt(2_000)));
        }
    }

    /// Which of so many things happens; those beyond the first few mean nothing does.
    private int misfortune(int of) {
        return calm ? Integer.MAX_VALUE : random.nextInt(of);
    }

    private static String orderId(ShopId shop, int number) {
        return shop.value() + "%05d".formatted(number);
    }
}
