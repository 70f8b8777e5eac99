package com.sellerkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.Label;
import com.sellerkit.catalog.Purpose;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.vault.CannotOpen;
import com.sellerkit.vault.SecretBox;
import com.sellerkit.vault.ShopKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every kind of record store does alike; an engine's own test extends it.
///
/// The table may hold anything already: every test works under names of its own.
public abstract class RecordsContract {
    /// The type that the tests store, in the shops table.
    protected static final RecordType PARCEL =
            RecordType.of(
                    "parcel",
                    "store",
                    Table.SHOPS,
                    "{shopId}#parcel | {parcelId}",
                    "A parcel of the contract tests.",
                    Retention.WHILE_CONNECTED,
                    plain("version"),
                    plain("status"),
                    plain("count"),
                    plain("open"),
                    plain("amount"),
                    plain("tags"),
                    plain("size.width"),
                    plain("size.unit"),
                    plain("lines.sku"),
                    buyer("lines.note", Label.USER_CONTENT_PRIVATE),
                    buyer("recipient.name", Label.USER_NAME),
                    buyer("recipient.address.street", Label.USER_CONTACT_ADDRESS_STREET),
                    plain("recipient.country"),
                    buyer("message", Label.USER_CONTENT_PRIVATE),
                    Field.secret(
                            "code", Label.USER_AUTHORIZATION_CREDENTIALS, Purpose.SYNCHRONISATION));

    private Records records;
    private ShopId shop;
    private String partition;

    /// The shops table, as the adapter under test reaches it.
    protected abstract Records records();

    /// The keys that the records above are encrypted under.
    protected abstract ShopKeys keys();

    @BeforeEach
    void openTable() {
        records = records();
        shop = new ShopId("7" + UUID.randomUUID().toString().replace("-", "").substring(0, 18));
        partition = shop + "#parcel";
    }

    @Test
    void whatIsPutIsReadBackExactly() {
        ObjectNode fields =
                object(
                        """
                        {"version": "0000000001", "count": 9007199254740993, "open": true, "amount": 12.5,
                         "tags": ["a", "b", ""], "size": {"width": -3, "unit": null},
                         "lines": [{"sku": "S-1"}, {}, {"sku": "S-2"}], "status": "…emoji 🛒 and \\"quotes\\""}
                        """);
        write(new Write.Put(Item.of(PARCEL, key("1"), fields), Condition.ALWAYS));

        Item read = records.get(PARCEL, key("1"), Read.PLAIN).orElseThrow();

        assertThat(read.fields()).isEqualTo(fields);
        assertThat(read.key()).isEqualTo(key("1"));
        assertThat(read.place(Index.INDEX1)).isEmpty();
        assertThat(read.due()).isEmpty();
        assertThat(read.expiresAt()).isEmpty();
    }

    @Test
    void aRecordThatIsNotThereIsEmpty() {
        assertThat(records.get(PARCEL, key("none"), Read.PLAIN)).isEmpty();
    }

    @Test
    void encryptedFieldsComeBackOnlyWhenAskedFor() {
        keys().create(shop);
        ObjectNode fields =
                object(
                        """
                        {"version": "1", "message": "ring twice",
                         "recipient": {"name": "Invented Person", "country": "US", "address": {"street": "1 Example Road"}},
                         "lines": [{"sku": "S-1", "note": "gift"}, {"sku": "S-2"}, {"note": "for \\"you\\""}]}
                        """);
        write(new Write.Put(Item.of(PARCEL, key("1"), fields).ofShop(shop), Condition.ALWAYS));

        ObjectNode plain = records.get(PARCEL, key("1"), Read.PLAIN).orElseThrow().fields();
        ObjectNode whole = records.get(PARCEL, key("1"), Read.WITH_PERSONAL).orElseThrow().fields();

        assertThat(plain)
                .isEqualTo(
                        object(
                                """
                                {"version": "1", "recipient": {"country": "US"},
                                 "lines": [{"sku": "S-1"}, {"sku": "S-2"}, {}]}
                                """));
        assertThat(whole).isEqualTo(fields);
    }

