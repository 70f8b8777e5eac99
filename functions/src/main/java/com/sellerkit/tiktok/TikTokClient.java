package com.sellerkit.tiktok;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.Pause;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Calls the TikTok Shop Open API: signs the bytes it sends, keeps to the platform's quota, tries
/// again what is worth trying again, and answers with a value that names the outcome.
public final class TikTokClient implements Lists {
    /// The most orders that one detail call can name.
    public static final int DETAIL_IDS_MAX = 50;

    static final int ATTEMPTS_MAX = 5;
    private static final Duration BUDGET_UNLESS_TOLD = Duration.ofSeconds(20);
    private static final Duration LEAST_USEFUL_BUDGET = Duration.ofMillis(200);
    private static final long BACKOFF_FIRST_MILLIS = 1_000;
    private static final long BACKOFF_MAX_MILLIS = 60_000;
    private static final double JITTER_MILLIS = 500;

    /// Calls of other threads may take a place first, so often at most.
    private static final int PLACES_ASKED_MAX = 100;

    private static final String CONTENT_TYPE = "application/json";

    private final URI host;
    private final Signer signer;
    private final InstantSource clock;
    private final Pause pause;
    private final Ids ids;
    private final Exchange exchange;
    private final RateLimiter limiter;

    /// @param host base address of the API, without a trailing slash
    /// @param signer signs under the app's secret
    /// @param clock stamps requests; the platform allows 5 minutes behind and 30 seconds ahead
    /// @param pause waits between attempts
    /// @param ids gives jitter
    public TikTokClient(URI host, Signer signer, InstantSource clock, Pause pause, Ids ids) {
        this(host, signer, clock, pause, ids, new HttpClientExchange());
    }

    TikTokClient(
            URI host, Signer signer, InstantSource clock, Pause pause, Ids ids, Exchange exchange) {
        this.host = host;
        this.signer = signer;
        this.clock = clock;
        this.pause = pause;
        this.ids = ids;
        this.exchange = exchange;
        this.limiter = new RateLimiter(clock);
    }

    /// The shops that a token reaches; a shop without an id, region or cipher makes the whole
    /// answer unavailable, since a shop left out would look like one that was disconnected.
    public Answer<List<AuthorizedShop>> authorizedShops(Secret accessToken) {
        Call call = new Call("GET", "/authorization/202309/shops", Map.of(), "");
        return ask(
                call,
                accessToken,
                new Line(" " + call.line(), Urgency.LIVE),
                deadline(),
                TikTokClient::readShops);
    }

    /// One page of the shop's orders, 1 to 100 of them.
    public Answer<OrderPage> searchOrders(
            ShopAccess access, OrderSearch search, Deadline deadline) {
        SortedMap<String, String> query = new TreeMap<>();
        query.put("shop_cipher", access.cipher());
        query.put("page_size", Integer.toString(search.pageSize()));
        query.put("sort_field", search.by().wireName());
        query.put("sort_order", search.direction().wireName());
        if (!search.pageToken().isEmpty()) {
            query.put("page_token", search.pageToken());
        }
        Call call = new Call("POST", "/order/202309/orders/search", query, body(search));
        return ask(
                call,
                access.accessToken(),
                line(access, call),
                deadline,
                reader -> new OrderPageReader(reader).read());
    }

    /// The orders of the given ids, as far as the shop has them.
    ///
    /// @param orders 1 to 50 ids
    public Answer<OrderPage> orders(ShopAccess access, List<OrderId> orders, Deadline deadline) {
        if (orders.isEmpty() || orders.size() > DETAIL_IDS_MAX) {
            throw new IllegalArgumentException(
                    orders.size() + " ids asked for; allowed is 1 to " + DETAIL_IDS_MAX);
        }
        SortedMap<String, String> query = new TreeMap<>();
        query.put("shop_cipher", access.cipher());
        query.put("ids", orders.stream().map(OrderId::value).collect(Collectors.joining(",")));
        // The 202309 detail, whose object equals the search's: neither drops a field of the other.
        Call call = new Call("GET", "/order/202309/orders", query, "");
        return ask(
                call,
                access.accessToken(),
                line(access, call),
                deadline,
                reader -> new OrderPageReader(reader).read());
    }

