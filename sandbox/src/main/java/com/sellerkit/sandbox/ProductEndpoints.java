package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The calls about products, their stock and the warehouses it lies in.
final class ProductEndpoints {
    /// How many results of one search can be reached.
    static final int RESULTS_MAX = 10_000;

    private static final Pages.Rules PAGES =
            new Pages.Rules(1, 100, 0, List.of("create_time"), "DESC");
    private static final Set<String> STATUSES =
            Stream.concat(Arrays.stream(ProductStatus.values()).map(Enum::name), Stream.of("ALL"))
                    .collect(Collectors.toSet());
    private static final int FILTER_MAX = 10;
    private static final int PRODUCTS_MAX = 100;
    private static final int SKUS_MAX = 600;

    private final World world;
    private final WorldClock clock;

    ProductEndpoints(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /// Products, the newest first; those that were deleted too.
    Result search(Request request, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Parameters in = Parameters.of(request);
        Optional<ProductStatus> status =
                in.bodyChoice("status", STATUSES)
                        .filter(text -> !text.equals("ALL"))
                        .map(ProductStatus::valueOf);
        // Unlike everywhere else, the end of a range is part of it.
        long createGe = in.bodyLong("create_time_ge").orElse(Long.MIN_VALUE);
        long createLe = in.bodyLong("create_time_le").orElse(Long.MAX_VALUE);
        long updateGe = in.bodyLong("update_time_ge").orElse(Long.MIN_VALUE);
        long updateLe = in.bodyLong("update_time_le").orElse(Long.MAX_VALUE);
        Set<String> sellerSkus = few(in, "seller_skus", 12019027);
        Set<String> skus = few(in, "sku_ids", 12019087);
        Set<String> audits = in.bodyTexts("audit_status");
        Set<String> tiers = in.bodyTexts("listing_quality_tiers");
        in.bodyBoolean("return_draft_version");
        Pages pages = Pages.read(in, request, shop, PAGES);
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        Selection<ProductLife> selection =
                pages.selection(ProductLife::createTime, life -> life.place().number());
        for (ProductLife life : shop.catalogue().all(now).reversed()) {
            long update = life.updateTimeAt(now);
            if (life.createTime() < createGe
                    || life.createTime() > createLe
                    || update < updateGe
                    || update > updateLe
                    || !hasSku(life, sellerSkus, skus)) {
                continue;
            }
            boolean wanted =
                    (status.isEmpty() || life.at(now).status() == status.get())
                            && (audits.isEmpty() || audits.contains(life.at(now).audit().name()))
                            && (tiers.isEmpty() || tiers.contains(ProductView.tier(shop, life)));
            if (wanted) {
                selection.offer(life);
            }
        }
        if (selection.passed() >= RESULTS_MAX) {
            return new Result.Refused(
                    Refusal.business(
                            12052180,
                            "The search reaches %d results. Narrow it down by update_time."
                                    .formatted(RESULTS_MAX)));
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        Selection.Page<ProductLife> page = selection.page();
        ArrayNode products = data.putArray("products");
        page.items().forEach(life -> products.add(new ProductView(shop, life, now).summary()));
        pages.write(data, page);
        return new Result.Data(data);
    }

    /// One product; frozen and deleted ones are not found.
    Result detail(String id, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Optional<ProductLife> found = shop.catalogue().find(id, now);
        if (found.isEmpty()) {
            return new Result.Refused(
                    world.ofProduct(id, now).isPresent()
                            ? Refusal.business(
                                    12052048, "The product does not belong to the current shop.")
                            : notFound());
        }
        ProductStatus status = found.get().at(now).status();
        if (status == ProductStatus.FREEZE || status == ProductStatus.DELETED) {
            return new Result.Refused(notFound());
        }
        return new Result.Data(new ProductView(shop, found.get(), now).detail());
    }

    /// The stock of the products or, if any are named, of the SKUs; what the shop does not have is
    /// left out.
    Result inventory(Request request, ShopWorld shop) {
        long now = clock.now().getEpochSecond();
        Parameters in = Parameters.of(request);
        Set<String> products = in.bodyTexts("product_ids", PRODUCTS_MAX);
        Set<String> skus = in.bodyTexts("sku_ids", SKUS_MAX);
        if (products.isEmpty() && skus.isEmpty()) {
            in.refuse("param product_ids or sku_ids is required");
        }
        if (in.refusal().isPresent()) {
            return new Result.Refused(in.refusal().get());
        }
        Map<String, ProductLife> lives = new LinkedHashMap<>();
        (skus.isEmpty()
                        ? products.stream().sorted().map(id -> shop.catalogue().find(id, now))
                        : skus.stream().sorted().map(id -> shop.catalogue().ofSku(id, now)))
                .flatMap(Optional::stream)
                .forEach(life -> lives.put(life.id(), life));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("inventory");
        lives.values()
                .forEach(life -> {
                    List<ShopProfile.Sku> wanted =
                            life.product().skus().stream()
                                    .filter(sku -> skus.isEmpty() || skus.contains(sku.id()))
                                    .toList();
                    list.add(new ProductView(shop, life, now).inventory(wanted));
                });
        return new Result.Data(data);
    }

    Result warehouses(ShopWorld shop) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("warehouses");
        ShopProfile profile = shop.profile();
        list.add(warehouse(profile, profile.warehouseId(), "Main", true));
        if (!profile.crossBorder()) {
            list.add(warehouse(profile, profile.reserveWarehouseId(), "Reserve", false));
        }
        return new Result.Data(data);
    }

    private static ObjectNode warehouse(
            ShopProfile shop, String id, String name, boolean standard) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        json.put("name", name);
        json.put("effect_status", "ENABLED");
        json.put("type", "SALES_WAREHOUSE");
        json.put("sub_type", "DOMESTIC_WAREHOUSE");
        json.put("is_default", standard);
        // The platform's own spelling of the district.
        json.putObject("address")
                .put("region", shop.country())
                .put("region_code", shop.region())
                .put("state", shop.places().getFirst().levels().getFirst())
                .put("city", shop.places().getFirst().levels().getLast())
                .put("distict", "")
                .put("postal_code", shop.places().getFirst().postalCode())
                .put("full_address", "1 Example Dock, " + shop.country());
        return json;
    }

    private static Set<String> few(Parameters in, String name, int code) {
        Set<String> texts = in.bodyTexts(name);
        if (texts.size() > FILTER_MAX) {
            in.refuse(
                    Refusal.business(
                            code, "The number of %s exceeds %d.".formatted(name, FILTER_MAX)));
        }
        return texts;
    }

    private static boolean hasSku(ProductLife life, Set<String> sellerSkus, Set<String> skus) {
        return (sellerSkus.isEmpty()
                        || life.product().skus().stream()
                                .anyMatch(sku -> sellerSkus.contains(sku.sellerSku())))
                && (skus.isEmpty()
                        || life.product().skus().stream().anyMatch(sku -> skus.contains(sku.id())));
    }

    private static Refusal notFound() {
        return Refusal.business(12052032, "The product does not exist.");
    }
}
