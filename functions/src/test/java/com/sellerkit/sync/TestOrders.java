package com.sellerkit.sync;

import com.sellerkit.platform.Money;
import com.sellerkit.platform.OrderId;
import com.sellerkit.tiktok.AddressPart;
import com.sellerkit.tiktok.BuyerDetail;
import com.sellerkit.tiktok.LineAmount;
import com.sellerkit.tiktok.OrderAmount;
import com.sellerkit.tiktok.OrderDetail;
import com.sellerkit.tiktok.OrderFlag;
import com.sellerkit.tiktok.OrderMoment;
import com.sellerkit.tiktok.TikTokOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Invented orders.
public final class TestOrders {
    private TestOrders() {}

    /// An order nobody has touched since it was placed.
    public static TikTokOrder order(String id, Instant created) {
        return order(id, created, created, "AWAITING_SHIPMENT", "");
    }

    /// An order that was touched.
    public static TikTokOrder order(
            String id, Instant created, Instant updated, String status, String tracking) {
        TikTokOrder.Line line =
                line(id + "1", "SKU-" + Math.floorMod(id.hashCode(), 7), status, tracking);
        return order(id, created, updated, status, List.of(line, line));
    }

    /// An order of lines such as [#line] makes.
    static TikTokOrder order(
            String id,
            Instant created,
            Instant updated,
            String status,
            List<TikTokOrder.Line> lines) {
        return new TikTokOrder(
                new OrderId(id),
                status,
                created,
                updated,
                Map.of(OrderDetail.SHIPPING_TYPE, "SELLER"),
                Map.of(OrderMoment.PAID, created.plusSeconds(60)),
                Set.of(OrderFlag.SAMPLE),
                "USD",
                Map.of(OrderAmount.TOTAL, Money.ofMinor(4_784, "USD")),
                lines,
                List.of(),
                "US",
                Map.of(BuyerDetail.EMAIL, id + "@buyers.example.com"),
                Map.of(
                        AddressPart.NAME,
                        "Jordan Avery",
                        AddressPart.PHONE_NUMBER,
                        "(+1)3035550142"),
                List.of(new TikTokOrder.District("L1", "State", "Colorado")));
    }

    /// A unit of something.
    static TikTokOrder.Line line(String id, String sku, String status, String tracking) {
        return new TikTokOrder.Line(
                id,
                "1729592969712207008",
                "Soy Wax Candle",
                "1729382476852921561",
                "Large",
                sku,
                "",
                status,
                "",
                "",
                tracking,
                "",
                "",
                "",
                false,
                Map.of(LineAmount.SALE_PRICE, Money.ofMinor(2_000, "USD")),
                List.of(new TikTokOrder.Tax("SALES_TAX", Money.ofMinor(162, "USD"), "0.081")));
    }
}