    @Override
    public Answer<ListPage> list(ShopAccess access, ListCall call, Deadline deadline) {
        String body = call.body().isEmpty() ? "" : call.body().toString();
        Call request = new Call(call.method(), call.path(), call.line(), call.query(access), body);
        return ask(
                request,
                access.accessToken(),
                line(access, request),
                deadline,
                reader -> ListPageReader.read(reader, call.list()));
    }

    /// Ends the app's authorization for one shop.
    public Answer<Revocation> revoke(ShopAccess access, Deadline deadline) {
        Call call =
                new Call(
                        "DELETE",
                        "/authorization/202403/shops",
                        Map.of("shop_cipher", access.cipher()),
                        "");
        Envelope.DataReader<Revocation> done =
                reader -> {
                    reader.object(_ -> reader.unused());
                    return new Revocation();
                };
        return ask(call, access.accessToken(), line(access, call), deadline, done);
    }

    /// A request before it is stamped and signed; it is stamped and signed anew at each attempt.
    ///
    /// @param line what the platform's quota counts under
    private record Call(
            String method, String path, String line, Map<String, String> query, String body) {
        Call(String method, String path, Map<String, String> query, String body) {
            this(method, path, path, query, body);
        }
    }

    /// What the platform's quota counts, and how soon somebody waits.
    private record Line(String name, Urgency urgency) {}

    private static Line line(ShopAccess access, Call call) {
        return new Line(access.shop().value() + " " + call.line(), access.urgency());
    }

    private Deadline deadline() {
        return Deadline.in(BUDGET_UNLESS_TOLD, clock);
    }

    private <T> Answer<T> ask(
            Call call,
            Secret accessToken,
            Line line,
            Deadline deadline,
            Envelope.DataReader<T> dataReader) {
        for (int attempt = 1; ; attempt++) {
            Optional<Duration> tooLong = waitInLine(line, deadline);
            if (tooLong.isPresent()) {
                return new Answer.Throttled<>(tooLong.get());
            }
            if (deadline.left(clock).compareTo(LEAST_USEFUL_BUDGET) < 0) {
                return new Answer.Unavailable<>("no time left to ask");
            }
            Instant sentAt = clock.instant();
            Answer<T> answer = askOnce(call, accessToken, deadline, dataReader);
            learn(line, sentAt, answer);
            Duration next = waitAfter(answer, attempt);
            boolean last =
                    next.isNegative()
                            || attempt == ATTEMPTS_MAX
                            || next.compareTo(deadline.left(clock)) >= 0;
            if (last) {
                return answer instanceof Answer.Throttled<T>
                        ? new Answer.Throttled<>(next)
                        : answer;
            }
            pauseFor(next);
        }
    }

    /// Waits until a call may be made; the wait that would be too long if there is none in time.
    private Optional<Duration> waitInLine(Line line, Deadline deadline) {
        Duration wait = Duration.ZERO;
        for (int asked = 0; asked < PLACES_ASKED_MAX; asked++) {
            Duration left = deadline.left(clock);
            RateLimiter.Place place = limiter.take(line.name(), line.urgency(), left);
            wait = place.after();
            if (wait.compareTo(left) > 0) {
                return Optional.of(wait);
            }
            pauseFor(wait);
            if (place.isTaken()) {
                return Optional.empty();
            }
        }
        return Optional.of(wait);
    }

    /// Only a success shows that there is more, and only a throttled call that there is less.
    private <T> void learn(Line line, Instant sentAt, Answer<T> answer) {
        switch (answer) {
            case Answer.Throttled<T>(Duration told) ->
                    limiter.throttled(line.name(), line.urgency(), sentAt, told);
            case Answer.Success<T> _ -> limiter.succeeded(line.name());
            case Answer.Unavailable<T> _,
                    Answer.TokenExpired<T> _,
                    Answer.ScopeMissing<T> _,
                    Answer.ShopInactive<T> _,
                    Answer.Revoked<T> _,
                    Answer.Refused<T> _ -> {}
        }
    }

