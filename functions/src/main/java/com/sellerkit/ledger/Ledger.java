package com.sellerkit.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The ledger: entries are added and read, never changed or taken away.
public final class Ledger {
    private static final int PAGES_MAX = 100;

    private final Records records;

    /// A ledger over its table.
    ///
    /// @param records the ledger's table
    public Ledger(Records records) {
        this.records = records;
    }

    /// Adds an entry. One that stands already under the same natural key (see [Entry]) stays as it
    /// is.
    ///
    /// @return the entry that stands now: the given one, or the one that was recorded first
    public <E extends Entry> E append(E entry) {
        Item item = item(entry);
        if (records.write(writing(entry)).isWritten()) {
            return entry;
        }
        Item standing =
                records.get(item.type(), item.key(), Read.PLAIN)
                        .orElseThrow(() -> new IllegalStateException("an entry left the ledger"));
        @SuppressWarnings("unchecked") // The key determines the kind of the entry.
        E first = (E) entry(standing);
        return first;
    }

    /// Adding an entry as a write, to be done in the transaction that makes it true. It is refused
    /// if one stands under the same natural key.
    public static Write writing(Entry entry) {
        return new Write.Put(item(entry), Condition.ABSENT);
    }

    /// All that a person accepted, by version.
    public List<Entry.TermsAccepted> acceptances(PersonId person) {
        return all(
                Query.table(LedgerRecords.TERMS_ACCEPTED, "person#" + person).prefix("terms#"),
                item -> (Entry.TermsAccepted) entry(item));
    }

    /// All consents that were given for an account, by connection.
    public List<Entry.ConsentGiven> consents(AccountId account) {
        return all(
                Query.table(LedgerRecords.CONSENT_GIVEN, "account#" + account).prefix("consent#"),
                item -> (Entry.ConsentGiven) entry(item));
    }

    /// All connectings of a shop, oldest first.
    public List<Entry.ShopConnected> connections(ShopId shop) {
        return all(
                Query.table(LedgerRecords.SHOP_CONNECTED, "shop#" + shop).prefix("connected#"),
                item -> (Entry.ShopConnected) entry(item));
    }

    /// The reveals of an account, newest first.
    ///
    /// @param before the last one of the page before; empty for the first page
    /// @param limit 1 to 1,000
    public RevealPage reveals(AccountId account, Optional<RevealPage.Place> before, int limit) {
        String partition = "account#" + account;
        Query newest =
                Query.table(LedgerRecords.BUYER_REVEALED, partition)
                        .prefix("reveal#")
                        .newestFirst()
                        .limit(limit);
        Slice slice =
                records.query(
                        before.map(place -> new Key(partition, revealKey(place.at(), place.id())))
                                .map(key -> new Position(key, Optional.empty(), Optional.empty()))
                                .map(newest::after)
                                .orElse(newest));
        List<Entry.BuyerRevealed> reveals =
                slice.items().stream().map(item -> (Entry.BuyerRevealed) entry(item)).toList();
        return new RevealPage(
                reveals,
                slice.next()
                        .map(_ -> reveals.getLast())
                        .map(last -> new RevealPage.Place(last.at(), last.id())));
    }

    private static String revealKey(Instant at, String id) {
        return "reveal#%013d#%s".formatted(at.toEpochMilli(), id);
    }

    /// All disconnectings of a shop, oldest first.
    public List<Entry.ShopDisconnected> disconnections(ShopId shop) {
        return all(
                Query.table(LedgerRecords.SHOP_DISCONNECTED, "shop#" + shop)
                        .prefix("disconnected#"),
                item -> (Entry.ShopDisconnected) entry(item));
    }

    /// All authorizations of an account whose tokens were destroyed, by connection.
    public List<Entry.ConnectionEnded> ends(AccountId account) {
        return all(
                Query.table(LedgerRecords.CONNECTION_ENDED, "account#" + account).prefix("ended#"),
                item -> (Entry.ConnectionEnded) entry(item));
    }

    private <E> List<E> all(Query query, Function<Item, E> read) {
        List<E> entries = new ArrayList<>();
        Query next = query;
        for (int page = 0; page < PAGES_MAX; page++) {
            Slice slice = records.query(next);
            slice.items().forEach(item -> entries.add(read.apply(item)));
            if (slice.next().isEmpty()) {
                return List.copyOf(entries);
            }
            next = query.after(slice.next().get());
        }
        throw new IllegalStateException(
                "a subject has more evidence than %d pages".formatted(PAGES_MAX));
    }

