package com.sellerkit.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.Pause;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Change;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.tiktok.TokenGrant;
import com.sellerkit.vault.AccessToken;
import com.sellerkit.vault.SecretBox;
import com.sellerkit.vault.TokenOwner;
import com.sellerkit.vault.TokenPair;
import com.sellerkit.vault.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Completes authorizations for the person who began them: exchanges the code once, names the
/// shops, and gives everything back on request.
///
/// Every step is stored before the next begins and is claimed by one attempt at a time, so a step
/// that is repeated, at once or after a crash, ends where the first one would have.
public final class Completions {
    private static final Log LOG = Log.to("connect");
    private static final Duration ATTEMPT_LIFE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(250);
    private static final int LOOKS_MAX = 40;
    private static final int SELLER = 0;
    private static final int USER_TYPE_UNSAID = -1;

    private final Records records;
    private final TokenVault vault;
    private final SecretBox box;
    private final Platform platform;
    private final InstantSource time;
    private final Pause pause;
    private final Ids ids;

    Completions(
            Records records,
            TokenVault vault,
            SecretBox box,
            Platform platform,
            InstantSource time,
            Pause pause,
            Ids ids) {
        this.records = records;
        this.vault = vault;
        this.box = box;
        this.platform = platform;
        this.time = time;
        this.pause = pause;
        this.ids = ids;
    }

    /// Completes what the callback left for this browser.
    ///
    /// @param cookie the value that the callback gave to the browser
    public CompletionOutcome complete(PersonId person, AccountId account, Optional<String> cookie) {
        if (cookie.isEmpty()) {
            return new CompletionOutcome.Failed(ConnectFault.NOTHING_PENDING);
        }
        Optional<ConnectFault> told = ConnectFault.of(cookie.get());
        if (told.isPresent()) {
            return new CompletionOutcome.Failed(told.get());
        }
        Optional<Cookie> brought = Cookie.parse(cookie.get());
        if (brought.isEmpty()) {
            return new CompletionOutcome.Failed(ConnectFault.NOTHING_PENDING);
        }
        return new Attempt(person, account, brought.get(), ids.next("att")).run();
    }