    @Test
    void encryptedFieldsOfAShopWhoseKeyIsDestroyedNeverOpenAgain() {
        keys().create(shop);
        write(new Write.Put(personal("1", "ring twice"), Condition.ALWAYS));

        keys().destroy(shop);
        keys().create(shop);

        assertThat(records.get(PARCEL, key("1"), Read.PLAIN)).isPresent();
        assertThatThrownBy(() -> records.get(PARCEL, key("1"), Read.WITH_PERSONAL))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void anUndeclaredFieldIsRefusedByNameAndNothingIsStored() {
        Item item =
                Item.of(PARCEL, key("1"), object("{\"size\": {\"weight\": \"visible-value\"}}"));

        assertThatThrownBy(() -> records.write(new Write.Put(item, Condition.ALWAYS)))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("parcel")
                .hasMessageContaining("size.weight")
                .hasMessageNotContaining("visible-value");
        assertThat(records.get(PARCEL, key("1"), Read.PLAIN)).isEmpty();
    }

    @Test
    void anUndeclaredFieldOfAPatchIsRefused() {
        put("1", "{\"version\": \"1\"}");

        assertThatThrownBy(
                        () -> records.write(Write.Patch.of(PARCEL, key("1")).set("colour", "red")))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> records.write(Write.Patch.of(PARCEL, key("1")).remove("colour")))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("colour");
    }

    @Test
    void anObjectWhereAValueIsDeclaredIsRefused() {
        assertThatThrownBy(() -> put("1", "{\"status\": {\"name\": \"x\"}}"))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("status");
        assertThatThrownBy(() -> put("1", "{\"tags\": [{\"name\": \"x\"}]}"))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("tags");
        assertThatThrownBy(() -> put("1", "{\"size\": 4}"))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("size");
    }

    @Test
    void personalDataWithoutItsShopIsRefused() {
        assertThatThrownBy(() -> put("1", "{\"message\": \"ring twice\"}"))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("message")
                .hasMessageNotContaining("ring twice");
    }

    @Test
    void encryptedFieldsCannotBePatched() {
        put("1", "{\"version\": \"1\"}");

        assertThatThrownBy(
                        () -> records.write(Write.Patch.of(PARCEL, key("1")).set("message", "x")))
                .isInstanceOf(UndeclaredData.class);
        assertThatThrownBy(
                        () -> records.write(Write.Patch.of(PARCEL, key("1")).remove("recipient")))
                .isInstanceOf(UndeclaredData.class);
    }

    @Test
    void aSecretInTheClearIsRefusedAndASealedOneIsKept() {
        assertThatThrownBy(() -> put("1", "{\"code\": \"clear-code\"}"))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("code")
                .hasMessageNotContaining("clear-code");

        put("1", "{\"code\": \"%sAAAA\"}".formatted(SecretBox.PREFIX));
        assertThat(records.get(PARCEL, key("1"), Read.PLAIN)).isPresent();
    }

    @Test
    void aTypeOfAnotherTableIsRefused() {
        RecordType stranger =
                RecordType.of(
                        "stranger",
                        "store",
                        Table.LEDGER,
                        "x",
                        "A record of another table.",
                        Retention.WHILE_CONNECTED,
                        plain("version"));

        assertThatThrownBy(() ->
                        records.write(
                                new Write.Put(
                                        Item.of(stranger, key("1"), Json.object()),
                                        Condition.ALWAYS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stranger");
    }

    @Test
    void aPutThatWantsAbsenceHappensOnce() {
        Write write =
                new Write.Put(
                        Item.of(PARCEL, key("1"), object("{\"version\": \"1\"}")),
                        Condition.ABSENT);

        assertThat(records.write(write)).isEqualTo(new WriteOutcome.Written());
        assertThat(records.write(write)).isEqualTo(new WriteOutcome.Refused(List.of(0)));
    }

    @Test
    void onlyANewerVersionReplacesWhatIsThere() {
        assertThat(upsert("1", "0000000002#0000000000010")).isTrue();
        assertThat(upsert("1", "0000000002#0000000000010")).isFalse();
        assertThat(upsert("1", "0000000001#0000000000099")).isFalse();
        assertThat(upsert("1", "0000000002#0000000000011")).isTrue();
        assertThat(version("1")).isEqualTo("0000000002#0000000000011");
    }

    @Test
    void anyOrderAndDuplicationOfDeliveriesEndsInTheNewest() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            List<String> versions = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                versions.add("%010d#%013d".formatted(random.nextInt(3), random.nextInt(3)));
            }
            versions.addAll(List.copyOf(versions));
            Collections.shuffle(versions, random);
            String id = "round-" + round;

            versions.forEach(version -> upsert(id, version));

            assertThat(version(id)).as("seed %d", seed).isEqualTo(Collections.max(versions));
        }
    }

