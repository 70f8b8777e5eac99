package com.sellerkit.tiktok;

import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Pause;
import com.sellerkit.platform.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Buys token pairs at the platform's token endpoints, whose addresses hold the app's secret.
///
/// A code and a refresh token may each work once only, so a request is repeated only when the
/// platform certainly did not act on it.
public final class TokenClient {
    private static final int ATTEMPTS_MAX = 3;
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final long BACKOFF_FIRST_MILLIS = 500;

    /// Expiries are absolute; one before this was meant as something else.
    private static final long EXPIRY_SECONDS_MIN = 1_500_000_000L;

    private static final long EXPIRY_SECONDS_MAX = 253_402_300_799L;

    private final URI host;
    private final AppSecret app;
    private final InstantSource clock;
    private final Pause pause;
    private final Ids ids;
    private final Exchange exchange;

    /// @param host base address of the token endpoints, without a trailing slash
    /// @param app the app's key and secret
    /// @param clock bounds the time of all attempts
    /// @param pause waits between attempts
    /// @param ids gives jitter
    public TokenClient(URI host, AppSecret app, InstantSource clock, Pause pause, Ids ids) {
        this(host, app, clock, pause, ids, new HttpClientExchange());
    }

    TokenClient(
            URI host, AppSecret app, InstantSource clock, Pause pause, Ids ids, Exchange exchange) {
        this.host = host;
        this.app = app;
        this.clock = clock;
        this.pause = pause;
        this.ids = ids;
        this.exchange = exchange;
    }

    /// Exchanges the code of a callback, which lives 30 minutes and works once.
    public TokenAnswer exchange(Secret authCode) {
        // The platform spells the grant type this way, unlike OAuth 2.
        Map<String, String> query =
                Map.of("auth_code", authCode.open(), "grant_type", "authorized_code");
        return ask("/api/v2/token/get", query, null);
    }

    /// Exchanges a refresh token for the next pair.
    public TokenAnswer refresh(Secret refreshToken) {
        Map<String, String> query =
                Map.of("refresh_token", refreshToken.open(), "grant_type", "refresh_token");
        return ask("/api/v2/token/refresh", query, refreshToken);
    }

    private TokenAnswer ask(String path, Map<String, String> query, @Nullable Secret oldRefresh) {
        Map<String, String> all = new TreeMap<>(query);
        all.put("app_key", app.appKey());
        all.put("app_secret", app.appSecret().open());
        HttpRequest request = HttpRequest.newBuilder(Urls.of(host, path, all)).GET().build();
        Deadline deadline = Deadline.in(BUDGET, clock);
        for (int attempt = 1; ; attempt++) {
            Attempt made = askOnce(request, deadline, oldRefresh);
            Duration wait = backoff(attempt).plus(made.waitAtLeast());
            if (!made.repeatable()
                    || attempt == ATTEMPTS_MAX
                    || wait.compareTo(deadline.left(clock)) >= 0) {
                return made.answer();
            }
            pause.sleep(wait);
        }
    }

    private record Attempt(TokenAnswer answer, boolean repeatable, Duration waitAtLeast) {
        static Attempt last(TokenAnswer answer) {
            return new Attempt(answer, false, Duration.ZERO);
        }
    }

    private Duration backoff(int attempt) {
        long doubled = BACKOFF_FIRST_MILLIS << (attempt - 1);
        return Duration.ofMillis(doubled + (long) (ids.fraction() * BACKOFF_FIRST_MILLIS));
    }

    private Attempt askOnce(HttpRequest request, Deadline deadline, @Nullable Secret oldRefresh) {
        Instant sentAt = clock.instant();
        return switch (exchange.send(request, deadline.left(clock))) {
            case Exchange.NoReply(String reason, boolean mayHaveArrived) ->
                    new Attempt(
                            new TokenAnswer.Unavailable(reason, mayHaveArrived),
                            !mayHaveArrived,
                            Duration.ZERO);
            case Exchange.Reply reply -> classify(reply, sentAt, oldRefresh);
        };
    }

