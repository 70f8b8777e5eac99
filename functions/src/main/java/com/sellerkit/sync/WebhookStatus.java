package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Records;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether TikTok Shop tells of a shop's changes at once, as a seller is told.
///
/// @param since from when on it tells of everything that is registered
/// @param missing the platform's names of the events that it does not tell of
/// @param trouble why it could not be registered, or looked at, when that was last tried
public record WebhookStatus(
        State state, Optional<Instant> since, List<String> missing, Optional<Trouble> trouble) {
    public WebhookStatus {
        missing = List.copyOf(missing);
    }

    /// The states, by the words of the interface.
    public enum State {
        /// It tells of everything.
        REGISTERED,
        /// It tells of some events only.
        PARTLY,
        /// It tells of nothing; changes are found by asking.
        MISSING,
        /// What is entered for the whole app holds, of which nothing can be known.
        APP_WIDE,
        /// It was not yet looked at.
        WAITING;

        /// The word of the interface.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static WebhookStatus of(Records records, ShopId shop) {
        Optional<StreamState> lane = new StreamStates(records).read(shop, Subscriptions.LANE);
        Optional<Trouble> trouble = lane.flatMap(StreamState::trouble);
        return ToldAtOnce.of(records, shop)
                .map(told -> new WebhookStatus(state(told), told.since(), told.missing(), trouble))
                .orElseGet(() ->
                        new WebhookStatus(
                                unknown(lane, trouble), Optional.empty(), List.of(), trouble));
    }

    private static State state(ToldAtOnce told) {
        if (told.isComplete()) {
            return State.REGISTERED;
        }
        return told.since().isPresent() ? State.PARTLY : State.MISSING;
    }

    private static State unknown(Optional<StreamState> lane, Optional<Trouble> trouble) {
        if (trouble.isPresent()) {
            return State.MISSING;
        }
        return lane.flatMap(StreamState::imported).isPresent() ? State.APP_WIDE : State.WAITING;
    }
}
