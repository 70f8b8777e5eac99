package com.sellerkit.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.platform.Ids;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.Pause;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TikTokClientTest {
    private static final TestSigner APP = new TestSigner("test-app", "test-app-secret");
    private static final ShopAccess ACCESS =
            new ShopAccess(
                    new ShopId("7495014872651908123"), Secret.of("TTP_token"), "TTP_cipher+/=");
    private static final OrderSearch FIRST_PAGE =
            new OrderSearch(
                    OrderSearch.Time.CREATED,
                    OrderSearch.Direction.NEWEST_FIRST,
                    Optional.empty(),
                    Optional.of(Instant.ofEpochSecond(1_773_200_000)),
                    "",
                    100);

    /// A request as the server saw it.
    private record Seen(
            String method,
            String path,
            SortedMap<String, String> query,
            String body,
            String token) {}

    private interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    private final VirtualTime time = new VirtualTime();
    private final List<Seen> seen = new ArrayList<>();
    private final Deque<Reaction> script = new ArrayDeque<>();
    private HttpServer server;
    private URI host;
    private TikTokClient client;
    private TokenClient tokens;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        host = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Exchange exchange = new HttpClientExchange(Duration.ofSeconds(1), 200_000);
        client = new TikTokClient(host, APP, time, time, time, exchange);
        tokens = new TokenClient(host, APP, time, time, time, exchange);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aSearchIsSignedOverTheExactBytesThatArrive() {
        script.add(example("order_202309_orders_search", 200));

        Answer<OrderPage> answer = client.searchOrders(ACCESS, FIRST_PAGE, inSeconds(30));

        assertThat(answer).isInstanceOf(Answer.Success.class);
        Seen request = seen.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/order/202309/orders/search");
        assertThat(request.token()).isEqualTo("TTP_token");
        assertThat(request.body()).isEqualTo("{\"create_time_lt\":1773200000}");
        assertThat(request.query())
                .containsEntry("shop_cipher", "TTP_cipher+/=")
                .containsEntry("page_size", "100")
                .containsEntry("sort_field", "create_time")
                .containsEntry("sort_order", "DESC")
                .doesNotContainKeys("page_token", "access_token");
        assertThat(request.query().get("sign")).isEqualTo(expectedSign(request));
    }

    @Test
    void aPageTokenWithPlusAndSlashArrivesAsItWas() {
        script.add(example("order_202309_orders_search_empty", 200));
        OrderSearch search =
                new OrderSearch(
                        OrderSearch.Time.UPDATED,
                        OrderSearch.Direction.OLDEST_FIRST,
                        Optional.empty(),
                        Optional.empty(),
                        "aDU2+dH/IzM==",
                        50);

        client.searchOrders(ACCESS, search, inSeconds(30));

        assertThat(seen.getFirst().query()).containsEntry("page_token", "aDU2+dH/IzM==");
        assertThat(seen.getFirst().body()).isEmpty();
        assertThat(seen.getFirst().query().get("sign")).isEqualTo(expectedSign(seen.getFirst()));
    }

    @Test
    void aRetryIsStampedAndSignedAnew() {
        script.add(example("error_internal", 500));
        script.add(example("order_202309_orders_search_empty", 200));

        Answer<OrderPage> answer = client.searchOrders(ACCESS, FIRST_PAGE, inSeconds(30));

        assertThat(answer).isInstanceOf(Answer.Success.class);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).query().get("timestamp"))
                .isNotEqualTo(seen.get(0).query().get("timestamp"));
        assertThat(seen.get(1).query().get("sign"))
                .isNotEqualTo(seen.get(0).query().get("sign"))
                .isEqualTo(expectedSign(seen.get(1)));
        assertThat(((Answer.Success<OrderPage>) answer).sentAt())
                .isEqualTo(VirtualTime.START.plusMillis(1_250));
    }

    @Test
    void aLongWaitIsGivenBackInsteadOfSleptAway() {
        script.add(example("error_429_rate_limit", 429, "120"));

        Answer<OrderPage> answer = client.searchOrders(ACCESS, FIRST_PAGE, inSeconds(30));

        assertThat(answer).isEqualTo(new Answer.Throttled<OrderPage>(Duration.ofMinutes(2)));
        assertThat(seen).hasSize(1);
        assertThat(time.slept).isZero();
    }

    @Test
    void attemptsEndAtFive() {
        for (int i = 0; i < 9; i++) {
            script.add(example("error_internal", 200));
        }

        Answer<OrderPage> answer = client.searchOrders(ACCESS, FIRST_PAGE, inSeconds(3600));

        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        assertThat(seen).hasSize(5);
    }

    @Test
    void whatWouldFailAgainIsNotTriedAgain() {
        for (String example :
                List.of(
                        "error_401_expired_token",
                        "error_missing_scope",
                        "error_401_invalid_sign",
                        "error_invalid_token")) {
            seen.clear();
            script.add(example(example, 401));
            client.searchOrders(ACCESS, FIRST_PAGE, inSeconds(30));
            assertThat(seen).as(example).hasSize(1);
        }
    }

    @Test
    void noRouteTheWrongSizeASilenceAndABrokenAnswerAreAllUnavailable() throws IOException {
        script.add(exchange -> reply(exchange, 200, "", new byte[300_000]));
        script.add(_ -> sleep(1_500));
        script.add(TikTokClientTest::breakOff);
        for (int i = 0; i < 3; i++) {
            // The wait before a second attempt does not fit the budget of a second.
            assertThat(client.searchOrders(ACCESS, FIRST_PAGE, inSeconds(1)))
                    .isInstanceOf(Answer.Unavailable.class);
        }
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        TikTokClient nowhere =
                new TikTokClient(URI.create("http://127.0.0.1:" + closed), APP, time, time, time);
        assertThat(nowhere.searchOrders(ACCESS, FIRST_PAGE, inSeconds(1)))
                .isEqualTo(new Answer.Unavailable<OrderPage>("cannot connect"));
    }

    @Test
    void noCallIsMadeWithoutTimeLeft() {
        assertThat(client.searchOrders(ACCESS, FIRST_PAGE, inSeconds(0)))
                .isInstanceOf(Answer.Unavailable.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void authorizedShopsAreAskedWithoutACipherAndReadWhole() {
        script.add(example("authorization_202309_shops_cross_border", 200));

        Answer<List<AuthorizedShop>> answer = client.authorizedShops(Secret.of("TTP_token"));

        assertThat(seen.getFirst().query()).doesNotContainKey("shop_cipher");
        List<AuthorizedShop> shops = ((Answer.Success<List<AuthorizedShop>>) answer).data();
        assertThat(shops).extracting(AuthorizedShop::region).containsExactly("GB", "DE");
        assertThat(shops)
                .extracting(AuthorizedShop::sellerType)
                .containsOnly(SellerType.CROSS_BORDER);
    }

    @Test
    void aShopWithoutIdentityMakesTheWholeListUnavailable() {
        for (int i = 0; i < 5; i++) {
            script.add(
                    json("{\"code\":0,\"data\":{\"shops\":[{\"id\":\"1\",\"region\":\"US\"}]}}"));
        }

        assertThat(client.authorizedShops(Secret.of("TTP_token")))
                .isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void aShopWithAFieldOfAnotherTypeMakesTheWholeListUnavailable() {
        for (int i = 0; i < 5; i++) {
            script.add(
                    json(
                            "{\"code\":0,\"data\":{\"shops\":[{\"id\":\"1\",\"region\":\"US\","
                                    + "\"seller_type\":\"LOCAL\",\"cipher\":true}]}}"));
        }

        assertThat(client.authorizedShops(Secret.of("TTP_token")))
                .isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void aListIsNotOverBecauseItsTokenCannotBeRead() {
        ListCall call = ListCall.get("/finance/202309/payments", "payments");
        for (String data :
                List.of(
                        "{\"payments\":[],\"next_page_token\":{}}",
                        "{\"payments\":[],\"next_page_token\":[1]}",
                        "{\"payments\":{},\"total_count\":0}")) {
            for (int i = 0; i < 5; i++) {
                script.add(json("{\"code\":0,\"data\":%s}".formatted(data)));
            }
            assertThat(client.list(ACCESS, call, inSeconds(30)))
                    .as(data)
                    .isInstanceOf(Answer.Unavailable.class);
        }
    }

    @Test
    void detailsAreAskedAsOneCommaJoinedValue() {
        script.add(example("order_202507_orders", 200));

        Answer<OrderPage> answer =
                client.orders(ACCESS, List.of(new OrderId("1"), new OrderId("2")), inSeconds(30));

        assertThat(seen.getFirst().query()).containsEntry("ids", "1,2");
        assertThat(((Answer.Success<OrderPage>) answer).data().orders()).hasSize(2);
        assertThatThrownBy(() -> client.orders(ACCESS, List.of(), inSeconds(30)))
                .hasMessageContaining("allowed is 1 to 50");
    }

    @Test
    void anEndedAuthorizationNeedsNoData() {
        script.add(json("{\"code\":0,\"message\":\"Success\",\"data\":{}}"));

        assertThat(client.revoke(ACCESS, inSeconds(5))).isInstanceOf(Answer.Success.class);
        assertThat(seen.getFirst().method()).isEqualTo("DELETE");
    }

    @Test
    void aCodeBuysAPairWithAbsolute64BitExpiries() {
        script.add(example("auth_api_v2_token_get", 200));

        TokenAnswer answer = tokens.exchange(Secret.of("TTP_code"));

        assertThat(seen.getFirst().query())
                .containsEntry("grant_type", "authorized_code")
                .containsEntry("auth_code", "TTP_code")
                .containsEntry("app_secret", "test-app-secret")
                .doesNotContainKeys("sign", "timestamp");
        TokenGrant grant = ((TokenAnswer.Granted) answer).grant();
        assertThat(grant.accessExpiresAt()).isEqualTo(Instant.ofEpochSecond(1_773_704_800L));
        assertThat(grant.refreshExpiresAt()).isEqualTo(Instant.ofEpochSecond(4_928_773_600L));
        assertThat(grant.grantedScopes()).contains("seller.order.info").hasSize(10);
        assertThat(grant.toString()).doesNotContain("EXAMPLE");
    }

    @Test
    void aRefreshKeepsTheOldRefreshTokenIfNoneComesBack() {
        script.add(
                json(
                        "{\"code\":0,\"message\":\"success\",\"data\":{\"access_token\":\"A2\","
                                + "\"access_token_expire_in\":1773704800,\"open_id\":\"o\"}}"));

        TokenAnswer answer = tokens.refresh(Secret.of("R1"));

        assertThat(seen.getFirst().query()).containsEntry("grant_type", "refresh_token");
        assertThat(((TokenAnswer.Granted) answer).grant().refreshToken())
                .isEqualTo(Secret.of("R1"));
    }

    @Test
    void theTokenEndpointsRefusalsHaveTheirOwnOutcomes() {
        script.add(example("auth_error_invalid_auth_code", 200));
        script.add(example("auth_error_refresh_token_expired", 200));
        script.add(example("auth_error_no_auth_record", 200));
        script.add(example("error_400_invalid_app_key", 400));

        assertThat(tokens.exchange(Secret.of("c"))).isEqualTo(new TokenAnswer.CodeRefused());
        assertThat(tokens.refresh(Secret.of("r"))).isEqualTo(new TokenAnswer.RefreshExpired());
        assertThat(tokens.refresh(Secret.of("r"))).isEqualTo(new TokenAnswer.NoAuthorization());
        assertThat(tokens.exchange(Secret.of("c"))).isInstanceOf(TokenAnswer.Refused.class);
    }

    @Test
    void aTokenCallIsRepeatedOnlyIfThePlatformDidNotActOnIt() {
        script.add(example("error_429_rate_limit", 429));
        script.add(exchange -> reply(exchange, 503, "", new byte[0]));
        script.add(example("auth_api_v2_token_get", 200));
        assertThat(tokens.exchange(Secret.of("c"))).isInstanceOf(TokenAnswer.Granted.class);
        assertThat(seen).hasSize(3);

        seen.clear();
        script.add(TikTokClientTest::breakOff);
        assertThat(tokens.exchange(Secret.of("c")))
                .isInstanceOfSatisfying(
                        TokenAnswer.Unavailable.class,
                        lost -> assertThat(lost.answerMayBeLost()).isTrue());
        assertThat(seen).hasSize(1);
    }

    @Test
    void aRefreshThatIsNeverAnsweredIsSentOnce() {
        script.add(HttpExchange::close);

        assertThat(tokens.refresh(Secret.of("r")))
                .isInstanceOfSatisfying(
                        TokenAnswer.Unavailable.class,
                        lost -> assertThat(lost.answerMayBeLost()).isTrue());
        assertThat(seen).hasSize(1);
    }

    @Test
    void anExpiryThatIsADurationIsNotTaken() {
        script.add(
                json(
                        "{\"code\":0,\"data\":{\"access_token\":\"A\",\"refresh_token\":\"R\","
                                + "\"access_token_expire_in\":604800,\"open_id\":\"o\"}}"));

        assertThat(tokens.exchange(Secret.of("c"))).isInstanceOf(TokenAnswer.Unavailable.class);
    }

    private Deadline inSeconds(int seconds) {
        return Deadline.in(Duration.ofSeconds(seconds), time);
    }

    private static String expectedSign(Seen request) {
        return APP.sign(
                BaseString.of(
                        request.path(),
                        request.query(),
                        request.body().getBytes(StandardCharsets.UTF_8),
                        "application/json"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        SortedMap<String, String> query = new TreeMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        String token = exchange.getRequestHeaders().getFirst("x-tts-access-token");
        seen.add(
                new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        query,
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        token == null ? "" : token));
        try (exchange) {
            script.remove().to(exchange);
        }
    }

    private static Reaction example(String name, int status, String... retryAfter) {
        String header = retryAfter.length == 0 ? "" : retryAfter[0];
        return exchange -> reply(exchange, status, header, Examples.bytes(name));
    }

    private static Reaction json(String body) {
        return exchange -> reply(exchange, 200, "", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, String retryAfter, byte[] body)
            throws IOException {
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 10_000);
        exchange.getResponseBody().write("{\"code\":0,".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        throw new IOException("broken off on purpose");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /// Time that passes only by sleeping.
    private static final class VirtualTime implements InstantSource, Pause, Ids {
        static final Instant START = Instant.ofEpochSecond(1_773_200_000);
        private Duration slept = Duration.ZERO;

        @Override
        public synchronized Instant instant() {
            return START.plus(slept);
        }

        @Override
        public synchronized void sleep(Duration duration) {
            slept = slept.plus(duration);
        }

        @Override
        public double fraction() {
            return 0.5;
        }

        @Override
        public String next(String prefix) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] randomBytes(int count) {
            throw new UnsupportedOperationException();
        }
    }
}