    @Test
    void aPatchChangesOnlyWhatItNames() {
        keys().create(shop);
        Item item = personal("1", "ring twice");
        item.fields().put("status", "NEW").put("count", 1);
        write(
                new Write.Put(
                        item.in(Index.INDEX1, partition, "a").withDue(partition, at(5)),
                        Condition.ALWAYS));

        write(
                Write.Patch.of(PARCEL, key("1"))
                        .set("status", "SENT")
                        .remove("count")
                        .place(Index.INDEX1, Change.to(new IndexKey(partition, "b")))
                        .due(Change.clear()));

        Item read = records.get(PARCEL, key("1"), Read.WITH_PERSONAL).orElseThrow();
        assertThat(read.fields())
                .isEqualTo(
                        object(
                                "{\"version\":\"1\",\"status\":\"SENT\",\"message\":\"ring twice\"}"));
        assertThat(read.place(Index.INDEX1)).contains(new IndexKey(partition, "b"));
        assertThat(read.due()).isEmpty();
    }

    @Test
    void aPatchOfARecordThatIsNotThereIsRefused() {
        assertThat(records.write(Write.Patch.of(PARCEL, key("1")).set("status", "SENT")))
                .isEqualTo(new WriteOutcome.Refused(List.of(0)));
        assertThat(
                        records.write(
                                Write.Patch.of(PARCEL, key("1"))
                                        .set("status", "SENT")
                                        .when(Condition.ALWAYS)))
                .isEqualTo(new WriteOutcome.Refused(List.of(0)));
        assertThat(records.get(PARCEL, key("1"), Read.PLAIN)).isEmpty();
    }

    @Test
    void aPatchThatChangesNothingStillAsksItsCondition() {
        put("1", "{\"version\": \"1\"}");

        assertThat(records.write(Write.Patch.of(PARCEL, key("1"))).isWritten()).isTrue();
        assertThat(
                        records.write(
                                        Write.Patch.of(PARCEL, key("1"))
                                                .when(Condition.equal("version", "2")))
                                .isWritten())
                .isFalse();
    }

    @Test
    void conditionsCompareWhatIsStored() {
        Item item =
                Item.of(PARCEL, key("1"), object("{\"version\":\"b\",\"count\":10,\"open\":true}"));
        write(new Write.Put(item.withDue(partition, at(7)), Condition.ALWAYS));

        assertThat(holds(Condition.ALWAYS)).isTrue();
        assertThat(holds(Condition.PRESENT)).isTrue();
        assertThat(holds(Condition.ABSENT)).isFalse();
        assertThat(holds(Condition.equal("version", "b"))).isTrue();
        assertThat(holds(Condition.equal("version", "a"))).isFalse();
        assertThat(holds(Condition.equal("count", 10))).isTrue();
        assertThat(holds(Condition.equal("count", "10"))).isFalse();
        assertThat(holds(Condition.equal("open", true))).isTrue();
        assertThat(holds(Condition.equal("open", false))).isFalse();
        assertThat(holds(Condition.lessThan("version", "c"))).isTrue();
        assertThat(holds(Condition.lessThan("version", "b"))).isFalse();
        assertThat(holds(Condition.lessThan("count", 11))).isTrue();
        assertThat(holds(Condition.lessThan("count", 9))).isFalse();
        assertThat(holds(Condition.lessThan("status", "z"))).isFalse();
        assertThat(holds(Condition.equal("status", "z"))).isFalse();
        assertThat(holds(Condition.missing("status"))).isTrue();
        assertThat(holds(Condition.missing("version"))).isFalse();
        assertThat(holds(Condition.dueAt(at(7)))).isTrue();
        assertThat(holds(Condition.dueAt(at(8)))).isFalse();
        assertThat(holds(Condition.absentOr(Condition.equal("version", "b")))).isTrue();
        assertThat(holds(Condition.absentOr(Condition.equal("version", "c")))).isFalse();
        assertThat(holds(Condition.all(Condition.PRESENT, Condition.equal("count", 10)))).isTrue();
        assertThat(holds(Condition.all(Condition.PRESENT, Condition.equal("count", 11)))).isFalse();
        assertThat(holds(Condition.any(Condition.ABSENT, Condition.equal("count", 10)))).isTrue();
        assertThat(holds(Condition.any(Condition.ABSENT, Condition.equal("count", 11)))).isFalse();
    }

