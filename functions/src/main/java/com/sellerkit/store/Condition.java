package com.sellerkit.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;

/// What must be true of the record as it is stored, for a write to happen.
///
/// Fields are top-level names of unencrypted fields. A comparison with a field that is not there is
/// false.
public sealed interface Condition {
    /// Nothing is asked.
    Condition ALWAYS = new Always();

    /// There is no such record.
    Condition ABSENT = new Absent();

    /// There is such a record.
    Condition PRESENT = new Present();

    static Condition equal(String field, String value) {
        return new Equals(field, TextNode.valueOf(value));
    }

    static Condition equal(String field, long value) {
        return new Equals(field, LongNode.valueOf(value));
    }

    static Condition equal(String field, boolean value) {
        return new Equals(field, BooleanNode.valueOf(value));
    }

    /// Texts compare by their UTF-8 bytes.
    static Condition lessThan(String field, String value) {
        return new LessThan(field, TextNode.valueOf(value));
    }

    static Condition lessThan(String field, long value) {
        return new LessThan(field, LongNode.valueOf(value));
    }

    static Condition missing(String field) {
        return new Missing(field);
    }

    static Condition dueAt(Instant at) {
        return new DueAt(at);
    }

    static Condition absentOr(Condition condition) {
        return new AbsentOr(condition);
    }

    static Condition all(Condition... conditions) {
        return new All(List.of(conditions));
    }

    static Condition any(Condition... conditions) {
        return new Any(List.of(conditions));
    }

    /// See [#ALWAYS].
    record Always() implements Condition {}

    /// See [#ABSENT].
    record Absent() implements Condition {}

    /// See [#PRESENT].
    record Present() implements Condition {}

    /// The field has exactly this text, number or truth value.
    record Equals(String field, JsonNode value) implements Condition {}

    /// The field is a text or number of the same kind, and less.
    record LessThan(String field, JsonNode value) implements Condition {}

    /// The field is not there, whether or not the record is.
    record Missing(String field) implements Condition {}

    /// The record is due at exactly this millisecond.
    record DueAt(Instant at) implements Condition {
        public DueAt {
            at = Instant.ofEpochMilli(at.toEpochMilli());
        }
    }

    /// There is no such record, or the condition holds.
    record AbsentOr(Condition condition) implements Condition {}

    /// All of one or more conditions.
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
            refuseEmpty(conditions);
        }
    }

    /// At least one of one or more conditions.
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
            refuseEmpty(conditions);
        }
    }

    private static void refuseEmpty(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("a combined condition needs at least one part");
        }
    }
}
