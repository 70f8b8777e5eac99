package com.sellerkit.sync;

import com.sellerkit.platform.Money;
import com.sellerkit.platform.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An order as a list shows it, without any personal data of the buyer.
///
/// @param status as the platform writes it, known or not
/// @param placedAt when it was created
/// @param updatedAt when the platform last moved it
/// @param paidAt when it was paid
/// @param shipBy until when it has to be shipped, while it waits for that
/// @param total what the buyer pays; absent if the platform said no amount
/// @param sample whether it is a free sample
/// @param cashOnDelivery whether the buyer pays at the door
/// @param lines what was ordered, equal units together
/// @param trackingNumbers of its parcels
public record OrderRow(
        OrderId id,
        String status,
        Instant placedAt,
        Instant updatedAt,
        Optional<Instant> paidAt,
        Optional<Instant> shipBy,
        Optional<Money> total,
        boolean sample,
        boolean cashOnDelivery,
        List<Line> lines,
        List<String> trackingNumbers) {
    public OrderRow {
        lines = List.copyOf(lines);
        trackingNumbers = List.copyOf(trackingNumbers);
    }

    /// Equal units of an order.
    ///
    /// @param skuName may be empty
    /// @param sellerSku may be empty
    /// @param quantity 1 or more
    /// @param unitPrice what one unit sold for; absent if the platform said none
    public record Line(
            String productName,
            String skuName,
            String sellerSku,
            int quantity,
            Optional<Money> unitPrice) {}
}
