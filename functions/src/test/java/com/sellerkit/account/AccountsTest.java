package com.sellerkit.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Table;
import com.sellerkit.ledger.Entry;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Read;
import com.sellerkit.vault.InMemoryShopKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final PersonId ANNA = new PersonId("person-anna");

    private final ManualTime time = ManualTime.inNovember();
    private final SeededIds ids = new SeededIds(3);
    private final InMemoryRecords records =
            new InMemoryRecords(Table.ACCOUNTS, new InMemoryShopKeys(ids));
    private final Ledger ledger =
            new Ledger(new InMemoryRecords(Table.LEDGER, new InMemoryShopKeys(ids)));
    private final Accounts accounts = accounts(terms("v1"));

    @Test
    void theFirstAcceptanceOpensTheAccount() {
        Instant now = time.instant();
        Membership membership = accepted(accounts.accept(ANNA, "v1", true));
        assertThat(membership.person()).isEqualTo(ANNA);
        assertThat(membership.role()).isEqualTo(Role.OWNER);
        assertThat(membership.since()).isEqualTo(now);
        assertThat(membership.termsAcceptedAt()).isEqualTo(now);
        assertThat(accounts.membership(ANNA)).contains(membership);
        assertThat(
                        records.get(
                                AccountRecords.ACCOUNT,
                                AccountRecords.account(membership.account()),
                                Read.PLAIN))
                .isPresent();
        assertThat(ledger.acceptances(ANNA))
                .containsExactly(new Entry.TermsAccepted(ANNA, "v1", now));
    }

    @Test
    void nothingIsStoredBeforeAnAcceptance() {
        assertThat(accounts.membership(ANNA)).isEmpty();
        assertThat(accounts.accept(ANNA, "v1", false)).isEqualTo(new AcceptanceOutcome.NotAdult());
        assertThat(accounts.accept(ANNA, "v0", true)).isEqualTo(new AcceptanceOutcome.Outdated());
        assertThat(records.size()).isZero();
        assertThat(ledger.acceptances(ANNA)).isEmpty();
    }

    @Test
    void acceptingAgainChangesNothing() {
        Membership first = accepted(accounts.accept(ANNA, "v1", true));
        long written = records.written();
        time.advance(Duration.ofDays(1));
        assertThat(accepted(accounts.accept(ANNA, "v1", true))).isEqualTo(first);
        assertThat(records.written()).isEqualTo(written);
    }

    @Test
    void aNewerVersionIsAcceptedIntoTheSameAccount() {
        Membership first = accepted(accounts.accept(ANNA, "v1", true));
        time.advance(Duration.ofDays(30));
        Accounts later = accounts(terms("v2"));
        assertThat(later.membership(ANNA).orElseThrow().accepted("v2")).isFalse();
        Membership second = accepted(later.accept(ANNA, "v2", true));
        assertThat(second.account()).isEqualTo(first.account());
        assertThat(second.since()).isEqualTo(first.since());
        assertThat(second.termsAcceptedAt()).isEqualTo(time.instant());
        assertThat(ledger.acceptances(ANNA)).hasSize(2);
    }

    @Test
    void acceptingFromManyTabsAtOnceOpensOneAccount() {
        CompletableFuture<?>[] tabs =
                IntStream.range(0, 16)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(
                                        () -> accounts.accept(ANNA, "v1", true)))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(tabs).join();
        assertThat(records.size()).isEqualTo(2);
    }

    @Test
    void aCrashAfterAnyWriteIsRepairedByTryingAgain() {
        for (boolean before : new boolean[] {true, false}) {
            InMemoryRecords crashing =
                    new InMemoryRecords(Table.ACCOUNTS, new InMemoryShopKeys(ids));
            Accounts over = new Accounts(crashing, ledger, terms("v1"), time, ids);
            Runnable crash =
                    () -> {
                        crashing.beforeWrite(_ -> {});
                        crashing.afterWrite(_ -> {});
                        throw new IllegalStateException("crash");
                    };
            if (before) {
                crashing.beforeWrite(_ -> crash.run());
            } else {
                crashing.afterWrite(_ -> crash.run());
            }
            assertThatThrownBy(() -> over.accept(ANNA, "v1", true)).hasMessage("crash");
            accepted(over.accept(ANNA, "v1", true));
            assertThat(crashing.size()).isEqualTo(2);
        }
    }

    @Test
    void theTermsInForceSayWhatIsPromised() {
        Terms terms = Terms.inForce();
        String text = terms.document().toString();
        assertThat(terms.version()).isEqualTo(terms.lastUpdated().toString());
        assertThat(text)
                .contains("at least 18", "AES-256", "TLS 1.3", "within 30 days", "backups included")
                .contains("do not sell", "advertising", "artificial-intelligence")
                .contains("United States", "Singapore", "machine-readable", "Seller Center");
    }

    private Accounts accounts(Terms terms) {
        return new Accounts(records, ledger, terms, time, ids);
    }

    private static Terms terms(String version) {
        ObjectNode document =
                (ObjectNode)
                        Json.parse(
                                """
                                {"version": "%s", "lastUpdated": "2026-11-01", "documents": [
                                  {"id": "terms", "sections": [{"heading": "a"}]},
                                  {"id": "privacy", "sections": [{"heading": "b"}]}]}
                                """
                                        .formatted(version));
        return Terms.of(document);
    }

    private static Membership accepted(AcceptanceOutcome outcome) {
        assertThat(outcome).isInstanceOf(AcceptanceOutcome.Accepted.class);
        return ((AcceptanceOutcome.Accepted) outcome).membership();
    }
}
