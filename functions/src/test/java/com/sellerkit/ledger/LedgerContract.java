package com.sellerkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the ledger does over every kind of store; an engine's own test extends it.
public abstract class LedgerContract {
    private static final Instant AT = Instant.parse("2026-11-01T00:00:00.123Z");

    private final PersonId person = new PersonId(UUID.randomUUID().toString());
    private final AccountId account = new AccountId(UUID.randomUUID().toString());
    private final ConnectionId connection = new ConnectionId(UUID.randomUUID().toString());
    private final ShopId shop = new ShopId(UUID.randomUUID().toString());
    private Ledger ledger;

    /// The ledger's table; called once a test.
    protected abstract Records records();

    @BeforeEach
    void openLedger() {
        ledger = new Ledger(records());
    }

    @Test
    void whatIsAppendedIsReadBack() {
        Entry.TermsAccepted accepted = new Entry.TermsAccepted(person, "2026-11-01", AT);
        Entry.ConsentGiven consent = consent("completion-1");
        Entry.ShopConnected connected = new Entry.ShopConnected(shop, account, connection, 1, AT);

        assertThat(ledger.append(accepted)).isEqualTo(accepted);
        assertThat(ledger.append(consent)).isEqualTo(consent);
        assertThat(ledger.append(connected)).isEqualTo(connected);

        assertThat(ledger.acceptances(person)).containsExactly(accepted);
        assertThat(ledger.consents(account)).containsExactly(consent);
        assertThat(ledger.connections(shop)).containsExactly(connected);
    }

    @Test
    void revealsAreReadNewestFirstAPageAtATime() {
        List<Entry.BuyerRevealed> reveals =
                IntStream.range(0, 5).mapToObj(this::reveal).map(ledger::append).toList();

        RevealPage first = ledger.reveals(account, Optional.empty(), 3);
        RevealPage second = ledger.reveals(account, first.older(), 3);

        assertThat(first.reveals()).containsExactly(reveals.get(4), reveals.get(3), reveals.get(2));
        assertThat(second.reveals()).containsExactly(reveals.get(1), reveals.get(0));
        assertThat(second.older()).isEmpty();
        assertThat(ledger.consents(account)).isEmpty();
    }

    private Entry.BuyerRevealed reveal(int second) {
        return new Entry.BuyerRevealed(
                "rev_" + second,
                person,
                account,
                shop,
                new OrderId("57654321" + second),
                "customer-service",
                second % 2 == 0,
                AT.plusSeconds(second));
    }

    @Test
    void theFirstOfTwoEqualEntriesStands() {
        Entry.TermsAccepted first = new Entry.TermsAccepted(person, "2026-11-01", AT);
        ledger.append(first);

        Entry.TermsAccepted standing =
                ledger.append(new Entry.TermsAccepted(person, "2026-11-01", AT.plusSeconds(60)));

        assertThat(standing).isEqualTo(first);
        assertThat(ledger.acceptances(person)).containsExactly(first);
    }

    @Test
    void entriesOfDifferentVersionsConsentsAndEpochsStandSideBySide() {
        ledger.append(new Entry.TermsAccepted(person, "2026-11-02", AT));
        ledger.append(new Entry.TermsAccepted(person, "2026-11-01", AT));
        ledger.append(consent("completion-1"));
        ledger.append(consent("completion-2"));
        ledger.append(new Entry.ShopConnected(shop, account, connection, 10, AT));
        ledger.append(new Entry.ShopConnected(shop, account, connection, 9, AT));

        assertThat(ledger.acceptances(person).stream().map(Entry.TermsAccepted::version))
                .containsExactly("2026-11-01", "2026-11-02");
        assertThat(ledger.consents(account)).hasSize(2);
        assertThat(ledger.connections(shop).stream().map(Entry.ShopConnected::epoch))
                .containsExactly(9L, 10L);
    }

    @Test
    void oneSubjectSeesNothingOfAnother() {
        ledger.append(new Entry.TermsAccepted(person, "2026-11-01", AT));

        assertThat(ledger.acceptances(new PersonId(UUID.randomUUID().toString()))).isEmpty();
        assertThat(ledger.consents(account)).isEmpty();
    }

    @Test
    void aConsentWithoutScopesIsKeptAsSuch() {
        Entry.ConsentGiven bare =
                new Entry.ConsentGiven(
                        person, account, connection, "c", List.of(shop), Set.of(), AT);

        ledger.append(bare);

        assertThat(ledger.consents(account)).containsExactly(bare);
    }

    @Test
    void freeTextIsNoEvidence() {
        assertThatThrownBy(() -> new Entry.TermsAccepted(person, "accepted by Invented Person", AT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Invented Person");
    }

    private Entry.ConsentGiven consent(String id) {
        return new Entry.ConsentGiven(
                person,
                account,
                connection,
                id,
                List.of(shop, new ShopId("7000000000000000001")),
                Set.of("seller.order.info", "seller.authorization.info"),
                AT);
    }
}
