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
            List<T> gone = new ArrayList<>();
            List<T> fresh = new ArrayList<>();
            update(history, lives.history, gone, fresh);
            update(created, lives.created, gone, fresh);
            listing = listing.things().size() / 8 < fresh.size() ? all() : changed(gone, fresh);
            last = lives;
        }
        return listing;
    }

    private void update(List<Known<T>> known, List<Timeline> lives, List<T> gone, List<T> fresh) {
        for (int i = 0; i < lives.size(); i++) {
            Timeline life = lives.get(i);
            if (i < known.size() && known.get(i).life() == life) {
                continue;
            }
            Known<T> one = new Known<>(life, derivation.apply(life));
            fresh.addAll(one.things());
            if (i == known.size()) {
                known.add(one);
            } else {
                gone.addAll(known.set(i, one).things());
            }
        }
    }

    private record Placed<T>(long sortValue, long number, T thing) {}

    private Listing<T> all() {
        List<Placed<T>> placed = new ArrayList<>();
        for (List<Known<T>> part : List.of(history, created)) {
            for (Known<T> known : part) {
                for (T thing : known.things()) {
                    PageToken.Place at = place.apply(thing);
                    placed.add(new Placed<>(at.sortValue(), at.number(), thing));
                }
            }
        }
        placed.sort(
                Comparator.<Placed<T>>comparingLong(Placed::sortValue)
                        .thenComparingLong(Placed::number));
        return new Listing<>(placed.stream().map(Placed::thing).toList(), place);
    }

    // A few arrivals among many orders must not cost another sorting of all.
    private Listing<T> changed(List<T> gone, List<T> fresh) {
        Listing<T> copy = new Listing<>(new ArrayList<>(listing.things()), place);
        gone.forEach(thing -> copy.things().remove(copy.firstAt(place.apply(thing))));
        fresh.forEach(thing -> copy.things().add(copy.firstAt(place.apply(thing)), thing));
        return copy;
    }
}
