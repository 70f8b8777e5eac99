package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// The finance calls: statements and what is in them, payments, withdrawals and what is not settled
/// yet. Lists ascend unless asked otherwise.
final class FinanceEndpoints {
    static final int PAGE_SIZE_MAX = 100;
    static final int PAGE_SIZE = 20;

    private static final Set<String> WITHDRAWAL_TYPES =
            Set.of("WITHDRAW", "SETTLE", "TRANSFER", "REVERSE");

    private final World world;
    private final WorldClock clock;

    FinanceEndpoints(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /// What every list takes: page, order and a range of times.
    private record Query(
            int size,
            boolean ascending,
            long ge,
            long lt,
            long fingerprint,
            Optional<PageToken.Place> after) {

        static Query of(
                Parameters in,
                String call,
                ShopWorld shop,
                boolean ascending,
                String range,
                String... more) {
            int size = in.queryInt("page_size", 1, PAGE_SIZE_MAX, PAGE_SIZE);
            long ge = in.queryTime(range + "_ge").orElse(Long.MIN_VALUE);
            long lt = in.queryTime(range + "_lt").orElse(Long.MAX_VALUE);
            long fingerprint =
                    PageToken.fingerprint(
                            call,
                            shop.profile().key(),
                            Boolean.toString(ascending),
                            ge + "-" + lt,
                            String.join(",", more));
            return new Query(size, ascending, ge, lt, fingerprint, in.after(fingerprint));
        }

        <T> Listing.Page<T> page(Listing<T> listing) {
            return listing.page(ascending, size, after);
        }
    }

    Result statements(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        boolean ascending = sorted(in, "statement_time");
        String status =
                in.queryChoice("payment_status", Set.of("PAID", "FAILED", "PROCESSING"), "");
        Query query = Query.of(in, "statements", shop, ascending, "statement_time", status);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        long now = now();
        Books books = world.books(shop);
        Listing<Books.Statement> all = books.statements(now).between(query.ge(), query.lt());
        Listing<Books.Statement> wanted =
                status.isEmpty()
                        ? all
                        : new Listing<>(
                                all.things().stream()
                                        .filter(one -> status(books, one, now).equals(status))
                                        .toList(),
                                all.place());
        Listing.Page<Books.Statement> page = query.page(wanted);
        ObjectNode data = object().put("next_page_token", page.token(query.fingerprint()));
        ArrayNode list = data.putArray("statements");
        page.things().forEach(one -> statement(list.addObject(), books, one, shop.profile(), now));
        return new Result.Data(data);
    }

    Result statementTransactions(Request request, ShopWorld shop, String id) {
        Parameters in = Parameters.of(request);
        boolean ascending = sorted(in, "order_create_time");
        Query query = Query.of(in, "transactions", shop, ascending, "", id);
        Optional<Books.Statement> found = world.books(shop).statement(id, now());
        if (found.isEmpty()) {
            in.refuse("param statement_id is invalid. there is no such statement");
        }
        if (in.refusal().isPresent() || found.isEmpty()) {
            return new Result.Refused(in.refusal().orElseThrow());
        }
        Books.Statement statement = found.get();
        int decimals = shop.profile().decimals();
        Listing<Books.Booked> all = new Listing<>(statement.booked(), Books.Booked::place);
        Listing.Page<Books.Booked> page = query.page(all);
        ObjectNode data = object().put("next_page_token", page.token(query.fingerprint()));
        data.put("id", id);
        data.put("create_time", statement.time());
        data.put("status", "SETTLED");
        data.put("currency", shop.profile().currency());
        amount(
                data,
                "payable_amount",
                statement.settlementMinor() + statement.reserveMinor(),
                decimals);
        amount(data, "total_reserve_amount", statement.reserveMinor(), decimals);
        amount(data, "total_settlement_amount", statement.settlementMinor(), decimals);
        ObjectNode total = data.putObject("total_settlement_breakdown");
        amount(total, "total_revenue_amount", statement.revenueMinor(), decimals);
        amount(total, "total_shipping_cost_amount", statement.shippingMinor(), decimals);
        amount(total, "total_fee_tax_amount", statement.feeTaxMinor(), decimals);
        amount(total, "total_adjustment_amount", statement.adjustmentMinor(), decimals);
        data.put("total_count", statement.booked().size());
        ArrayNode list = data.putArray("transactions");
        for (Books.Booked booked : page.things()) {
            Settlement.all(world.seed(), shop.profile(), booked.life()).stream()
                    .filter(one -> one.number() == booked.number())
                    .forEach(one -> transaction(list.addObject(), one, decimals));
        }
        return new Result.Data(data);
    }

    Result orderTransactions(Request request, ShopWorld shop, String id) {
        Parameters in = Parameters.of(request);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        long now = now();
        Optional<Timeline> life = shop.find(id, now);
        if (life.isEmpty()) {
            return new Result.Refused(Refusal.notYourOrder());
        }
        int decimals = shop.profile().decimals();
        Books books = world.books(shop);
        List<Settlement> settled = books.settled(life.get(), now);
        long revenue = settled.stream().mapToLong(Settlement::revenueMinor).sum();
        long shipping = settled.stream().mapToLong(Settlement::shippingMinor).sum();
        long feeTax = settled.stream().mapToLong(Settlement::feeTaxMinor).sum();
        ObjectNode data = object().put("order_id", id);
        data.put("order_create_time", life.get().createTime());
        data.put("currency", shop.profile().currency());
        amount(data, "revenue_amount", revenue, decimals);
        amount(data, "fee_and_tax_amount", feeTax, decimals);
        amount(data, "shipping_cost_amount", shipping, decimals);
        amount(data, "settlement_amount", revenue + shipping + feeTax, decimals);
        ArrayNode list = data.putArray("sku_transactions");
        for (Settlement one : settled) {
            String statement = Long.toString(books.number(one.statementTime()));
            one.parts().forEach(part -> sku(list.addObject(), part, statement, decimals));
        }
        data.put("total_count", list.size());
        return new Result.Data(data);
    }

    Result payments(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        boolean ascending = sorted(in, "create_time");
        Query query = Query.of(in, "payments", shop, ascending, "create_time");
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        long now = now();
        Books books = world.books(shop);
        Listing.Page<Books.Paying> page =
                query.page(books.payments(now).between(query.ge(), query.lt()));
        ObjectNode data = object().put("next_page_token", page.token(query.fingerprint()));
        ArrayNode list = data.putArray("payments");
        page.things().forEach(one -> payment(list.addObject(), books, one, shop.profile(), now));
        return new Result.Data(data);
    }

    Result withdrawals(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        Set<String> types = in.queryChoices("types", WITHDRAWAL_TYPES);
        Query query =
                Query.of(
                        in,
                        "withdrawals",
                        shop,
                        true,
                        "create_time",
                        String.join(",", types.stream().sorted().toList()));
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        long now = now();
        Books books = world.books(shop);
        Listing<Books.Withdrawal> all = books.withdrawals(now).between(query.ge(), query.lt());
        Listing<Books.Withdrawal> wanted =
                new Listing<>(
                        all.things().stream().filter(one -> types.contains(one.type())).toList(),
                        all.place());
        Listing.Page<Books.Withdrawal> page = query.page(wanted);
        ObjectNode data = object().put("next_page_token", page.token(query.fingerprint()));
        data.put("total_count", wanted.things().size());
        ArrayNode list = data.putArray("withdrawals");
        for (Books.Withdrawal one : page.things()) {
            list.addObject()
                    .put("id", one.id())
                    .put("type", one.type())
                    .put("amount", Payment.amount(one.amountMinor(), books.paidDecimals()))
                    .put("currency", books.paidCurrency())
                    .put("status", one.status(now))
                    .put("create_time", one.at());
        }
        return new Result.Data(data);
    }

    Result unsettled(Request request, ShopWorld shop) {
        Parameters in = Parameters.of(request);
        boolean ascending = sorted(in, "order_create_time");
        Query query = Query.of(in, "unsettled", shop, ascending, "search_time");
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        long now = now();
        int decimals = shop.profile().decimals();
        Listing<Books.Open> wanted =
                world.books(shop).unsettled(now).between(query.ge(), query.lt());
        List<Books.Booked> all = wanted.things().stream().map(Books.Open::expected).toList();
        Listing.Page<Books.Open> page = query.page(wanted);
        ObjectNode data = object().put("next_page_token", page.token(query.fingerprint()));
        data.put("total_count", all.size());
        amount(
                data,
                "sum_est_settlement_amount",
                sum(all, Books.Booked::settlementMinor),
                decimals);
        amount(data, "sum_est_revenue_amount", sum(all, Books.Booked::revenueMinor), decimals);
        data.put("sum_est_adjustment_amount", "0");
        amount(data, "sum_est_fee_amount", sum(all, Books.Booked::feeTaxMinor), decimals);
        ArrayNode list = data.putArray("transactions");
        for (Books.Open open : page.things()) {
            open(list.addObject(), open, expected(shop, open.life()), shop.profile(), now);
        }
        return new Result.Data(data);
    }

    private Settlement expected(ShopWorld shop, Timeline life) {
        return Settlement.expected(world.seed(), shop.profile(), life);
    }

    private static long sum(List<Books.Booked> all, ToLongFunction<Books.Booked> amount) {
        return all.stream().mapToLong(amount).sum();
    }

    // The documentation gives the three parts of a total to local sellers only; for others,
    // shipping is among the fees.
    private static void statement(
            ObjectNode json, Books books, Books.Statement one, ShopProfile shop, long now) {
        int decimals = shop.decimals();
        boolean local = !shop.crossBorder();
        String revenue = Payment.amount(one.revenueMinor(), decimals);
        long fees = one.feeTaxMinor() + (local ? 0 : one.shippingMinor());
        json.put("id", Long.toString(one.number()));
        json.put("statement_time", one.time());
        amount(json, "settlement_amount", one.settlementMinor(), decimals);
        json.put("currency", shop.currency());
        json.put("revenue_amount", local ? "" : revenue);
        json.put("net_sales_amount", local ? revenue : "");
        amount(json, "fee_amount", fees, decimals);
        json.put(
                "shipping_cost_amount", local ? Payment.amount(one.shippingMinor(), decimals) : "");
        amount(json, "adjustment_amount", one.adjustmentMinor(), decimals);
        json.put("payment_status", status(books, one, now));
        json.put(
                "payment_id",
                books.payment(one, now).map(paying -> Long.toString(paying.number())).orElse(""));
    }

    private static String status(Books books, Books.Statement one, long now) {
        return books.payment(one, now).map(paying -> paying.status(now)).orElse("PROCESSING");
    }

    private static void transaction(ObjectNode json, Settlement one, int decimals) {
        boolean ofOrder = !one.parts().isEmpty();
        boolean adjusts = one.kind() == Settlement.Kind.ADJUSTMENT;
        boolean reserves =
                one.kind() == Settlement.Kind.RESERVE || one.kind() == Settlement.Kind.RELEASE;
        String order = Long.toString(one.life().number());
        String number = Long.toString(one.number());
        json.put("id", number);
        json.put("type", one.type());
        json.put("order_id", ofOrder ? order : "");
        json.put("order_create_time", ofOrder ? one.life().createTime() : 0);
        json.put("adjustment_id", adjusts ? number : "");
        json.put("adjustment_order_id", adjusts ? order : "");
        amount(json, "adjustment_amount", one.adjustmentMinor(), decimals);
        amount(json, "settlement_amount", one.settlementMinor(), decimals);
        amount(json, "revenue_amount", one.revenueMinor(), decimals);
        amount(json, "shipping_cost_amount", one.shippingMinor(), decimals);
        amount(json, "fee_tax_amount", one.feeTaxMinor(), decimals);
        Breakdown.ofStatement().show(json, one.parts(), decimals);
        Breakdown.ofStatement().showAside(json, one.aside(), decimals);
        json.put("reserve_id", reserves ? number : "");
        amount(json, "reserve_amount", one.reserveMinor(), decimals);
        json.put("associated_order_id", reserves ? order : "");
        json.put(
                "reserve_status",
                switch (one.kind()) {
                    case RESERVE -> "RESERVED";
                    case RELEASE -> "RELEASED";
                    case ORDER, REFUND, ADJUSTMENT -> "";
                });
        json.put(
                "estimated_release_time",
                one.kind() == Settlement.Kind.RESERVE
                        ? Long.toString(one.at() + Settlement.RESERVED_SECONDS)
                        : "");
    }

    private static void sku(ObjectNode json, Settlement.Part part, String statement, int decimals) {
        json.put("sku_id", part.sku().id());
        json.put("sku_name", part.sku().name());
        json.put("statement_id", statement);
        json.put("product_name", part.product().name());
        json.put("quantity", Integer.toString(part.quantity()));
        amount(json, "settlement_amount", part.settlementMinor(), decimals);
        amount(json, "revenue_amount", part.revenueMinor(), decimals);
        amount(json, "shipping_cost_amount", part.shippingMinor(), decimals);
        amount(json, "fee_tax_amount", part.feeTaxMinor(), decimals);
        Breakdown.ofOrder().show(json, List.of(part), decimals);
    }

    private static void payment(
            ObjectNode json, Books books, Books.Paying one, ShopProfile shop, long now) {
        json.put("id", Long.toString(one.number()));
        json.put("create_time", one.createTime());
        json.put("status", one.status(now));
        money(json, "amount", one.amountMinor(), books.paidDecimals(), books.paidCurrency());
        money(json, "settlement_amount", one.settlementMinor(), shop.decimals(), shop.currency());
        money(json, "reserve_amount", one.reserveMinor(), shop.decimals(), shop.currency());
        money(
                json,
                "payment_amount_before_exchange",
                one.settlementMinor() + one.reserveMinor(),
                shop.decimals(),
                shop.currency());
        json.put("exchange_rate", BigDecimal.valueOf(one.rateMillionths(), 6).toPlainString());
        if (one.paidTime() <= now) {
            json.put("paid_time", one.paidTime());
        }
        json.put("bank_account", "***********%04d".formatted(1_234 + shop.number()));
    }

    private static void open(
            ObjectNode json, Books.Open open, Settlement one, ShopProfile shop, long now) {
        int decimals = shop.decimals();
        Timeline life = open.life();
        boolean delivered = life.reached(OrderStatus.DELIVERED, now).isPresent();
        json.put("type", "ORDER");
        json.put("id", Long.toString(one.number()));
        json.put("status", "UNSETTLED");
        json.put("currency", shop.currency());
        json.put(
                "estimated_settlement",
                delivered && open.statementTime().isPresent()
                        ? Long.toString(open.statementTime().getAsLong())
                        : "8 days after delivery");
        json.put("unsettled_reason", delivered ? "waiting for settlement" : "waiting for delivery");
        json.put("order_create_time", life.createTime());
        json.put("order_delivery_time", life.reached(OrderStatus.DELIVERED, now).orElse(0));
        json.put("order_id", Long.toString(life.number()));
        json.put("adjustment_id", "");
        json.put("adjustment_order_id", "");
        json.put("est_adjustment_amount", "0");
        amount(json, "est_settlement_amount", one.settlementMinor(), decimals);
        amount(json, "est_revenue_amount", one.revenueMinor(), decimals);
        amount(json, "est_shipping_cost_amount", one.shippingMinor(), decimals);
        amount(json, "est_fee_tax_amount", one.feeTaxMinor(), decimals);
        Breakdown.ofUnsettled().show(json, one.parts(), decimals);
    }

    private static boolean sorted(Parameters in, String onlyField) {
        in.queryChoice("sort_field", Set.of(onlyField));
        return in.queryChoice("sort_order", Set.of("ASC", "DESC"), "ASC").equals("ASC");
    }

    private static void money(
            ObjectNode json, String name, long minor, int decimals, String currency) {
        json.putObject(name)
                .put("value", Payment.amount(minor, decimals))
                .put("currency", currency);
    }

    private static void amount(ObjectNode json, String name, long minor, int decimals) {
        json.put(name, Payment.amount(minor, decimals));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private long now() {
        return clock.now().getEpochSecond();
    }
}
