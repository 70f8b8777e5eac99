package com.sellerkit.connect;

import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.Bus;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import com.sellerkit.sync.StreamGates;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.vault.InMemorySecretBox;
import com.sellerkit.vault.InMemoryShopKeys;
import com.sellerkit.vault.TokenVault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Connecting, put together over parts that others share; what its functions and its page do.
public final class ConnectParts {
    private static final PersonId PERSON = new PersonId("person-anna");
    private static final AccountId ACCOUNT = new AccountId("acc_anna");

    private final TokenVault vault;
    private final Authorizations authorizations;
    private final Callback callback;
    private final Completions completions;
    private final Confirmations confirmations;
    private final Disconnections disconnections;
    private final StoredConnections stored;
    private final StoredShopDirectory directory;
    private final TokenRefresher refresher;
    private final Upkeep upkeep;
    private final AuthorizationCheck check;
    private final AuthorizationChecks checks;
    private final ConnectionEndings endings;

    /// What connecting shares with the rest.
    ///
    /// @param accounts the accounts table
    /// @param shops the table of the shops' data
    /// @param together the accounts, shops and ledger tables
    /// @param ledgerRecords the ledger table
    public record Shared(
            Records accounts,
            Records shops,
            Records together,
            Records ledgerRecords,
            TokenVault vault,
            InMemoryShopKeys keys,
            Bus bus,
            ManualTime time,
            Ids ids) {}

    public ConnectParts(Shared shared, TokenClient tokens, TikTokClient api) {
        Platform tiktok = new TikTokPlatform(tokens, api);
        vault = shared.vault();
        Records records = shared.accounts();
        ManualTime time = shared.time();
        Ids ids = shared.ids();
        Ledger ledger = new Ledger(shared.ledgerRecords());
        InMemorySecretBox box = new InMemorySecretBox(ids);
        authorizations =
                new Authorizations(
                        records,
                        () -> "7300000000000000001",
                        URI.create("https://us.example.com"),
                        URI.create("https://row.example.com"),
                        time,
                        ids);
        callback = new Callback(records, box, time, ids);
        completions = new Completions(records, vault, box, tiktok, time, time, ids);
        confirmations =
                new Confirmations(
                        records,
                        completions,
                        vault,
                        shared::keys,
                        ledger,
                        shared.bus(),
                        time,
                        ids,
                        "us");
        stored = new StoredConnections(records);
        directory = new StoredShopDirectory(records, () -> vault);
        refresher = new TokenRefresher(records, vault, tiktok, time, ids);
        UnusedConnections unused = new UnusedConnections(records, vault, tiktok, ledger, time);
        Disconnections.Settlement settlement =
                new Disconnections.Settlement(records, unused, shared.bus());
        disconnections =
                new Disconnections(
                        shared.together(),
                        new StreamGates(shared.shops()),
                        settlement,
                        Duration.ofDays(14),
                        time);
        check = new AuthorizationCheck(records, vault, tiktok, refresher, disconnections);
        checks = new AuthorizationChecks(records, check, shared.bus(), time);
        endings = new ConnectionEndings(records);
        upkeep =
                new Upkeep(
                        records,
                        completions,
                        confirmations,
                        refresher,
                        unused,
                        settlement,
                        time,
                        ids);
    }

    /// The shops, as others see them.
    public ShopDirectory shops() {
        return directory;
    }

    public TokenRefresh tokenRefresh() {
        return refresher;
    }

    public AuthorizationCheck check() {
        return check;
    }

    public ConnectionEndings endings() {
        return endings;
    }

    /// The seller's whole way to the named shops, as far as it leads; whether to its end.
    ///
    /// @param code what TikTok gave for the seller's approval
    public boolean connect(String code, List<ShopId> shops) {
        String query = authorizations.begin(PERSON, ACCOUNT, Market.US).url().getQuery();
        String state = query.substring(query.indexOf("state=") + "state=".length());
        String cookie =
                callback.receive(Map.of("code", code, "state", state), Optional.empty()).cookie();
        return completions.complete(PERSON, ACCOUNT, Optional.of(cookie))
                        instanceof CompletionOutcome.Named(Completion completion)
                && confirmations.confirm(PERSON, ACCOUNT, completion.id(), shops)
                        instanceof ConfirmationOutcome.Connected;
    }

    /// The seller disconnects a shop, and types its name as it should be.
    public void disconnect(ShopId shop) {
        stored.shop(shop)
                .ifPresent(found -> disconnections.disconnect(PERSON, ACCOUNT, shop, found.name()));
    }

    /// What is done every few minutes.
    public void upkeep() {
        upkeep.run(() -> true);
    }

    /// What is done every day.
    public void checkAll() {
        checks.run(Optional.empty(), () -> true);
    }

    /// Whether the shop is certainly not to be read any more.
    public boolean isDisconnected(ShopId shop) {
        return stored.shop(shop).filter(Shop::isDisconnected).isPresent();
    }

    /// Whether the shop was disconnected because TikTok was understood to have ended it.
    public boolean isTakenForWithdrawn(ShopId shop) {
        return stored.shop(shop)
                .flatMap(Shop::disconnection)
                .filter(end -> end.by() != DisconnectedBy.YOU)
                .isPresent();
    }

    /// Every authorization that is held, and whether the vault has tokens for it.
    public List<Held> held() {
        return stored.connectionsOf(ACCOUNT).stream()
                .map(connection -> stored.connection(ACCOUNT, connection.id()).orElseThrow())
                .map(held ->
                        new Held(
                                held.works(),
                                held.grantedScopes().contains(Permission.ORDER_INFO),
                                held.shopIds().stream()
                                        .flatMap(id -> stored.shop(id).stream())
                                        .filter(shop -> shop.connection().equals(held.id()))
                                        .filter(shop -> !shop.isDisconnected())
                                        .map(Shop::id)
                                        .toList(),
                                vault.access(held.tokensOwner()).isPresent(),
                                held.authorizedAt()))
                .toList();
    }

    /// An authorization as it is kept.
    ///
    /// @param forOrders whether it was given for orders too
    /// @param connected the shops that are read through it
    public record Held(
            boolean works,
            boolean forOrders,
            List<ShopId> connected,
            boolean tokens,
            Instant authorizedAt) {}
}
