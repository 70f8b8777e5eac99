package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/// What was sold and looked at in some time: of a shop, a product or a SKU, by the channel that led
/// the buyers to it.
final class Tally {

    /// What leads a buyer to a product.
    enum Channel {
        LIVE,
        VIDEO,
        PRODUCT_CARD
    }

    /// One channel's share.
    static final class Share {
        private final Channel channel;
        private final Set<Long> buyers = new HashSet<>();
        private long gmvMinor;
        private long orders;
        private long skuOrders;
        private long units;
        private long visitors;
        private long views;
        private long impressions;

        private Share(Channel channel) {
            this.channel = channel;
        }

        Channel channel() {
            return channel;
        }

        long gmvMinor() {
            return gmvMinor;
        }

        long orders() {
            return orders;
        }

        long skuOrders() {
            return skuOrders;
        }

        long units() {
            return units;
        }

        long buyers() {
            return buyers.size();
        }

        long visitors() {
            return visitors;
        }

        long views() {
            return views;
        }

        long impressions() {
            return impressions;
        }
    }

    private final List<Share> shares = new ArrayList<>();
    private long refundsMinor;
    private long undone;

    Tally() {
        for (Channel channel : Channel.values()) {
            shares.add(new Share(channel));
        }
    }

    List<Share> shares() {
        return List.copyOf(shares);
    }

    long sum(ToLongFunction<Share> figure) {
        return shares.stream().mapToLong(figure).sum();
    }

    /// What was paid back.
    long refundsMinor() {
        return refundsMinor;
    }

    /// How many orders were cancelled after they were paid, or asked back.
    long undone() {
        return undone;
    }

    /// Counts what one order holds of this.
    void sell(Channel channel, long buyer, long gmvMinor, long skuOrders, long units) {
        Share share = share(channel);
        share.buyers.add(buyer);
        share.gmvMinor += gmvMinor;
        share.orders++;
        share.skuOrders += skuOrders;
        share.units += units;
    }

    void show(Channel channel, long visitors, long views, long impressions) {
        Share share = share(channel);
        share.visitors += visitors;
        share.views += views;
        share.impressions += impressions;
    }

    void refund(long amountMinor) {
        refundsMinor += amountMinor;
    }

    void undo() {
        undone++;
    }

    void add(Tally other) {
        for (Share from : other.shares) {
            Share to = share(from.channel);
            to.buyers.addAll(from.buyers);
            to.gmvMinor += from.gmvMinor;
            to.orders += from.orders;
            to.skuOrders += from.skuOrders;
            to.units += from.units;
            to.visitors += from.visitors;
            to.views += from.views;
            to.impressions += from.impressions;
        }
        refundsMinor += other.refundsMinor;
        undone += other.undone;
    }

    private Share share(Channel channel) {
        return shares.stream().filter(one -> one.channel == channel).findFirst().orElseThrow();
    }
}
