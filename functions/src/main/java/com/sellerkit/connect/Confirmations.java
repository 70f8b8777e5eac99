package com.sellerkit.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.ledger.Entry;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.Bus;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Fact;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Log;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Change;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Due;
import com.sellerkit.store.Index;
import com.sellerkit.store.Item;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.vault.ShopKeys;
import com.sellerkit.vault.TokenOwner;
import com.sellerkit.vault.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Connects the shops that a person chose, all of them or none.
///
/// Keys, evidence and grants come first, since they change nothing by themselves; one transaction
/// then makes connection and shops, and what follows from it is repeated until it is done.
public final class Confirmations {
    private static final Log LOG = Log.to("connect");
    private static final int ATTEMPTS_MAX = 5;
    private static final int GRANTS_AT_ONCE = 50;
    private static final Duration ANNOUNCED_AGAIN_AFTER = Duration.ofMinutes(5);

    private final Records records;
    private final StoredConnections connections;
    private final Completions completions;
    private final TokenVault vault;
    private final Supplier<ShopKeys> keys;
    private final Ledger ledger;
    private final Bus bus;
    private final InstantSource time;
    private final Ids ids;
    private final String dataLocation;

    Confirmations(
            Records records,
            Completions completions,
            TokenVault vault,
            Supplier<ShopKeys> keys,
            Ledger ledger,
            Bus bus,
            InstantSource time,
            Ids ids,
            String dataLocation) {
        this.records = records;
        this.connections = new StoredConnections(records);
        this.completions = completions;
        this.vault = vault;
        this.keys = keys;
        this.ledger = ledger;
        this.bus = bus;
        this.time = time;
        this.ids = ids;
        this.dataLocation = dataLocation;
    }

