package com.sellerkit.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.Table;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.InMemoryBus;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.JoinedInMemoryRecords;
import com.sellerkit.store.Records;
import com.sellerkit.sync.StreamGates;
import com.sellerkit.vault.InMemorySecretBox;
import com.sellerkit.vault.InMemoryShopKeys;
import com.sellerkit.vault.InMemoryTokenVault;
import com.sellerkit.vault.TokenOwner;
import com.sellerkit.vault.TokenVault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that connecting needs, in memory, and the steps of a seller.
public final class ConnectFixture {
    public static final PersonId ANNA = new PersonId("person-anna");
    public static final AccountId ANNAS = new AccountId("acc_anna");
    public static final PersonId BEN = new PersonId("person-ben");
    public static final AccountId BENS = new AccountId("acc_ben");
    public static final ShopId SHOP = new ShopId("7001");

    public final ManualTime time = ManualTime.inNovember();
    public final SeededIds ids = new SeededIds(7);
    public final InMemoryShopKeys keys = new InMemoryShopKeys(ids);
    public final InMemoryRecords records = new InMemoryRecords(Table.ACCOUNTS, keys);
    public final InMemoryTokenVault vault = new InMemoryTokenVault(time, ids);
    final InMemorySecretBox box = new InMemorySecretBox(ids);
    public final InMemoryBus bus = new InMemoryBus();
    public final FakeTikTok tiktok = new FakeTikTok(time);
    public final InMemoryRecords ledgerRecords = new InMemoryRecords(Table.LEDGER, keys);
    public final Ledger ledger = new Ledger(ledgerRecords);

    public final Authorizations authorizations =
            new Authorizations(
                    records,
                    () -> "7300000000000000001",
                    URI.create("https://us.example.com"),
                    URI.create("https://row.example.com"),
                    time,
                    ids);
    public final Callback callback = new Callback(records, box, time, ids);
    public final Completions completions =
            new Completions(records, vault, box, tiktok, time, time, ids);
    public final Confirmations confirmations =
            new Confirmations(
                    records, completions, vault, () -> keys, ledger, bus, time, ids, "us");
    public final Connections connections = new Connections(records);
    final StoredShopDirectory directory = new StoredShopDirectory(records, () -> vault);
    final TokenRefresher refresher = new TokenRefresher(records, vault, tiktok, time, ids);
    final UnusedConnections unused = new UnusedConnections(records, vault, tiktok, ledger, time);
    final Disconnections.Settlement settlement =
            new Disconnections.Settlement(records, unused, bus);
    public final InMemoryRecords shopRecords = new InMemoryRecords(Table.SHOPS, keys);
    public final Records together = new JoinedInMemoryRecords(records, shopRecords, ledgerRecords);
    public final Disconnections disconnections =
            new Disconnections(
                    together, new StreamGates(shopRecords), settlement, Duration.ofDays(14), time);
    public final AuthorizationCheck check =
            new AuthorizationCheck(records, vault, tiktok, refresher, disconnections);
    public final ConnectionEndings endings = new ConnectionEndings(records);
    final Upkeep upkeep =
            new Upkeep(
                    records, completions, confirmations, refresher, unused, settlement, time, ids);

    private int codes;

    /// The shops, as others see them.
    public ShopDirectory shops() {
        return directory;
    }

    /// Everything that is stored, told to the bus or done at TikTok; equal to a later one if
    /// nothing happened between them.
    public List<Object> state() {
        return List.of(
                records.state(),
                ledgerRecords.state(),
                vault.state(),
                keys.state(),
                bus.facts(),
                tiktok.exchanges,
                tiktok.refreshes);
    }

    /// What one process of several does, over records and a vault of its own.
    public record OneProcess(
            ShopDirectory shops,
            TokenRefresh refresh,
            Disconnections disconnections,
            Confirmations confirmations) {}

    /// One process more.
    ///
    /// @param every the accounts, shops and ledger tables together
    public OneProcess process(Records every, TokenVault tokens, SeededIds names) {
        UnusedConnections ending = new UnusedConnections(every, tokens, tiktok, ledger, time);
        return new OneProcess(
                new StoredShopDirectory(every, () -> tokens),
                new TokenRefresher(every, tokens, tiktok, time, names),
                new Disconnections(
                        every,
                        new StreamGates(every),
                        new Disconnections.Settlement(every, ending, bus),
                        Duration.ofDays(14),
                        time),
                new Confirmations(
                        every, completions, tokens, () -> keys, ledger, bus, time, names, "us"));
    }

    /// Begins and gives back the state that the link carries.
    public String begin(PersonId person, AccountId account) {
        String query = authorizations.begin(person, account, Market.US).url().getQuery();
        return query.substring(query.indexOf("state=") + "state=".length());
    }

    /// Comes back approved, in a browser without any cookie.
    public String approved(String state) {
        return callback.receive(Map.of("code", "code-" + ++codes, "state", state), Optional.empty())
                .cookie();
    }

    /// The way from the beginning to the named shops.
    public Completion named(PersonId person, AccountId account) {
        return named(complete(person, account, approved(begin(person, account))));
    }

    CompletionOutcome complete(PersonId person, AccountId account, String cookie) {
        return completions.complete(person, account, Optional.of(cookie));
    }

    /// The whole way.
    public Connection connected(PersonId person, AccountId account, ShopId... shops) {
        Completion completion = named(person, account);
        return connected(confirmations.confirm(person, account, completion.id(), List.of(shops)));
    }

    static Completion named(CompletionOutcome outcome) {
        assertThat(outcome).isInstanceOf(CompletionOutcome.Named.class);
        return ((CompletionOutcome.Named) outcome).completion();
    }

    static Connection connected(ConfirmationOutcome outcome) {
        assertThat(outcome).isInstanceOf(ConfirmationOutcome.Connected.class);
        return ((ConfirmationOutcome.Connected) outcome).connection();
    }

    static CompletionOutcome failed(ConnectFault fault) {
        return new CompletionOutcome.Failed(fault);
    }

    Pending pending(String completionId) {
        return completions.pending(completionId).orElseThrow();
    }

    HeldConnection held(Connection connection) {
        return held(ANNAS, connection);
    }

    HeldConnection held(AccountId account, Connection connection) {
        return new StoredConnections(records).connection(account, connection.id()).orElseThrow();
    }

    public boolean holdsTokens(TokenOwner owner) {
        return vault.access(owner).isPresent();
    }

    /// Does what is due; false if something failed.
    public boolean settles() {
        return upkeep().failures() == 0;
    }

    /// Whose tokens the account's newest connection has now.
    public TokenOwner tokens() {
        return held(connections.of(ANNAS).getFirst()).tokensOwner();
    }

    Upkeep.Report upkeep() {
        return upkeep.run(() -> true);
    }
}