    @Test
    void severalWritesHappenTogetherOrNotAtAll() {
        put("gate", "{\"count\": 3}");
        Write check = new Write.Check(key("gate"), Condition.equal("count", 3));
        Write late = new Write.Check(key("gate"), Condition.equal("count", 2));
        Write first =
                new Write.Put(
                        Item.of(PARCEL, key("1"), object("{\"version\":\"1\"}")), Condition.ABSENT);
        Write second =
                new Write.Put(
                        Item.of(PARCEL, key("2"), object("{\"version\":\"1\"}")), Condition.ABSENT);

        assertThat(records.write(List.of(late, first, second)))
                .isEqualTo(new WriteOutcome.Refused(List.of(0)));
        assertThat(records.getAll(PARCEL, List.of(key("1"), key("2")), Read.PLAIN)).isEmpty();

        assertThat(records.write(List.of(check, first, second)))
                .isEqualTo(new WriteOutcome.Written());
        assertThat(records.getAll(PARCEL, List.of(key("1"), key("2")), Read.PLAIN)).hasSize(2);

        assertThat(records.write(List.of(check, first, second)))
                .isEqualTo(new WriteOutcome.Refused(List.of(1, 2)));
    }

    @Test
    void writesThatWereMadeReadyHappenTogetherWithTheLastOneOrNotAtAll() {
        keys().create(shop);
        put("gate", "{\"count\": 1}");
        ObjectNode fields = object("{\"version\":\"1\",\"message\":\"ring twice\"}");
        Write first =
                new Write.Put(Item.of(PARCEL, key("1"), fields).ofShop(shop), Condition.ABSENT);
        Write second =
                new Write.Put(
                        Item.of(PARCEL, key("2"), object("{\"version\":\"1\"}")), Condition.ALWAYS);
        Records.Ready ready = records.ready(List.of(first, second));

        assertThat(ready.write(new Write.Check(key("gate"), Condition.equal("count", 2))))
                .isEqualTo(new WriteOutcome.Refused(List.of(2)));
        assertThat(records.getAll(PARCEL, List.of(key("1"), key("2")), Read.PLAIN)).isEmpty();

        Write last = Write.Patch.of(PARCEL, key("gate")).set("count", 2);
        assertThat(ready.write(last)).isEqualTo(new WriteOutcome.Written());
        assertThat(records.get(PARCEL, key("1"), Read.WITH_PERSONAL).orElseThrow().fields())
                .isEqualTo(fields);
        assertThat(records.get(PARCEL, key("2"), Read.PLAIN)).isPresent();

        assertThat(ready.write(last)).isEqualTo(new WriteOutcome.Refused(List.of(0)));
        assertThatThrownBy(() -> ready.write(second)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLastWriteIsDoneAloneIfNothingWasMadeReady() {
        put("gate", "{\"count\": 1}");
        Records.Ready ready = records.ready(List.of());

        assertThat(ready.write(new Write.Check(key("gate"), Condition.equal("count", 1))))
                .isEqualTo(new WriteOutcome.Written());
        assertThat(
                        ready.write(
                                Write.Patch.of(PARCEL, key("gate"))
                                        .set("count", 2)
                                        .when(Condition.equal("count", 7))))
                .isEqualTo(new WriteOutcome.Refused(List.of(0)));
    }

    @Test
    void aSupersededHolderIsRefusedByTheGate() {
        put("gate", "{\"count\": 1}");
        Condition mine = Condition.equal("count", 1);
        Write order =
                new Write.Put(
                        Item.of(PARCEL, key("1"), object("{\"version\":\"1\"}")), Condition.ALWAYS);

        write(Write.Patch.of(PARCEL, key("gate")).set("count", 2).when(mine));

        assertThat(records.write(List.of(new Write.Check(key("gate"), mine), order)).isWritten())
                .isFalse();
        assertThat(records.get(PARCEL, key("1"), Read.PLAIN)).isEmpty();
    }

    @Test
    void aHundredWritesFitTogetherAndNoMore() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            writes.add(
                    new Write.Put(
                            Item.of(
                                    PARCEL,
                                    key("%03d".formatted(i)),
                                    object("{\"version\":\"1\"}")),
                            Condition.ABSENT));
        }

        assertThatThrownBy(() -> records.write(writes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(records.write(writes.subList(0, 100)).isWritten()).isTrue();
        assertThatThrownBy(() -> records.write(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoWritesOfOneRecordAreNeverTogether() {
        Write put = new Write.Put(Item.of(PARCEL, key("1"), Json.object()), Condition.ALWAYS);
        Write delete = new Write.Delete(key("1"), Condition.ALWAYS);

        assertThatThrownBy(() -> records.write(List.of(put, delete)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeleteIsDoneOnceAndIsFineAgain() {
        put("1", "{\"version\": \"1\"}");

        assertThat(records.write(new Write.Delete(key("1"), Condition.ALWAYS)).isWritten())
                .isTrue();
        assertThat(records.get(PARCEL, key("1"), Read.PLAIN)).isEmpty();
        assertThat(records.write(new Write.Delete(key("1"), Condition.ALWAYS)).isWritten())
                .isTrue();
        assertThat(records.write(new Write.Delete(key("1"), Condition.PRESENT)).isWritten())
                .isFalse();
    }

    @Test
    void manyRecordsAreReadAtOnceWhateverTheirNumber() {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            keys.add(key("%03d".formatted(i)));
        }
        for (int from = 0; from < 210; from += 70) {
            write(
                    keys.subList(from, from + 70).stream()
                            .<Write>map(key ->
                                    new Write.Put(
                                            Item.of(PARCEL, key, object("{\"version\":\"1\"}")),
                                            Condition.ALWAYS))
                            .toList());
        }
        keys.add(keys.getFirst());

        List<Item> found = records.getAll(PARCEL, keys, Read.PLAIN);

        assertThat(found).hasSize(210);
        assertThat(found.stream().map(Item::key))
                .containsExactlyInAnyOrderElementsOf(keys.subList(0, 210));
        assertThat(records.getAll(PARCEL, List.of(), Read.PLAIN)).isEmpty();
    }

    @Test
    void aPartitionIsReadInOrderAndInSlices() {
        for (String id : List.of("b-2", "a-1", "b-1", "c-1", "b-3")) {
            put(id, "{\"version\": \"1\"}");
        }

        assertThat(sorts(Query.table(PARCEL, partition)))
                .containsExactly("a-1", "b-1", "b-2", "b-3", "c-1");
        assertThat(sorts(Query.table(PARCEL, partition).newestFirst()))
                .containsExactly("c-1", "b-3", "b-2", "b-1", "a-1");
        assertThat(sorts(Query.table(PARCEL, partition).prefix("b-")))
                .containsExactly("b-1", "b-2", "b-3");
        assertThat(sorts(Query.table(PARCEL, partition).between("a-2", "b-2")))
                .containsExactly("b-1", "b-2");
        assertThat(walk(Query.table(PARCEL, partition).limit(2)))
                .containsExactly(List.of("a-1", "b-1"), List.of("b-2", "b-3"), List.of("c-1"));
        assertThat(walk(Query.table(PARCEL, partition).prefix("b-").newestFirst().limit(3)))
                .containsExactly(List.of("b-3", "b-2", "b-1"));
    }

    @Test
    void aQueryGoesOnBehindAnyRecordOfTheIndex() {
        for (int i = 1; i <= 4; i++) {
            Item item = Item.of(PARCEL, key("p" + i), object("{\"version\": \"1\"}"));
            write(new Write.Put(item.in(Index.INDEX1, partition, "t" + i), Condition.ALWAYS));
        }
        Item third = records.query(Query.list(Index.INDEX1, PARCEL, partition)).items().get(2);
        Position behindThird = Position.behind(third, Index.INDEX1);

        assertThat(sorts(Query.list(Index.INDEX1, PARCEL, partition).after(behindThird)))
                .containsExactly("p4");
        assertThat(
                        sorts(
                                Query.list(Index.INDEX1, PARCEL, partition)
                                        .newestFirst()
                                        .after(behindThird)))
                .containsExactly("p2", "p1");
    }

    @Test
    void indexesHoldOnlyTheRecordsPlacedInThem() {
        Item both = Item.of(PARCEL, key("1"), object("{\"version\":\"1\"}"));
        write(
                new Write.Put(
                        both.in(Index.INDEX1, partition, "2")
                                .in(Index.INDEX2, partition + "#NEW", "2"),
                        Condition.ALWAYS));
        Item one = Item.of(PARCEL, key("2"), object("{\"version\":\"1\"}"));
        write(new Write.Put(one.in(Index.INDEX1, partition, "1"), Condition.ALWAYS));
        put("3", "{\"version\": \"1\"}");

        assertThat(sorts(Query.list(Index.INDEX1, PARCEL, partition))).containsExactly("2", "1");
        assertThat(sorts(Query.list(Index.INDEX2, PARCEL, partition + "#NEW")))
                .containsExactly("1");

        write(
                Write.Patch.of(PARCEL, key("1"))
                        .place(Index.INDEX2, Change.to(new IndexKey(partition + "#SENT", "2"))));

        assertThat(sorts(Query.list(Index.INDEX2, PARCEL, partition + "#NEW"))).isEmpty();
        assertThat(sorts(Query.list(Index.INDEX2, PARCEL, partition + "#SENT")))
                .containsExactly("1");
    }

    @Test
    void aRecordIsFoundInEachListThatItIsPutIn() {
        for (Index list : Index.LISTS) {
            Item item = Item.of(PARCEL, key(list.name()), object("{\"version\":\"1\"}"));
            write(new Write.Put(item.in(list, partition, "same"), Condition.ALWAYS));
        }

        for (Index list : Index.LISTS) {
            assertThat(sorts(Query.list(list, PARCEL, partition))).containsExactly(list.name());
        }
    }

    @Test
    void aRecordIsPutIntoNoListThatIsNone() {
        Item item = Item.of(PARCEL, key("1"), object("{\"version\":\"1\"}"));

        assertThatThrownBy(() -> item.in(Index.DUE, partition, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DUE");
    }

    @Test
    void recordsOfOneIndexPlaceAreAllWalked() {
        for (int i = 0; i < 5; i++) {
            Item item = Item.of(PARCEL, key("p" + i), object("{\"version\": \"1\"}"));
            write(new Write.Put(item.in(Index.INDEX1, partition, "same"), Condition.ALWAYS));
        }

        Set<String> seen = new HashSet<>();
        walk(Query.list(Index.INDEX1, PARCEL, partition).limit(2)).forEach(seen::addAll);

        assertThat(seen).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4");
    }

    @Test
    void theDueIndexGivesWhatIsDueEarliestFirst() {
        for (int i : List.of(30, 10, 20)) {
            Item item = Item.of(PARCEL, key("p" + i), object("{\"version\": \"1\"}"));
            write(new Write.Put(item.withDue(partition, at(i)), Condition.ALWAYS));
        }

        Slice due = records.query(Query.due(PARCEL, partition, at(20)));

        assertThat(due.items().stream().map(item -> item.key().sort()))
                .containsExactly("p10", "p20");
        assertThat(due.items().getFirst().due()).contains(new Due(partition, at(10)));
        assertThat(walk(Query.due(PARCEL, partition, at(99)).limit(2)))
                .containsExactly(List.of("p10", "p20"), List.of("p30"));
    }

    @Test
    void ofTwoPlannersOneClaimsADueRecord() throws Exception {
        Item item = Item.of(PARCEL, key("1"), object("{\"version\": \"1\"}"));
        write(new Write.Put(item.withDue(partition, at(10)), Condition.ALWAYS));
        Callable<WriteOutcome> claim =
                () ->
                        records.write(
                                Write.Patch.of(PARCEL, key("1"))
                                        .due(Change.to(new Due(partition, at(70))))
                                        .when(Condition.dueAt(at(10))));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WriteOutcome>> outcomes = threads.invokeAll(Collections.nCopies(8, claim));
            long claimed = 0;
            for (Future<WriteOutcome> outcome : outcomes) {
                claimed += outcome.get().isWritten() ? 1 : 0;
            }
            assertThat(claimed).isEqualTo(1);
        }
    }

    @Test
    void transactionsThatMeetAreAllDoneInTheEnd() throws Exception {
        put("gate", "{\"count\": 3}");
        List<Callable<WriteOutcome>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Item item = Item.of(PARCEL, key("p" + i), object("{\"version\":\"1\"}"));
            List<Write> writes =
                    List.of(
                            new Write.Check(key("gate"), Condition.equal("count", 3)),
                            new Write.Put(item, Condition.ABSENT));
            work.add(() -> records.write(writes));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<WriteOutcome> outcome : threads.invokeAll(work)) {
                assertThat(outcome.get()).isEqualTo(new WriteOutcome.Written());
            }
        }
    }

    @Test
    void anExpiryIsKeptToTheSecond() {
        Item item = Item.of(PARCEL, key("1"), object("{\"version\": \"1\"}"));
        Instant expiry = Instant.parse("2099-01-01T00:00:00.999Z");
        write(new Write.Put(item.expiringAt(expiry), Condition.ALWAYS));

        assertThat(records.get(PARCEL, key("1"), Read.PLAIN).orElseThrow().expiresAt())
                .isEqualTo(Optional.of(Instant.parse("2099-01-01T00:00:00Z")));

        write(Write.Patch.of(PARCEL, key("1")).expiresAt(Change.clear()));

        assertThat(records.get(PARCEL, key("1"), Read.PLAIN).orElseThrow().expiresAt()).isEmpty();
    }

    @Test
    void aRecordThatIsKeptForATimeNeedsItsExpiry() {
        RecordType brief =
                RecordType.of(
                        "brief",
                        "store",
                        Table.SHOPS,
                        "x",
                        "A record that is kept for a time.",
                        Retention.forTime(Duration.ofDays(1)),
                        plain("version"));
        Item item = Item.of(brief, key("1"), object("{\"version\": \"1\"}"));

        assertThatThrownBy(() -> records.write(new Write.Put(item, Condition.ALWAYS)))
                .isInstanceOf(UndeclaredData.class)
                .hasMessageContaining("expiresAt");
        write(
                new Write.Put(
                        item.expiringAt(Instant.parse("2099-01-01T00:00:00Z")), Condition.ALWAYS));
    }

    @Test
    void binaryFloatingPointIsRefused() {
        Item item = Item.of(PARCEL, key("1"), Json.object().put("amount", 0.1d));

        assertThatThrownBy(() -> records.write(new Write.Put(item, Condition.ALWAYS)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReadRecordBelongsToItsReader() {
        put("1", "{\"version\": \"1\", \"size\": {\"width\": 1}}");
        ObjectNode fields = records.get(PARCEL, key("1"), Read.PLAIN).orElseThrow().fields();
        ((ObjectNode) fields.get("size")).put("width", 2);

        assertThat(records.get(PARCEL, key("1"), Read.PLAIN).orElseThrow().fields())
                .isEqualTo(object("{\"version\": \"1\", \"size\": {\"width\": 1}}"));
    }

    private boolean holds(Condition condition) {
        return records.write(new Write.Check(key("1"), condition)).isWritten();
    }

    private boolean upsert(String id, String version) {
        Item item = Item.of(PARCEL, key(id), Json.object().put("version", version));
        return records.write(
                        new Write.Put(
                                item, Condition.absentOr(Condition.lessThan("version", version))))
                .isWritten();
    }

    private String version(String id) {
        return records.get(PARCEL, key(id), Read.PLAIN)
                .orElseThrow()
                .fields()
                .path("version")
                .textValue();
    }

    private Item personal(String id, String message) {
        return Item.of(PARCEL, key(id), Json.object().put("version", "1").put("message", message))
                .ofShop(shop);
    }

    private void put(String id, String fields) {
        write(new Write.Put(Item.of(PARCEL, key(id), object(fields)), Condition.ALWAYS));
    }

    private void write(Write write) {
        assertThat(records.write(write)).isEqualTo(new WriteOutcome.Written());
    }

    private void write(List<Write> writes) {
        assertThat(records.write(writes)).isEqualTo(new WriteOutcome.Written());
    }

    private List<String> sorts(Query query) {
        Slice slice = records.query(query);
        assertThat(slice.next()).isEmpty();
        return slice.items().stream().map(item -> item.key().sort()).toList();
    }

    private List<List<String>> walk(Query query) {
        List<List<String>> slices = new ArrayList<>();
        Query next = query;
        for (int page = 0; page < 100; page++) {
            Slice slice = records.query(next);
            slices.add(slice.items().stream().map(item -> item.key().sort()).toList());
            if (slice.next().isEmpty()) {
                return slices;
            }
            next = query.after(slice.next().get());
        }
        throw new AssertionError("the walk has no end");
    }

    private Key key(String sort) {
        return new Key(partition, sort);
    }

    private static Instant at(int seconds) {
        return Instant.parse("2026-11-01T00:00:00.123Z").plusSeconds(seconds);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.parse(json);
    }

    private static Field plain(String path) {
        return Field.plain(path, Label.SYSTEM_OPERATIONS, Purpose.SYNCHRONISATION);
    }

    private static Field buyer(String path, Label label) {
        return Field.buyer(path, label, Purpose.MANAGEMENT_FEATURES);
    }
}
