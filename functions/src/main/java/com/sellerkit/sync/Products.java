package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.COMMERCE_PRODUCT;
import static com.sellerkit.catalog.Purpose.INSIGHTS;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The streams of what a shop sells: its products, what their pages say, and how many of each SKU
/// are left.
final class Products {
    /// A product with its SKUs and prices, as the search shows it.
    static final ShapedKind PRODUCT =
            ShapedKind.of(
                            "product",
                            "A product of the shop with its SKUs and prices, as TikTok Shop listed it last.",
                            product(),
                            "id")
                    .createdAt("createTime")
                    .updatedAt("updateTime")
                    .followedBy(Products::more);

    /// What a product's page says.
    static final ShapedKind PAGE =
            ShapedKind.of(
                            "product-page",
                            "What the page of a product says: description, pictures, attributes.",
                            page(),
                            "id")
                    .createdAt("createTime")
                    .updatedAt("updateTime");

    /// How many of a product's SKUs are left, by warehouse.
    static final ShapedKind INVENTORY =
            ShapedKind.of(
                    "inventory",
                    "How many of each SKU of a product are left and promised, by warehouse.",
                    inventory(),
                    "productId");

    /// TikTok Shop shows no more of a search than this.
    static final long SEARCH_MOST = 10_000;

    private static final int PAGE_SIZE = 100;

    /// As many as one question for stock may name.
    static final int INVENTORY_AT_ONCE = 100;

    /// Before this there was no TikTok Shop.
    static final Instant SINCE = Instant.parse("2020-01-01T00:00:00Z");

    /// No such product, or one that is frozen or deleted, which has no page.
    private static final Set<Integer> NO_PRODUCT = Set.of(12_052_032, 12_019_150, 12_052_260);

    private Products() {}

    private static Shape product() {
        return Shape.about(COMMERCE_PRODUCT, MANAGEMENT_FEATURES, INSIGHTS)
                .ids("id")
                .texts("title", "status", "listing_quality_tier")
                .seconds("create_time", "update_time")
                .flags("is_not_for_sale", "has_draft")
                .textLists("sales_regions", "product_sync_fail_reasons")
                .object("audit", audit -> audit.texts("status").textLists("pre_approved_reasons"))
                .list("integrated_platform_statuses", at -> at.texts("platform", "status"))
                .list("skus", Products::sku)
                .unused("recommended_categories", "product_families", "product_status")
                .shape();
    }

    private static Shape.Builder sku(Shape.Builder sku) {
        return sku.ids("id")
                .texts("seller_sku")
                .object(
                        "price",
                        price ->
                                price.currency("currency")
                                        .amounts("tax_exclusive_price", "sale_price"))
                .object("list_price", price -> price.currency("currency").amounts("amount"))
                .object("status_info", status -> status.texts("status", "deactivation_source"))
                // The stream of stock keeps it, so that a sale does not rewrite the product.
                .unused("inventory", "pre_sale", "external_list_prices", "fees");
    }

    private static List<FollowUp.Wish> more(ObjectNode kept) {
        String id = kept.path("id").asText();
        return List.of(
                new FollowUp.Wish(Streams.PRODUCT_PAGE.wireName(), id),
                new FollowUp.Wish(Streams.INVENTORY.wireName(), id));
    }

    private static Shape page() {
        return Shape.about(COMMERCE_PRODUCT, MANAGEMENT_FEATURES)
                .ids("id")
                .texts(
                        "description",
                        "external_product_id",
                        "shipping_insurance_requirement",
                        "shipping_template_id")
                .seconds("create_time", "update_time")
                .counts("minimum_order_quantity")
                .flags("is_cod_allowed", "is_pre_owned", "is_replicated")
                .textLists("product_types", "manufacturer_ids", "responsible_person_ids")
                .list(
                        "category_chains",
                        category ->
                                category.ids("id", "parent_id")
                                        .texts("local_name")
                                        .flags("is_leaf"))
                .object("brand", brand -> brand.ids("id").texts("name"))
                .list(
                        "main_images",
                        image ->
                                image.counts("height", "width")
                                        .textLists("urls")
                                        .unused("thumb_urls", "uri"))
                .object(
                        "package_dimensions",
                        size -> size.texts("length", "width", "height", "unit"))
                .object("package_weight", weight -> weight.texts("value", "unit"))
                .list("skus", Products::pageSku)
                .list(
                        "product_attributes",
                        attribute ->
                                attribute
                                        .ids("id")
                                        .texts("name")
                                        .list("values", value -> value.ids("id").texts("name")))
                .list(
                        "audit_failed_reasons",
                        reason ->
                                reason.texts("position", "listing_platform")
                                        .textLists("reasons", "suggestions"))
                .list(
                        "delivery_options",
                        option -> option.ids("id").texts("name").flags("is_available"))
                // The product itself says these, or they belong to features that do not exist here.
                .unused(
                        "title",
                        "status",
                        "product_status",
                        "audit",
                        "listing_quality_tier",
                        "integrated_platform_statuses",
                        "is_not_for_sale",
                        "has_draft",
                        "recommended_categories",
                        "product_families",
                        "video",
                        "certifications",
                        "size_chart",
                        "global_product_association",
                        "prescription_requirement",
                        "subscribe_info",
                        "primary_combined_product_id")
                .shape();
    }

