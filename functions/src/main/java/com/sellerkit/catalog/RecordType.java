package com.sellerkit.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One kind of record that may be stored, declared once by the feature that owns it.
///
/// @param name the kind, such as `order`: lower-case words joined by `-`
/// @param owner the package of the feature that declares it, such as `sync`
/// @param table where it is kept
/// @param keptAs what its key is made of, for the data map, such as `{shopId}#order | {orderId}`
/// @param description what it is, in one sentence for sellers and auditors
/// @param retention how long it is kept
/// @param fields every field it may have
public record RecordType(
        String name,
        String owner,
        Table table,
        String keptAs,
        String description,
        Retention retention,
        List<Field> fields) {
    /// Names that the store needs for itself.
    private static final Set<String> RESERVED =
            Set.of(
                    "pk",
                    "sk",
                    "expiresAt",
                    "g1pk",
                    "g1sk",
                    "g2pk",
                    "g2sk",
                    "duePk",
                    "dueAt",
                    "pii",
                    "keyShop");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+){0,5}");

    public RecordType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "record type '%s': lower-case words joined by -".formatted(name));
        }
        if (owner.isBlank() || keptAs.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException(
                    "record type %s needs an owner, a key and a sentence".formatted(name));
        }
        fields = List.copyOf(fields);
        Map<String, Field> byPath = new HashMap<>();
        for (Field field : fields) {
            if (RESERVED.contains(field.path().split("\\.", 2)[0])) {
                throw new IllegalArgumentException(
                        "record type %s: the name %s is the store's own"
                                .formatted(name, field.path()));
            }
            if (byPath.put(field.path(), field) != null) {
                throw new IllegalArgumentException(
                        "record type %s declares %s twice".formatted(name, field.path()));
            }
        }
        for (String path : byPath.keySet()) {
            if (byPath.keySet().stream().anyMatch(other -> other.startsWith(path + "."))) {
                throw new IllegalArgumentException(
                        "record type %s: %s is both a value and an object".formatted(name, path));
            }
        }
    }

    /// A type with its fields; the order of the fields is that of the data map.
    public static RecordType of(
            String name,
            String owner,
            Table table,
            String keptAs,
            String description,
            Retention retention,
            Field... fields) {
        return new RecordType(
                name, owner, table, keptAs, description, retention, Arrays.asList(fields));
    }

    /// The record types that one feature keeps in one table.
    public static Family family(String owner, Table table) {
        return new Family(owner, table);
    }

    /// What the record types of a feature share.
    ///
    /// @param owner the package of the feature
    public record Family(String owner, Table table) {
        /// A type of this family; the order of the fields is that of the data map.
        public RecordType type(
                String name,
                String keptAs,
                String description,
                Retention retention,
                Field... fields) {
            return RecordType.of(name, owner, table, keptAs, description, retention, fields);
        }
    }

    /// The field at a dotted path, if it is declared.
    public Optional<Field> field(String path) {
        return fields.stream().filter(field -> field.path().equals(path)).findFirst();
    }

    /// Whether any field needs the shop's key, so that a record needs its shop.
    public boolean needsShop() {
        return fields.stream().anyMatch(field -> field.protection() == Protection.SHOP_KEY);
    }

    /// Cheap, as types are looked up with every record.
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /// The name, so that a log or an error never prints all the fields.
    @Override
    public String toString() {
        return name;
    }
}
