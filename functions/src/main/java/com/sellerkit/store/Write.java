package com.sellerkit.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.platform.Json;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// One change of one record, under a condition.
public sealed interface Write {
    /// The record that is changed or checked.
    Key key();

    /// What must be true for it.
    Condition condition();

    /// Stores the whole record, in place of any there was.
    record Put(Item item, Condition condition) implements Write {
        @Override
        public Key key() {
            return item.key();
        }
    }

    /// Changes some unencrypted top-level fields of a record that exists; one that does not refuses
    /// the patch.
    ///
    /// @param set the fields to set
    /// @param remove the fields to take away
    /// @param places what becomes of its places in the lists; in those not named it stays
    record Patch(
            Key key,
            RecordType type,
            ObjectNode set,
            Set<String> remove,
            Map<Index, Change<IndexKey>> places,
            Change<Due> due,
            Change<Instant> expiresAt,
            Condition condition)
            implements Write {
        public Patch {
            remove = Set.copyOf(remove);
            places = Map.copyOf(places);
        }

        /// A patch that changes nothing yet.
        public static Patch of(RecordType type, Key key) {
            return new Patch(
                    key,
                    type,
                    Json.object(),
                    Set.of(),
                    Map.of(),
                    Change.keep(),
                    Change.keep(),
                    Condition.PRESENT);
        }

        /// Sets these fields too.
        public Patch set(ObjectNode fields) {
            ObjectNode more = set.deepCopy();
            more.setAll(fields);
            return new Patch(key, type, more, remove, places, due, expiresAt, condition);
        }

        public Patch set(String field, String value) {
            return set(Json.object().put(field, value));
        }

        public Patch set(String field, long value) {
            return set(Json.object().put(field, value));
        }

        public Patch set(String field, boolean value) {
            return set(Json.object().put(field, value));
        }

        /// Takes these fields away too.
        public Patch remove(String... fields) {
            Set<String> more = new HashSet<>(remove);
            more.addAll(Set.of(fields));
            return new Patch(key, type, set, more, places, due, expiresAt, condition);
        }

        /// Lists the record elsewhere in an index, or takes it out of it, too.
        public Patch place(Index index, Change<IndexKey> change) {
            Map<Index, Change<IndexKey>> more = new EnumMap<>(Index.class);
            more.putAll(places);
            more.put(index, change);
            return new Patch(key, type, set, remove, more, due, expiresAt, condition);
        }

        public Patch due(Change<Due> change) {
            return new Patch(key, type, set, remove, places, change, expiresAt, condition);
        }

        public Patch expiresAt(Change<Instant> change) {
            return new Patch(key, type, set, remove, places, due, change, condition);
        }

        /// The same patch under this condition; that the record exists is always asked as well.
        public Patch when(Condition other) {
            return new Patch(key, type, set, remove, places, due, expiresAt, other);
        }
    }

    /// Deletes the record; one that does not exist is fine, unless the condition says otherwise.
    record Delete(Key key, Condition condition) implements Write {}

    /// Changes nothing, but lets the other writes happen only if its condition holds.
    record Check(Key key, Condition condition) implements Write {}
}