    /// Connects the chosen shops of a completion; repeating it changes nothing.
    ///
    /// @param chosen one or more of the shops that the completion named
    public ConfirmationOutcome confirm(
            PersonId person, AccountId account, String completionId, List<ShopId> chosen) {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Optional<Pending> found = completions.pending(completionId);
            if (found.isEmpty() || !found.get().belongsTo(person, account)) {
                return new ConfirmationOutcome.NotFound();
            }
            Pending pending = found.get();
            switch (pending.phase()) {
                case CONFIRMED -> {
                    settle(pending);
                    return connected(pending, account);
                }
                case HELD, EXCHANGING, GRANTED -> {
                    return failed(ConnectFault.NOTHING_PENDING);
                }
                case CANCELLED, FAILED, EXPIRED -> {
                    return failed(ConnectFault.EXPIRED);
                }
                case NAMED -> {
                    Optional<ConnectFault> fault = connect(pending, person, account, chosen);
                    if (fault.isPresent()) {
                        return failed(fault.get());
                    }
                    // Written or overtaken: the next look tells which.
                }
            }
        }
        throw new IllegalStateException("a completion kept changing while it was confirmed");
    }

    /// Does what follows from a confirmation, as often as it takes: forgets the tokens that were
    /// replaced, tells the others, and only then stops being due.
    void settle(Pending pending) {
        AccountId account = pending.account().orElseThrow();
        pending.supersededTokensId().ifPresent(id -> vault.destroy(new TokenOwner(account, id)));
        try {
            for (ShopId id : pending.chosen()) {
                connections.shop(id).ifPresent(this::recordAndAnnounce);
            }
        } catch (RuntimeException e) {
            // The completion stays due, so upkeep tells it again.
            LOG.warn("announcement postponed", Log.Field.account(account), Log.Field.exception(e));
            return;
        }
        records.write(
                Write.Patch.of(ConnectRecords.COMPLETION, ConnectRecords.completion(pending.id()))
                        .due(Change.clear()));
    }

    private void recordAndAnnounce(Shop shop) {
        if (shop.isDisconnected()) {
            return;
        }
        // Of one epoch, the first time stands.
        ledger.append(
                new Entry.ShopConnected(
                        shop.id(),
                        shop.account(),
                        shop.connection(),
                        shop.epoch(),
                        time.instant()));
        announce(shop);
    }

    /// Tells that the shop is connected, if it is; listeners take a repetition as nothing new.
    void announce(Shop shop) {
        if (shop.state() == ShopState.CONNECTED) {
            bus.publish(
                    Fact.of("ShopConnected")
                            .with("shopId", shop.id().value())
                            .with("epoch", shop.epoch()));
        }
    }

    private Optional<ConnectFault> connect(
            Pending pending, PersonId person, AccountId account, List<ShopId> chosen) {
        Instant now = time.instant();
        if (!now.isBefore(pending.validUntil())) {
            return Optional.of(ConnectFault.EXPIRED);
        }
        List<AuthorizedShop> reached =
                pending.shops().stream().filter(shop -> chosen.contains(shop.id())).toList();
        if (reached.size() != chosen.size()) {
            return Optional.of(ConnectFault.SHOP_NOT_AUTHORIZED);
        }
        Map<ShopId, Shop> owned = new HashMap<>();
        for (ShopId shop : chosen) {
            Optional<Shop> known = connections.shop(shop);
            if (known.isPresent() && !known.get().account().equals(account)) {
                return Optional.of(ConnectFault.SHOP_OWNED);
            }
            known.ifPresent(standing -> owned.put(shop, standing));
        }
        ConnectionId id = Digests.connection(account, pending.openId());
        Optional<HeldConnection> before = connections.connection(account, id);
        if (before.filter(held -> isNewer(held, pending)).isPresent()) {
            return Optional.of(ConnectFault.EXPIRED);
        }
        chosen.forEach(keys.get()::create);
        // Evidence before effect: a connection without it would be a claim nobody can prove.
        ledger.append(
                new Entry.ConsentGiven(
                        person, account, id, pending.id(), chosen, pending.grantedScopes(), now));
        grant(account, id, reached, now);

        List<Write> writes = new ArrayList<>();
        writes.add(confirmed(pending, id, before, chosen, now));
        writes.add(connection(pending, person, account, id, before, chosen, now));
        for (AuthorizedShop shop : reached) {
            writes.add(
                    Optional.ofNullable(owned.get(shop.id()))
                            .map(standing -> reconnected(shop, standing, id, now))
                            .orElseGet(() -> connected(shop, account, id, now)));
        }
        if (records.write(writes).isWritten()) {
            LOG.info(
                    "shops connected",
                    Log.Field.account(account),
                    Log.Field.connection(id),
                    Log.Field.count("shops", chosen.size()));
        }
        return Optional.empty();
    }

    /// Of two approvals at once, the later one's tokens may be the only ones that TikTok still
    /// takes, whichever is confirmed last. All access tokens live equally long; of a pair that was
    /// renewed since its approval, the end says nothing about that.
    private static boolean isNewer(HeldConnection held, Pending pending) {
        return held.works()
                && held.refreshedAt().equals(held.authorizedAt())
                && held.accessExpiresAt().isAfter(pending.accessExpiresAt());
    }

    private void grant(
            AccountId account, ConnectionId connection, List<AuthorizedShop> shops, Instant now) {
        for (int from = 0; from < shops.size(); from += GRANTS_AT_ONCE) {
            List<Write> writes = new ArrayList<>();
            for (AuthorizedShop shop :
                    shops.subList(from, Math.min(shops.size(), from + GRANTS_AT_ONCE))) {
                ObjectNode fields =
                        Json.object()
                                .put("shopId", shop.id().value())
                                .put("connectionId", connection.value())
                                .put("accountId", account.value())
                                .put("cipher", shop.cipher())
                                .put("grantedAt", now.toEpochMilli());
                writes.add(
                        new Write.Put(
                                Item.of(
                                        ConnectRecords.GRANT,
                                        ConnectRecords.grant(shop.id(), connection),
                                        fields),
                                Condition.ALWAYS));
            }
            records.write(writes);
        }
    }

    private static Write confirmed(
            Pending pending,
            ConnectionId id,
            Optional<HeldConnection> before,
            List<ShopId> chosen,
            Instant now) {
        ObjectNode fields =
                Json.object().put("phase", Phase.CONFIRMED.code()).put("connectionId", id.value());
        fields.set("chosen", Pending.writtenTexts(chosen));
        before.ifPresent(
                connection -> fields.put("supersededTokensId", connection.tokensId().value()));
        return Write.Patch.of(ConnectRecords.COMPLETION, ConnectRecords.completion(pending.id()))
                .set(fields)
                .due(Change.to(new Due(ConnectRecords.DUE_COMPLETIONS, now)))
                .when(Condition.equal("phase", Phase.NAMED.code()));
    }

    private Write connection(
            Pending pending,
            PersonId person,
            AccountId account,
            ConnectionId id,
            Optional<HeldConnection> before,
            List<ShopId> chosen,
            Instant now) {
        Set<ShopId> shopIds =
                new LinkedHashSet<>(before.map(HeldConnection::shopIds).orElse(List.of()));
        shopIds.addAll(chosen);
        Instant connectedAt = before.map(HeldConnection::connectedAt).orElse(now);
        ObjectNode fields =
                Json.object()
                        .put("connectionId", id.value())
                        .put("accountId", account.value())
                        .put("personId", person.value())
                        .put("openId", pending.openId())
                        .put("sellerName", pending.sellerName())
                        .put("tokensId", pending.tokensId().orElseThrow().value())
                        .put("accessExpiresAt", pending.accessExpiresAt().toEpochMilli())
                        .put("authorizationEndsAt", pending.authorizationEndsAt().toEpochMilli())
                        .put("connectedAt", connectedAt.toEpochMilli())
                        .put("authorizedAt", now.toEpochMilli())
                        .put("refreshedAt", now.toEpochMilli())
                        .put("failedRefreshes", 0);
        fields.set("shopIds", Pending.writtenTexts(shopIds));
        fields.set("grantedScopes", Pending.writtenTexts(pending.grantedScopes()));
        Item item =
                Item.of(ConnectRecords.CONNECTION, ConnectRecords.connection(account, id), fields)
                        .withDue(
                                ConnectRecords.DUE_CONNECTIONS,
                                RefreshTimes.due(now, pending.accessExpiresAt(), ids));
        // A new authorization replaces the tokens of the old one, and only of the one seen here.
        return new Write.Put(
                item,
                before.isPresent()
                        ? Condition.equal("tokensId", before.get().tokensId().value())
                        : Condition.ABSENT);
    }

    /// A shop of the account as it goes on: one that was disconnected begins a new epoch, and keeps
    /// what was read.
    private static Write reconnected(
            AuthorizedShop shop, Shop standing, ConnectionId connection, Instant now) {
        Write.Patch patch =
                Write.Patch.of(ConnectRecords.SHOP, ConnectRecords.shop(shop.id()))
                        .set("connectionId", connection.value())
                        .set("name", shop.name())
                        .due(Change.to(announced(now)))
                        .when(
                                Condition.all(
                                        Condition.equal("accountId", standing.account().value()),
                                        Condition.equal("epoch", standing.epoch())));
        return standing.isDisconnected()
                ? patch.set("epoch", standing.epoch() + 1)
                        .remove("disconnectedAt", "disconnectedBy", "deleteAt")
                : patch;
    }

    private static Due announced(Instant now) {
        return new Due(ConnectRecords.DUE_SHOPS, now.plus(ANNOUNCED_AGAIN_AFTER));
    }

    private Write connected(
            AuthorizedShop shop, AccountId account, ConnectionId connection, Instant now) {
        ObjectNode fields =
                Json.object()
                        .put("shopId", shop.id().value())
                        .put("accountId", account.value())
                        .put("connectionId", connection.value())
                        .put("name", shop.name())
                        .put("region", shop.region())
                        .put("sellerType", shop.sellerType().name())
                        .put("epoch", 1)
                        .put("dataLocation", dataLocation)
                        .put("connectedAt", now.toEpochMilli());
        Item item =
                Item.of(ConnectRecords.SHOP, ConnectRecords.shop(shop.id()), fields)
                        .in(
                                Index.INDEX1,
                                ConnectRecords.accountPartition(account),
                                ConnectRecords.shopPartition(shop.id()))
                        .withDue(announced(now).partition(), announced(now).at());
        return new Write.Put(item, Condition.ABSENT);
    }

    private ConfirmationOutcome connected(Pending pending, AccountId account) {
        return pending.connection()
                .flatMap(id -> connections.connectionWith(account, id, pending.chosen()))
                .filter(connection -> !connection.hasEnded())
                .<ConfirmationOutcome>map(ConfirmationOutcome.Connected::new)
                // Confirmed once, and disconnected since.
                .orElseGet(() -> failed(ConnectFault.EXPIRED));
    }

    private static ConfirmationOutcome failed(ConnectFault fault) {
        return new ConfirmationOutcome.Failed(fault);
    }
}
