package com.sellerkit.local.sync;

import com.sellerkit.connect.ReconnectReason;
import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.connect.ShopReach;
import com.sellerkit.connect.ShopState;
import com.sellerkit.connect.TokenRefresh;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Region;
import com.sellerkit.platform.Secret;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sandbox.Sandbox;
import com.sellerkit.sync.Streams;
import com.sellerkit.sync.Subscriptions;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenAnswer;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.tiktok.TokenGrant;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A shop of the stand-in whose seller has allowed everything, as what reads it wants to know it.
///
/// @param profile what the platform says of it
/// @param access what calls about it carry
public record ApprovedShop(AuthorizedShop profile, ShopAccess access)
        implements ShopDirectory, TokenRefresh {
    private static final Set<String> SCOPES =
            Stream.concat(
                            Arrays.stream(Streams.values()).map(Streams::scope),
                            Stream.of(Subscriptions.SCOPE))
                    .collect(Collectors.toUnmodifiableSet());

    /// All shops of a seller who approves now.
    ///
    /// @param seller such as `us`
    public static List<ApprovedShop> of(
            Sandbox sandbox, String seller, TokenClient tokens, TikTokClient client) {
        String code = sandbox.control().approve(seller, List.copyOf(SCOPES));
        return of(granted(tokens.exchange(Secret.of(code))), client);
    }

    /// All shops of a grant.
    static List<ApprovedShop> of(TokenGrant grant, TikTokClient client) {
        Secret token = grant.accessToken();
        return switch (client.authorizedShops(token)) {
            case Answer.Success<List<AuthorizedShop>>(
                            List<AuthorizedShop> shops,
                            Instant _,
                            String _) ->
                    shops.stream()
                            .map(shop ->
                                    new ApprovedShop(
                                            shop, new ShopAccess(shop.id(), token, shop.cipher())))
                            .toList();
            case Answer<List<AuthorizedShop>> other -> throw new AssertionError(other.toString());
        };
    }

    /// What the platform granted.
    ///
    /// @throws AssertionError if it did not
    static TokenGrant granted(TokenAnswer answer) {
        return switch (answer) {
            case TokenAnswer.Granted(TokenGrant grant) -> grant;
            case TokenAnswer other -> throw new AssertionError(other.toString());
        };
    }

    /// Which one it is.
    public ShopId id() {
        return profile.id();
    }

    @Override
    public Optional<Shop> shop(ShopId id) {
        return Optional.of(
                new Shop(
                        id,
                        new AccountId("acc_1"),
                        new ConnectionId("con_1"),
                        profile.name(),
                        new Region(profile.region()),
                        profile.sellerType(),
                        1,
                        "local",
                        Instant.EPOCH,
                        ShopState.CONNECTED,
                        Optional.empty()));
    }

    @Override
    public List<Shop> shopsOf(AccountId account) {
        return List.of();
    }

    @Override
    public ShopReach access(ShopId id) {
        return new ShopReach.Ready(access, 1, SCOPES);
    }

    @Override
    public RefreshOutcome refreshNow(ShopId id) {
        return new RefreshOutcome.ReconnectNeeded(ReconnectReason.AUTHORIZATION_REVOKED);
    }
}
