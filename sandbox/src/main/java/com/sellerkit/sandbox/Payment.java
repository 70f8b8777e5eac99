package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/// An order's money in minor units, so that the platform's formulas hold exactly.
record Payment(
        String currency,
        int decimals,
        long productsMinor,
        long sellerDiscountMinor,
        long platformDiscountMinor,
        long originalShippingMinor,
        long shippingSellerDiscountMinor,
        long shippingPlatformDiscountMinor,
        long productTaxMinor,
        long shippingTaxMinor,
        long retailDeliveryFeeMinor) {

    static Payment of(
            long seed,
            ShopProfile shop,
            OrderId id,
            ShopProfile.Place place,
            List<Buying.Unit> units) {
        Dice dice = Buying.dice(seed, id, "shipping");
        long products = units.stream().mapToLong(Buying.Unit::originalMinor).sum();
        long sellerDiscount = units.stream().mapToLong(Buying.Unit::sellerDiscountMinor).sum();
        long platformDiscount = units.stream().mapToLong(Buying.Unit::platformDiscountMinor).sum();
        boolean free = Buying.sample(seed, id);
        long shipping = free ? 0 : dice.pick(shop.shippingFees());
        long bySeller = dice.percent(20) ? shipping / 2 : 0;
        long byPlatform = dice.percent(30) ? shipping / 3 : 0;
        long paidShipping = shipping - bySeller - byPlatform;
        return new Payment(
                shop.currency(),
                shop.decimals(),
                products,
                sellerDiscount,
                platformDiscount,
                shipping,
                bySeller,
                byPlatform,
                units.stream().mapToLong(Buying.Unit::taxMinor).sum(),
                (paidShipping * place.taxPerMille() + 500) / 1_000,
                free ? 0 : place.deliveryFeeMinor());
    }

    long subTotalMinor() {
        return productsMinor - sellerDiscountMinor - platformDiscountMinor;
    }

    long shippingFeeMinor() {
        return originalShippingMinor - shippingSellerDiscountMinor - shippingPlatformDiscountMinor;
    }

    long taxMinor() {
        return productTaxMinor + shippingTaxMinor;
    }

    long totalMinor() {
        return subTotalMinor() + shippingFeeMinor() + taxMinor() + retailDeliveryFeeMinor;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("currency", currency);
        json.put("original_total_product_price", amount(productsMinor));
        json.put("seller_discount", amount(sellerDiscountMinor));
        json.put("platform_discount", amount(platformDiscountMinor));
        json.put("sub_total", amount(subTotalMinor()));
        json.put("original_shipping_fee", amount(originalShippingMinor));
        json.put("shipping_fee_seller_discount", amount(shippingSellerDiscountMinor));
        json.put("shipping_fee_platform_discount", amount(shippingPlatformDiscountMinor));
        json.put("shipping_fee_cofunded_discount", "0");
        json.put("shipping_fee", amount(shippingFeeMinor()));
        json.put("product_tax", amount(productTaxMinor));
        json.put("shipping_fee_tax", amount(shippingTaxMinor));
        json.put("tax", amount(taxMinor()));
        json.put("retail_delivery_fee", amount(retailDeliveryFeeMinor));
        json.put("small_order_fee", "0");
        json.put("buyer_service_fee", "0");
        json.put("handling_fee", "0");
        json.put("shipping_insurance_fee", "0");
        json.put("item_insurance_fee", "0");
        json.put("item_insurance_tax", "0");
        json.put("total_amount", amount(totalMinor()));
        return json;
    }

    private String amount(long minor) {
        return amount(minor, decimals);
    }

    /// The platform's way to write an amount: a plain decimal string in major units, and a bare `0`
    /// for nothing.
    static String amount(long minor, int decimals) {
        return minor == 0 ? "0" : BigDecimal.valueOf(minor, decimals).toPlainString();
    }
}
