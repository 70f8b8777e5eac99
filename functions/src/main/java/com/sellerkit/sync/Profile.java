package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.SHOP_PROFILE;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;
import static com.sellerkit.catalog.Purpose.SYNCHRONISATION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.ListPage;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The stream of what the platform says about the shop itself and its seller.
final class Profile {
    /// The shop and what its seller may do.
    static final ShapedKind KIND =
            ShapedKind.of(
                    "shop-profile",
                    "What TikTok Shop says about the shop: name, region, kind of seller.",
                    Shape.about(SHOP_PROFILE, MANAGEMENT_FEATURES, SYNCHRONISATION)
                            .ids("id")
                            .texts("name", "region", "seller_type", "code")
                            .flags("is_active")
                            .textLists("permissions")
                            // It opens calls for the shop, and is kept with the connection only.
                            .unused("cipher")
                            .shape(),
                    "id");

    private static final ListCall AUTHORIZED =
            ListCall.get("/authorization/202309/shops", "shops").withoutShop();
    private static final ListCall ACTIVE =
            ListCall.get("/seller/202309/shops", "shops").withoutShop();
    private static final ListCall PERMISSIONS =
            ListCall.one("/seller/202309/permissions").withoutShop();

    private Profile() {}

    static Stream<Shaped> stream(Lists client) {
        return Streams.PROFILE.of(
                new Course.Whole(Course.Vanishing.RARE),
                Duration.ofHours(12),
                new Asking(client),
                KIND);
    }

    /// Three answers make one record; none is stored unless all three came.
    private record Asking(Lists client) implements Stream.Source<Shaped> {
        @Override
        public Answer<StreamPage<Shaped>> page(
                ShopAccess access, Window window, String token, Deadline deadline) {
            return then(
                    client.list(access, AUTHORIZED, deadline),
                    (shops, _, _) ->
                            then(
                                    client.list(access, ACTIVE, deadline),
                                    (active, _, _) ->
                                            then(
                                                    client.list(access, PERMISSIONS, deadline),
                                                    (permissions, sentAt, request) ->
                                                            new Answer.Success<>(
                                                                    page(
                                                                            access,
                                                                            shops,
                                                                            active,
                                                                            permissions),
                                                                    sentAt,
                                                                    request))));
        }

        private static StreamPage<Shaped> page(
                ShopAccess access, ListPage shops, ListPage active, ListPage permissions) {
            Optional<ObjectNode> shop = find(access, shops);
            shop.ifPresent(found -> {
                found.put("is_active", find(access, active).isPresent());
                found.set("permissions", permissions.head().path("permissions"));
            });
            // A shop that is reached is also listed, so what is listed instead cannot be read.
            return KIND.page(List.of(shop.orElseGet(Json::object)), "", -1);
        }

        private static Optional<ObjectNode> find(ShopAccess access, ListPage shops) {
            return shops.records().stream()
                    .filter(shop -> shop.path("id").asText().equals(access.shop().value()))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .findFirst();
        }
    }

    private interface Next {
        Answer<StreamPage<Shaped>> of(ListPage page, Instant sentAt, String requestId);
    }

    private static Answer<StreamPage<Shaped>> then(Answer<ListPage> answer, Next next) {
        return answer instanceof Answer.Success<ListPage>(ListPage page, Instant at, String id)
                ? next.of(page, at, id)
                : answer.map(_ -> StreamPage.none());
    }
}
