package com.sellerkit.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.ledger.Entry;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.PersonId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Item;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.store.WriteOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Opens accounts and knows who belongs to them.
public final class Accounts {
    private static final int ATTEMPTS_MAX = 5;

    private final Records records;
    private final Ledger ledger;
    private final Terms terms;
    private final InstantSource time;
    private final Ids ids;

    /// @param records the accounts table
    /// @param terms the version in force
    public Accounts(Records records, Ledger ledger, Terms terms, InstantSource time, Ids ids) {
        this.records = records;
        this.ledger = ledger;
        this.terms = terms;
        this.time = time;
        this.ids = ids;
    }

    /// The person's membership, or empty for somebody who never accepted any terms.
    public Optional<Membership> membership(PersonId person) {
        return records.get(AccountRecords.MEMBERSHIP, AccountRecords.membership(person), Read.PLAIN)
                .map(item -> membership(item.fields()));
    }

    /// Accepts the terms in force; the first acceptance opens the account.
    ///
    /// Nothing is stored for somebody who is not an adult or reads an older version. Repeating it,
    /// at once or later, changes nothing: the first moment stays.
    ///
    /// @param version the version that the person read
    /// @param adult whether the person confirms being at least 18
    public AcceptanceOutcome accept(PersonId person, String version, boolean adult) {
        if (!adult) {
            return new AcceptanceOutcome.NotAdult();
        }
        if (!version.equals(terms.version())) {
            return new AcceptanceOutcome.Outdated();
        }
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Optional<Membership> known = membership(person);
            if (known.isPresent() && known.get().accepted(version)) {
                return new AcceptanceOutcome.Accepted(known.get());
            }
            // Evidence first: a membership without it would be a claim nobody can prove.
            Instant acceptedAt =
                    ledger.append(new Entry.TermsAccepted(person, version, time.instant())).at();
            List<Write> writes =
                    known.isPresent()
                            ? List.of(renewal(person, version, known.get(), acceptedAt))
                            : opening(person, version, acceptedAt);
            // Refused when another request of the same person came first; either way, what is
            // stored counts.
            WriteOutcome _ = records.write(writes);
        }
        throw new IllegalStateException("a membership kept changing while terms were accepted");
    }

    private List<Write> opening(PersonId person, String version, Instant at) {
        AccountId account = new AccountId(ids.next("acc"));
        ObjectNode accountFields =
                Json.object().put("accountId", account.value()).put("createdAt", at.toEpochMilli());
        ObjectNode membershipFields =
                Json.object()
                        .put("personId", person.value())
                        .put("accountId", account.value())
                        .put("role", Role.OWNER.code())
                        .put("since", at.toEpochMilli())
                        .put("termsVersion", version)
                        .put("termsAcceptedAt", at.toEpochMilli())
                        .put("adult", true);
        return List.of(
                new Write.Put(
                        Item.of(
                                AccountRecords.MEMBERSHIP,
                                AccountRecords.membership(person),
                                membershipFields),
                        Condition.ABSENT),
                new Write.Put(
                        Item.of(
                                AccountRecords.ACCOUNT,
                                AccountRecords.account(account),
                                accountFields),
                        Condition.ABSENT));
    }

    private static Write renewal(PersonId person, String version, Membership known, Instant at) {
        return Write.Patch.of(AccountRecords.MEMBERSHIP, AccountRecords.membership(person))
                .set("termsVersion", version)
                .set("termsAcceptedAt", at.toEpochMilli())
                .when(Condition.equal("termsVersion", known.termsVersion()));
    }

    private static Membership membership(ObjectNode fields) {
        return new Membership(
                new PersonId(fields.path("personId").asText()),
                new AccountId(fields.path("accountId").asText()),
                Role.of(fields.path("role").asText()),
                Instant.ofEpochMilli(fields.path("since").asLong()),
                fields.path("termsVersion").asText(),
                Instant.ofEpochMilli(fields.path("termsAcceptedAt").asLong()));
    }
}