    /// How long to wait before the next attempt; negative if there should be none.
    private <T> Duration waitAfter(Answer<T> answer, int attempt) {
        return switch (answer) {
            case Answer.Throttled<T>(Duration told) -> {
                Duration own = backoff(attempt);
                yield told.compareTo(own) > 0 ? told : own;
            }
            case Answer.Unavailable<T> _ -> backoff(attempt);
            case Answer.Success<T> _,
                    Answer.TokenExpired<T> _,
                    Answer.ScopeMissing<T> _,
                    Answer.ShopInactive<T> _,
                    Answer.Revoked<T> _,
                    Answer.Refused<T> _ ->
                    Duration.ofMillis(-1);
        };
    }

    private Duration backoff(int attempt) {
        long doubled = BACKOFF_FIRST_MILLIS << (attempt - 1);
        long jitter = (long) (ids.fraction() * JITTER_MILLIS);
        return Duration.ofMillis(Math.min(doubled + jitter, BACKOFF_MAX_MILLIS));
    }

    private void pauseFor(Duration wait) {
        if (wait.isPositive()) {
            pause.sleep(wait);
        }
    }

    private <T> Answer<T> askOnce(
            Call call, Secret accessToken, Deadline deadline, Envelope.DataReader<T> dataReader) {
        Instant sentAt = clock.instant();
        HttpRequest request = signed(call, accessToken, sentAt);
        return switch (exchange.send(request, deadline.left(clock))) {
            case Exchange.Reply reply ->
                    Classifier.classify(reply, dataReader, sentAt, clock.instant());
            case Exchange.NoReply(String reason, boolean _) -> new Answer.Unavailable<>(reason);
        };
    }

    private HttpRequest signed(Call call, Secret accessToken, Instant now) {
        SortedMap<String, String> query = new TreeMap<>(call.query());
        query.put("app_key", signer.appKey());
        query.put("timestamp", Long.toString(now.getEpochSecond()));
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        byte[] base = BaseString.of(call.path(), query, body, CONTENT_TYPE);
        query.put("sign", signer.sign(base));
        return HttpRequest.newBuilder(Urls.of(host, call.path(), query))
                .header("content-type", CONTENT_TYPE)
                .header("x-tts-access-token", accessToken.open())
                .method(
                        call.method(),
                        body.length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(body))
                .build();
    }

    private static String body(OrderSearch search) {
        ObjectNode body = Json.object();
        search.from()
                .ifPresent(from -> body.put(search.by().wireName() + "_ge", from.getEpochSecond()));
        search.before()
                .ifPresent(end -> body.put(search.by().wireName() + "_lt", end.getEpochSecond()));
        // An empty object is signed differently by different gateways; no body is not.
        return body.isEmpty() ? "" : body.toString();
    }

    private static @Nullable List<AuthorizedShop> readShops(LenientReader reader)
            throws IOException {
        ShopList shops = new ShopList(reader);
        // Who is left out here is taken for disconnected, and a wrong cipher reaches no shop.
        return reader.object(shops::field)
                        && shops.listed
                        && !shops.unreadable
                        && reader.drift().counts().keySet().stream()
                                .noneMatch(oddity -> oddity.kind() == Drift.Kind.RETYPED)
                ? List.copyOf(shops.found)
                : null;
    }

    private static final class ShopList {
        private final LenientReader reader;
        private final List<AuthorizedShop> found = new ArrayList<>();
        private boolean listed;
        private boolean unreadable;

        ShopList(LenientReader reader) {
            this.reader = reader;
        }

        void field(String name) throws IOException {
            if (!name.equals("shops")) {
                reader.unknown();
                return;
            }
            listed = reader.array(this::shop);
        }

        private void shop() throws IOException {
            Map<String, String> texts = new TreeMap<>();
            reader.object(name ->
                    texts.put(name, name.equals("id") ? reader.identifier() : reader.text()));
            try {
                found.add(
                        new AuthorizedShop(
                                new ShopId(texts.getOrDefault("id", "")),
                                texts.getOrDefault("name", ""),
                                texts.getOrDefault("region", ""),
                                SellerType.of(texts.getOrDefault("seller_type", "")),
                                texts.getOrDefault("cipher", ""),
                                texts.getOrDefault("code", "")));
            } catch (IllegalArgumentException e) {
                unreadable = true;
            }
        }
    }
}
