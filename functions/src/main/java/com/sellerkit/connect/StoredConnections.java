package com.sellerkit.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Region;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Index;
import com.sellerkit.store.Item;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.vault.AccessToken;
import com.sellerkit.vault.TokenVault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads connections, shops and grants from the accounts table.
final class StoredConnections {
    private static final int SLICES_MAX = 100;
    private static final Comparator<Shop> BY_NAME =
            Comparator.comparing((Shop shop) -> shop.name().toLowerCase(Locale.ROOT))
                    .thenComparing(shop -> shop.id().value());

    private final Records records;

    StoredConnections(Records records) {
        this.records = records;
    }

    Optional<HeldConnection> connection(AccountId account, ConnectionId id) {
        return records.get(
                        ConnectRecords.CONNECTION,
                        ConnectRecords.connection(account, id),
                        Read.PLAIN)
                .map(item -> HeldConnection.read(item.fields()));
    }

    Optional<Shop> shop(ShopId id) {
        return records.get(ConnectRecords.SHOP, ConnectRecords.shop(id), Read.PLAIN)
                .map(Item::fields)
                .map(fields -> shop(fields, connection(owner(fields), reachedBy(fields))));
    }

    List<Shop> shopsOf(AccountId account) {
        return shopsOf(account, heldBy(account));
    }

    /// Every shop that was ever connected through the connection, as it is now.
    List<Shop> connectedThrough(HeldConnection connection) {
        return connection.shopIds().stream().map(this::shop).flatMap(Optional::stream).toList();
    }

    /// The account's connections with their shops, newest first.
    List<Connection> connectionsOf(AccountId account) {
        Map<ConnectionId, HeldConnection> held = heldBy(account);
        List<Shop> shops = shopsOf(account, held);
        return held.values().stream()
                .sorted(
                        Comparator.comparing(HeldConnection::connectedAt)
                                .reversed()
                                .thenComparing(connection -> connection.id().value()))
                .map(connection -> seen(connection, shops))
                .filter(connection -> !connection.hasEnded() || !connection.shops().isEmpty())
                .toList();
    }

    /// One connection with exactly these shops, read one by one since an index may be a moment
    /// behind.
    Optional<Connection> connectionWith(AccountId account, ConnectionId id, List<ShopId> shopIds) {
        Map<String, Shop> shops = new HashMap<>();
        for (Shop shop : shopsOf(account)) {
            shops.put(shop.id().value(), shop);
        }
        for (ShopId shopId : shopIds) {
            shop(shopId).ifPresent(shop -> shops.put(shopId.value(), shop));
        }
        return connection(account, id)
                .map(held -> seen(held, shops.values().stream().sorted(BY_NAME).toList()));
    }

    /// How to read the shop through one of the connections that reach it.
    Optional<ShopAccess> access(Shop shop, HeldConnection through, TokenVault vault) {
        Optional<String> cipher =
                records.get(
                                ConnectRecords.GRANT,
                                ConnectRecords.grant(shop.id(), through.id()),
                                Read.PLAIN)
                        .map(item -> item.fields().path("cipher").asText());
        Optional<AccessToken> token = vault.access(through.tokensOwner());
        return cipher.flatMap(
                name -> token.map(access -> new ShopAccess(shop.id(), access.token(), name)));
    }

    /// Every connection of the shop's account that may reach the shop now, the shop's own first:
    /// only that one if it works.
    List<HeldConnection> reaching(Shop shop) {
        Optional<HeldConnection> own = connection(shop.account(), shop.connection());
        return own.filter(HeldConnection::works).map(List::of).orElseGet(() -> allReaching(shop));
    }

    /// The same, whether or not the shop's own works.
    List<HeldConnection> allReaching(Shop shop) {
        List<HeldConnection> reaching = new ArrayList<>();
        connection(shop.account(), shop.connection()).ifPresent(reaching::add);
        List<ObjectNode> grants =
                all(
                        Query.table(ConnectRecords.GRANT, ConnectRecords.shopPartition(shop.id()))
                                .prefix(ConnectRecords.GRANT_PREFIX));
        for (ObjectNode grant : grants) {
            ConnectionId id = reachedBy(grant);
            if (owner(grant).equals(shop.account()) && !id.equals(shop.connection())) {
                connection(shop.account(), id).ifPresent(reaching::add);
            }
        }
        return reaching;
    }

    private Map<ConnectionId, HeldConnection> heldBy(AccountId account) {
        Map<ConnectionId, HeldConnection> held = new HashMap<>();
        for (ObjectNode fields :
                all(
                        Query.table(
                                        ConnectRecords.CONNECTION,
                                        ConnectRecords.accountPartition(account))
                                .prefix(ConnectRecords.CONNECTION_PREFIX))) {
            HeldConnection connection = HeldConnection.read(fields);
            held.put(connection.id(), connection);
        }
        return held;
    }

    private List<Shop> shopsOf(AccountId account, Map<ConnectionId, HeldConnection> held) {
        return all(
                        Query.list(
                                Index.INDEX1,
                                ConnectRecords.SHOP,
                                ConnectRecords.accountPartition(account)))
                .stream()
                .map(fields -> shop(fields, Optional.ofNullable(held.get(reachedBy(fields)))))
                .filter(shop -> shop.account().equals(account))
                .sorted(BY_NAME)
                .toList();
    }

    private List<ObjectNode> all(Query query) {
        List<ObjectNode> found = new ArrayList<>();
        Query next = query;
        for (int slices = 0; slices < SLICES_MAX; slices++) {
            Slice slice = records.query(next);
            slice.items().forEach(item -> found.add(item.fields()));
            if (slice.next().isEmpty()) {
                return found;
            }
            next = next.after(slice.next().get());
        }
        throw new IllegalStateException(
                "more than %d records of one account".formatted(found.size()));
    }

    private static Connection seen(HeldConnection held, List<Shop> shops) {
        return new Connection(
                held.id(),
                held.reconnect(),
                held.endedAt().isPresent(),
                held.sellerName(),
                held.connectedAt(),
                held.authorizationEndsAt(),
                shops.stream().filter(shop -> shop.connection().equals(held.id())).toList(),
                Permission.missing(held.grantedScopes()));
    }

    private static Shop shop(ObjectNode fields, Optional<HeldConnection> through) {
        Optional<Shop.Disconnection> disconnection =
                Pending.momentIfAny(fields, "disconnectedAt")
                        .map(at ->
                                new Shop.Disconnection(
                                        at,
                                        DisconnectedBy.of(fields.path("disconnectedBy").asText()),
                                        Pending.moment(fields, "deleteAt")));
        ShopState reached =
                through.map(HeldConnection::shopState).orElse(ShopState.RECONNECT_NEEDED);
        return new Shop(
                new ShopId(fields.path("shopId").asText()),
                owner(fields),
                reachedBy(fields),
                fields.path("name").asText(),
                new Region(fields.path("region").asText()),
                Pending.sellerType(fields.path("sellerType")),
                fields.path("epoch").asLong(),
                fields.path("dataLocation").asText(),
                Pending.moment(fields, "connectedAt"),
                disconnection.isPresent() ? ShopState.DISCONNECTED : reached,
                disconnection);
    }

    private static AccountId owner(ObjectNode fields) {
        return new AccountId(fields.path("accountId").asText());
    }

    private static ConnectionId reachedBy(ObjectNode fields) {
        return new ConnectionId(fields.path("connectionId").asText());
    }
}
