package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.COMMERCE_SHIPMENT;
import static com.sellerkit.catalog.Label.USER_CONTACT_ADDRESS;
import static com.sellerkit.catalog.Label.USER_CONTACT_PHONE_NUMBER;
import static com.sellerkit.catalog.Label.USER_LOCATION_IMPRECISE;
import static com.sellerkit.catalog.Label.USER_NAME;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.DataSubject;
import com.sellerkit.platform.Json;
import com.sellerkit.store.Records;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Lists;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The streams of what is on its way: packages, where they are, and the warehouses they leave from.
final class Parcels {
    /// A package of one or several orders.
    static final ShapedKind PACKAGE =
            ShapedKind.of(
                            "package",
                            "A package of one or several orders, with its carrier and number.",
                            Shape.about(COMMERCE_SHIPMENT, MANAGEMENT_FEATURES)
                                    .ids("id", "shipping_provider_id")
                                    .texts("status", "tracking_number", "shipping_provider_name")
                                    .seconds("create_time", "update_time")
                                    .textLists("order_line_item_ids")
                                    .list("orders", order -> order.ids("id").unused("skus"))
                                    .shape(),
                            "id")
                    .createdAt("createTime")
                    .updatedAt("updateTime")
                    .followedBy(Parcels::whereabouts);

    /// Where the packages of an order have been.
    static final ShapedKind TRACKING =
            ShapedKind.of(
                    "tracking",
                    "Where the packages of an order have been, as their carrier told.",
                    Shape.about(COMMERCE_SHIPMENT, MANAGEMENT_FEATURES)
                            .ids("order_id")
                            .list(
                                    "tracking",
                                    event ->
                                            event.counts("update_time_millis")
                                                    .personal(
                                                            DataSubject.BUYER,
                                                            USER_LOCATION_IMPRECISE,
                                                            "description"))
                            .shape(),
                    "orderId");

    /// A warehouse of the seller.
    static final ShapedKind WAREHOUSE =
            ShapedKind.of(
                    "warehouse",
                    "A warehouse that the seller sends from or takes returns at.",
                    warehouse(),
                    "id");

    private static final int PAGE_SIZE = 50;
    private static final Duration CADENCE = Duration.ofMinutes(5);

    /// No such order, or none of this seller.
    private static final Set<Integer> NO_ORDER = Set.of(21_008_111);

    private Parcels() {}

    private static List<FollowUp.Wish> whereabouts(ObjectNode kept) {
        List<FollowUp.Wish> wishes = new ArrayList<>();
        for (JsonNode order : kept.path("orders")) {
            wishes.add(new FollowUp.Wish(Streams.TRACKING.wireName(), order.path("id").asText()));
        }
        return wishes;
    }

    private static Shape warehouse() {
        return Shape.about(COMMERCE_SHIPMENT, MANAGEMENT_FEATURES)
                .ids("id", "entity_id")
                .texts("name", "effect_status", "type", "sub_type")
                .flags("is_default")
                .object(
                        "address",
                        address ->
                                address.texts("region", "region_code")
                                        .personal(
                                                DataSubject.SELLER,
                                                USER_CONTACT_ADDRESS,
                                                "state",
                                                "city",
                                                // As the platform spells it.
                                                "distict",
                                                "town",
                                                "postal_code",
                                                "full_address",
                                                "address_line1",
                                                "address_line2",
                                                "address_line3",
                                                "address_line4")
                                        .personal(DataSubject.SELLER, USER_NAME, "contact_person")
                                        .personal(
                                                DataSubject.SELLER,
                                                USER_CONTACT_PHONE_NUMBER,
                                                "phone_number")
                                        .unused(
                                                "first_name",
                                                "last_name",
                                                "first_name_local_script",
                                                "last_name_local_script",
                                                "geolocation"))
                .shape();
    }

    /// The stream of packages.
    static Stream<Shaped> packages(Lists client) {
        return Streams.PACKAGE.of(
                new Course.Sorted(Duration.ofMinutes(2)),
                CADENCE,
                new ListSource(
                        client,
                        window ->
                                Searches.sorted(
                                        ListCall.search(
                                                        "/fulfillment/202309/packages/search",
                                                        "packages")
                                                .with("page_size", PAGE_SIZE),
                                        window),
                        PACKAGE),
                PACKAGE);
    }

    /// The stream of where packages are.
    static Stream<Shaped> tracking(Lists client, Records records, InstantSource clock) {
        ListCall call = ListCall.get("/fulfillment/202309/orders/{id}/tracking", "tracking");
        return Streams.TRACKING.of(
                new Course.Followed(),
                CADENCE,
                new FollowedSource(
                        client,
                        records,
                        clock,
                        Streams.TRACKING,
                        new FollowedSource.Asking(
                                1,
                                ids -> call.of(ids.getFirst()),
                                TRACKING,
                                (_, ids, page) -> List.of(whole(ids.getFirst(), page)),
                                NO_ORDER)),
                TRACKING);
    }

    private static ObjectNode whole(String order, ListPage page) {
        ObjectNode whole = Json.object().put("order_id", order);
        page.records().forEach(whole.putArray("tracking")::add);
        return whole;
    }

    /// The stream of warehouses.
    static Stream<Shaped> warehouses(Lists client) {
        return Streams.WAREHOUSE.of(
                new Course.Whole(Course.Vanishing.RARE),
                Duration.ofHours(6),
                new ListSource(
                        client,
                        _ -> ListCall.get("/logistics/202309/warehouses", "warehouses"),
                        WAREHOUSE),
                WAREHOUSE);
    }
}
