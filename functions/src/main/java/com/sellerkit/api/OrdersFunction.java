package com.sellerkit.api;

import com.sellerkit.connect.Shop;
import com.sellerkit.connect.ShopDirectory;
import com.sellerkit.sync.InvalidCursor;
import com.sellerkit.sync.OrderFilter;
import com.sellerkit.sync.OrderSlice;
import com.sellerkit.sync.Orders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lists, finds and shows a shop's orders, without any personal data of a buyer.
public final class OrdersFunction extends HttpFunction {
    private static final Pattern STATUS = Pattern.compile("[A-Z_]{1,40}");
    private static final String STATUS_IN_WORDS =
            "one of UNPAID, ON_HOLD, AWAITING_SHIPMENT, PARTIALLY_SHIPPING, AWAITING_COLLECTION,"
                    + " IN_TRANSIT, DELIVERED, COMPLETED, CANCELLED";
    private static final int CURSOR_LENGTH_MAX = 1_024;
    private static final int LIMIT_MAX = 100;
    private static final int LIMIT_UNLESS_TOLD = 50;

    /// The production wiring.
    public OrdersFunction() {
        this(Wiring.fromEnvironment());
        primeBeforeSnapshot();
    }

    private OrdersFunction(Wiring wiring) {
        this(wiring.connect().shops(), wiring.orders(), wiring.guards(), wiring.time());
    }

    OrdersFunction(ShopDirectory shops, Orders orders, Guards guards, InstantSource time) {
        this(orders, new ShopGuard(shops), guards, time);
    }

    private OrdersFunction(Orders orders, ShopGuard own, Guards guards, InstantSource time) {
        super(
                List.of(
                        Route.member(
                                "GET",
                                "/api/shops/{shopId}/orders",
                                (request, caller) ->
                                        list(request, own.own(request, caller), orders)),
                        Route.member(
                                "GET",
                                "/api/shops/{shopId}/orders/{orderId}",
                                (request, caller) ->
                                        read(request, own.own(request, caller), orders))),
                guards,
                time);
    }

    private static HttpAnswer list(HttpRequest request, Shop shop, Orders orders) {
        Wanted wanted = Wanted.read(request);
        try {
            OrderSlice slice =
                    wanted.number().isPresent()
                            ? orders.search(
                                    shop.id(),
                                    wanted.number().get(),
                                    wanted.cursor(),
                                    wanted.limit())
                            : orders.list(
                                    shop.id(), wanted.filter(), wanted.cursor(), wanted.limit());
            return HttpAnswer.ok(SyncViews.orderPage(slice));
        } catch (InvalidCursor _) {
            throw new Refused(Problems.badCursor());
        }
    }

    private static HttpAnswer read(HttpRequest request, Shop shop, Orders orders) {
        QueryReader.none(request);
        return orders.find(shop.id(), request.pathParameter("orderId"))
                .map(order -> HttpAnswer.ok(OrderViews.order(order, shop)))
                .orElseThrow(() -> new Refused(Problems.notFound()));
    }

    /// What the query asks for.
    private record Wanted(
            OrderFilter filter, Optional<String> number, Optional<String> cursor, int limit) {

        static Wanted read(HttpRequest request) {
            QueryReader query = QueryReader.of(request);
            Optional<String> status = query.matching("status", STATUS, STATUS_IN_WORDS);
            Optional<Instant> from = query.moment("from");
            Optional<Instant> to = query.moment("to");
            Optional<String> number = query.text("q", Orders.SEARCH_LENGTH_MAX);
            Optional<String> cursor = query.text("cursor", CURSOR_LENGTH_MAX);
            int limit = query.number("limit", 1, LIMIT_MAX, LIMIT_UNLESS_TOLD);
            if (number.isPresent()) {
                refuseBeside(query, "status", status.isPresent());
                refuseBeside(query, "from", from.isPresent());
                refuseBeside(query, "to", to.isPresent());
            }
            if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
                query.refuse("to", to.get().toString(), "a moment after from");
            }
            query.end();
            return new Wanted(new OrderFilter(status, from, to), number, cursor, limit);
        }

        private static void refuseBeside(QueryReader query, String name, boolean present) {
            if (present) {
                query.refuse(name, "together with q", "either q or " + name);
            }
        }
    }
}