    private Attempt classify(Exchange.Reply reply, Instant sentAt, @Nullable Secret oldRefresh) {
        Answer<TokenGrant> answer =
                Classifier.classify(
                        reply,
                        reader -> new GrantReader(reader).read(oldRefresh),
                        sentAt,
                        clock.instant());
        return switch (answer) {
            case Answer.Success<TokenGrant>(TokenGrant grant, Instant _, String _) ->
                    Attempt.last(new TokenAnswer.Granted(grant));
            case Answer.Throttled<TokenGrant>(Duration after) ->
                    new Attempt(new TokenAnswer.Unavailable("throttled", false), true, after);
            case Answer.Unavailable<TokenGrant>(String reason) ->
                    // An error while it answered may have come after the code was used up.
                    reply.status() == 503
                            ? new Attempt(
                                    new TokenAnswer.Unavailable(reason, false), true, Duration.ZERO)
                            : Attempt.last(new TokenAnswer.Unavailable(reason, true));
            case Answer.Refused<TokenGrant>(int code, String message) ->
                    Attempt.last(refused(code, message));
            case Answer.Revoked<TokenGrant>(int code) -> Attempt.last(refusedBy(code));
            case Answer.ShopInactive<TokenGrant>(int code) -> Attempt.last(refusedBy(code));
            case Answer.TokenExpired<TokenGrant> _ -> Attempt.last(refusedBy(105002));
            case Answer.ScopeMissing<TokenGrant> _ -> Attempt.last(refusedBy(105005));
        };
    }

    private static TokenAnswer refused(int code, String message) {
        return switch (code) {
            case 36004004 -> new TokenAnswer.CodeRefused();
            case 36004001 -> new TokenAnswer.RefreshExpired();
            case 36004005 -> new TokenAnswer.NoAuthorization();
            default -> new TokenAnswer.Refused(code, message);
        };
    }

    private static TokenAnswer refusedBy(int code) {
        return new TokenAnswer.Refused(code, "the token endpoint refused the call");
    }

    private static final class GrantReader {
        private final LenientReader reader;
        private final Map<String, String> texts = new HashMap<>();
        private final Set<String> scopes = new HashSet<>();
        private long accessExpirySeconds;
        private long refreshExpirySeconds;
        private long userType = -1;

        GrantReader(LenientReader reader) {
            this.reader = reader;
        }

        @Nullable TokenGrant read(@Nullable Secret oldRefresh) throws IOException {
            if (!reader.object(this::field) || !absolute(accessExpirySeconds)) {
                return null;
            }
            String access = texts.getOrDefault("access_token", "");
            String refresh = texts.getOrDefault("refresh_token", "");
            String openId = texts.getOrDefault("open_id", "");
            if (access.isEmpty() || openId.isEmpty() || (refresh.isEmpty() && oldRefresh == null)) {
                return null;
            }
            Instant accessExpiresAt = Instant.ofEpochSecond(accessExpirySeconds);
            return new TokenGrant(
                    Secret.of(access),
                    accessExpiresAt,
                    refresh.isEmpty() && oldRefresh != null ? oldRefresh : Secret.of(refresh),
                    absolute(refreshExpirySeconds)
                            ? Instant.ofEpochSecond(refreshExpirySeconds)
                            : accessExpiresAt,
                    openId,
                    texts.getOrDefault("seller_name", ""),
                    texts.getOrDefault("seller_base_region", ""),
                    (int) userType,
                    scopes);
        }

        private void field(String name) throws IOException {
            switch (name) {
                case "access_token",
                        "refresh_token",
                        "open_id",
                        "seller_name",
                        "seller_base_region" ->
                        texts.put(name, reader.text());
                case "access_token_expire_in" -> accessExpirySeconds = expiry();
                case "refresh_token_expire_in" -> refreshExpirySeconds = expiry();
                case "user_type" -> userType = reader.count(-1);
                case "granted_scopes" -> reader.array(() -> scopes.add(reader.text()));
                default -> reader.unknown();
            }
        }

        private long expiry() throws IOException {
            return Math.min(reader.count(0), EXPIRY_SECONDS_MAX);
        }

        private static boolean absolute(long seconds) {
            return seconds >= EXPIRY_SECONDS_MIN;
        }
    }
}
