package com.sellerkit.connect;

import com.sellerkit.ledger.Entry;
import com.sellerkit.ledger.Ledger;
import com.sellerkit.platform.Log;
import com.sellerkit.store.Change;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Records;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Revocation;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.vault.TokenVault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Ends connections through which no shop is read any more: withdraws them at TikTok as far as that
/// succeeds, and destroys their tokens in any case.
///
/// Whoever confirms an authorization gives its connection new tokens, so ending the old ones never
/// harms it. Repeating it changes nothing.
final class UnusedConnections {
    private static final Log LOG = Log.to("connect");

    /// A person may be waiting.
    private static final Duration WITHDRAWAL = Duration.ofSeconds(6);

    private final Records records;
    private final StoredConnections connections;
    private final TokenVault vault;
    private final Platform platform;
    private final Ledger ledger;
    private final InstantSource time;

    UnusedConnections(
            Records records,
            TokenVault vault,
            Platform platform,
            Ledger ledger,
            InstantSource time) {
        this.records = records;
        this.connections = new StoredConnections(records);
        this.vault = vault;
        this.platform = platform;
        this.ledger = ledger;
        this.time = time;
    }

    /// Ends the connection if no shop is read through it; false if one is.
    ///
    /// @param held as it was read before: a shop that is connected since brought new tokens along
    boolean end(HeldConnection held) {
        List<Shop> shops = connections.connectedThrough(held);
        if (shops.stream()
                .anyMatch(shop -> !shop.isDisconnected() && shop.connection().equals(held.id()))) {
            return false;
        }
        if (held.endedAt().isEmpty()) {
            Withdrawal withdrawal = withdraw(held, shops);
            ledger.append(
                    new Entry.ConnectionEnded(
                            held.account(),
                            held.id(),
                            held.tokensId(),
                            withdrawal.code,
                            time.instant()));
            LOG.info(
                    "connection ended",
                    Log.Field.connection(held.id()),
                    Log.Field.outcome(withdrawal.code));
        }
        vault.destroy(held.tokensOwner());
        records.write(
                Write.Patch.of(
                                ConnectRecords.CONNECTION,
                                ConnectRecords.connection(held.account(), held.id()))
                        .set("endedAt", held.endedAt().orElseGet(time::instant).toEpochMilli())
                        .due(Change.clear())
                        .when(Condition.equal("tokensId", held.tokensId().value())));
        return true;
    }

    /// Has TikTok tell no more of a shop that is disconnected, while others are read through the
    /// same connection. What it still tells is drained, so that it need not succeed.
    void silence(Shop shop, HeldConnection held) {
        if (!held.works()) {
            return;
        }
        connections
                .access(shop, held, vault)
                .ifPresent(access -> {
                    int removed = platform.silence(access, Deadline.in(WITHDRAWAL, time));
                    LOG.info(
                            "webhook addresses removed",
                            Log.Field.shop(shop.id()),
                            Log.Field.count("removed", removed));
                });
    }

    /// What came of withdrawing an authorization, worst last.
    private enum Withdrawal {
        /// TikTok had ended it already, or there was nothing to withdraw.
        NOT_NEEDED("not-needed"),
        DONE("done"),
        REFUSED("refused"),
        UNAVAILABLE("unavailable");

        private final String code;

        Withdrawal(String code) {
            this.code = code;
        }

        Withdrawal worse(Withdrawal other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /// Only shops that nothing reads any more: another connection may still reach the others.
    private Withdrawal withdraw(HeldConnection held, List<Shop> shops) {
        Withdrawal outcome = Withdrawal.NOT_NEEDED;
        if (!held.works()) {
            return outcome;
        }
        Deadline deadline = Deadline.in(WITHDRAWAL, time);
        for (Shop shop : shops) {
            boolean ours =
                    shop.disconnection().filter(end -> end.by() == DisconnectedBy.YOU).isPresent();
            Optional<ShopAccess> access =
                    ours ? connections.access(shop, held, vault) : Optional.empty();
            if (access.isPresent()) {
                outcome = outcome.worse(withdrawal(platform.withdraw(access.get(), deadline)));
            }
        }
        return outcome;
    }

    private static Withdrawal withdrawal(Answer<Revocation> answer) {
        return switch (answer) {
            case Answer.Success<Revocation> _ -> Withdrawal.DONE;
            case Answer.Revoked<Revocation> _ -> Withdrawal.NOT_NEEDED;
            case Answer.Throttled<Revocation> _, Answer.Unavailable<Revocation> _ ->
                    Withdrawal.UNAVAILABLE;
            case Answer.TokenExpired<Revocation> _,
                    Answer.ScopeMissing<Revocation> _,
                    Answer.ShopInactive<Revocation> _,
                    Answer.Refused<Revocation> _ ->
                    Withdrawal.REFUSED;
        };
    }
}
