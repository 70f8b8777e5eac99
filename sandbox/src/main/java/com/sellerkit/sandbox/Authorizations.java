package com.sellerkit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The app's authorizations: codes that wait, grants and their tokens. Every method is atomic; none
/// lets memory grow without bound.
final class Authorizations {
    static final Duration CODE_LIFETIME = Duration.ofMinutes(30);
    static final Duration ACCESS_LIFETIME = Duration.ofDays(7);
    static final Duration GRANT_LIFETIME = Duration.ofDays(36_525);

    private static final int CODES_MAX = 200;
    private static final int GRANTS_MAX = 200;
    private static final int TOKENS_MAX = 8;

    /// What came of a refresh.
    sealed interface Refresh {
        /// New tokens, the last of the grant's lists.
        record Renewed(Grant grant) implements Refresh {}

        /// The refresh token is known, but its time is over.
        record Expired() implements Refresh {}

        /// No living authorization has this refresh token.
        record Unknown() implements Refresh {}
    }

    private final Issuer issuer;
    private final Map<String, Saved.Code> codes = new LinkedHashMap<>();
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private TokenRules rules;

    Authorizations(Issuer issuer, TokenRules rules) {
        this.issuer = issuer;
        this.rules = rules;
    }

    synchronized void restore(List<Saved.Code> savedCodes, List<Grant> savedGrants) {
        savedCodes.forEach(code -> codes.put(code.value(), code));
        savedGrants.forEach(grant -> grants.put(grant.id(), grant));
    }

    synchronized List<Saved.Code> codes() {
        return List.copyOf(codes.values());
    }

    synchronized List<Grant> grants() {
        return List.copyOf(grants.values());
    }

    synchronized TokenRules rules() {
        return rules;
    }

    synchronized void rules(TokenRules newRules) {
        rules = newRules;
    }

    synchronized void clear() {
        codes.clear();
        grants.clear();
    }

    /// A single-use code for what the seller agreed to, good for 30 minutes.
    synchronized String approve(Seller seller, List<String> scopes, Instant now) {
        codes.values().removeIf(code -> now.getEpochSecond() >= code.expiresAt());
        dropOldest(codes, CODES_MAX);
        String value = issuer.code(seller.tokenPrefix());
        long expiresAt = now.plus(CODE_LIFETIME).getEpochSecond();
        codes.put(value, new Saved.Code(value, seller.key(), scopes, expiresAt));
        return value;
    }

    /// Exchanges a code; empty if it is unknown, used or expired.
    synchronized Optional<Grant> exchange(String code, Instant now) {
        Saved.Code found = codes.remove(code);
        if (found == null || now.getEpochSecond() >= found.expiresAt()) {
            return Optional.empty();
        }
        Seller seller = Seller.byKey(found.seller()).orElseThrow();
        dropOldest(grants, GRANTS_MAX);
        long end = now.plus(GRANT_LIFETIME).getEpochSecond();
        Grant grant =
                new Grant(
                        "grant-" + issuer.issued(),
                        seller.key(),
                        issuer.openId(seller.key()),
                        found.scopes(),
                        seller.shops(),
                        List.of(access(seller, now)),
                        List.of(
                                new Grant.Token(
                                        issuer.opaque(seller.tokenPrefix(), "refresh"), end)),
                        false);
        grants.put(grant.id(), grant);
        return Optional.of(grant);
    }

    /// Uses a refresh token: both tokens of the answer are new, the end of the authorization stays.
    synchronized Refresh refresh(String refreshToken, Instant now) {
        Optional<Grant> holder =
                find(grant -> grant.refreshTokens().stream().anyMatch(is(refreshToken)));
        if (holder.isEmpty() || holder.get().revoked()) {
            return new Refresh.Unknown();
        }
        Grant grant = holder.get();
        Grant.Token used =
                grant.refreshTokens().stream().filter(is(refreshToken)).findFirst().orElseThrow();
        if (used.expired(now.getEpochSecond())) {
            return new Refresh.Expired();
        }
        Seller seller = Seller.byKey(grant.seller()).orElseThrow();
        Grant.Token next =
                new Grant.Token(issuer.opaque(seller.tokenPrefix(), "refresh"), used.expiresAt());
        Grant renewed =
                grant.withTokens(
                        added(
                                grant.accessTokens(),
                                access(seller, now),
                                rules.oldAccessTokenDies()),
                        added(grant.refreshTokens(), next, rules.oldRefreshTokenDies()));
        grants.put(renewed.id(), renewed);
        return new Refresh.Renewed(renewed);
    }

    /// The living grant that an access token belongs to, expired or not.
    synchronized Optional<Grant> byAccessToken(String accessToken) {
        return find(grant -> grant.accessTokens().stream().anyMatch(is(accessToken)))
                .filter(grant -> !grant.revoked());
    }

    /// The app gives a shop up: every grant of that seller loses it, and one without shops is over.
    synchronized void deauthorize(String shop) {
        grants.replaceAll(
                (id, grant) -> grant.shops().contains(shop) ? grant.withoutShop(shop) : grant);
    }

    /// Changes a grant, and returns whether there is such a one.
    synchronized boolean change(String grantId, UnaryOperator<Grant> how) {
        return grants.computeIfPresent(grantId, (id, grant) -> how.apply(grant)) != null;
    }

    private Grant.Token access(Seller seller, Instant now) {
        return new Grant.Token(
                issuer.opaque(seller.tokenPrefix(), "access"),
                now.plus(ACCESS_LIFETIME).getEpochSecond());
    }

    private Optional<Grant> find(Predicate<Grant> wanted) {
        return grants.values().stream().filter(wanted).findFirst();
    }

    private static Predicate<Grant.Token> is(String value) {
        return token -> token.value().equals(value);
    }

    private static List<Grant.Token> added(
            List<Grant.Token> old, Grant.Token next, boolean oldDies) {
        List<Grant.Token> all = new ArrayList<>(oldDies ? List.of() : old);
        all.add(next);
        return all.subList(Math.max(0, all.size() - TOKENS_MAX), all.size());
    }

    private static void dropOldest(Map<String, ?> map, int max) {
        while (map.size() >= max) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
