package com.sellerkit.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.vault.RecordCipher;
import com.sellerkit.vault.RecordContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What every kind of store does to a record on its way in and out: check, part, encrypt; decrypt,
/// merge.
final class Sealing {
    private static final int WRITES_MAX = 100;

    private final Table table;
    private final String tableName;
    private final RecordCipher cipher;

    Sealing(Table table, RecordCipher cipher) {
        this.table = table;
        this.tableName = table.name().toLowerCase(Locale.ROOT);
        this.cipher = cipher;
    }

    Table table() {
        return table;
    }

    /// A record as it is stored.
    ///
    /// @param plain the unencrypted fields
    /// @param personal the encrypted ones as one blob, if there are any
    record Sealed(ObjectNode plain, Optional<Blob> personal) {}

    /// The encrypted part of a record, and whose key opens it.
    static final class Blob {
        private final ShopId shop;
        private final byte[] bytes;

        Blob(ShopId shop, byte[] bytes) {
            this.shop = shop;
            this.bytes = bytes;
        }

        ShopId shop() {
            return shop;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    Sealed seal(Item item) {
        checkTable(item.type());
        checkExpiry(item);
        RecordShape.Parts parts = RecordShape.of(item.type()).part(item.fields());
        if (parts.personal().isEmpty()) {
            return new Sealed(parts.plain(), Optional.empty());
        }
        String first = parts.personal().fieldNames().next();
        ShopId shop =
                item.shop()
                        .orElseThrow(() ->
                                new UndeclaredData(
                                        item.type(),
                                        first,
                                        "needs the shop whose key encrypts it"));
        byte[] bytes =
                cipher.encrypt(
                        shop, context(item.type(), item.key()), Json.bytes(parts.personal()));
        return new Sealed(parts.plain(), Optional.of(new Blob(shop, bytes)));
    }

    ObjectNode patched(Write.Patch patch) {
        checkTable(patch.type());
        patch.remove().forEach(RecordShape.of(patch.type())::checkRemovable);
        return RecordShape.of(patch.type()).plainOnly(patch.set());
    }

    ObjectNode open(RecordType type, Key key, ObjectNode plain, Blob blob) {
        byte[] bytes = cipher.decrypt(blob.shop(), context(type, key), blob.bytes());
        return RecordShape.merged(plain, (ObjectNode) Json.parse(bytes));
    }

    private static void checkExpiry(Item item) {
        boolean needed =
                switch (item.type().retention()) {
                    case Retention.ForTime _, Retention.AsEvidence _ -> true;
                    case Retention.WhileConnected _, Retention.WhileAccountActive _ -> false;
                };
        if (needed && item.expiresAt().isEmpty()) {
            throw new UndeclaredData(
                    item.type(), "expiresAt", "is needed, as the record is kept for a time only");
        }
    }

    void checkTable(RecordType type) {
        if (type.table() != table) {
            throw new IllegalArgumentException(
                    "record type %s belongs to %s, not to %s".formatted(type, type.table(), table));
        }
    }

    /// What a write changes, where several tables are written together.
    ///
    /// @throws IllegalArgumentException if the write does not say
    static RecordType typeOf(Write write) {
        return switch (write) {
            case Write.Put(Item item, Condition _) -> item.type();
            case Write.Patch patch -> patch.type();
            case Write.Delete _, Write.Check _ ->
                    throw new IllegalArgumentException(
                            "a check or a deletion names no table; allowed are puts and patches");
        };
    }

    /// Checks what every kind of store asks of a list of writes.
    static void checkTogether(List<Write> writes) {
        if (writes.isEmpty() || writes.size() > WRITES_MAX) {
            throw new IllegalArgumentException(
                    "%d writes together; allowed is 1 to %d".formatted(writes.size(), WRITES_MAX));
        }
        if (writes.stream().map(Write::key).distinct().count() < writes.size()) {
            throw new IllegalArgumentException("two writes of one record cannot be done together");
        }
    }

    private RecordContext context(RecordType type, Key key) {
        // The length keeps a partition and a sort key from trading characters.
        String place = key.partition().length() + "|" + key.partition() + "|" + key.sort();
        return new RecordContext(tableName, place, type.name());
    }
}
