package com.sellerkit.sync;

import com.sellerkit.platform.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One page of orders, newest first.
///
/// @param orders the rows
/// @param sums what the rows add up to, one a currency, never across
/// @param older cursor of the next page; absent on the last
/// @param newer cursor of the page before; absent on the first
/// @param asOf the moment whose state of the platform is shown; absent before anything was read
/// @param foundBy what a search matched
public record OrderSlice(
        List<OrderRow> orders,
        List<Sum> sums,
        Optional<String> older,
        Optional<String> newer,
        Optional<Instant> asOf,
        Optional<FoundBy> foundBy) {
    public OrderSlice {
        orders = List.copyOf(orders);
        sums = List.copyOf(sums);
    }

    /// What the rows of one currency add up to.
    ///
    /// @param count how many rows have a total in it
    public record Sum(int count, Money total) {}

    /// What a search matched, by the words of the interface.
    public enum FoundBy {
        ORDER_ID("order-id"),
        SELLER_SKU("seller-sku"),
        TRACKING_NUMBER("tracking-number");

        private final String wireName;

        FoundBy(String wireName) {
            this.wireName = wireName;
        }

        /// The word of the interface.
        public String wireName() {
            return wireName;
        }
    }
}
