package com.sellerkit.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// One shop's performance by day of its own zone: sales from the orders that were created on it and
/// paid, visitors invented so that they are always more than the buyers. A day that is over never
/// changes.
///
/// Every method is safe to call from many threads at once.
final class Figures {
    private static final String SHOP = "";

    private final long seed;
    private final ShopProfile shop;
    private final ZoneId zone;
    private final Following following;
    private final Map<LocalDate, List<Timeline>> created = new HashMap<>();
    private final Map<LocalDate, Long> undone = new HashMap<>();
    private final Map<LocalDate, Long> refunds = new HashMap<>();
    private final Map<LocalDate, Map<String, Tally>> days = new HashMap<>();

    Figures(long seed, ShopWorld shop) {
        this.seed = seed;
        this.shop = shop.profile();
        this.zone = shop.profile().zone();
        this.following = new Following(shop);
    }

    /// The last day whose figures are known: yesterday, where the shop is.
    LocalDate latest(long now) {
        return day(now).minusDays(1);
    }

    /// The shop's figures of the known days of a range.
    Tally ofShop(LocalDate from, LocalDate to, long now) {
        return of(SHOP, from, to, now);
    }

    /// A product's or a SKU's figures of the known days of a range.
    Tally of(String id, LocalDate from, LocalDate to, long now) {
        return all(from, to, now).getOrDefault(id, new Tally());
    }

    /// The figures of the known days of a range, by product and SKU.
    synchronized Map<String, Tally> all(LocalDate from, LocalDate to, long now) {
        following.catchUp(now, this::forget, this::add);
        Map<String, Tally> sums = new HashMap<>();
        LocalDate end = to.isAfter(day(now)) ? day(now) : to;
        for (LocalDate day = from; day.isBefore(end); day = day.plusDays(1)) {
            days.computeIfAbsent(day, this::count)
                    .forEach(
                            (id, tally) -> sums.computeIfAbsent(id, key -> new Tally()).add(tally));
        }
        return sums;
    }

    private LocalDate day(long second) {
        return Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
    }

    private void forget() {
        created.clear();
        undone.clear();
        refunds.clear();
        days.clear();
    }

    private void add(Timeline life) {
        if (!paid(life)) {
            return;
        }
        created.computeIfAbsent(day(life.createTime()), day -> new ArrayList<>()).add(life);
        OptionalLong cancelled = life.entered(OrderStatus.CANCELLED, Long.MAX_VALUE);
        if (cancelled.isPresent()) {
            undone.merge(day(cancelled.getAsLong()), 1L, Long::sum);
        }
        Refund.of(seed, shop, life)
                .ifPresent(refund -> {
                    undone.merge(day(refund.requestedAt()), 1L, Long::sum);
                    if (refund.outcome() == Refund.Outcome.PAID) {
                        refunds.merge(day(refund.endedAt()), refund.totalMinor(), Long::sum);
                    }
                });
    }

    private static boolean paid(Timeline life) {
        return life.reached(OrderStatus.ON_HOLD, Long.MAX_VALUE).isPresent();
    }

    private Map<String, Tally> count(LocalDate day) {
        Map<String, Tally> tallies = new HashMap<>();
        Tally whole = new Tally();
        tallies.put(SHOP, whole);
        for (Timeline life : created.getOrDefault(day, List.of())) {
            sell(tallies, life);
        }
        whole.refund(refunds.getOrDefault(day, 0L));
        for (long i = 0; i < undone.getOrDefault(day, 0L); i++) {
            whole.undo();
        }
        for (ShopProfile.Product product : shop.products()) {
            Tally sold = tallies.computeIfAbsent(product.id(), id -> new Tally());
            show(day, product, sold, whole);
        }
        return tallies;
    }

    private void sell(Map<String, Tally> tallies, Timeline life) {
        Buyer buyer = Buyer.of(seed, shop, life.id());
        Tally.Channel channel =
                Dice.of(seed, buyer.number(), "channel").pick(List.of(Tally.Channel.values()));
        Map<String, List<Buying.Unit>> groups = new LinkedHashMap<>();
        List<Buying.Unit> units = Buying.cart(seed, shop, life.id(), buyer.place());
        for (Buying.Unit unit : units) {
            groups.computeIfAbsent(SHOP, id -> new ArrayList<>()).add(unit);
            groups.computeIfAbsent(unit.product().id(), id -> new ArrayList<>()).add(unit);
            groups.computeIfAbsent(unit.sku().id(), id -> new ArrayList<>()).add(unit);
        }
        groups.forEach((id, group) -> {
            long gmv = group.stream().mapToLong(Buying.Unit::saleMinor).sum();
            long skus = group.stream().map(unit -> unit.sku().id()).distinct().count();
            tallies.computeIfAbsent(id, key -> new Tally())
                    .sell(channel, buyer.number(), gmv, skus, group.size());
        });
    }

    private void show(LocalDate day, ShopProfile.Product product, Tally sold, Tally whole) {
        Dice dice = Dice.of(seed, day.toEpochDay(), shop.key() + " visits " + product.id());
        for (Tally.Share share : sold.shares()) {
            long visitors = share.orders() * dice.between(8, 20) + dice.between(3, 25);
            long views = visitors * dice.between(12, 22) / 10;
            long impressions = views * dice.between(5, 12);
            sold.show(share.channel(), visitors, views, impressions);
            whole.show(share.channel(), visitors, views, impressions);
        }
    }
}
