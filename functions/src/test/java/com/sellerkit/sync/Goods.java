package com.sellerkit.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import java.time.Instant;

/// Invented records of every stream but orders, as the platform would send them.
public final class Goods {
    private final FakeLists lists;
    private final ShopId shop;

    public Goods(FakeLists lists, ShopId shop) {
        this.lists = lists;
        this.shop = shop;
    }

    /// A product with its page and its stock.
    public void product(String id, Instant created, Instant updated, int left) {
        ObjectNode product =
                Json.object()
                        .put("id", id)
                        .put("title", "Candle " + id + " v" + updated.getEpochSecond())
                        .put("status", "ACTIVATE")
                        .put("create_time", created.getEpochSecond())
                        .put("update_time", updated.getEpochSecond());
        ObjectNode sku = product.putArray("skus").addObject().put("id", id + "1");
        sku.putObject("price").put("currency", "USD").put("sale_price", "12.50");
        put(Streams.PRODUCT, id, product);
        put(
                Streams.PRODUCT_PAGE,
                id,
                Json.object()
                        .put("id", id)
                        .put("create_time", created.getEpochSecond())
                        .put("update_time", updated.getEpochSecond())
                        .put("description", "Burns for hours, v" + updated.getEpochSecond()));
        ObjectNode stock = Json.object().put("product_id", id);
        stock.putArray("skus")
                .addObject()
                .put("id", id + "1")
                .put("total_available_quantity", left);
        put(Streams.INVENTORY, id, stock);
    }

    /// So many of a product are left now.
    public void stock(String id, int left) {
        ObjectNode stock = lists.shelf(shop, Streams.INVENTORY).get(id);
        if (stock != null) {
            stock.putArray("skus")
                    .addObject()
                    .put("id", id + "1")
                    .put("total_available_quantity", left);
        }
    }

    /// A package of an order, and where it has been.
    public void parcel(String id, String order, Instant created, Instant updated, int events) {
        ObjectNode parcel =
                Json.object()
                        .put("id", id)
                        .put("status", events > 2 ? "COMPLETED" : "FULFILLING")
                        .put("create_time", created.getEpochSecond())
                        .put("update_time", updated.getEpochSecond());
        parcel.putArray("orders").addObject().put("id", order);
        put(Streams.PACKAGE, id, parcel);
        for (int i = 0; i < events; i++) {
            put(
                    Streams.TRACKING,
                    order + "-" + i,
                    Json.object()
                            .put(FakeLists.PARENT, order)
                            .put("description", "Seen at place " + i)
                            .put("update_time_millis", created.toEpochMilli() + i));
        }
    }

    /// A return.
    public void returned(String id, String order, Instant created, Instant updated, String status) {
        ObjectNode record =
                Json.object()
                        .put("return_id", id)
                        .put("order_id", order)
                        .put("return_status", status)
                        .put("create_time", created.getEpochSecond())
                        .put("update_time", updated.getEpochSecond());
        record.putObject("refund_amount").put("currency", "USD").put("refund_total", "3.10");
        put(Streams.RETURN, id, record);
    }

    /// A cancellation.
    public void cancelled(String id, String order, Instant created, Instant updated) {
        put(
                Streams.CANCELLATION,
                id,
                Json.object()
                        .put("cancel_id", id)
                        .put("order_id", order)
                        .put("cancel_status", "CANCELLATION_REQUEST_SUCCESS")
                        .put("create_time", created.getEpochSecond())
                        .put("update_time", updated.getEpochSecond()));
    }

    /// A statement of so many transactions.
    public void statement(String id, Instant at, String status, int transactions) {
        put(
                Streams.STATEMENT,
                id,
                Json.object()
                        .put("id", id)
                        .put("statement_time", at.getEpochSecond())
                        .put("payment_status", status)
                        .put("currency", "USD")
                        .put("settlement_amount", transactions + ".00"));
        for (int i = 0; i < transactions; i++) {
            put(
                    Streams.TRANSACTION,
                    id + "-" + i,
                    Json.object()
                            .put(FakeLists.PARENT, id)
                            .put("id", id + i)
                            .put("type", "ORDER")
                            .put("order_create_time", at.getEpochSecond() - i)
                            .put("settlement_amount", "1.00"));
        }
    }

    /// A payment.
    public void payment(String id, Instant at, String status) {
        ObjectNode payment =
                Json.object()
                        .put("id", id)
                        .put("create_time", at.getEpochSecond())
                        .put("status", status);
        payment.putObject("amount").put("currency", "USD").put("value", "5.00");
        put(Streams.PAYMENT, id, payment);
    }

    /// A movement on the balance.
    public void withdrawal(String id, Instant at, String status) {
        put(
                Streams.WITHDRAWAL,
                id,
                Json.object()
                        .put("id", id)
                        .put("create_time", at.getEpochSecond())
                        .put("status", status)
                        .put("type", "WITHDRAW")
                        .put("currency", "USD")
                        .put("amount", "5.00"));
    }

    /// An order that is in no statement yet.
    public void unsettled(String id, Instant at) {
        put(
                Streams.UNSETTLED,
                id,
                Json.object()
                        .put("id", id)
                        .put("order_id", id)
                        .put("type", "ORDER")
                        .put("currency", "USD")
                        .put("order_create_time", at.getEpochSecond())
                        .put("est_settlement_amount", "4.20"));
    }

    /// A warehouse.
    public void warehouse(String id) {
        put(Streams.WAREHOUSE, id, Json.object().put("id", id).put("name", "Warehouse " + id));
    }

    /// A message, and the conversation that it is the latest of.
    public void message(String conversation, Instant at, long index) {
        put(
                Streams.MESSAGE,
                conversation + "-" + index,
                Json.object()
                        .put(FakeLists.PARENT, conversation)
                        .put("id", conversation + index)
                        .put("index", Long.toString(index))
                        .put("type", "TEXT")
                        .put("content", "{\"content\":\"words " + index + "\"}")
                        .put("create_time", at.getEpochSecond()));
        ObjectNode record =
                lists.shelf(shop, Streams.CONVERSATION)
                        .computeIfAbsent(
                                conversation,
                                id ->
                                        Json.object()
                                                .put("id", id)
                                                .put("create_time", at.getEpochSecond()));
        record.putObject("latest_message")
                .put("id", conversation + index)
                .put("index", Long.toString(index))
                .put("create_time", at.getEpochSecond());
    }

    /// A day's figures, of the shop, of a product and of a SKU.
    public void day(String date, int orders) {
        put(
                Streams.SHOP_DAY,
                date,
                Json.object().put("start_date", date).put("end_date", date).put("orders", orders));
        put(
                Streams.PRODUCT_DAY,
                date,
                Json.object().put(FakeLists.PARENT, date).put("id", 7L).put("orders", orders));
        put(
                Streams.SKU_DAY,
                date,
                Json.object().put(FakeLists.PARENT, date).put("id", 71L).put("sku_orders", orders));
    }

    private void put(Streams stream, String id, ObjectNode record) {
        lists.shelf(shop, stream).put(id, record);
    }
}