    /// Destroys what TikTok handed over, unless it was confirmed.
    public CancellationOutcome cancel(PersonId person, AccountId account, String completionId) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            Optional<Pending> found = pending(completionId);
            if (found.isEmpty() || !found.get().belongsTo(person, account)) {
                return new CancellationOutcome.NotFound();
            }
            Pending pending = found.get();
            switch (pending.phase()) {
                case CONFIRMED -> {
                    return new CancellationOutcome.AlreadyConnected();
                }
                case CANCELLED, FAILED, EXPIRED -> {
                    pending.tokensOwner().ifPresent(vault::destroy);
                    return new CancellationOutcome.Cancelled();
                }
                // The phase first, so that no attempt goes on; the tokens on the next look.
                case HELD, EXCHANGING, GRANTED, NAMED ->
                        records.write(
                                ended(pending, Phase.CANCELLED)
                                        .when(Condition.equal("phase", pending.phase().code())));
            }
        }
        throw new IllegalStateException("a completion kept changing while it was cancelled");
    }

    /// Ends a completion that nobody confirmed in time.
    void expire(Pending pending) {
        if (pending.phase() == Phase.CONFIRMED || time.instant().isBefore(pending.validUntil())) {
            return;
        }
        Phase end =
                switch (pending.phase()) {
                    case CANCELLED, FAILED -> pending.phase();
                    case HELD, EXCHANGING, GRANTED, NAMED, CONFIRMED, EXPIRED -> Phase.EXPIRED;
                };
        if (records.write(
                        ended(pending, end).when(Condition.equal("phase", pending.phase().code())))
                .isWritten()) {
            pending.tokensOwner().ifPresent(vault::destroy);
            // Only now is nothing left to do, whatever happened in between.
            records.write(
                    Write.Patch.of(
                                    ConnectRecords.COMPLETION,
                                    ConnectRecords.completion(pending.id()))
                            .due(Change.clear()));
        }
    }

    Optional<Pending> pending(String completionId) {
        return records.get(
                        ConnectRecords.COMPLETION,
                        ConnectRecords.completion(completionId),
                        Read.PLAIN)
                .map(item -> Pending.read(item.fields()));
    }

    /// The completion as its person sees it now.
    private Completion seen(Pending pending, AccountId account) {
        List<Completion.ReachedShop> shops =
                pending.shops().stream()
                        .map(shop ->
                                new Completion.ReachedShop(
                                        shop.id(),
                                        shop.name(),
                                        shop.region(),
                                        shop.sellerType(),
                                        ownership(shop.id(), account)))
                        .toList();
        return new Completion(
                pending.id(),
                pending.origin(),
                pending.sellerName(),
                pending.validUntil(),
                shops,
                Permission.missing(pending.grantedScopes()));
    }

    private Completion.Ownership ownership(ShopId shop, AccountId account) {
        return records.get(ConnectRecords.SHOP, ConnectRecords.shop(shop), Read.PLAIN)
                .map(item ->
                        item.fields().path("accountId").asText().equals(account.value())
                                ? Completion.Ownership.YOURS
                                : Completion.Ownership.ANOTHER_ACCOUNT)
                .orElse(Completion.Ownership.NEW);
    }

    /// Ends a completion and forgets everything about it but whose it was.
    private static Write.Patch ended(Pending pending, Phase end) {
        return Write.Patch.of(ConnectRecords.COMPLETION, ConnectRecords.completion(pending.id()))
                .set("phase", end.code())
                .remove("code", "attempt", "attemptUntil", "openId", "sellerName", "grantedScopes")
                .remove("accessExpiresAt", "authorizationEndsAt", "shops");
    }

    /// One call of a person to complete an authorization.
    private final class Attempt {
        private final PersonId person;
        private final AccountId account;
        private final Cookie cookie;
        private final String name;

        Attempt(PersonId person, AccountId account, Cookie cookie, String name) {
            this.person = person;
            this.account = account;
            this.cookie = cookie;
            this.name = name;
        }

        CompletionOutcome run() {
            for (int look = 0; look < LOOKS_MAX; look++) {
                Optional<Pending> found = pending(cookie.completionId());
                if (found.isEmpty() || !cookie.opens(found.get())) {
                    return failed(ConnectFault.NOTHING_PENDING);
                }
                Optional<CompletionOutcome> outcome = step(found.get());
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return failed(ConnectFault.PLATFORM_UNAVAILABLE);
        }

        /// Does the next step; empty means that it is stored and the next look goes on from there.
        private Optional<CompletionOutcome> step(Pending pending) {
            if (pending.person().isPresent() && !pending.belongsTo(person, account)) {
                return Optional.of(failed(ConnectFault.OTHER_PERSON));
            }
            boolean late = !time.instant().isBefore(pending.validUntil());
            return switch (pending.phase()) {
                case NAMED, CONFIRMED ->
                        Optional.of(
                                late && pending.phase() == Phase.NAMED
                                        ? failed(ConnectFault.EXPIRED)
                                        : new CompletionOutcome.Named(seen(pending, account)));
                case CANCELLED -> Optional.of(failed(ConnectFault.NOTHING_PENDING));
                case FAILED ->
                        Optional.of(failed(pending.fault().orElse(ConnectFault.CODE_REFUSED)));
                case EXPIRED -> Optional.of(failed(ConnectFault.EXPIRED));
                case HELD, EXCHANGING, GRANTED ->
                        late
                                ? Optional.of(failed(ConnectFault.EXPIRED))
                                : pending.phase() == Phase.GRANTED
                                        ? name(pending)
                                        : exchange(pending);
            };
        }

        private Optional<CompletionOutcome> exchange(Pending pending) {
            boolean taken =
                    pending.phase() == Phase.EXCHANGING
                            && time.instant().isBefore(pending.attemptUntil());
            if (taken) {
                pause.sleep(LOOK_AGAIN_AFTER);
                return Optional.empty();
            }
            if (pending.sealedCode().isEmpty()) {
                return fail(pending, ConnectFault.CODE_REFUSED);
            }
            ConnectionId tokensId =
                    pending.tokensId().orElseGet(() -> new ConnectionId(ids.next("tok")));
            if (!claim(pending, tokensId)) {
                return Optional.empty();
            }
            Secret code = box.open(pending.sealedCode().get(), Pending.sealContext(pending.id()));
            return switch (platform.exchange(code)) {
                case TokenAnswer.Granted(TokenGrant grant) ->
                        granted(pending, new TokenOwner(account, tokensId), grant);
                case TokenAnswer.CodeRefused(),
                        TokenAnswer.RefreshExpired(),
                        TokenAnswer.NoAuthorization() ->
                        fail(pending, ConnectFault.CODE_REFUSED);
                case TokenAnswer.Refused(int platformCode, String _) -> {
                    LOG.error("code exchange refused", Log.Field.code(platformCode));
                    yield release(pending);
                }
                case TokenAnswer.Unavailable(String _, boolean lost) -> {
                    LOG.warn(
                            "code exchange unavailable",
                            Log.Field.outcome(lost ? "answer-may-be-lost" : "not-sent"));
                    yield release(pending);
                }
            };
        }

        /// Takes the exchange for this attempt, and the completion for this person if it was
        /// nobody's.
        private boolean claim(Pending pending, ConnectionId tokensId) {
            Instant now = time.instant();
            ObjectNode fields =
                    Json.object()
                            .put("phase", Phase.EXCHANGING.code())
                            .put("attempt", name)
                            .put("attemptUntil", now.plus(ATTEMPT_LIFE).toEpochMilli())
                            .put("tokensId", tokensId.value())
                            .put("personId", person.value())
                            .put("accountId", account.value());
            Condition free =
                    Condition.any(
                            Condition.equal("phase", Phase.HELD.code()),
                            Condition.all(
                                    Condition.equal("phase", Phase.EXCHANGING.code()),
                                    Condition.lessThan("attemptUntil", now.toEpochMilli() + 1)),
                            // Written by this attempt, though the answer was lost.
                            Condition.equal("attempt", name));
            Condition mine =
                    Condition.any(
                            Condition.missing("personId"),
                            Condition.all(
                                    Condition.equal("personId", person.value()),
                                    Condition.equal("accountId", account.value())));
            return records.write(patch(pending).set(fields).when(Condition.all(free, mine)))
                    .isWritten();
        }

        private Optional<CompletionOutcome> granted(
                Pending pending, TokenOwner owner, TokenGrant grant) {
            if (grant.userType() != SELLER && grant.userType() != USER_TYPE_UNSAID) {
                return fail(pending, ConnectFault.NOT_A_SELLER);
            }
            if (!grant.grantedScopes().contains(Permission.AUTHORIZATION_INFO)) {
                return fail(pending, ConnectFault.SCOPE_REQUIRED);
            }
            vault.store(owner, pair(grant));
            ObjectNode fields =
                    Json.object()
                            .put("phase", Phase.GRANTED.code())
                            .put("openId", grant.openId())
                            .put("sellerName", grant.sellerName())
                            .put("accessExpiresAt", grant.accessExpiresAt().toEpochMilli())
                            .put("authorizationEndsAt", grant.refreshExpiresAt().toEpochMilli());
            fields.set(
                    "grantedScopes", Pending.writtenTexts(Permission.plain(grant.grantedScopes())));
            boolean written =
                    records.write(
                                    patch(pending)
                                            .set(fields)
                                            .remove("code")
                                            .when(Condition.equal("attempt", name)))
                            .isWritten();
            if (!written) {
                // Cancelled meanwhile: nothing may be left behind.
                pending(pending.id())
                        .filter(now -> now.phase() == Phase.CANCELLED)
                        .ifPresent(_ -> vault.destroy(owner));
            }
            return Optional.empty();
        }

        private Optional<CompletionOutcome> name(Pending pending) {
            Optional<AccessToken> token = pending.tokensOwner().flatMap(vault::access);
            if (token.isEmpty()) {
                return fail(pending, ConnectFault.CODE_REFUSED);
            }
            return switch (platform.shops(token.get().token())) {
                case Answer.Success<List<AuthorizedShop>>(
                                List<AuthorizedShop> shops,
                                Instant _,
                                String _) ->
                        shops.isEmpty()
                                ? fail(pending, ConnectFault.NO_SHOPS)
                                : named(pending, shops);
                case Answer.ScopeMissing<List<AuthorizedShop>>() ->
                        fail(pending, ConnectFault.SCOPE_REQUIRED);
                case Answer.ShopInactive<List<AuthorizedShop>>(int _) ->
                        fail(pending, ConnectFault.NO_SHOPS);
                case Answer.TokenExpired<List<AuthorizedShop>>() ->
                        fail(pending, ConnectFault.CODE_REFUSED);
                case Answer.Revoked<List<AuthorizedShop>>(int _) ->
                        fail(pending, ConnectFault.CODE_REFUSED);
                case Answer.Throttled<List<AuthorizedShop>>(Duration _) -> unavailable();
                case Answer.Refused<List<AuthorizedShop>>(int platformCode, String _) -> {
                    LOG.error("listing shops refused", Log.Field.code(platformCode));
                    yield unavailable();
                }
                case Answer.Unavailable<List<AuthorizedShop>>(String _) -> unavailable();
            };
        }

        private Optional<CompletionOutcome> named(Pending pending, List<AuthorizedShop> shops) {
            ObjectNode fields = Json.object().put("phase", Phase.NAMED.code());
            Map<ShopId, AuthorizedShop> once = new LinkedHashMap<>();
            shops.forEach(shop -> once.putIfAbsent(shop.id(), shop));
            fields.set("shops", Pending.written(once.values()));
            records.write(
                    patch(pending)
                            .set(fields)
                            .when(Condition.equal("phase", Phase.GRANTED.code())));
            LOG.info(
                    "authorization completed",
                    Log.Field.account(account),
                    Log.Field.count("shops", shops.size()));
            return Optional.empty();
        }

        /// Ends it for good: what was handed over goes first, so that nothing is left whatever
        /// happens then.
        private Optional<CompletionOutcome> fail(Pending pending, ConnectFault fault) {
            pending.tokensOwner().ifPresent(vault::destroy);
            records.write(
                    ended(pending, Phase.FAILED)
                            .set("fault", fault.code())
                            .when(
                                    Condition.any(
                                            Condition.equal("attempt", name),
                                            Condition.equal("phase", Phase.GRANTED.code()),
                                            Condition.equal("phase", Phase.HELD.code()))));
            LOG.info(
                    "authorization failed",
                    Log.Field.account(account),
                    Log.Field.code(fault.code()));
            return Optional.empty();
        }

        /// Lets a later attempt try again with the same code.
        private Optional<CompletionOutcome> release(Pending pending) {
            records.write(
                    patch(pending)
                            .set("phase", Phase.HELD.code())
                            .remove("attempt", "attemptUntil")
                            .when(Condition.equal("attempt", name)));
            return unavailable();
        }

        private Optional<CompletionOutcome> unavailable() {
            return Optional.of(failed(ConnectFault.PLATFORM_UNAVAILABLE));
        }

        private static Write.Patch patch(Pending pending) {
            return Write.Patch.of(
                    ConnectRecords.COMPLETION, ConnectRecords.completion(pending.id()));
        }

        private static CompletionOutcome failed(ConnectFault fault) {
            return new CompletionOutcome.Failed(fault);
        }
    }

    static TokenPair pair(TokenGrant grant) {
        return new TokenPair(
                grant.accessToken(),
                grant.accessExpiresAt(),
                grant.refreshToken(),
                grant.refreshExpiresAt());
    }
}
