package com.sellerkit.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.PersonId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Begins authorizations, each bound to the person who began it.
public final class Authorizations {
    private static final int STATE_BYTES = 32;

    private final Records records;
    private final Supplier<String> serviceId;
    private final URI hostUs;
    private final URI hostRow;
    private final InstantSource time;
    private final Ids ids;

    /// @param records the accounts table
    /// @param serviceId names the application at TikTok's authorization page
    /// @param hostUs where sellers of shops in the United States authorize
    /// @param hostRow where all others do
    public Authorizations(
            Records records,
            Supplier<String> serviceId,
            URI hostUs,
            URI hostRow,
            InstantSource time,
            Ids ids) {
        this.records = records;
        this.serviceId = serviceId;
        this.hostUs = hostUs;
        this.hostRow = hostRow;
        this.time = time;
        this.ids = ids;
    }

    /// A link that works once, for ten minutes, and only for this person.
    public AuthorizationLink begin(PersonId person, AccountId account, Market market) {
        String state = Digests.random(ids.randomBytes(STATE_BYTES));
        Instant now = time.instant();
        Instant validUntil = now.plus(ConnectRecords.STATE_LIFE);
        ObjectNode fields =
                Json.object()
                        .put("personId", person.value())
                        .put("accountId", account.value())
                        .put("market", market.name())
                        .put("createdAt", now.toEpochMilli())
                        .put("validUntil", validUntil.toEpochMilli());
        // The state itself is kept nowhere: who reads the table cannot finish somebody's
        // authorization.
        Item item =
                Item.of(ConnectRecords.STATE, ConnectRecords.state(Digests.of(state)), fields)
                        .expiringAt(validUntil.plus(ConnectRecords.REMEMBERED));
        if (!records.write(new Write.Put(item, Condition.ABSENT)).isWritten()
                && records.get(item.type(), item.key(), Read.PLAIN).isEmpty()) {
            throw new IllegalStateException("256 random bits were drawn twice");
        }
        return new AuthorizationLink(url(market, state), validUntil);
    }

    private URI url(Market market, String state) {
        URI host =
                switch (market) {
                    case US -> hostUs;
                    case ROW -> hostRow;
                };
        String service = URLEncoder.encode(serviceId.get(), StandardCharsets.UTF_8);
        return URI.create(
                "%s/open/authorize?service_id=%s&state=%s".formatted(host, service, state));
    }
}
