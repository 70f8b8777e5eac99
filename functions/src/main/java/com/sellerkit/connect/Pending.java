package com.sellerkit.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.ConnectionId;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.PersonId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.tiktok.AuthorizedShop;
import com.sellerkit.tiktok.SellerType;
import com.sellerkit.vault.TokenOwner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A completion as it is stored.
record Pending(
        String id,
        Completion.Origin origin,
        Phase phase,
        String cookieDigest,
        Optional<PersonId> person,
        Optional<AccountId> account,
        Optional<String> sealedCode,
        Instant validUntil,
        Instant attemptUntil,
        Optional<ConnectFault> fault,
        Optional<ConnectionId> tokensId,
        String openId,
        String sellerName,
        Set<String> grantedScopes,
        Instant accessExpiresAt,
        Instant authorizationEndsAt,
        List<AuthorizedShop> shops,
        List<ShopId> chosen,
        Optional<ConnectionId> connection,
        Optional<ConnectionId> supersededTokensId) {

    static Pending read(ObjectNode fields) {
        return new Pending(
                fields.path("completionId").asText(),
                Completion.Origin.of(fields.path("origin").asText()),
                Phase.of(fields.path("phase").asText()),
                fields.path("cookieDigest").asText(),
                text(fields, "personId").map(PersonId::new),
                text(fields, "accountId").map(AccountId::new),
                text(fields, "code"),
                moment(fields, "validUntil"),
                moment(fields, "attemptUntil"),
                text(fields, "fault").flatMap(ConnectFault::of),
                text(fields, "tokensId").map(ConnectionId::new),
                fields.path("openId").asText(),
                fields.path("sellerName").asText(),
                Set.copyOf(texts(fields.path("grantedScopes"))),
                moment(fields, "accessExpiresAt"),
                moment(fields, "authorizationEndsAt"),
                shops(fields.path("shops")),
                texts(fields.path("chosen")).stream().map(ShopId::new).toList(),
                text(fields, "connectionId").map(ConnectionId::new),
                text(fields, "supersededTokensId").map(ConnectionId::new));
    }

    /// What the seal of the code is bound to.
    static Map<String, String> sealContext(String completionId) {
        return Map.of("purpose", "authorization-code", "completion", completionId);
    }

    /// Under whom the vault keeps this completion's tokens, from the exchange on; confirming only
    /// points at them, so that they never have to be moved.
    Optional<TokenOwner> tokensOwner() {
        return account.flatMap(owner -> tokensId.map(id -> new TokenOwner(owner, id)));
    }

    boolean belongsTo(PersonId someone, AccountId owner) {
        return person.equals(Optional.of(someone)) && account.equals(Optional.of(owner));
    }

    static ArrayNode written(Collection<AuthorizedShop> shops) {
        ArrayNode array = Json.array();
        for (AuthorizedShop shop : shops) {
            array.addObject()
                    .put("id", shop.id().value())
                    .put("name", shop.name())
                    .put("region", shop.region())
                    .put("sellerType", shop.sellerType().name())
                    .put("cipher", shop.cipher());
        }
        return array;
    }

    static ArrayNode writtenTexts(Iterable<?> values) {
        ArrayNode array = Json.array();
        values.forEach(value -> array.add(value.toString()));
        return array;
    }

    static List<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(value -> texts.add(value.asText()));
        return List.copyOf(texts);
    }

    static SellerType sellerType(JsonNode node) {
        for (SellerType type : SellerType.values()) {
            if (type.name().equals(node.asText())) {
                return type;
            }
        }
        return SellerType.OTHER;
    }

    static Optional<String> text(ObjectNode fields, String name) {
        return fields.path(name).isTextual()
                ? Optional.of(fields.path(name).textValue())
                : Optional.empty();
    }

    static Instant moment(ObjectNode fields, String name) {
        return Instant.ofEpochMilli(fields.path(name).asLong());
    }

    static Optional<Instant> momentIfAny(ObjectNode fields, String name) {
        return fields.has(name) ? Optional.of(moment(fields, name)) : Optional.empty();
    }

    private static List<AuthorizedShop> shops(JsonNode array) {
        List<AuthorizedShop> shops = new ArrayList<>();
        for (JsonNode shop : array) {
            shops.add(
                    new AuthorizedShop(
                            new ShopId(shop.path("id").asText()),
                            shop.path("name").asText(),
                            shop.path("region").asText(),
                            sellerType(shop.path("sellerType")),
                            shop.path("cipher").asText(),
                            ""));
        }
        return List.copyOf(shops);
    }
}
