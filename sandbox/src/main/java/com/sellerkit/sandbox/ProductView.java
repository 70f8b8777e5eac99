package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/// Shows one product as the platform's answers do: a function of shop, life and moment.
final class ProductView {
    private static final int HANDLING_DAYS = 2;
    private static final int IMAGE_PIXELS = 1_200;

    private final ShopWorld world;
    private final ShopProfile shop;
    private final ProductLife life;
    private final long now;
    private final ProductLife.State state;

    ProductView(ShopWorld world, ProductLife life, long now) {
        this.world = world;
        this.shop = world.profile();
        this.life = life;
        this.now = now;
        this.state = life.at(now);
    }

    /// As the search shows it. Sellers within one country find the price in `tax_exclusive_price`
    /// alone.
    ObjectNode summary() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", life.id());
        json.put("title", state.title());
        json.put("status", state.status().name());
        ArrayNode skus = json.putArray("skus");
        life.product().skus().forEach(sku -> skus.add(sku(sku, shop.crossBorder())));
        json.putArray("sales_regions").add(shop.region());
        common(json);
        return json;
    }

    /// As the detail shows it.
    ObjectNode detail() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", life.id());
        json.put("status", state.status().name());
        json.put("product_status", state.status().name());
        json.put("title", state.title());
        json.put(
                "description",
                "<p>%s</p><p>Edition %d.</p>".formatted(state.title(), state.edition() + 1));
        ArrayNode chain = json.putArray("category_chains");
        chain.addObject()
                .put("id", ProductLives.PARENT_CATEGORY)
                .put("parent_id", "0")
                .put("local_name", "Home Supplies")
                .put("is_leaf", false);
        chain.addObject()
                .put("id", state.category())
                .put("parent_id", ProductLives.PARENT_CATEGORY)
                .put("local_name", "Category " + state.category())
                .put("is_leaf", true);
        json.putObject("brand").put("id", shop.id()).put("name", shop.name());
        ObjectNode image = json.putArray("main_images").addObject();
        image.put("height", IMAGE_PIXELS).put("width", IMAGE_PIXELS);
        String address = "https://images.example.com/" + life.id();
        image.putArray("thumb_urls").add(address + "-small.jpeg");
        image.put("uri", "sandbox/" + life.id());
        image.putArray("urls").add(address + ".jpeg");
        boolean inches = shop.region().equals("US");
        json.putObject("package_dimensions")
                .put("length", "4")
                .put("width", "4")
                .put("height", "6")
                .put("unit", inches ? "INCH" : "CENTIMETER");
        json.putObject("package_weight")
                .put("value", "1.10")
                .put("unit", inches ? "POUND" : "KILOGRAM");
        ArrayNode skus = json.putArray("skus");
        for (ShopProfile.Sku sku : life.product().skus()) {
            ObjectNode one = sku(sku, true);
            one.putArray("sales_attributes")
                    .addObject()
                    .put("id", "100089")
                    .put("name", "Specification")
                    .put("value_id", sku.id())
                    .put("value_name", sku.name());
            one.put("external_sku_id", "");
            skus.add(one);
        }
        json.putArray("product_attributes");
        ArrayNode reasons = json.putArray("audit_failed_reasons");
        if (state.audit() == ProductLife.Audit.FAILED) {
            ObjectNode reason = reasons.addObject();
            reason.put("position", "MAIN_IMAGE");
            reason.putArray("reasons").add("The main image is too small.");
            reason.putArray("suggestions").add("Use an image of at least 600 pixels.");
        }
        json.put("is_cod_allowed", shop.cashOnDeliveryPercent() > 0);
        json.put("external_product_id", "");
        json.putArray("product_types");
        common(json);
        return json;
    }

    private void common(ObjectNode json) {
        json.put("create_time", life.createTime());
        json.put("update_time", state.updateTime());
        json.put("is_not_for_sale", false);
        json.put("has_draft", state.status() == ProductStatus.DRAFT);
        if (shop.region().equals("US")) {
            json.put("listing_quality_tier", tier(world, life));
        }
        ObjectNode audit = json.putObject("audit");
        audit.put("status", state.audit().name());
        audit.putArray("pre_approved_reasons");
    }

    static String tier(ShopWorld world, ProductLife life) {
        return Dice.of(world.seed(), Long.parseLong(life.id()), "tier")
                .pick(List.of("POOR", "FAIR", "GOOD", "GOOD"));
    }

    private ObjectNode sku(ShopProfile.Sku sku, boolean salePrice) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", sku.id());
        json.put("seller_sku", sku.sellerSku());
        String amount =
                Payment.amount(
                        Objects.requireNonNull(state.prices().get(sku.id())), shop.decimals());
        ObjectNode price = json.putObject("price");
        price.put("currency", shop.currency());
        price.put("tax_exclusive_price", amount);
        if (salePrice) {
            price.put("sale_price", amount);
        }
        ArrayNode inventory = json.putArray("inventory");
        Stock stock = world.catalogue().stock();
        inventory
                .addObject()
                .put("warehouse_id", shop.warehouseId())
                .put("quantity", stock.level(sku.id(), now).available())
                .put("handling_time", HANDLING_DAYS);
        stock.reserve(sku.id())
                .ifPresent(quantity ->
                        inventory
                                .addObject()
                                .put("warehouse_id", shop.reserveWarehouseId())
                                .put("quantity", quantity)
                                .put("handling_time", HANDLING_DAYS));
        json.putObject("list_price")
                .put("amount", Payment.amount(sku.priceMinor(), shop.decimals()))
                .put("currency", shop.currency());
        boolean bySeller = state.status() == ProductStatus.SELLER_DEACTIVATED;
        boolean byPlatform = state.status() == ProductStatus.PLATFORM_DEACTIVATED;
        json.putObject("status_info")
                .put("status", bySeller || byPlatform ? "DEACTIVATED" : "NORMAL")
                .put("deactivation_source", bySeller ? "SELLER" : byPlatform ? "PLATFORM" : "");
        return json;
    }

    /// As the inventory search shows it.
    ///
    /// @param skus those that are asked for
    ObjectNode inventory(List<ShopProfile.Sku> skus) {
        Stock stock = world.catalogue().stock();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("product_id", life.id());
        ArrayNode list = json.putArray("skus");
        for (ShopProfile.Sku sku : skus) {
            Stock.Level level = stock.level(sku.id(), now);
            int total = level.available() + stock.reserve(sku.id()).orElse(0);
            ObjectNode one = list.addObject();
            one.put("id", sku.id());
            one.put("seller_sku", sku.sellerSku());
            one.put("total_available_quantity", total);
            one.put("total_committed_quantity", level.committed());
            ArrayNode warehouses = one.putArray("warehouse_inventory");
            warehouses
                    .addObject()
                    .put("warehouse_id", shop.warehouseId())
                    .put("available_quantity", level.available())
                    .put("committed_quantity", level.committed());
            stock.reserve(sku.id())
                    .ifPresent(quantity ->
                            warehouses
                                    .addObject()
                                    .put("warehouse_id", shop.reserveWarehouseId())
                                    .put("available_quantity", quantity)
                                    .put("committed_quantity", 0));
            ObjectNode distribution = one.putObject("total_available_inventory_distribution");
            distribution.putArray("campaign_inventory");
            distribution.putArray("creator_inventory");
            distribution.putObject("in_shop_inventory").put("quantity", total);
        }
        return json;
    }
}
