package com.sellerkit.connect;

import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Bus;
import com.sellerkit.platform.EventBridgeBus;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.SystemIds;
import com.sellerkit.platform.SystemTime;
import com.sellerkit.store.DynamoRecords;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.TikTokClient;
import com.sellerkit.tiktok.TokenClient;
import com.sellerkit.vault.Vault;

/// The production collaborators of connecting; each is built when it is asked for, since every
/// function has only the environment and the permissions that it needs itself.
public final class ConnectWiring {
    private final Settings settings;
    private final AwsClients aws;
    private final Vault vault;
    private final SystemTime time = new SystemTime();
    private final SystemIds ids = new SystemIds();

    /// Over clients that others share.
    public ConnectWiring(Settings settings, AwsClients aws) {
        this.settings = settings;
        this.aws = aws;
        this.vault = Vault.of(settings, aws);
    }

    static ConnectWiring fromEnvironment() {
        return new ConnectWiring(Settings.fromEnvironment(), AwsClients.fromEnvironment());
    }

    /// Lists connections; needs `ACCOUNTS_TABLE`.
    public Connections connections() {
        return new Connections(records());
    }

    /// Begins authorizations; needs `ACCOUNTS_TABLE`, `APP_SECRET_ARN` and the two authorize hosts.
    public Authorizations authorizations() {
        return new Authorizations(
                records(),
                vault.app()::serviceId,
                settings.tiktokAuthorizeHostUs(),
                settings.tiktokAuthorizeHostRow(),
                time,
                ids);
    }

    /// Receives the browser; needs `ACCOUNTS_TABLE` and `TOKEN_KEY_ARN`.
    public Callback callback() {
        return new Callback(records(), vault.secretBox(), time, ids);
    }

    /// Completes authorizations; needs the tables, the vault and the platform's hosts.
    public Completions completions() {
        return new Completions(
                records(), vault.tokens(), vault.secretBox(), platform(), time, time, ids);
    }

    /// Connects shops; needs what completing needs, and for the connecting itself the shops' keys,
    /// the ledger and the bus.
    public Confirmations confirmations() {
        return new Confirmations(
                records(),
                completions(),
                vault.tokens(),
                vault::shopKeys,
                ledger(),
                bus(),
                time,
                ids,
                settings.stageRegionLabel());
    }

    /// Finds shops; needs `ACCOUNTS_TABLE`, and the vault only to reach them at TikTok.
    public ShopDirectory shops() {
        return new StoredShopDirectory(records(), vault::tokens);
    }

    /// Renews tokens; needs the accounts table, the vault and the platform's hosts.
    public TokenRefresh tokenRefresh() {
        return refresher();
    }

    /// Disconnects shops; needs the accounts, shops and ledger tables, the vault, the bus, the
    /// platform's API and the retention.
    public Disconnections disconnections(Gates gates) {
        return new Disconnections(
                DynamoRecords.accountsShopsAndLedger(settings, aws),
                gates,
                settlement(),
                settings.disconnectRetention(),
                time);
    }

    /// Checks authorizations; needs what disconnecting needs, and the platform's token host.
    public AuthorizationCheck authorizationCheck(Gates gates) {
        return new AuthorizationCheck(
                records(), vault.tokens(), platform(), refresher(), disconnections(gates));
    }

    /// Checks the authorizations of all shops; needs what checking one needs.
    public AuthorizationChecks authorizationChecks(Gates gates) {
        return new AuthorizationChecks(records(), authorizationCheck(gates), bus(), time);
    }

    /// Keeps when authorizations end; needs `ACCOUNTS_TABLE`.
    public ConnectionEndings connectionEndings() {
        return new ConnectionEndings(records());
    }

    Upkeep upkeep() {
        return new Upkeep(
                records(),
                completions(),
                confirmations(),
                refresher(),
                unused(),
                settlement(),
                time,
                ids);
    }

    private Disconnections.Settlement settlement() {
        return new Disconnections.Settlement(records(), unused(), bus());
    }

    private UnusedConnections unused() {
        return new UnusedConnections(records(), vault.tokens(), platform(), ledger(), time);
    }

    private Ledger ledger() {
        return new Ledger(DynamoRecords.ledger(settings, aws));
    }

    private Bus bus() {
        return new EventBridgeBus(aws.eventBridge(), settings.busName());
    }

    private TokenRefresher refresher() {
        return new TokenRefresher(records(), vault.tokens(), platform(), time, ids);
    }

    private Records records() {
        return DynamoRecords.accounts(settings, aws);
    }

    private Platform platform() {
        return new TikTokPlatform(
                new TokenClient(settings.tiktokAuthHost(), vault.app(), time, time, ids),
                new TikTokClient(settings.tiktokApiHost(), vault.signer(), time, time, ids));
    }
}
