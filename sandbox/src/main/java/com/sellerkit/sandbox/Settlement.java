package com.sellerkit.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One movement of money between the platform and the seller: what an order brings, what its refund
/// takes back, and what is corrected or held back later. A function of seed and life alone; the
/// rates are ours.
///
/// Amounts are signed minor units, costs negative, so that every total is a sum.
///
/// @param type the platform's name for it
/// @param number its id
/// @param at the Unix second in which it is booked
/// @param parts what each SKU contributes; empty for corrections and reserves
/// @param adjustmentMinor what a correction comes to; 0 for all else
/// @param reserveMinor what is held back (negative) or released (positive); not part of the total
/// @param aside amounts that pass by the seller, by name
record Settlement(
        Kind kind,
        String type,
        long number,
        Timeline life,
        long at,
        List<Part> parts,
        long adjustmentMinor,
        long reserveMinor,
        Map<String, Long> aside) {

    /// What a movement is for.
    enum Kind {
        ORDER(0),
        REFUND(1),
        ADJUSTMENT(2),
        RESERVE(3),
        RELEASE(4);

        /// Its place in the numbering of an order's movements.
        private final int place;

        Kind(int place) {
            this.place = place;
        }
    }

    /// What one SKU of an order contributes, each amount under the platform's name for it.
    record Part(
            ShopProfile.Product product,
            ShopProfile.Sku sku,
            int quantity,
            Map<String, Long> revenue,
            Map<String, Long> shipping,
            Map<String, Long> fee,
            Map<String, Long> tax) {

        Part {
            revenue = Map.copyOf(revenue);
            shipping = Map.copyOf(shipping);
            fee = Map.copyOf(fee);
            tax = Map.copyOf(tax);
        }

        long revenueMinor() {
            return sum(revenue);
        }

        long shippingMinor() {
            return sum(shipping);
        }

        long feeTaxMinor() {
            return sum(fee) + sum(tax);
        }

        long settlementMinor() {
            return revenueMinor() + shippingMinor() + feeTaxMinor();
        }
    }

    private static final long NUMBERS = 1_636_700_000_000_000_000L;
    private static final int DAY = 86_400;

    /// How long a reserve is held.
    static final long RESERVED_SECONDS = 14L * DAY;

    private static final List<String> ADJUSTMENTS =
            List.of(
                    "SHIPPING_FEE_ADJUSTMENT",
                    "LOGISTICS_REIMBURSEMENT",
                    "PLATFORM_COMPENSATION",
                    "CUSTOMER_SERVICE_COMPENSATION",
                    "PLATFORM_PENALTY");
    private static final int ADJUSTED_PERCENT = 4;
    private static final int RESERVED_PERCENT = 2;
    private static final int ADMINISTRATION_PERCENT = 20;

    Settlement {
        parts = List.copyOf(parts);
        aside = Map.copyOf(aside);
    }

    long revenueMinor() {
        return parts.stream().mapToLong(Part::revenueMinor).sum();
    }

    long shippingMinor() {
        return parts.stream().mapToLong(Part::shippingMinor).sum();
    }

    long feeTaxMinor() {
        return parts.stream().mapToLong(Part::feeTaxMinor).sum();
    }

    long settlementMinor() {
        return revenueMinor() + shippingMinor() + feeTaxMinor() + adjustmentMinor;
    }

    /// The midnight (UTC) that ends the day it is booked on, whose statement it is in.
    long statementTime() {
        return (Math.floorDiv(at, (long) DAY) + 1) * DAY;
    }

    static long sum(Map<String, Long> amounts) {
        return amounts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// What an order will bring if it arrives, booked when it is settled, or in the far future
    /// while nobody knows when that is.
    static Settlement expected(long seed, ShopProfile shop, Timeline life) {
        long at = settledAt(seed, life).orElse(Long.MAX_VALUE - DAY);
        return new Writer(seed, shop, life).order(at);
    }

    /// All movements that an order will ever cause, in the order they are booked; none where it
    /// never arrives.
    static List<Settlement> all(long seed, ShopProfile shop, Timeline life) {
        OptionalLong settled = settledAt(seed, life);
        if (settled.isEmpty()) {
            return List.of();
        }
        Writer books = new Writer(seed, shop, life);
        List<Settlement> all = new ArrayList<>(2);
        Settlement order = books.order(settled.getAsLong());
        all.add(order);
        Optional<Refund> refund =
                Refund.of(seed, shop, life)
                        .filter(one -> one.outcome() == Refund.Outcome.PAID)
                        .filter(one -> !cancelledBefore(life, one.endedAt()));
        refund.ifPresent(one -> all.add(books.refund(one, settled.getAsLong())));
        Dice dice = Buying.dice(seed, life.id(), "adjustment");
        if (dice.percent(ADJUSTED_PERCENT)) {
            all.add(books.adjustment(dice, settled.getAsLong() + dice.between(DAY, 4 * DAY)));
        }
        if (dice.percent(RESERVED_PERCENT) && order.settlementMinor() > 0) {
            long held = order.settlementMinor() * 3 / 10;
            all.add(books.reserve(Kind.RESERVE, -held, settled.getAsLong()));
            all.add(books.reserve(Kind.RELEASE, held, settled.getAsLong() + RESERVED_SECONDS));
        }
        return all;
    }

    // Five to eight days after delivery; an order that the control cancels before is never settled.
    private static OptionalLong settledAt(long seed, Timeline life) {
        OptionalLong arrived = life.reached(OrderStatus.DELIVERED, Long.MAX_VALUE);
        if (arrived.isEmpty()) {
            return OptionalLong.empty();
        }
        Dice dice = Buying.dice(seed, life.id(), "settlement");
        long at = arrived.getAsLong() + dice.between(5 * DAY, 8 * DAY);
        return cancelledBefore(life, at) ? OptionalLong.empty() : OptionalLong.of(at);
    }

    private static boolean cancelledBefore(Timeline life, long at) {
        OptionalLong cancelled = life.entered(OrderStatus.CANCELLED, Long.MAX_VALUE);
        return cancelled.isPresent() && cancelled.getAsLong() <= at;
    }

    /// Writes the movements of one order.
    private static final class Writer {
        private final ShopProfile shop;
        private final Timeline life;
        private final List<Buying.Unit> units;
        private final Payment payment;
        private final boolean byPlatform;
        private final Tariff tariff;
        private final long carrierMinor;
        private final int affiliatePerMille;

        Writer(long seed, ShopProfile shop, Timeline life) {
            this.shop = shop;
            this.life = life;
            ShopProfile.Place place = Buyer.of(seed, shop, life.id()).place();
            this.units = Buying.cart(seed, shop, life.id(), place);
            this.payment = Payment.of(seed, shop, life.id(), place, units);
            this.byPlatform = OrderView.shippingType(seed, life.id()).equals("TIKTOK");
            this.tariff = Tariff.of(shop.region());
            Dice dice = Buying.dice(seed, life.id(), "fees");
            long dearest = shop.shippingFees().stream().mapToInt(Integer::intValue).max().orElse(0);
            this.carrierMinor = byPlatform ? dearest * dice.between(70, 120) / 100 : 0;
            this.affiliatePerMille = dice.percent(30) ? dice.between(80, 200) : 0;
        }

        Settlement order(long at) {
            List<Part> parts = new ArrayList<>();
            List<List<Buying.Unit>> groups = bySku(units);
            long[] weights = groups.stream().mapToLong(Writer::original).toArray();
            long[] paid = Tariff.share(payment.shippingFeeMinor(), weights);
            long[] discount = Tariff.share(payment.shippingPlatformDiscountMinor(), weights);
            long[] carrier = Tariff.share(carrierMinor, weights);
            for (int i = 0; i < weights.length; i++) {
                List<Buying.Unit> group = groups.get(i);
                long discounted = group.stream().mapToLong(Buying.Unit::sellerDiscountMinor).sum();
                long revenue = weights[i] - discounted;
                Map<String, Long> fee = fees(revenue);
                parts.add(
                        new Part(
                                group.getFirst().product(),
                                group.getFirst().sku(),
                                group.size(),
                                Map.of(
                                        "subtotal_before_discount_amount",
                                        weights[i],
                                        "seller_discount_amount",
                                        -discounted),
                                Map.of(
                                        "actual_shipping_fee_amount", -carrier[i],
                                        "customer_paid_shipping_fee_amount", paid[i],
                                        "shipping_fee_discount_amount", discount[i]),
                                fee,
                                tariff.taxes(revenue, -sum(fee))));
            }
            Map<String, Long> aside = new LinkedHashMap<>();
            aside.put("customer_payment_amount", payment.totalMinor());
            aside.put("platform_discount_amount", payment.platformDiscountMinor());
            aside.put("sales_tax_amount", payment.taxMinor());
            aside.put("sales_tax_payment_amount", payment.taxMinor());
            aside.put("retail_delivery_fee_amount", payment.retailDeliveryFeeMinor());
            aside.put("retail_delivery_fee_payment_amount", payment.retailDeliveryFeeMinor());
            return movement(Kind.ORDER, "ORDER", at, parts, 0, 0, aside);
        }

        // Booked at least a day after the order, so that it is in a later statement.
        Settlement refund(Refund refund, long settled) {
            List<Buying.Unit> back =
                    refund.lines().stream().map(line -> units.get(line.unit())).toList();
            List<Part> parts = new ArrayList<>();
            List<List<Buying.Unit>> groups = bySku(back);
            long[] weights = groups.stream().mapToLong(Writer::original).toArray();
            long[] shipping = Tariff.share(refund.shippingMinor(), weights);
            boolean parcel = refund.kind() == Refund.Kind.RETURN_AND_REFUND;
            long[] label = Tariff.share(parcel ? carrierMinor / 2 : 0, weights);
            for (int i = 0; i < weights.length; i++) {
                List<Buying.Unit> group = groups.get(i);
                long discounted = group.stream().mapToLong(Buying.Unit::sellerDiscountMinor).sum();
                long revenue = weights[i] - discounted;
                parts.add(
                        new Part(
                                group.getFirst().product(),
                                group.getFirst().sku(),
                                group.size(),
                                Map.of(
                                        "refund_subtotal_before_discount_amount",
                                        -weights[i],
                                        "seller_discount_refund_amount",
                                        discounted),
                                Map.of(
                                        "customer_paid_shipping_fee_amount", -shipping[i],
                                        "return_shipping_fee_amount", -label[i]),
                                returned(fees(revenue)),
                                negated(tariff.taxes(revenue, -sum(fees(revenue))))));
            }
            Map<String, Long> aside = new LinkedHashMap<>();
            aside.put("customer_refund_amount", -refund.totalMinor());
            aside.put("sales_tax_amount", -refund.taxMinor());
            aside.put("sales_tax_refund_amount", -refund.taxMinor());
            aside.put("retail_delivery_fee_amount", -refund.retailDeliveryFeeMinor());
            aside.put("retail_delivery_fee_refund_amount", -refund.retailDeliveryFeeMinor());
            long at = Math.max(refund.endedAt(), settled + DAY);
            return movement(Kind.REFUND, "ORDER", at, parts, 0, 0, aside);
        }

        Settlement adjustment(Dice dice, long at) {
            String type = dice.pick(ADJUSTMENTS);
            long amount = dice.between(1, 5) * Tariff.unit(shop) / 2;
            boolean cost =
                    type.equals("SHIPPING_FEE_ADJUSTMENT") || type.equals("PLATFORM_PENALTY");
            return movement(
                    Kind.ADJUSTMENT, type, at, List.of(), cost ? -amount : amount, 0, Map.of());
        }

        Settlement reserve(Kind kind, long amount, long at) {
            return movement(kind, "RESERVE", at, List.of(), 0, amount, Map.of());
        }

        private Settlement movement(
                Kind kind,
                String type,
                long at,
                List<Part> parts,
                long adjustment,
                long reserve,
                Map<String, Long> aside) {
            long number = life.id().related(NUMBERS, kind.place);
            return new Settlement(kind, type, number, life, at, parts, adjustment, reserve, aside);
        }

        private Map<String, Long> fees(long revenue) {
            Map<String, Long> fees = new LinkedHashMap<>(tariff.fees(revenue));
            if (affiliatePerMille > 0) {
                fees.put(
                        "affiliate_commission_amount",
                        -Tariff.perMille(revenue, affiliatePerMille));
            }
            return fees;
        }

        // The platform gives its fees back, but keeps a fifth of its own commission.
        private Map<String, Long> returned(Map<String, Long> fees) {
            Map<String, Long> back = new LinkedHashMap<>(negated(fees));
            long kept = -fees.getOrDefault(tariff.commission(), 0L) * ADMINISTRATION_PERCENT / 100;
            back.put("refund_administration_fee_amount", -kept);
            return back;
        }

        private static Map<String, Long> negated(Map<String, Long> amounts) {
            Map<String, Long> negated = new LinkedHashMap<>();
            amounts.forEach((name, amount) -> negated.put(name, -amount));
            return negated;
        }

        private static long original(List<Buying.Unit> group) {
            return group.stream().mapToLong(Buying.Unit::originalMinor).sum();
        }

        private static List<List<Buying.Unit>> bySku(List<Buying.Unit> units) {
            Map<String, List<Buying.Unit>> groups = new LinkedHashMap<>();
            units.forEach(unit ->
                    groups.computeIfAbsent(unit.sku().id(), sku -> new ArrayList<>()).add(unit));
            return List.copyOf(groups.values());
        }
    }
}
