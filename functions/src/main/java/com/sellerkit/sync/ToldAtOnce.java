package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether TikTok Shop tells of a shop's changes at once, or they are found by asking.
///
/// @param since from when on it tells of all that is registered; empty if it tells of nothing
/// @param missing the platform's names of the events that it does not tell of
public record ToldAtOnce(Optional<Instant> since, List<String> missing) {
    public ToldAtOnce {
        missing = List.copyOf(missing);
    }

    /// Whether it tells of every event that is acted upon.
    public boolean isComplete() {
        return since.isPresent() && missing.isEmpty();
    }

    /// What was found for a shop when it was last seen to; empty if it never was, or if the address
    /// of the whole app holds, of which nothing can be known.
    ///
    /// @param records the table of the shops' data
    public static Optional<ToldAtOnce> of(Records records, ShopId shop) {
        return records.get(
                        Subscriptions.KIND.type(),
                        Subscriptions.KIND.key(shop, Subscriptions.RECORD),
                        Read.PLAIN)
                .map(item -> {
                    List<String> missing = new ArrayList<>();
                    item.fields().path("missing").forEach(event -> missing.add(event.asText()));
                    long since = item.fields().path("since").asLong();
                    return new ToldAtOnce(
                            Optional.of(since)
                                    .filter(seconds -> seconds > 0)
                                    .map(Instant::ofEpochSecond),
                            missing);
                });
    }
}
