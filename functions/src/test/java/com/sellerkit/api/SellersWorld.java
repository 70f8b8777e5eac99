package com.sellerkit.api;

import static com.sellerkit.api.ApiFixture.ANNA;
import static com.sellerkit.api.ApiFixture.BEN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sellerkit.connect.CompletionOutcome;
import com.sellerkit.connect.FakeTikTok;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sync.StoredOrders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two sellers with a shop each, one of them in the middle of connecting anew: what generated
/// requests meet, and what they must neither change nor bring to light.
final class SellersWorld {
    static final String SHOP = "7001";
    private static final String ORDER = "576461413038785752";
    static final String SHOP_OF_ANOTHER = "7002";
    static final PersonId WITHOUT_ACCOUNT = new PersonId("person-cleo");

    final ApiFixture api = new ApiFixture();
    final String cookie;
    private final Map<String, JsonNode> known = new LinkedHashMap<>();

    SellersWorld() {
        AccountId annas = api.member(ANNA);
        AccountId bens = api.member(BEN);
        api.on.tiktok.shops = List.of(FakeTikTok.shop(SHOP, "Northwind US"));
        api.on.connected(ANNA, annas, new ShopId(SHOP));
        api.on.tiktok.openId = "open-2";
        api.on.tiktok.shops = List.of(FakeTikTok.shop(SHOP_OF_ANOTHER, "Southwind US"));
        api.on.connected(BEN, bens, new ShopId(SHOP_OF_ANOTHER));
        api.on.tiktok.openId = "open-1";
        api.on.tiktok.shops = List.of(FakeTikTok.shop(SHOP, "Northwind US"));
        StoredOrders.put(api.shops, new ShopId(SHOP), ORDER);
        cookie = api.on.approved(api.on.begin(ANNA, annas));
        know("completionId", completion(annas));
        know("shopId", SHOP);
        know("shopName", "Northwind US");
        know("orderId", ORDER);
        know("stream", "order");
        know("q", ORDER);
        know("version", api.terms.version());
        known.put("adult", Json.object().booleanNode(true));
        known.put("shopIds", Json.array().add(SHOP));
    }

    private String completion(AccountId account) {
        return switch (api.on.completions.complete(ANNA, account, Optional.of(cookie))) {
            case CompletionOutcome.Named(var completion) -> completion.id();
            case CompletionOutcome.Failed failed ->
                    throw new IllegalStateException("nothing to confirm: " + failed);
        };
    }

    private void know(String name, String value) {
        known.put(name, TextNode.valueOf(value));
    }

    /// A value that means something here, by the name of the parameter or field that takes it.
    Optional<JsonNode> known(String name) {
        return Optional.ofNullable(known.get(name)).map(JsonNode::deepCopy);
    }

    /// The claims of somebody who is properly signed in.
    static ObjectNode claims(PersonId person) {
        return Json.object()
                .put("sub", person.value())
                .put("token_use", "access")
                .put("client_id", ApiFixture.CLIENT)
                .put("scope", "openid email profile sellerkit/app");
    }

    /// What must not appear where nobody asked for it: tokens, codes, people.
    List<String> secrets() {
        return List.of(
                cookie,
                "access-",
                "refresh-",
                "cipher-",
                "Jordan Avery",
                "3035550142",
                "buyers.example.com");
    }

    /// Everything that is stored, queued, told or done; equal to a later one if nothing happened
    /// between them.
    List<Object> state() {
        return List.of(
                api.on.state(), api.shops.state(), api.live.waiting(), api.backfill.waiting());
    }
}
