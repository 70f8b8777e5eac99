package com.sellerkit.ledger;

import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something that happened and may have to be proved: pseudonymous ids and facts, no names, no
/// contents.
public sealed interface Entry {
    /// When it happened, to the millisecond.
    Instant at();

    /// A person accepted a version of the terms and confirmed to be an adult; once for each person
    /// and version.
    ///
    /// @param version the version that the person saw
    record TermsAccepted(PersonId person, String version, Instant at) implements Entry {
        public TermsAccepted {
            Words.check("version", version);
            at = Words.millis(at);
        }
    }

    /// A person consented to connect shops; once for each connection and consent.
    ///
    /// @param consentId names the act of consenting, such as the completion that was confirmed
    /// @param shops the shops that the person chose, at least one
    /// @param scopes the permissions that the platform granted
    record ConsentGiven(
            PersonId person,
            AccountId account,
            ConnectionId connection,
            String consentId,
            List<ShopId> shops,
            Set<String> scopes,
            Instant at)
            implements Entry {
        public ConsentGiven {
            Words.check("consentId", consentId);
            scopes.forEach(scope -> Words.check("scope", scope));
            if (shops.isEmpty()) {
                throw new IllegalArgumentException("a consent names at least one shop");
            }
            shops = List.copyOf(shops);
            scopes = Set.copyOf(scopes);
            at = Words.millis(at);
        }
    }

    /// A shop was connected to an account; once for each shop and epoch.
    ///
    /// @param epoch which connecting of this shop it is, from 1
    record ShopConnected(
            ShopId shop, AccountId account, ConnectionId connection, long epoch, Instant at)
            implements Entry {
        public ShopConnected {
            if (epoch < 1) {
                throw new IllegalArgumentException(
                        "epoch %d; allowed is 1 and more".formatted(epoch));
            }
            at = Words.millis(at);
        }
    }

    /// A person was shown a buyer's personal data; never the data itself. Once for each id.
    ///
    /// @param id names the reveal
    /// @param reason why, as a code
    /// @param noted whether the person wrote something down, which is kept with the shop's data
    record BuyerRevealed(
            String id,
            PersonId person,
            AccountId account,
            ShopId shop,
            OrderId order,
            String reason,
            boolean noted,
            Instant at)
            implements Entry {
        public BuyerRevealed {
            Words.check("id", id);
            Words.check("reason", reason);
            at = Words.millis(at);
        }
    }

    /// A shop was disconnected from an account; once for each shop and epoch.
    ///
    /// @param epoch the shop's epoch from then on, from 2
    /// @param by who did it or noticed it, as a code
    /// @param person who did it, if it was a person
    record ShopDisconnected(
            ShopId shop,
            AccountId account,
            ConnectionId connection,
            long epoch,
            String by,
            Optional<PersonId> person,
            Instant at)
            implements Entry {
        public ShopDisconnected {
            Words.check("by", by);
            if (epoch < 2) {
                throw new IllegalArgumentException(
                        "epoch %d; allowed is 2 and more".formatted(epoch));
            }
            at = Words.millis(at);
        }
    }

    /// The tokens of an authorization were destroyed, as no shop was read through it any more; once
    /// for each authorization.
    ///
    /// @param tokens names the authorization's tokens in the vault
    /// @param withdrawal what came of withdrawing it at the platform, as a code
    record ConnectionEnded(
            AccountId account,
            ConnectionId connection,
            ConnectionId tokens,
            String withdrawal,
            Instant at)
            implements Entry {
        public ConnectionEnded {
            Words.check("withdrawal", withdrawal);
            at = Words.millis(at);
        }
    }
}