    private static Item item(Entry entry) {
        return switch (entry) {
            case Entry.TermsAccepted(PersonId person, String version, Instant at) ->
                    item(
                            LedgerRecords.TERMS_ACCEPTED,
                            new Key("person#" + person, "terms#" + version),
                            Json.object().put("personId", person.value()).put("version", version),
                            at);
            case Entry.ConsentGiven consent -> {
                ObjectNode fields =
                        Json.object()
                                .put("personId", consent.person().value())
                                .put("accountId", consent.account().value())
                                .put("connectionId", consent.connection().value())
                                .put("consentId", consent.consentId());
                consent.shops().forEach(shop -> fields.withArray("shopIds").add(shop.value()));
                fields.putArray("scopes");
                consent.scopes().stream().sorted().forEach(fields.withArray("scopes")::add);
                yield item(
                        LedgerRecords.CONSENT_GIVEN,
                        new Key(
                                "account#" + consent.account(),
                                "consent#%s#%s"
                                        .formatted(consent.connection(), consent.consentId())),
                        fields,
                        consent.at());
            }
            case Entry.ShopConnected(
                            ShopId shop,
                            AccountId account,
                            ConnectionId connection,
                            long epoch,
                            Instant at) ->
                    item(
                            LedgerRecords.SHOP_CONNECTED,
                            new Key("shop#" + shop, "connected#%010d".formatted(epoch)),
                            Json.object()
                                    .put("shopId", shop.value())
                                    .put("accountId", account.value())
                                    .put("connectionId", connection.value())
                                    .put("epoch", epoch),
                            at);
            case Entry.BuyerRevealed reveal ->
                    item(
                            LedgerRecords.BUYER_REVEALED,
                            new Key(
                                    "account#" + reveal.account(),
                                    revealKey(reveal.at(), reveal.id())),
                            Json.object()
                                    .put("id", reveal.id())
                                    .put("personId", reveal.person().value())
                                    .put("accountId", reveal.account().value())
                                    .put("shopId", reveal.shop().value())
                                    .put("orderId", reveal.order().value())
                                    .put("reason", reveal.reason())
                                    .put("noted", reveal.noted()),
                            reveal.at());
            case Entry.ShopDisconnected end -> {
                ObjectNode fields =
                        Json.object()
                                .put("shopId", end.shop().value())
                                .put("accountId", end.account().value())
                                .put("connectionId", end.connection().value())
                                .put("epoch", end.epoch())
                                .put("by", end.by());
                end.person().ifPresent(person -> fields.put("personId", person.value()));
                yield item(
                        LedgerRecords.SHOP_DISCONNECTED,
                        new Key("shop#" + end.shop(), "disconnected#%010d".formatted(end.epoch())),
                        fields,
                        end.at());
            }
            case Entry.ConnectionEnded(
                            AccountId account,
                            ConnectionId connection,
                            ConnectionId tokens,
                            String withdrawal,
                            Instant at) ->
                    item(
                            LedgerRecords.CONNECTION_ENDED,
                            new Key(
                                    "account#" + account,
                                    "ended#%s#%s".formatted(connection, tokens)),
                            Json.object()
                                    .put("accountId", account.value())
                                    .put("connectionId", connection.value())
                                    .put("tokensId", tokens.value())
                                    .put("withdrawal", withdrawal),
                            at);
        };
    }

    private static Item item(RecordType type, Key key, ObjectNode fields, Instant at) {
        fields.put("at", at.toEpochMilli());
        return Item.of(type, key, fields)
                .expiringAt(at.atZone(ZoneOffset.UTC).plus(LedgerRecords.KEPT).toInstant());
    }

    private static Entry entry(Item item) {
        ObjectNode fields = item.fields();
        Instant at = Instant.ofEpochMilli(fields.path("at").longValue());
        if (item.type().equals(LedgerRecords.TERMS_ACCEPTED)) {
            return new Entry.TermsAccepted(
                    new PersonId(text(fields, "personId")), text(fields, "version"), at);
        }
        AccountId account = new AccountId(text(fields, "accountId"));
        if (item.type().equals(LedgerRecords.BUYER_REVEALED)) {
            return new Entry.BuyerRevealed(
                    text(fields, "id"),
                    new PersonId(text(fields, "personId")),
                    account,
                    new ShopId(text(fields, "shopId")),
                    new OrderId(text(fields, "orderId")),
                    text(fields, "reason"),
                    fields.path("noted").asBoolean(),
                    at);
        }
        ConnectionId connection = new ConnectionId(text(fields, "connectionId"));
        if (item.type().equals(LedgerRecords.CONSENT_GIVEN)) {
            return new Entry.ConsentGiven(
                    new PersonId(text(fields, "personId")),
                    account,
                    connection,
                    text(fields, "consentId"),
                    fields.path("shopIds")
                            .valueStream()
                            .map(JsonNode::textValue)
                            .map(ShopId::new)
                            .toList(),
                    texts(fields.path("scopes")),
                    at);
        }
        if (item.type().equals(LedgerRecords.CONNECTION_ENDED)) {
            return new Entry.ConnectionEnded(
                    account,
                    connection,
                    new ConnectionId(text(fields, "tokensId")),
                    text(fields, "withdrawal"),
                    at);
        }
        ShopId shop = new ShopId(text(fields, "shopId"));
        long epoch = fields.path("epoch").longValue();
        if (item.type().equals(LedgerRecords.SHOP_DISCONNECTED)) {
            return new Entry.ShopDisconnected(
                    shop,
                    account,
                    connection,
                    epoch,
                    text(fields, "by"),
                    Optional.of(text(fields, "personId"))
                            .filter(id -> !id.isEmpty())
                            .map(PersonId::new),
                    at);
        }
        return new Entry.ShopConnected(shop, account, connection, epoch, at);
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue).collect(Collectors.toUnmodifiableSet());
    }

    private static String text(ObjectNode fields, String name) {
        return fields.path(name).asText("");
    }
}
