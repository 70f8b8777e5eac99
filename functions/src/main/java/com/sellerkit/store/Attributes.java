package com.sellerkit.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Records as DynamoDB's attributes, and back, exactly.
final class Attributes {
    static final String PARTITION = Index.TABLE.partition();
    static final String SORT = Index.TABLE.sort();
    static final String EXPIRES_AT = "expiresAt";
    static final String DUE_PARTITION = Index.DUE.partition();
    static final String DUE_AT = Index.DUE.sort();
    static final String PERSONAL = "pii";
    static final String KEY_SHOP = "keyShop";
    private static final Set<String> OWN =
            Stream.concat(
                            Stream.of(Index.values())
                                    .flatMap(index -> Stream.of(index.partition(), index.sort())),
                            Stream.of(EXPIRES_AT, PERSONAL, KEY_SHOP))
                    .collect(Collectors.toUnmodifiableSet());

    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue seconds(Instant at) {
        return AttributeValue.fromN(Long.toString(at.getEpochSecond()));
    }

    static AttributeValue millis(Instant at) {
        return AttributeValue.fromN(Long.toString(at.toEpochMilli()));
    }

    static Map<String, AttributeValue> key(Key key) {
        return Map.of(PARTITION, text(key.partition()), SORT, text(key.sort()));
    }

    static Map<String, AttributeValue> item(Item item, Sealing.Sealed sealed) {
        Map<String, AttributeValue> attributes =
                HashMap.newHashMap(sealed.plain().size() + OWN.size());
        attributes.putAll(key(item.key()));
        for (Map.Entry<String, JsonNode> field : sealed.plain().properties()) {
            attributes.put(field.getKey(), value(field.getValue()));
        }
        sealed.personal()
                .ifPresent(blob -> {
                    attributes.put(
                            PERSONAL, AttributeValue.fromB(SdkBytes.fromByteArray(blob.bytes())));
                    attributes.put(KEY_SHOP, text(blob.shop().value()));
                });
        item.places().forEach((index, place) -> place(attributes, index, place));
        item.due()
                .ifPresent(due -> {
                    attributes.put(DUE_PARTITION, text(due.partition()));
                    attributes.put(DUE_AT, millis(due.at()));
                });
        item.expiresAt().ifPresent(at -> attributes.put(EXPIRES_AT, seconds(at)));
        return attributes;
    }

    static Key key(Map<String, AttributeValue> attributes) {
        return new Key(needed(attributes, PARTITION).s(), needed(attributes, SORT).s());
    }

    static ObjectNode plainFields(Map<String, AttributeValue> attributes) {
        ObjectNode fields = Json.object();
        attributes.forEach((name, value) -> {
            if (!OWN.contains(name)) {
                fields.set(name, node(value));
            }
        });
        return fields;
    }

    static Optional<Sealing.Blob> personal(Map<String, AttributeValue> attributes) {
        return Optional.ofNullable(attributes.get(PERSONAL))
                .map(blob ->
                        new Sealing.Blob(
                                new ShopId(needed(attributes, KEY_SHOP).s()),
                                blob.b().asByteArray()));
    }

    static Map<Index, IndexKey> places(Map<String, AttributeValue> attributes) {
        Map<Index, IndexKey> places = new EnumMap<>(Index.class);
        for (Index index : Index.LISTS) {
            place(attributes, index).ifPresent(place -> places.put(index, place));
        }
        return places;
    }

    static Optional<IndexKey> place(Map<String, AttributeValue> attributes, Index index) {
        AttributeValue partition = attributes.get(index.partition());
        AttributeValue sort = attributes.get(index.sort());
        return partition == null || sort == null
                ? Optional.empty()
                : Optional.of(new IndexKey(partition.s(), sort.s()));
    }

    static Optional<Due> due(Map<String, AttributeValue> attributes) {
        AttributeValue partition = attributes.get(DUE_PARTITION);
        AttributeValue at = attributes.get(DUE_AT);
        return partition == null || at == null
                ? Optional.empty()
                : Optional.of(new Due(partition.s(), Instant.ofEpochMilli(Long.parseLong(at.n()))));
    }

    static Optional<Instant> expiry(Map<String, AttributeValue> attributes) {
        return Optional.ofNullable(attributes.get(EXPIRES_AT))
                .map(at -> Instant.ofEpochSecond(Long.parseLong(at.n())));
    }

    static Map<String, AttributeValue> position(Index index, String partition, Position position) {
        Map<String, AttributeValue> start = new HashMap<>(key(position.key()));
        position.indexKey()
                .ifPresent(place -> {
                    start.put(index.partition(), text(partition));
                    start.put(index.sort(), text(place.sort()));
                });
        position.due()
                .ifPresent(due -> {
                    start.put(DUE_PARTITION, text(partition));
                    start.put(DUE_AT, millis(due.at()));
                });
        return start;
    }

    static AttributeValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> text(node.textValue());
            case NUMBER -> AttributeValue.fromN(Numbers.text(node));
            case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
            case NULL -> AttributeValue.fromNul(true);
            case ARRAY -> {
                List<AttributeValue> elements = node.valueStream().map(Attributes::value).toList();
                yield AttributeValue.fromL(elements);
            }
            case OBJECT -> {
                Map<String, AttributeValue> members = HashMap.newHashMap(node.size());
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    members.put(member.getKey(), value(member.getValue()));
                }
                yield AttributeValue.fromM(members);
            }
            case BINARY, POJO, MISSING ->
                    throw new IllegalArgumentException(
                            "a record holds JSON only, not " + node.getNodeType());
        };
    }

    private static JsonNode node(AttributeValue value) {
        return switch (value.type()) {
            case S -> TextNode.valueOf(value.s());
            case N -> Numbers.node(new BigDecimal(value.n()));
            case BOOL -> BooleanNode.valueOf(value.bool());
            case NUL -> NullNode.getInstance();
            case L -> {
                ArrayNode list = Json.array();
                value.l().forEach(element -> list.add(node(element)));
                yield list;
            }
            case M -> {
                ObjectNode object = Json.object();
                value.m().forEach((name, member) -> object.set(name, node(member)));
                yield object;
            }
            case B, SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalStateException(
                            "an attribute of type %s was not written here".formatted(value.type()));
        };
    }

    private static void place(Map<String, AttributeValue> attributes, Index index, IndexKey place) {
        attributes.put(index.partition(), text(place.partition()));
        attributes.put(index.sort(), text(place.sort()));
    }

    private static AttributeValue needed(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored record lacks %s".formatted(name));
        }
        return value;
    }
}
