package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// The analytics calls: how the shop, its products and its SKUs performed, by days of the shop's
/// zone. Here, ids are JSON integers.
final class AnalyticsEndpoints {
    static final int PAGE_SIZE_MAX = 100;
    static final int PAGE_SIZE = 10;
    static final int DAYS_MAX = 1_000;

    private static final int RATE_DECIMALS = 4;

    private final World world;
    private final WorldClock clock;

    AnalyticsEndpoints(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /// The days asked for, the last excluded, and how amounts are wanted.
    private record Span(
            LocalDate from, LocalDate to, boolean daily, boolean compared, Money money) {

        static Span of(Parameters in, ShopProfile shop) {
            LocalDate from = in.queryDay("start_date_ge");
            LocalDate to = in.queryDay("end_date_lt");
            boolean daily = in.queryChoice("granularity", Set.of("ALL", "1D"), "ALL").equals("1D");
            boolean compared =
                    in.queryChoice("with_comparison", Set.of("true", "false"), "false")
                            .equals("true");
            boolean inDollars =
                    in.queryChoice("currency", Set.of("LOCAL", "USD"), "LOCAL").equals("USD");
            if (in.refusal().isEmpty()
                    && (!from.isBefore(to) || from.plusDays(DAYS_MAX).isBefore(to))) {
                in.refuse(Refusal.badTimeRange());
            }
            return new Span(from, to, daily, compared, new Money(shop, inDollars));
        }

        Span before() {
            long days = to.toEpochDay() - from.toEpochDay();
            return new Span(from.minusDays(days), from, daily, false, money);
        }
    }

    /// How amounts are written.
    private record Money(ShopProfile shop, boolean inDollars) {

        ObjectNode json(long minor) {
            return object().put("amount", text(minor))
                    .put("currency", inDollars ? "USD" : shop.currency());
        }

        private String text(long minor) {
            if (!inDollars) {
                return Payment.amount(minor, shop.decimals());
            }
            return Payment.amount(Tariff.cents(minor, shop, Tariff.dollarMillionths(shop)), 2);
        }
    }

    private interface Interval {
        void show(ObjectNode json, Tally tally, Money money);
    }

    Result ofShop(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        Span span = Span.of(in, shop.profile());
        return in.refusal()
                .<Result>map(Result.Refused::new)
                .orElseGet(() -> performance(shop, "", span, AnalyticsEndpoints::shopInterval));
    }

    Result ofProduct(Request request, ShopWorld shop, String id) {
        Parameters in = Parameters.of(request);
        Span span = Span.of(in, shop.profile());
        if (shop.profile().products().stream().noneMatch(one -> one.id().equals(id))) {
            in.refuse(Refusal.noSuchProduct());
        }
        return in.refusal()
                .<Result>map(Result.Refused::new)
                .orElseGet(() -> performance(shop, id, span, AnalyticsEndpoints::productInterval));
    }

    Result ofSku(Request request, ShopWorld shop, String id) {
        Parameters in = Parameters.of(request);
        Span span = Span.of(in, shop.profile());
        Optional<ShopProfile.Product> product =
                shop.profile().products().stream()
                        .filter(one -> one.skus().stream().anyMatch(sku -> sku.id().equals(id)))
                        .findFirst();
        if (product.isEmpty()) {
            in.refuse(Refusal.noSuchProduct());
        }
        if (in.refusal().isPresent() || product.isEmpty()) {
            return new Result.Refused(in.refusal().orElseThrow());
        }
        ObjectNode data = data(shop, id, span, AnalyticsEndpoints::skuInterval);
        data.withObject("/performance").put("product_id", Long.parseLong(product.get().id()));
        return new Result.Data(data);
    }

    private record Row(ShopProfile.Product product, long id, Tally tally, long sortValue) {
        PageToken.Place place() {
            return new PageToken.Place(sortValue, id);
        }
    }

    Result products(Request request, ShopWorld shop) {
        Map<String, ToLongFunction<Tally>> fields =
                Map.of(
                        "gmv", tally -> tally.sum(Tally.Share::gmvMinor),
                        "orders", tally -> tally.sum(Tally.Share::orders),
                        "units_sold", tally -> tally.sum(Tally.Share::units),
                        "click_through_rate", AnalyticsEndpoints::clickThrough);
        List<ShopProfile.Product> all = shop.profile().products();
        return list(
                request,
                shop,
                "products",
                fields,
                tallies ->
                        all.stream().map(one -> row(one, one.id(), tallies, new Tally())).toList(),
                (json, row, money) -> {
                    json.set("gmv", money.json(row.tally().sum(Tally.Share::gmvMinor)));
                    json.put("orders", row.tally().sum(Tally.Share::orders));
                    json.put("units_sold", row.tally().sum(Tally.Share::units));
                    json.put("click_through_rate", rate(clickThrough(row.tally())));
                });
    }

    Result skus(Request request, ShopWorld shop) {
        Map<String, ToLongFunction<Tally>> fields =
                Map.of(
                        "gmv", tally -> tally.sum(Tally.Share::gmvMinor),
                        "sku_orders", tally -> tally.sum(Tally.Share::skuOrders),
                        "units_sold", tally -> tally.sum(Tally.Share::units));
        String product = request.query().text("product_id");
        return list(
                request,
                shop,
                "skus",
                fields,
                tallies -> {
                    List<Row> rows = new ArrayList<>();
                    for (ShopProfile.Product one : shop.profile().products()) {
                        if (product.isEmpty() || product.equals(one.id())) {
                            one.skus()
                                    .forEach(sku ->
                                            rows.add(row(one, sku.id(), tallies, new Tally())));
                        }
                    }
                    return rows;
                },
                (json, row, money) -> {
                    json.put("product_id", Long.parseLong(row.product().id()));
                    json.set("gmv", money.json(row.tally().sum(Tally.Share::gmvMinor)));
                    json.put("sku_orders", row.tally().sum(Tally.Share::skuOrders));
                    json.put("units_sold", row.tally().sum(Tally.Share::units));
                });
    }

    private interface Rows {
        List<Row> of(Map<String, Tally> tallies);
    }

    private interface Cells {
        void show(ObjectNode json, Row row, Money money);
    }

    private Result list(
            Request request,
            ShopWorld shop,
            String name,
            Map<String, ToLongFunction<Tally>> fields,
            Rows rows,
            Cells cells) {
        Parameters in = Parameters.of(request);
        Span span = Span.of(in, shop.profile());
        int size = in.queryInt("page_size", 1, PAGE_SIZE_MAX, PAGE_SIZE);
        String field = in.queryChoice("sort_field", fields.keySet(), "gmv");
        boolean ascending =
                in.queryChoice("sort_order", Set.of("ASC", "DESC"), "DESC").equals("ASC");
        long fingerprint =
                PageToken.fingerprint(
                        name,
                        shop.profile().key(),
                        span.from().toString(),
                        span.to().toString(),
                        field,
                        Boolean.toString(ascending),
                        request.query().text("product_id"));
        Optional<PageToken.Place> after = in.after(fingerprint);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        long now = now();
        ToLongFunction<Tally> sortValue = fields.getOrDefault(field, tally -> 0);
        List<Row> sorted =
                rows.of(world.figures(shop).all(span.from(), span.to(), now)).stream()
                        .map(row ->
                                new Row(
                                        row.product(),
                                        row.id(),
                                        row.tally(),
                                        sortValue.applyAsLong(row.tally())))
                        .sorted(Comparator.comparingLong(Row::sortValue).thenComparingLong(Row::id))
                        .toList();
        Listing.Page<Row> page = new Listing<>(sorted, Row::place).page(ascending, size, after);
        ObjectNode data = object();
        ArrayNode list = data.putArray(name);
        for (Row row : page.things()) {
            cells.show(list.addObject().put("id", row.id()), row, span.money());
        }
        data.put("next_page_token", page.token(fingerprint));
        data.put("total_count", sorted.size());
        data.put("latest_available_date", world.figures(shop).latest(now).toString());
        return new Result.Data(data);
    }

    private static Row row(
            ShopProfile.Product product, String id, Map<String, Tally> tallies, Tally none) {
        return new Row(product, Long.parseLong(id), tallies.getOrDefault(id, none), 0);
    }

    private Result performance(ShopWorld shop, String id, Span span, Interval interval) {
        return new Result.Data(data(shop, id, span, interval));
    }

    private ObjectNode data(ShopWorld shop, String id, Span span, Interval interval) {
        ObjectNode data = object();
        ObjectNode performance = data.putObject("performance");
        intervals(performance.putArray("intervals"), shop, id, span, interval);
        ArrayNode compared = performance.putArray("comparison_intervals");
        if (span.compared()) {
            intervals(compared, shop, id, span.before(), interval);
        }
        data.put("latest_available_date", world.figures(shop).latest(now()).toString());
        return data;
    }

    // Days that are not known yet are left out.
    private void intervals(
            ArrayNode list, ShopWorld shop, String id, Span span, Interval interval) {
        long now = now();
        Figures figures = world.figures(shop);
        LocalDate known = figures.latest(now).plusDays(1);
        LocalDate end = span.to().isAfter(known) ? known : span.to();
        LocalDate from = span.from();
        while (from.isBefore(end)) {
            LocalDate to = span.daily() ? from.plusDays(1) : end;
            ObjectNode json = list.addObject();
            json.put("start_date", from.toString());
            json.put("end_date", span.daily() ? to.toString() : span.to().toString());
            interval.show(json, figures.of(id, from, to, now), span.money());
            averages(json, to.toEpochDay() - from.toEpochDay());
            from = to;
        }
    }

    private static void shopInterval(ObjectNode json, Tally tally, Money money) {
        long gmv = tally.sum(Tally.Share::gmvMinor);
        long orders = tally.sum(Tally.Share::orders);
        json.set("gmv", money.json(gmv));
        amounts(json.putArray("gmv_breakdowns"), tally, money);
        json.put("sku_orders", tally.sum(Tally.Share::skuOrders));
        json.put("orders", orders);
        json.set(
                "avg_order_value", money.json(orders == 0 ? 0 : Math.round((double) gmv / orders)));
        json.put("units_sold", tally.sum(Tally.Share::units));
        counted(json, "buyers", "buyer_breakdowns", tally, Tally.Share::buyers);
        counted(
                json,
                "product_impressions",
                "product_impression_breakdowns",
                tally,
                Tally.Share::impressions);
        counted(
                json,
                "product_page_views",
                "product_page_view_breakdowns",
                tally,
                Tally.Share::views);
        counted(
                json,
                "avg_product_page_visitors",
                "avg_product_page_visitor_breakdowns",
                tally,
                Tally.Share::visitors);
        json.set("refunds", money.json(tally.refundsMinor()));
        json.put("cancellations_and_returns", tally.undone());
    }

    private static void productInterval(ObjectNode json, Tally tally, Money money) {
        json.set("gmv", money.json(tally.sum(Tally.Share::gmvMinor)));
        amounts(json.putArray("gmv_breakdowns"), tally, money);
        json.put("orders", tally.sum(Tally.Share::orders));
        counted(json, "units_sold", "unit_sold_breakdowns", tally, Tally.Share::units);
        counted(json, "impressions", "impression_breakdowns", tally, Tally.Share::impressions);
        counted(json, "page_views", "page_view_breakdowns", tally, Tally.Share::views);
        counted(
                json,
                "avg_page_visitors",
                "avg_page_visitor_breakdowns",
                tally,
                Tally.Share::visitors);
        json.put("click_through_rate", rate(clickThrough(tally)));
        ArrayNode rates = json.putArray("click_through_rate_breakdowns");
        for (Tally.Share share : tally.shares()) {
            rates.addObject()
                    .put("amount", rate(clickThrough(share.views(), share.impressions())))
                    .put("type", share.channel().name());
        }
    }

    // Here, and only here, the breakdowns' names are in the singular.
    private static void skuInterval(ObjectNode json, Tally tally, Money money) {
        json.set("gmv", money.json(tally.sum(Tally.Share::gmvMinor)));
        amounts(json.putArray("gmv_breakdown"), tally, money);
        counted(json, "units_sold", "units_sold_breakdown", tally, Tally.Share::units);
        json.put("sku_orders", tally.sum(Tally.Share::skuOrders));
    }

    private static void amounts(ArrayNode list, Tally tally, Money money) {
        for (Tally.Share share : tally.shares()) {
            list.add(money.json(share.gmvMinor()).put("type", share.channel().name()));
        }
    }

    private static void counted(
            ObjectNode json,
            String name,
            String breakdown,
            Tally tally,
            ToLongFunction<Tally.Share> figure) {
        json.put(name, tally.sum(figure));
        ArrayNode list = json.putArray(breakdown);
        for (Tally.Share share : tally.shares()) {
            list.addObject()
                    .put("amount", figure.applyAsLong(share))
                    .put("type", share.channel().name());
        }
    }

    /// Visitors are shown as an average per day, so that those of the channels still sum up.
    private static void averages(ObjectNode json, long days) {
        for (String name : List.of("avg_product_page_visitor", "avg_page_visitor")) {
            if (json.has(name + "s")) {
                long sum = 0;
                for (var part : json.path(name + "_breakdowns")) {
                    long average = part.path("amount").asLong() / days;
                    ((ObjectNode) part).put("amount", average);
                    sum += average;
                }
                json.put(name + "s", sum);
            }
        }
    }

    private static long clickThrough(Tally tally) {
        return clickThrough(tally.sum(Tally.Share::views), tally.sum(Tally.Share::impressions));
    }

    /// In ten thousandths.
    private static long clickThrough(long views, long impressions) {
        return impressions == 0
                ? 0
                : BigDecimal.valueOf(views)
                        .divide(
                                BigDecimal.valueOf(impressions),
                                RATE_DECIMALS,
                                RoundingMode.HALF_UP)
                        .unscaledValue()
                        .longValueExact();
    }

    private static String rate(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, RATE_DECIMALS).toPlainString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private long now() {
        return clock.now().getEpochSecond();
    }
}
