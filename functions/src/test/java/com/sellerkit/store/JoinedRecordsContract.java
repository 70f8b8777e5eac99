package com.sellerkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.Label;
import com.sellerkit.catalog.Purpose;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.Json;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every kind of store does alike that writes to several tables together.
public abstract class JoinedRecordsContract {
    private static final RecordType LEFT = type("left", Table.ACCOUNTS);
    private static final RecordType RIGHT = type("right", Table.SHOPS);

    private final Key key = new Key("joined#" + UUID.randomUUID(), "one");
    private final Key other = new Key(key.partition(), "other");

    /// The accounts and the shops table, joined.
    protected abstract Records records();

    @Test
    void writesToTwoTablesHappenTogether() {
        assertThat(records().write(List.of(put(LEFT, key, 1), put(RIGHT, other, 2))).isWritten())
                .isTrue();

        assertThat(count(LEFT, key)).isEqualTo(1);
        assertThat(count(RIGHT, other)).isEqualTo(2);
        assertThat(records().get(RIGHT, key, Read.PLAIN)).isEmpty();
        assertThat(records().query(Query.table(RIGHT, key.partition())).items()).hasSize(1);
        assertThat(records().getAll(LEFT, List.of(key, other), Read.PLAIN)).hasSize(1);
    }

    @Test
    void oneRefusalInAnyTableLeavesAllAsTheyAre() {
        records().write(put(RIGHT, other, 1));

        assertThat(records().write(List.of(put(LEFT, key, 1), put(RIGHT, other, 2))))
                .isEqualTo(new WriteOutcome.Refused(List.of(1)));

        assertThat(records().get(LEFT, key, Read.PLAIN)).isEmpty();
        assertThat(count(RIGHT, other)).isEqualTo(1);
    }

    @Test
    void aPatchThatChangesNothingIsACheck() {
        records().write(put(LEFT, key, 7));

        Write seven = Write.Patch.of(LEFT, key).when(Condition.equal("count", 7));
        Write eight = Write.Patch.of(LEFT, key).when(Condition.equal("count", 8));
        assertThat(records().write(List.of(eight, put(RIGHT, other, 1))).isWritten()).isFalse();
        assertThat(records().write(List.of(seven, put(RIGHT, other, 1))).isWritten()).isTrue();
    }

    @Test
    void aWriteThatNamesNoTableIsRefused() {
        for (Write write :
                List.of(
                        new Write.Check(key, Condition.ABSENT),
                        new Write.Delete(key, Condition.ALWAYS))) {
            assertThatThrownBy(() -> records().write(List.of(write, put(RIGHT, other, 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("names no table");
        }
    }

    private int count(RecordType type, Key at) {
        return records().get(type, at, Read.PLAIN).orElseThrow().fields().path("count").asInt();
    }

    private static Write put(RecordType type, Key at, int count) {
        return new Write.Put(
                Item.of(type, at, Json.object().put("count", count)), Condition.ABSENT);
    }

    private static RecordType type(String name, Table table) {
        return RecordType.of(
                name,
                "store",
                table,
                "joined#{id} | {side}",
                "One side of the contract tests.",
                Retention.WHILE_CONNECTED,
                Field.plain("count", Label.SYSTEM_OPERATIONS, Purpose.SYNCHRONISATION));
    }
}
