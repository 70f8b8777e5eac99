package com.sellerkit.tiktok;

import com.sellerkit.platform.Money;
import com.sellerkit.platform.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An order as the platform's order search and detail calls report it. What the platform left out
/// or left empty is absent from the maps; an absent amount is not zero.
///
/// @param id the order
/// @param status the platform's word for the order's state; new words appear without notice
/// @param createdAt when the order was placed, whole seconds
/// @param updatedAt when the platform last moved the order, whole seconds
/// @param details texts that say nothing about a person
/// @param moments the moments of the order's life
/// @param flags the flags that are set
/// @param currency ISO 4217 code of the payment; empty where the platform sent no payment
/// @param amounts the amounts of the payment
/// @param lines one per unit
/// @param packageIds the packages, as far as there are any
/// @param regionCode the country of the recipient's address; empty where there is none
/// @param buyer personal: the buyer
/// @param address personal: the recipient's address
/// @param districts personal: the administrative parts of the address, largest first
public record TikTokOrder(
        OrderId id,
        String status,
        Instant createdAt,
        Instant updatedAt,
        Map<OrderDetail, String> details,
        Map<OrderMoment, Instant> moments,
        Set<OrderFlag> flags,
        String currency,
        Map<OrderAmount, Money> amounts,
        List<Line> lines,
        List<String> packageIds,
        String regionCode,
        Map<BuyerDetail, String> buyer,
        Map<AddressPart, String> address,
        List<District> districts) {

    public TikTokOrder {
        if (status.isEmpty()) {
            throw new IllegalArgumentException("an order has a status");
        }
        if (!createdAt.isAfter(Instant.EPOCH) || !updatedAt.isAfter(Instant.EPOCH)) {
            throw new IllegalArgumentException("an order has a creation and an update time");
        }
    }

    /// One unit of an order: three pieces of one SKU are three lines.
    ///
    /// @param id the line's id; may be empty
    /// @param productId the product; may be empty
    /// @param productName the product's name when it was sold; may be empty
    /// @param skuId the SKU; may be empty
    /// @param skuName the variant's name; may be empty
    /// @param sellerSku the seller's own code of the SKU; may be empty
    /// @param image address of the SKU's picture; may be empty
    /// @param status the line's own state; may be empty
    /// @param packageId the package it travels in; may be empty
    /// @param packageStatus the package's state; may be empty
    /// @param trackingNumber the parcel's tracking number; may be empty
    /// @param shippingProvider the carrier's name; may be empty
    /// @param cancelReason why the unit was cancelled; may be empty
    /// @param cancelUser which side cancelled; may be empty
    /// @param gift whether it is a promotional gift
    /// @param amounts the amounts of this unit
    /// @param taxes the taxes of this unit
    public record Line(
            String id,
            String productId,
            String productName,
            String skuId,
            String skuName,
            String sellerSku,
            String image,
            String status,
            String packageId,
            String packageStatus,
            String trackingNumber,
            String shippingProvider,
            String cancelReason,
            String cancelUser,
            boolean gift,
            Map<LineAmount, Money> amounts,
            List<Tax> taxes) {}

    /// One tax of one unit.
    ///
    /// @param type the platform's name of the tax
    /// @param amount what was charged
    /// @param rate the rate as the platform writes it, such as `0.081`; may be empty
    public record Tax(String type, Money amount, String rate) {}

    /// One administrative part of an address.
    ///
    /// @param level `L0` for the country, `L1` and on for what it is divided into
    /// @param kind what such a part is called there, such as `State`
    /// @param name the part's name
    public record District(String level, String kind, String name) {}
}
