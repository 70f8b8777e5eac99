package com.sellerkit.connect;

import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Revocation;
import com.sellerkit.tiktok.SellerType;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.tiktok.TokenGrant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// TikTok with its rules for codes and tokens: each code and each refresh token works once.
public final class FakeTikTok implements Platform {
    private final InstantSource time;
    private final Set<Secret> usedCodes = new HashSet<>();
    private final Deque<TokenAnswer> nextAnswers = new ArrayDeque<>();
    private final Deque<Answer<List<AuthorizedShop>>> nextShops = new ArrayDeque<>();
    private final Deque<Answer<Revocation>> nextWithdrawals = new ArrayDeque<>();
    private Optional<Secret> refreshToken = Optional.empty();
    private int pairs;

    public String openId = "open-1";
    String sellerName = "Northwind Candle Co";
    public int userType;
    public Set<String> scopes =
            Permission.ALL.stream().map(Permission::scope).collect(Collectors.toSet());
    public List<AuthorizedShop> shops = new ArrayList<>(List.of(shop("7001", "Northwind US")));
    Duration accessLife = Duration.ofDays(7);
    Duration grantLife = Duration.ofDays(365);
    public final List<ShopId> withdrawn = new ArrayList<>();
    final List<ShopId> silenced = new ArrayList<>();
    int exchanges;
    int refreshes;
    Runnable duringExchange = () -> {};
    public Runnable duringRefresh = () -> {};
    public Runnable duringWithdrawal = () -> {};
    Runnable duringListing = () -> {};
    int listings;
    boolean loseNextRefreshAnswer;

    FakeTikTok(InstantSource time) {
        this.time = time;
    }

    public static AuthorizedShop shop(String id, String name) {
        return new AuthorizedShop(
                new ShopId(id), name, "US", SellerType.LOCAL, "cipher-" + id, "CODE" + id);
    }

    /// Answers the next token call with this instead.
    public void answerNext(TokenAnswer answer) {
        nextAnswers.add(answer);
    }

    /// Takes back what the next token call was to be answered with.
    TokenAnswer takeNextAnswer() {
        return nextAnswers.remove();
    }

    /// Answers the next listing with this instead.
    void listNext(Answer<List<AuthorizedShop>> answer) {
        nextShops.add(answer);
    }

    /// Answers the next withdrawal with this instead.
    void withdrawNext(Answer<Revocation> answer) {
        nextWithdrawals.add(answer);
    }

    @Override
    public TokenAnswer exchange(Secret code) {
        exchanges++;
        duringExchange.run();
        if (!nextAnswers.isEmpty()) {
            return nextAnswers.remove();
        }
        if (!usedCodes.add(code)) {
            return new TokenAnswer.CodeRefused();
        }
        return new TokenAnswer.Granted(grant());
    }

    @Override
    public TokenAnswer refresh(Secret token) {
        refreshes++;
        duringRefresh.run();
        if (!nextAnswers.isEmpty()) {
            return nextAnswers.remove();
        }
        if (!refreshToken.equals(Optional.of(token))) {
            return new TokenAnswer.NoAuthorization();
        }
        TokenGrant grant = grant();
        if (loseNextRefreshAnswer) {
            loseNextRefreshAnswer = false;
            return new TokenAnswer.Unavailable("lost", true);
        }
        return new TokenAnswer.Granted(grant);
    }

    @Override
    public Answer<List<AuthorizedShop>> shops(Secret accessToken) {
        listings++;
        duringListing.run();
        return nextShops.isEmpty()
                ? new Answer.Success<>(List.copyOf(shops), time.instant(), "request")
                : nextShops.remove();
    }

    @Override
    public Answer<Revocation> withdraw(ShopAccess access, Deadline deadline) {
        duringWithdrawal.run();
        withdrawn.add(access.shop());
        if (!nextWithdrawals.isEmpty()) {
            return nextWithdrawals.remove();
        }
        shops = shops.stream().filter(shop -> !shop.id().equals(access.shop())).toList();
        return new Answer.Success<>(new Revocation(), time.instant(), "request");
    }

    @Override
    public int silence(ShopAccess access, Deadline deadline) {
        silenced.add(access.shop());
        return 1;
    }

    private TokenGrant grant() {
        pairs++;
        Secret refresh = Secret.of("refresh-" + pairs);
        refreshToken = Optional.of(refresh);
        return new TokenGrant(
                Secret.of("access-" + pairs),
                time.instant().plus(accessLife),
                refresh,
                time.instant().plus(grantLife),
                openId,
                sellerName,
                "US",
                userType,
                scopes);
    }
}
