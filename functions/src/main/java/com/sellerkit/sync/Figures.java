package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.COMMERCE_ORDER;
import static com.sellerkit.catalog.Purpose.INSIGHTS;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.Lists;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The streams of the platform's own figures: of the shop, of its products and of its SKUs, by day
/// in the shop's own zone.
final class Figures {
    /// A day of the shop.
    static final ShapedKind SHOP_DAY =
            ShapedKind.of(
                    "shop-day",
                    "What TikTok Shop counted for the shop on one day.",
                    Shape.about(COMMERCE_ORDER, INSIGHTS)
                            .texts("start_date", "end_date")
                            .object("gmv", Figures::amount)
                            .object("avg_order_value", Figures::amount)
                            .object("refunds", Figures::amount)
                            .counts(
                                    "sku_orders",
                                    "orders",
                                    "units_sold",
                                    "buyers",
                                    "product_impressions",
                                    "product_page_views",
                                    "avg_product_page_visitors",
                                    "cancellations_and_returns")
                            .list(
                                    "gmv_breakdowns",
                                    part ->
                                            part.currency("currency")
                                                    .amounts("amount")
                                                    .texts("type"))
                            .list("buyer_breakdowns", Figures::part)
                            .list("product_impression_breakdowns", Figures::part)
                            .list("product_page_view_breakdowns", Figures::part)
                            .list("avg_product_page_visitor_breakdowns", Figures::part)
                            .shape(),
                    "startDate");

    /// A day of a product.
    static final ShapedKind PRODUCT_DAY =
            ShapedKind.named(
                    "product-day",
                    "What TikTok Shop counted for a product on one day.",
                    "{date} # {id}",
                    Shape.about(COMMERCE_ORDER, INSIGHTS)
                            .ids("id")
                            .texts("date", "click_through_rate")
                            .object("gmv", Figures::amount)
                            .counts("orders", "units_sold")
                            .shape(),
                    kept -> kept.path("date").asText() + "#" + kept.path("id").asText());

    /// A day of a SKU.
    static final ShapedKind SKU_DAY =
            ShapedKind.named(
                    "sku-day",
                    "What TikTok Shop counted for a SKU on one day.",
                    "{date} # {id}",
                    Shape.about(COMMERCE_ORDER, INSIGHTS)
                            .ids("id", "product_id")
                            .texts("date")
                            .object("gmv", Figures::amount)
                            .counts("sku_orders", "units_sold")
                            .shape(),
                    kept -> kept.path("date").asText() + "#" + kept.path("id").asText());

    private static final int PAGE_SIZE = 100;
    private static final Duration CADENCE = Duration.ofHours(6);

    /// The platform corrects its figures for some days.
    private static final Course COURSE =
            new Course.Windowed(
                    Window.By.CREATED,
                    Duration.ofDays(4),
                    Instant.parse("2020-01-01T00:00:00Z"),
                    Long.MAX_VALUE);

    private Figures() {}

    private static Shape.Builder amount(Shape.Builder amount) {
        return amount.currency("currency").amounts("amount");
    }

    private static Shape.Builder part(Shape.Builder part) {
        return part.counts("amount").texts("type");
    }

    /// The stream of the shop's days.
    static Stream<Shaped> shop(Lists client) {
        return Streams.SHOP_DAY.of(
                COURSE,
                CADENCE,
                new ListSource(
                        client,
                        Figures::days,
                        page -> intervals(page.head()),
                        SHOP_DAY,
                        Optional.empty()),
                SHOP_DAY);
    }

    private static ListCall days(Window window) {
        return ListCall.one("/analytics/202405/shop/performance")
                .with("start_date_ge", DailySource.first(window).toString())
                .with("end_date_lt", DailySource.end(window).toString())
                .with("granularity", "1D");
    }

    private static List<JsonNode> intervals(JsonNode data) {
        List<JsonNode> intervals = new ArrayList<>();
        JsonNode listed = data.path("performance").path("intervals");
        listed.forEach(intervals::add);
        if (!listed.isArray()) {
            // Days that are not listed are not days without sales: this one cannot be read.
            intervals.add(Json.object());
        }
        return intervals;
    }

    /// The stream of the products' days.
    static Stream<Shaped> products(Lists client) {
        return Streams.PRODUCT_DAY.of(
                COURSE,
                CADENCE,
                new DailySource(
                        client,
                        ListCall.get("/analytics/202405/shop_products/performance", "products")
                                .with("page_size", PAGE_SIZE),
                        PRODUCT_DAY),
                PRODUCT_DAY);
    }

    /// The stream of the SKUs' days.
    static Stream<Shaped> skus(Lists client) {
        return Streams.SKU_DAY.of(
                COURSE,
                CADENCE,
                new DailySource(
                        client,
                        ListCall.get("/analytics/202406/shop_skus/performance", "skus")
                                .with("page_size", PAGE_SIZE),
                        SKU_DAY),
                SKU_DAY);
    }
}