    private static Shape.Builder pageSku(Shape.Builder sku) {
        return sku.ids("id")
                .object("identifier_code", code -> code.texts("code", "type"))
                .list(
                        "sales_attributes",
                        attribute ->
                                attribute
                                        .ids("id", "value_id")
                                        .texts("name", "value_name")
                                        .unused("sku_img", "supplementary_sku_images"))
                .unused(
                        "seller_sku",
                        "price",
                        "inventory",
                        "external_sku_id",
                        "combined_skus",
                        "global_listing_policy",
                        "sku_unit_count",
                        "external_urls",
                        "extra_identifier_codes",
                        "pre_sale",
                        "list_price",
                        "external_list_prices",
                        "status_info",
                        "fees");
    }

    private static Shape inventory() {
        return Shape.about(COMMERCE_PRODUCT, MANAGEMENT_FEATURES, INSIGHTS)
                .ids("product_id")
                .list(
                        "skus",
                        sku ->
                                sku.ids("id")
                                        .texts("seller_sku")
                                        .counts(
                                                "total_available_quantity",
                                                "total_committed_quantity")
                                        .list(
                                                "warehouse_inventory",
                                                at ->
                                                        at.ids("warehouse_id")
                                                                .counts(
                                                                        "available_quantity",
                                                                        "committed_quantity"))
                                        .object(
                                                "total_available_inventory_distribution",
                                                Products::distribution))
                .shape();
    }

    private static Shape.Builder distribution(Shape.Builder distribution) {
        return distribution
                .list(
                        "campaign_inventory",
                        campaign -> campaign.counts("quantity").texts("campaign_name"))
                // Which creators a shop works with is no figure of stock.
                .list(
                        "creator_inventory",
                        creator -> creator.counts("quantity").unused("creator_name"))
                .object("in_shop_inventory", shop -> shop.counts("quantity"));
    }

    /// The stream of products.
    static Stream<Shaped> products(Lists client) {
        return Streams.PRODUCT.of(
                new Course.Windowed(Window.By.UPDATED, Duration.ofMinutes(2), SINCE, SEARCH_MOST),
                Duration.ofMinutes(5),
                new ListSource(client, Products::search, PRODUCT),
                PRODUCT);
    }

    /// Searches the products of a window.
    static ListCall search(Window window) {
        String time = window.by() == Window.By.CREATED ? "create_time" : "update_time";
        ObjectNode body = Json.object().put("status", "ALL");
        window.from().ifPresent(from -> body.put(time + "_ge", from.getEpochSecond()));
        // This end is inclusive, unlike that of every other search.
        body.put(time + "_le", window.before().getEpochSecond() - 1);
        return ListCall.search("/product/202502/products/search", "products")
                .with("page_size", PAGE_SIZE)
                .asking(body);
    }

    /// The stream of what the products' pages say.
    static Stream<Shaped> pages(Lists client, Records records, InstantSource clock) {
        ListCall one = ListCall.one("/product/202309/products/{id}");
        return Streams.PRODUCT_PAGE.of(
                new Course.Followed(),
                Duration.ofMinutes(5),
                new FollowedSource(
                        client,
                        records,
                        clock,
                        Streams.PRODUCT_PAGE,
                        new FollowedSource.Asking(
                                1,
                                ids -> one.of(ids.getFirst()),
                                PAGE,
                                (_, _, page) -> page.records(),
                                NO_PRODUCT)),
                PAGE);
    }

    /// The stream of stock.
    static Stream<Shaped> inventory(Lists client, Records records, InstantSource clock) {
        return Streams.INVENTORY.of(
                new Course.Followed(),
                Duration.ofMinutes(5),
                new FollowedSource(
                        client,
                        records,
                        clock,
                        Streams.INVENTORY,
                        new FollowedSource.Asking(
                                INVENTORY_AT_ONCE,
                                Products::stock,
                                INVENTORY,
                                (_, _, page) -> page.records(),
                                NO_PRODUCT)),
                INVENTORY);
    }

    /// Asks for the stock of these products.
    static ListCall stock(List<String> ids) {
        ObjectNode body = Json.object();
        ArrayNode products = body.putArray("product_ids");
        ids.forEach(products::add);
        return ListCall.search("/product/202309/inventory/search", "inventory").asking(body);
    }
}
