package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The calls about what an authorization reaches.
final class ShopEndpoints {
    private final Authorizations authorizations;
    private final World world;
    private final Runnable persist;

    ShopEndpoints(Authorizations authorizations, World world, Runnable persist) {
        this.authorizations = authorizations;
        this.world = world;
        this.persist = persist;
    }

    Result authorized(Grant grant) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("shops");
        for (ShopProfile shop : shops(grant)) {
            list.addObject()
                    .put("id", shop.id())
                    .put("name", shop.name())
                    .put("region", shop.region())
                    .put("seller_type", shop.sellerType())
                    .put("cipher", shop.cipher())
                    .put("code", shop.code());
        }
        return new Result.Data(data);
    }

    /// Those of the authorized shops that are active.
    Result active(Grant grant) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("shops");
        shops(grant).stream()
                .filter(shop -> world.active(shop.key()))
                .forEach(
                        shop -> list.addObject().put("id", shop.id()).put("region", shop.region()));
        return new Result.Data(data);
    }

    Result permissions(Grant grant) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("permissions");
        if (shops(grant).stream().anyMatch(ShopProfile::crossBorder)) {
            list.add("MANAGE_GLOBAL_PRODUCT");
        }
        return new Result.Data(data);
    }

    Result deauthorize(ShopWorld shop) {
        authorizations.deauthorize(shop.profile().key());
        persist.run();
        return new Result.Data(JsonNodeFactory.instance.objectNode());
    }

    private List<ShopProfile> shops(Grant grant) {
        return world.shops().stream()
                .map(ShopWorld::profile)
                .filter(shop -> grant.shops().contains(shop.key()))
                .toList();
    }
}
