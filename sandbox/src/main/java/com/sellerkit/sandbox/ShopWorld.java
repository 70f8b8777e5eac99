package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One shop's orders: generated when first asked for, growing as the world's time passes, changed
/// only by the control.
///
/// Every method is safe to call from many threads at once.
final class ShopWorld {
    /// The most orders that the control may create or edit in one shop.
    static final int EDITS_MAX = 10_000;

    private static final int CREATED_BASE = 5_000_000;

    private final long seed;
    private final ShopProfile profile;
    private final int size;
    private final Timelines timelines;
    private final List<Timeline> orders = new ArrayList<>();
    private final List<Timeline> created = new ArrayList<>();
    private final Map<Long, OrderEdit> edits = new HashMap<>();
    private final Map<Long, List<Saved.Move>> moves = new HashMap<>();
    private final Catalogue catalogue;
    private final Consequences consequences;
    private PerOrder.@Nullable Lives lives;
    private long edition;

    /// @param size how many orders the history holds
    /// @param others how many products it holds that are never sold
    ShopWorld(long seed, ShopProfile profile, long anchor, int size, int others) {
        this.seed = seed;
        this.profile = profile;
        this.size = size;
        this.timelines = new Timelines(seed, profile, anchor, size);
        this.catalogue = new Catalogue(this, anchor, others);
        this.consequences = new Consequences(this);
    }

    ShopProfile profile() {
        return profile;
    }

    long seed() {
        return seed;
    }

    /// What is for sale.
    Catalogue catalogue() {
        return catalogue;
    }

    /// What the orders lead to.
    Consequences consequences() {
        return consequences;
    }

    /// Every order that was asked about so far, and those that exist by `now`.
    synchronized PerOrder.Lives lives(long now) {
        grow(now);
        PerOrder.Lives known = lives;
        if (known == null) {
            known = new PerOrder.Lives(orders, created);
            lives = known;
        }
        return known;
    }

    synchronized long count(long now) {
        grow(now);
        return orders.stream().filter(life -> life.existsAt(now)).count()
                + created.stream().filter(life -> life.existsAt(now)).count();
    }

    synchronized Selection.Page<Timeline> search(OrderQuery query, long now) {
        grow(now);
        Selection<Timeline> selection =
                new Selection<>(
                        query.pageSize(),
                        query.ascending(),
                        query.after(),
                        life -> query.sortValue(life, now),
                        Timeline::number);
        orders.stream().filter(life -> matches(query, life, now)).forEach(selection::offer);
        created.stream().filter(life -> matches(query, life, now)).forEach(selection::offer);
        return selection.page();
    }

    /// The life of an order that exists at `now`.
    synchronized Optional<Timeline> find(String id, long now) {
        return OrderId.parse(seed, id).flatMap(parsed -> find(parsed, now));
    }

    /// The life of an order that exists at `now`.
    synchronized Optional<Timeline> find(OrderId id, long now) {
        grow(now);
        return Optional.of(id)
                .filter(parsed -> parsed.shop() == profile.number())
                .flatMap(parsed -> at(parsed.index()))
                .filter(life -> life.existsAt(now));
    }

    /// Shows an order; the work is done outside the lock, so that pages of one shop can be shown in
    /// parallel.
    ObjectNode json(Timeline life, OrderView.Shape shape, long now) {
        return new OrderView(seed, profile, life, edit(life), now).json(shape);
    }

    private synchronized OrderEdit edit(Timeline life) {
        return edits.getOrDefault(life.number(), OrderEdit.NONE);
    }

    /// Every order there is at `now`, oldest first.
    synchronized List<Timeline> all(long now) {
        grow(now);
        List<Timeline> all = new ArrayList<>(orders);
        all.addAll(created);
        return all.stream()
                .filter(life -> life.existsAt(now))
                .sorted(
                        Comparator.comparingLong(Timeline::createTime)
                                .thenComparingLong(Timeline::number))
                .toList();
    }

    /// Orders for those who keep an index of their own.
    ///
    /// @param edition changes when the control creates or moves an order; an index of another
    ///   edition is void
    /// @param arrived how many orders there are that the control did not create
    /// @param lives those that were asked for
    record Known(long edition, int arrived, List<Timeline> lives) {
        Known {
            lives = List.copyOf(lives);
        }
    }

    /// The orders that arrived by `now` after the first `seen`, or all orders if the edition is
    /// another by now.
    synchronized Known known(long knownEdition, int seen, long now) {
        grow(now);
        if (knownEdition == edition) {
            List<Timeline> more = orders.subList(Math.min(seen, orders.size()), orders.size());
            return new Known(edition, orders.size(), more);
        }
        List<Timeline> all = new ArrayList<>(orders);
        all.addAll(created);
        return new Known(edition, orders.size(), all);
    }

    /// Something that became of an order.
    record Change(Timeline life, Timeline.Entry entry) {}

    /// What became of the orders by itself after `from`, up to and including `to`, oldest first;
    /// what the control did is not in it.
    synchronized List<Change> changes(long from, long to) {
        grow(to);
        List<Change> changes = new ArrayList<>();
        orders.forEach(life -> addChanges(changes, life, from, to));
        created.forEach(life -> addChanges(changes, life, from, to));
        changes.sort(
                Comparator.comparingLong((Change change) -> change.entry().at())
                        .thenComparingLong(change -> change.life().number()));
        return changes;
    }

