package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What follows from each order of a shop, worked out once, and again only for orders that changed.
///
/// Every method is safe to call from many threads at once.
final class PerOrder<T> {

    /// The orders of a shop at one moment; another object as soon as something about them changes.
    static final class Lives {
        private final List<Timeline> history;
        private final List<Timeline> created;

        /// @param history those that the world brings, by index
        /// @param created those that the control created, by index
        Lives(List<Timeline> history, List<Timeline> created) {
            this.history = List.copyOf(history);
            this.created = List.copyOf(created);
        }
    }

    private record Known<T>(Timeline life, List<T> things) {}

    private final Function<Timeline, List<T>> derivation;
    private final Function<T, PageToken.Place> place;
    private final List<Known<T>> history = new ArrayList<>();
    private final List<Known<T>> created = new ArrayList<>();
    private @Nullable Lives last;
    private Listing<T> listing;

    /// @param derivation everything that ever follows from an order, whenever that is
    /// @param place what the things are listed by, and a number that no two share
    PerOrder(Function<Timeline, List<T>> derivation, Function<T, PageToken.Place> place) {
        this.derivation = derivation;
        this.place = place;
        this.listing = new Listing<>(List.of(), place);
    }

    /// All that follows from these orders, the future too, in the order of the places.
    synchronized Listing<T> of(Lives lives) {
        if (lives != last) {
            update(history, lives.history);
            update(created, lives.created);
            List<T> all = new ArrayList<>();
            history.forEach(known -> all.addAll(known.things()));
            created.forEach(known -> all.addAll(known.things()));
            all.sort(
                    Comparator.comparingLong((T thing) -> place.apply(thing).sortValue())
                            .thenComparingLong(thing -> place.apply(thing).number()));
            listing = new Listing<>(List.copyOf(all), place);
            last = lives;
        }
        return listing;
    }

    private void update(List<Known<T>> known, List<Timeline> lives) {
        for (int i = 0; i < lives.size(); i++) {
            Timeline life = lives.get(i);
            if (i == known.size()) {
                known.add(new Known<>(life, derivation.apply(life)));
            } else if (known.get(i).life() != life) {
                known.set(i, new Known<>(life, derivation.apply(life)));
            }
        }
    }
}
