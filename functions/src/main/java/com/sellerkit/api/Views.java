package com.sellerkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.account.Membership;
import com.sellerkit.account.Terms;
import com.sellerkit.connect.Completion;
import com.sellerkit.connect.Connection;
import com.sellerkit.connect.MissingScope;
import com.sellerkit.connect.Permission;
import com.sellerkit.connect.Shop;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.PersonId;
import com.sellerkit.tiktok.SellerType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What features know, in the shapes of `docs/openapi.yaml`.
final class Views {

    private Views() {}

    static ObjectNode me(PersonId person, Optional<Membership> membership, Terms terms) {
        ObjectNode me = Json.object().put("personId", person.value());
        ObjectNode asked =
                Json.object()
                        .put("currentVersion", terms.version())
                        .put("lastUpdated", terms.lastUpdated().toString())
                        .put(
                                "required",
                                membership.filter(it -> it.accepted(terms.version())).isEmpty());
        membership.ifPresent(member -> {
            me.putObject("account")
                    .put("id", member.account().value())
                    .put(
                            "role",
                            switch (member.role()) {
                                case OWNER -> "owner";
                            })
                    .put("createdAt", member.since().toString());
            asked.putObject("accepted")
                    .put("version", member.termsVersion())
                    .put("acceptedAt", member.termsAcceptedAt().toString());
        });
        me.set("terms", asked);
        return me;
    }

    static ObjectNode permissions() {
        ObjectNode view = Json.object();
        ArrayNode permissions = view.putArray("permissions");
        for (Permission permission : Permission.ALL) {
            permissions
                    .addObject()
                    .put("scope", permission.scope())
                    .put("title", permission.title())
                    .put("usedFor", permission.usedFor())
                    .put("required", permission.required());
        }
        ArrayNode never = view.putArray("never");
        Permission.NEVER.forEach(never::add);
        return view;
    }

    static ObjectNode connection(Connection connection, Instant now) {
        ObjectNode view =
                Json.object()
                        .put("id", connection.id().value())
                        .put("state", state(connection))
                        .put("region", connection.market().name())
                        .put("sellerName", connection.sellerName())
                        .put("connectedAt", connection.connectedAt().toString())
                        .put("authorizationEndsAt", connection.authorizationEndsAt().toString());
        connection.reconnect().ifPresent(reason -> view.put("reason", reason.sentence()));
        connection
                .warning(now)
                .ifPresent(warning ->
                        view.putObject("warning")
                                .put("kind", "authorization-ending")
                                .put("daysLeft", warning.daysLeft())
                                .put("level", warning.level()));
        view.set("missingScopes", missingScopes(connection.missingScopes()));
        view.set("shops", shops(connection.shops()));
        return view;
    }

    static ArrayNode shops(List<Shop> shops) {
        ArrayNode views = Json.array();
        shops.forEach(shop -> views.add(shop(shop)));
        return views;
    }

    static ObjectNode completion(Completion completion) {
        ObjectNode view =
                Json.object()
                        .put("id", completion.id())
                        .put("origin", completion.origin().code())
                        .put("sellerName", completion.sellerName())
                        .put("expiresAt", completion.expiresAt().toString());
        view.set("missingScopes", missingScopes(completion.missingScopes()));
        ArrayNode shops = view.putArray("shops");
        for (Completion.ReachedShop shop : completion.shops()) {
            shops.addObject()
                    .put("id", shop.id().value())
                    .put("name", shop.name())
                    .put("region", shop.region())
                    .put("sellerType", sellerType(shop.sellerType()))
                    .put("ownership", ownership(shop.ownership()));
        }
        return view;
    }

    private static String state(Connection connection) {
        if (connection.hasEnded()) {
            return "ended";
        }
        return connection.reconnect().isEmpty() ? "connected" : "reconnect-needed";
    }

    static ObjectNode shop(Shop shop) {
        ObjectNode view =
                Json.object()
                        .put("id", shop.id().value())
                        .put("name", shop.name())
                        .put("region", shop.region().value())
                        .put("sellerType", sellerType(shop.sellerType()))
                        .put("connectedAt", shop.connectedAt().toString())
                        .put(
                                "state",
                                switch (shop.state()) {
                                    case CONNECTED -> "connected";
                                    case RECONNECT_NEEDED -> "reconnect-needed";
                                    case DISCONNECTED -> "disconnected";
                                })
                        .put("readOnly", shop.disconnection().isPresent())
                        .put("dataLocation", shop.dataLocation());
        shop.disconnection()
                .ifPresent(end ->
                        view.put("disconnectedAt", end.at().toString())
                                .put("disconnectedBy", end.by().code())
                                .put("deleteAt", end.deleteAt().toString()));
        return view;
    }

    private static ArrayNode missingScopes(List<MissingScope> scopes) {
        ArrayNode views = Json.array();
        for (MissingScope scope : scopes) {
            views.addObject().put("scope", scope.scope()).put("consequence", scope.consequence());
        }
        return views;
    }

    private static String sellerType(SellerType type) {
        return switch (type) {
            case CROSS_BORDER -> "cross-border";
            // A kind that TikTok added since sells at home until it is known to do otherwise.
            case LOCAL, OTHER -> "local";
        };
    }

    private static String ownership(Completion.Ownership ownership) {
        return switch (ownership) {
            case NEW -> "new";
            case YOURS -> "yours";
            case ANOTHER_ACCOUNT -> "another-account";
        };
    }
}
