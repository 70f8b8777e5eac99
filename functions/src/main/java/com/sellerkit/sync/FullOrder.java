package com.sellerkit.sync;

import com.sellerkit.platform.Money;
import com.sellerkit.tiktok.OrderAmount;
import com.sellerkit.tiktok.OrderDetail;
import com.sellerkit.tiktok.OrderMoment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is kept about one order, except the buyer's personal data.
///
/// @param row the order as a list shows it
/// @param amounts the money of the whole order, by kind
/// @param details kinds, names of options and reasons
/// @param lines what was ordered
/// @param packages the parcels that are known
/// @param moments what happened and what is due, as the platform reports it
/// @param changes what SellerKit saw change, newest first
/// @param buyer what may be said about the buyer without the shop's key
/// @param asOf the moment whose state of the platform is stored of this kind of data
public record FullOrder(
        OrderRow row,
        Map<OrderAmount, Money> amounts,
        Map<OrderDetail, String> details,
        List<Line> lines,
        List<Parcel> packages,
        Map<OrderMoment, Instant> moments,
        List<SeenChange> changes,
        BuyerHint buyer,
        Optional<Instant> asOf) {
    public FullOrder {
        amounts = Map.copyOf(amounts);
        details = Map.copyOf(details);
        lines = List.copyOf(lines);
        packages = List.copyOf(packages);
        moments = Map.copyOf(moments);
        changes = List.copyOf(changes);
    }

    /// Equal units of an order; every amount is that of one unit.
    ///
    /// @param status may be empty, like every text but the product's name
    /// @param packageId the parcel they travel in
    public record Line(
            String productName,
            String productId,
            String skuName,
            String skuId,
            String sellerSku,
            int quantity,
            String status,
            String packageId,
            String cancelReason,
            boolean gift,
            Optional<Money> unitPrice,
            Optional<Money> originalPrice,
            Optional<Money> sellerDiscount,
            Optional<Money> platformDiscount,
            List<Tax> taxes) {
        public Line {
            taxes = List.copyOf(taxes);
        }
    }

    /// A tax of one unit.
    ///
    /// @param type the platform's name of the tax; may be empty
    /// @param rate as the platform writes it; may be empty
    public record Tax(String type, Money amount, String rate) {}

    /// A parcel.
    ///
    /// @param id empty where the platform names only a tracking number
    /// @param status as the platform writes it; may be empty
    /// @param provider the carrier; may be empty
    public record Parcel(String id, String status, String provider, List<String> trackingNumbers) {
        public Parcel {
            trackingNumbers = List.copyOf(trackingNumbers);
        }
    }

    /// What is kept about the buyer in a form that names nobody.
    ///
    /// @param known whether anything personal is kept, readable only with the shop's key
    /// @param country may be empty
    public record BuyerHint(boolean known, String country) {}
}
