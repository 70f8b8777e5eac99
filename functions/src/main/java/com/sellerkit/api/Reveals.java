package com.sellerkit.api;

import com.sellerkit.connect.Shop;
import com.sellerkit.ledger.Entry;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.ledger.RevealPage;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.PersonId;
import com.sellerkit.sync.BuyerData;
import com.sellerkit.sync.Buyers;
import com.sellerkit.sync.RevealNotes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Hands out buyers' personal data, each time only after the ledger says who is shown what and why.
final class Reveals {
    private static final int PAGE = 50;

    private final Buyers buyers;
    private final RevealNotes notes;
    private final Ledger ledger;
    private final InstantSource time;
    private final Ids ids;

    Reveals(Buyers buyers, RevealNotes notes, Ledger ledger, InstantSource time, Ids ids) {
        this.buyers = buyers;
        this.notes = notes;
        this.ledger = ledger;
        this.time = time;
        this.ids = ids;
    }

    /// Who wants to see the buyer of which order.
    record Subject(PersonId person, AccountId account, Shop shop, OrderId order) {
        /// @throws Refused with `not-found` if the path names what cannot be an order
        static Subject of(Shop shop, HttpRequest request, Caller caller) {
            try {
                OrderId order = new OrderId(request.pathParameter("orderId"));
                return new Subject(caller.person(), caller.account(), shop, order);
            } catch (IllegalArgumentException _) {
                throw new Refused(Problems.notFound());
            }
        }
    }

    /// What a person is shown.
    ///
    /// @param id names the reveal in the ledger
    record Revealed(String id, Instant at, BuyerData data) {}

    /// The buyer's data of an order, after the ledger has it.
    ///
    /// @param note may be empty
    /// @throws Refused if there is no such order or its buyer's data cannot be read any more
    Revealed reveal(Subject subject, RevealReason reason, String note) {
        BuyerData data =
                switch (buyers.of(subject.shop().id(), subject.order())) {
                    case Buyers.Found.Data(BuyerData found) -> found;
                    case Buyers.Found.Unavailable() ->
                            throw new Refused(Problems.buyerDataUnavailable());
                    case Buyers.Found.NoOrder() -> throw new Refused(Problems.notFound());
                };
        String id = ids.next("rev");
        if (!note.isEmpty()) {
            notes.keep(subject.shop().id(), id, note);
        }
        Entry.BuyerRevealed entry =
                ledger.append(
                        new Entry.BuyerRevealed(
                                id,
                                subject.person(),
                                subject.account(),
                                subject.shop().id(),
                                subject.order(),
                                reason.word(),
                                !note.isEmpty(),
                                time.instant()));
        return new Revealed(id, entry.at(), data);
    }

    /// The account's reveals, newest first.
    RevealPage page(AccountId account, Optional<RevealPage.Place> before) {
        return ledger.reveals(account, before, PAGE);
    }

    /// What the person wrote down, unless it was nothing or was erased with the shop's data.
    Optional<String> note(Entry.BuyerRevealed reveal) {
        return reveal.noted() ? notes.read(reveal.shop(), reveal.id()) : Optional.empty();
    }
}