    private void addChanges(List<Change> changes, Timeline life, long from, long to) {
        for (Timeline.Entry entry : life.entries(from, to)) {
            if (!byControl(life, entry)) {
                changes.add(new Change(life, entry));
            }
        }
    }

    private boolean byControl(Timeline life, Timeline.Entry entry) {
        boolean created = life.id().index() >= CREATED_BASE && entry.at() == life.createTime();
        return created
                || moves.getOrDefault(life.number(), List.of())
                        .contains(new Saved.Move(entry.status(), entry.at()));
    }

    /// Adds an order that is created now.
    synchronized Timeline create(long now) {
        if (created.size() >= EDITS_MAX) {
            throw new IllegalArgumentException(
                    "shop " + profile.key() + " has " + EDITS_MAX + " created orders; reset first");
        }
        Timeline life = timelines.timeline(CREATED_BASE + created.size(), now);
        created.add(life);
        lives = null;
        edition++;
        return life;
    }

    /// Puts an order into a state from now on, for good or until it is moved again.
    synchronized void move(Timeline life, OrderStatus status, long now) {
        requireRoom(life);
        replace(life.movedTo(status, now));
        moves.computeIfAbsent(life.number(), number -> new ArrayList<>())
                .add(new Saved.Move(status, now));
    }

    /// Gives the recipient another address; `update_time` stays.
    synchronized void editAddress(Timeline life, Optional<String> street) {
        requireRoom(life);
        edits.merge(
                life.number(),
                new OrderEdit(1, street),
                (old, change) -> new OrderEdit(old.addressEdition() + 1, change.street()));
    }

    synchronized List<Long> createdTimes() {
        return created.stream().map(Timeline::createTime).toList();
    }

    synchronized List<Saved.Edit> savedEdits() {
        List<Long> numbers = new ArrayList<>(edits.keySet());
        moves.keySet().stream().filter(number -> !edits.containsKey(number)).forEach(numbers::add);
        Collections.sort(numbers);
        return numbers.stream().map(this::savedEdit).toList();
    }

    /// Applies what a state file kept; edits of orders that this world does not have are ignored.
    synchronized void restore(List<Long> createdTimes, List<Saved.Edit> saved, long now) {
        createdTimes.stream().limit(EDITS_MAX).forEach(this::create);
        for (Saved.Edit edit : saved) {
            if (edit.addressEdition() > 0) {
                find(edit.orderId(), now)
                        .ifPresent(life ->
                                edits.put(
                                        life.number(),
                                        new OrderEdit(
                                                edit.addressEdition(),
                                                Optional.ofNullable(edit.street()))));
            }
            for (Saved.Move move : edit.moves()) {
                find(edit.orderId(), now).ifPresent(life -> move(life, move.status(), move.at()));
            }
        }
    }

    private Saved.Edit savedEdit(Long number) {
        OrderEdit edit = edits.getOrDefault(number, OrderEdit.NONE);
        return new Saved.Edit(
                Long.toString(number),
                moves.getOrDefault(number, List.of()),
                edit.addressEdition(),
                edit.street().orElse(null));
    }

    private void requireRoom(Timeline life) {
        boolean known = edits.containsKey(life.number()) || moves.containsKey(life.number());
        int perOrder = moves.getOrDefault(life.number(), List.of()).size();
        if ((!known && edits.size() + moves.size() >= EDITS_MAX) || perOrder >= 100) {
            throw new IllegalArgumentException(
                    "shop " + profile.key() + " holds as many edits as it can; reset first");
        }
    }

    private void grow(long now) {
        int wanted = size + timelines.arrivalsBy(now);
        for (int index = orders.size(); index < wanted; index++) {
            orders.add(timelines.timeline(index));
            lives = null;
        }
    }

    private Optional<Timeline> at(int index) {
        List<Timeline> list = index >= CREATED_BASE ? created : orders;
        int place = index >= CREATED_BASE ? index - CREATED_BASE : index;
        return place < list.size() ? Optional.of(list.get(place)) : Optional.empty();
    }

    private void replace(Timeline life) {
        lives = null;
        edition++;
        int index = life.id().index();
        if (index >= CREATED_BASE) {
            created.set(index - CREATED_BASE, life);
        } else {
            orders.set(index, life);
        }
    }

    private boolean matches(OrderQuery query, Timeline life, long now) {
        if (!life.existsAt(now)) {
            return false;
        }
        long create = life.createTime();
        long update = life.updateTimeAt(now);
        return create >= query.createGe()
                && create < query.createLt()
                && update >= query.updateGe()
                && update < query.updateLt()
                && query.status().map(status -> status == life.statusAt(now)).orElse(true)
                && query.shippingType()
                        .map(type -> type.equals(OrderView.shippingType(seed, life.id())))
                        .orElse(true)
                && query.buyerRequestCancel()
                        .map(asked -> asked == OrderView.cancellationRequested(seed, life, now))
                        .orElse(true)
                && query.buyerUserId()
                        .map(id -> id.equals(Buyer.of(seed, profile, life.id()).userId()))
                        .orElse(true)
                && (query.warehouseIds().isEmpty()
                        || query.warehouseIds().contains(profile.warehouseId()));
    }
}
