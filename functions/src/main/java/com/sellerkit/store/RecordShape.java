package com.sellerkit.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.Protection;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.Json;
import com.sellerkit.vault.SecretBox;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Holds a record against its declaration and parts it into what is plain and what is encrypted.
final class RecordShape {
    private static final Map<RecordType, RecordShape> SHAPES = new ConcurrentHashMap<>();

    private final RecordType type;
    private final Node root;

    private RecordShape(RecordType type) {
        this.type = type;
        this.root = new Node("", Optional.empty(), new HashMap<>());
        type.fields().forEach(this::place);
    }

    static RecordShape of(RecordType type) {
        return SHAPES.computeIfAbsent(type, RecordShape::new);
    }

    /// The two parts of a record; the personal one is empty if it has nothing to encrypt.
    record Parts(ObjectNode plain, ObjectNode personal) {}

    /// @throws UndeclaredData if the record holds what its type does not declare, or a secret in
    ///   the clear
    Parts part(ObjectNode fields) {
        ObjectNode plain = Json.object();
        ObjectNode personal = Json.object();
        partObject(fields, root, plain, personal);
        return new Parts(plain, personal);
    }

    /// The unencrypted top-level fields of a patch.
    ///
    /// @throws UndeclaredData as [#part(ObjectNode)], and if a field needs the shop's key
    ObjectNode plainOnly(ObjectNode fields) {
        Parts parts = part(fields);
        parts.personal()
                .fieldNames()
                .forEachRemaining(name -> {
                    throw new UndeclaredData(
                            type, name, "is encrypted and cannot be patched; put the whole record");
                });
        return parts.plain();
    }

    /// @throws UndeclaredData if a patch removes a field that is not declared or is encrypted
    void checkRemovable(String name) {
        Node node = root.children.get(name);
        if (node == null) {
            throw new UndeclaredData(type, name, "is not declared");
        }
        if (node.holdsPersonal()) {
            throw new UndeclaredData(
                    type, name, "is encrypted and cannot be patched; put the whole record");
        }
    }

    /// Puts the two parts together again.
    static ObjectNode merged(ObjectNode plain, ObjectNode personal) {
        ObjectNode merged = plain.deepCopy();
        mergeInto(merged, personal);
        return merged;
    }

    private static void mergeInto(ObjectNode target, ObjectNode more) {
        more.properties()
                .forEach(entry -> {
                    JsonNode there = target.get(entry.getKey());
                    if (there instanceof ObjectNode object
                            && entry.getValue() instanceof ObjectNode addition) {
                        mergeInto(object, addition);
                    } else if (there instanceof ArrayNode list
                            && entry.getValue() instanceof ArrayNode additions) {
                        mergeLists(list, additions);
                    } else {
                        target.set(entry.getKey(), entry.getValue());
                    }
                });
    }

    private static void mergeLists(ArrayNode target, ArrayNode more) {
        for (int i = 0; i < more.size(); i++) {
            if (target.get(i) instanceof ObjectNode object
                    && more.get(i) instanceof ObjectNode addition) {
                mergeInto(object, addition);
            }
        }
    }

    private void partObject(ObjectNode source, Node node, ObjectNode plain, ObjectNode personal) {
        for (Map.Entry<String, JsonNode> entry : source.properties()) {
            Node child = node.children.get(entry.getKey());
            if (child == null) {
                throw new UndeclaredData(type, node.pathOf(entry.getKey()), "is not declared");
            }
            partValue(entry.getKey(), entry.getValue(), child, plain, personal);
        }
    }

    private void partValue(
            String name, JsonNode value, Node node, ObjectNode plain, ObjectNode personal) {
        if (node.leaf.isPresent()) {
            partLeaf(name, value, node.leaf.get(), plain, personal);
            return;
        }
        switch (value) {
            case ObjectNode object -> {
                ObjectNode plainPart = Json.object();
                ObjectNode personalPart = Json.object();
                partObject(object, node, plainPart, personalPart);
                if (!personalPart.isEmpty()) {
                    personal.set(name, personalPart);
                }
                if (!plainPart.isEmpty() || personalPart.isEmpty()) {
                    plain.set(name, plainPart);
                }
            }
            case ArrayNode list -> partList(name, list, node, plain, personal);
            default -> {
                if (!value.isNull()) {
                    throw new UndeclaredData(
                            type, node.path, "is declared as an object, and is none");
                }
                plain.set(name, value);
            }
        }
    }

    private void partList(
            String name, ArrayNode list, Node node, ObjectNode plain, ObjectNode personal) {
        ArrayNode plainList = Json.array();
        ArrayNode personalList = Json.array();
        boolean anyPersonal = false;
        for (JsonNode element : list) {
            if (!(element instanceof ObjectNode object)) {
                throw new UndeclaredData(
                        type,
                        node.path,
                        "is declared as a list of objects, and holds another value");
            }
            ObjectNode personalPart = Json.object();
            partObject(object, node, plainList.addObject(), personalPart);
            anyPersonal |= !personalPart.isEmpty();
            personalList.add(personalPart);
        }
        plain.set(name, plainList);
        if (anyPersonal) {
            personal.set(name, personalList);
        }
    }

    private void partLeaf(
            String name, JsonNode value, Field field, ObjectNode plain, ObjectNode personal) {
        refuseObjects(value, field.path());
        switch (field.protection()) {
            case PLAIN -> plain.set(name, value);
            case SHOP_KEY -> personal.set(name, value);
            case SECRET -> {
                if (!value.isTextual() || !value.textValue().startsWith(SecretBox.PREFIX)) {
                    throw new UndeclaredData(
                            type, field.path(), "is a secret and was not sealed by the vault");
                }
                plain.set(name, value);
            }
        }
    }

    private void refuseObjects(JsonNode value, String path) {
        if (!(value instanceof ContainerNode<?> container)) {
            return;
        }
        if (container.isObject()) {
            throw new UndeclaredData(type, path, "is declared as a value, and is an object");
        }
        container.forEach(element -> refuseObjects(element, path));
    }

    private void place(Field field) {
        Node node = root;
        String[] names = field.path().split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            Optional<Field> leaf = i == names.length - 1 ? Optional.of(field) : Optional.empty();
            Node parent = node;
            node =
                    node.children.computeIfAbsent(
                            names[i], name -> new Node(parent.pathOf(name), leaf, new HashMap<>()));
        }
    }

    private record Node(String path, Optional<Field> leaf, Map<String, Node> children) {
        String pathOf(String child) {
            return path.isEmpty() ? child : path + "." + child;
        }

        boolean holdsPersonal() {
            return leaf.filter(field -> field.protection() == Protection.SHOP_KEY).isPresent()
                    || children.values().stream().anyMatch(Node::holdsPersonal);
        }
    }
}
