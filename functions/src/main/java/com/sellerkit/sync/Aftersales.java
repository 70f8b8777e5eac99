package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.COMMERCE_ORDER;
import static com.sellerkit.catalog.Label.USER_CONTACT_ADDRESS;
import static com.sellerkit.catalog.Purpose.INSIGHTS;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.DataSubject;
import com.sellerkit.platform.Json;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.Lists;
import java.time.Duration;
import java.util.List;

/// The streams of what goes back: returns and refunds, and cancellations.
final class Aftersales {
    /// A return, a refund or a replacement that a buyer asked for.
    static final ShapedKind RETURN =
            ShapedKind.of(
                            "return",
                            "A return, refund or replacement that a buyer asked for.",
                            returned(),
                            "returnId")
                    .createdAt("createTime")
                    .updatedAt("updateTime");

    /// A cancellation of an order or a part of it.
    static final ShapedKind CANCELLATION =
            ShapedKind.of(
                            "cancellation",
                            "A cancellation of an order, or of a part of it.",
                            cancelled(),
                            "cancelId")
                    .createdAt("createTime")
                    .updatedAt("updateTime");

    private static final int PAGE_SIZE = 50;
    private static final Course COURSE = new Course.Sorted(Duration.ofMinutes(2));
    private static final Duration CADENCE = Duration.ofMinutes(5);

    private Aftersales() {}

    private static Shape returned() {
        return Shape.about(COMMERCE_ORDER, MANAGEMENT_FEATURES, INSIGHTS)
                .ids(
                        "return_id",
                        "order_id",
                        "return_provider_id",
                        "pre_return_id",
                        "next_return_id",
                        "combined_return_id")
                .texts(
                        "return_type",
                        "return_status",
                        "arbitration_status",
                        "role",
                        "return_reason",
                        "return_reason_text",
                        "shipment_type",
                        "handover_method",
                        "return_tracking_number",
                        "return_provider_name",
                        "return_shipping_document_type",
                        "return_method",
                        "seller_proposed_return_type")
                .seconds("create_time", "update_time")
                .flags("can_buyer_keep_item", "is_combined_return", "buyer_rejected_partial_refund")
                .list("seller_next_action_response", Aftersales::nextAction)
                .list(
                        "return_line_items",
                        line ->
                                line(line)
                                        .ids("return_line_item_id")
                                        .object("refund_amount", Aftersales::refund))
                .list(
                        "discount_amount",
                        discount ->
                                discount.currency("currency")
                                        .amounts(
                                                "product_seller_discount",
                                                "shipping_fee_platform_discount",
                                                "shipping_fee_seller_discount",
                                                "product_platform_discount")
                                        .openForAmounts())
                .list(
                        "shipping_fee_amount",
                        fee ->
                                fee.currency("currency")
                                        .amounts(
                                                "seller_paid_return_shipping_fee",
                                                "platform_paid_return_shipping_fee",
                                                "buyer_paid_return_shipping_fee")
                                        .openForAmounts())
                .object("refund_amount", Aftersales::refund)
                .object("partial_refund", part -> part.currency("currency").amounts("amount"))
                .object(
                        "return_warehouse_address",
                        address ->
                                address.personal(
                                        DataSubject.SELLER, USER_CONTACT_ADDRESS, "full_address"))
                .shape();
    }

    private static Shape cancelled() {
        return Shape.about(COMMERCE_ORDER, MANAGEMENT_FEATURES, INSIGHTS)
                .ids("cancel_id", "order_id")
                .texts(
                        "cancel_type",
                        "cancel_status",
                        "role",
                        "cancel_reason",
                        "cancel_reason_text")
                .seconds("create_time", "update_time")
                .list("seller_next_action_response", Aftersales::nextAction)
                .object("refund_amount", Aftersales::refund)
                .list(
                        "cancel_line_items",
                        line ->
                                line(line)
                                        .ids("cancel_line_item_id")
                                        .object("refund_amount", Aftersales::refund))
                .shape();
    }

    private static Shape.Builder nextAction(Shape.Builder next) {
        return next.texts("action").seconds("deadline");
    }

    private static Shape.Builder line(Shape.Builder line) {
        return line.ids("order_line_item_id", "sku_id")
                .texts("sku_name", "product_name", "seller_sku")
                .unused("product_image");
    }

    private static Shape.Builder refund(Shape.Builder refund) {
        return refund.currency("currency")
                .amounts(
                        "refund_total",
                        "refund_subtotal",
                        "refund_shipping_fee",
                        "refund_tax",
                        "retail_delivery_fee",
                        "buyer_service_fee")
                .openForAmounts();
    }

    /// The stream of returns.
    static Stream<Shaped> returns(Lists client) {
        String path = "/return_refund/202309/returns/search";
        return Streams.RETURN.of(
                COURSE,
                CADENCE,
                new ListSource(client, window -> search(path, "return_orders", window), RETURN)
                        .named(ids -> byIds(path, "return_orders", "return_ids", ids)),
                RETURN);
    }

    /// The stream of cancellations.
    static Stream<Shaped> cancellations(Lists client) {
        String path = "/return_refund/202309/cancellations/search";
        return Streams.CANCELLATION.of(
                COURSE,
                CADENCE,
                new ListSource(
                                client,
                                window -> search(path, "cancellations", window),
                                CANCELLATION)
                        .named(ids -> byIds(path, "cancellations", "cancel_ids", ids)),
                CANCELLATION);
    }

    private static ListCall search(String path, String list, Window window) {
        return Searches.sorted(ListCall.search(path, list).with("page_size", PAGE_SIZE), window);
    }

    private static ListCall byIds(String path, String list, String name, List<String> ids) {
        ObjectNode body = Json.object();
        ids.forEach(body.putArray(name)::add);
        return ListCall.search(path, list).with("page_size", PAGE_SIZE).asking(body);
    }
}
