package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.InvocationContext;
import com.sellerkit.catalog.Table;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.SeededIds;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Original;
import com.sellerkit.vault.CannotOpen;
import com.sellerkit.vault.InMemoryShopKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the platform sent is kept for a while, so that a mended mistake of ours reaches records
/// that were read before.
class ReplayTest {
    private static final ShopId SHOP = EveryStreamRig.SHOP;
    private static final Duration KEPT = Duration.ofDays(3);
    private static final String MARKER = "Jordan Avery 555-0142";

    private final EveryStreamRig rig = new EveryStreamRig();
    private final InMemoryShopKeys keys = new InMemoryShopKeys(new SeededIds(7));
    private final InMemoryRecords records = new InMemoryRecords(Table.SHOPS, keys);
    private final InMemoryQueue queue = new InMemoryQueue();
    private final SyncQueues queues = new SyncQueues(queue, queue, queue);

    ReplayTest() {
        keys.create(SHOP);
    }

    private static Instant ago(int hours) {
        return EveryStreamRig.START.minus(Duration.ofHours(hours));
    }

    private List<Stream<?>> streams() {
        return Streams.all(
                OrderStream.declare(rig.orders, SyncRig.CADENCE),
                rig.lists,
                records,
                rig.time,
                EveryStreamRig.CHAT_DEPTH,
                Optional.empty());
    }

    /// The streams, of which messages are made as they were before a mistake was mended.
    private List<Stream<?>> mistaken(Consumer<ObjectNode> mistake) {
        List<Stream<?>> all = new ArrayList<>();
        for (Stream<?> each : streams()) {
            all.add(each.mapper() == Chats.MESSAGE ? spoilt(each, mistake) : each);
        }
        return all;
    }

    private static Stream<Shaped> spoilt(Stream<?> stream, Consumer<ObjectNode> mistake) {
        ShapedKind kind = Chats.MESSAGE;
        Stream.Source<Shaped> source = source(stream);
        return new Stream<>(
                stream.name(),
                stream.scope(),
                stream.type(),
                stream.course(),
                stream.cadence(),
                source,
                new Stream.Mapper<>() {
                    @Override
                    public StreamPage<Shaped> reread(byte[] originals) {
                        return kind.reread(originals);
                    }

                    @Override
                    public String id(Shaped record) {
                        return kind.id(record);
                    }

                    @Override
                    public Instant createdAt(Shaped record) {
                        return kind.createdAt(record);
                    }

                    @Override
                    public Instant updatedAt(Shaped record) {
                        return kind.updatedAt(record);
                    }

                    @Override
                    public boolean tellsUpdates() {
                        return kind.tellsUpdates();
                    }

                    @Override
                    public Item item(ShopId shop, Shaped record) {
                        Item item = kind.item(shop, record);
                        mistake.accept(item.fields());
                        return item;
                    }
                });
    }

    @SuppressWarnings("unchecked")
    private static Stream.Source<Shaped> source(Stream<?> stream) {
        return (Stream.Source<Shaped>) stream.source();
    }

    private SyncEngine engine(List<Stream<?>> streams, Duration kept) {
        return new SyncEngine(
                records,
                new Fingerprints(keys),
                rig.connect,
                rig.connect,
                queues,
                streams,
                kept,
                Pace.STEADY,
                rig.time,
                rig.ids);
    }

    private void read(List<Stream<?>> streams, Duration kept) {
        new Planner(records, rig.connect, queues, Streams.lanes(), Duration.ofSeconds(20), rig.time)
                .shopConnected(SHOP);
        SyncEngine engine = engine(streams, kept);
        rig.time.advance(Duration.ofMinutes(1));
        for (String lane : List.of("conversation", "message")) {
            StreamStates states = new StreamStates(records);
            StreamState seen = states.read(SHOP, lane).orElseThrow();
            StreamState woken = states.ask(seen, rig.time.instant()).orElseThrow();
            var _ = engine.run(woken.message(), Deadline.in(SyncRig.BUDGET, rig.time));
        }
    }

    private Replay replay() {
        return new Replay(
                records,
                new Fingerprints(keys),
                rig.connect,
                Replay.streams(records, rig.time),
                rig.time);
    }

    private Replay.Outcome run(boolean commit) {
        return replay().run(
                        new Replay.Asked(
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH,
                                commit,
                                Optional.empty()),
                        Deadline.in(Duration.ofMinutes(5), rig.time));
    }

    private Replay.Came messages(boolean commit) {
        return run(commit).streams().stream()
                .filter(came -> came.stream().equals("message"))
                .findFirst()
                .orElseThrow();
    }

    private List<Item> kept() {
        return records.query(
                        Query.table(
                                        Chats.MESSAGE.type(),
                                        ShapedKind.partition(SHOP, Chats.MESSAGE.type()))
                                .withPersonal())
                .items();
    }

    private List<Item> originals() {
        return records.query(Query.table(SyncRecords.ORIGINAL, SHOP + "#original").withPersonal())
                .items();
    }

    private void someMessages() {
        for (int i = 0; i < 25; i++) {
            rig.goods.message("891", ago(3).plusSeconds(i), 1_000L + i);
        }
    }

    private static void withoutType(ObjectNode fields) {
        fields.remove("type");
    }

    @Test
    void aMendedMistakeIsShownByTheNamesOfFieldsAndStoredOnlyWhenTold() {
        someMessages();
        read(mistaken(ReplayTest::withoutType), KEPT);
        assertThat(kept()).hasSize(25).noneMatch(item -> item.fields().has("type"));

        Replay.Came shown = messages(false);
        assertThat(shown.records()).isEqualTo(25);
        assertThat(shown.changed()).isEqualTo(25);
        assertThat(shown.fields()).isEqualTo(Map.of("type", 25));
        assertThat(shown.written()).isZero();
        assertThat(kept()).noneMatch(item -> item.fields().has("type"));

        assertThat(messages(true).written()).isEqualTo(25);
        assertThat(kept()).allMatch(item -> item.fields().path("type").asText().equals("TEXT"));
        assertThat(messages(true))
                .satisfies(again -> {
                    assertThat(again.changed()).isZero();
                    assertThat(again.written()).isZero();
                });
    }

    @Test
    void whatIsMadeAnewHasTheVersionOfItsReadAndIsReplacedByALaterOne() {
        someMessages();
        read(mistaken(ReplayTest::withoutType), KEPT);
        Map<String, String> versions = versions();
        messages(true);
        assertThat(versions()).isEqualTo(versions);

        read(streams(), Duration.ZERO);
        assertThat(versions()).isEqualTo(versions);
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        kept().forEach(item ->
                versions.put(item.key().sort(), item.fields().path("version").asText()));
        return versions;
    }

    @Test
    void ofWhichSomethingNewerIsKeptOrWhatIsGoneIsLeftAlone() {
        someMessages();
        read(mistaken(ReplayTest::withoutType), KEPT);
        List<Item> all = kept();
        patch(all.get(0), "version", "9999999999#9999999999999");
        records.write(Write.Patch.of(Chats.MESSAGE.type(), all.get(1).key()).set("goneAt", 1L));

        Replay.Came came = messages(true);
        assertThat(came.newer()).isEqualTo(2);
        assertThat(came.written()).isEqualTo(23);
        assertThat(kept().subList(0, 2)).noneMatch(item -> item.fields().has("type"));
    }

    private void patch(Item item, String field, String value) {
        records.write(Write.Patch.of(item.type(), item.key()).set(field, value));
    }

    @Test
    void whatCouldNotBeReadThenAndCanNowIsAdded() {
        someMessages();
        read(mistaken(_ -> {}), KEPT);
        records.write(new Write.Delete(kept().getFirst().key(), Condition.ALWAYS));

        assertThat(messages(false).added()).isEqualTo(1);
        assertThat(messages(true).written()).isEqualTo(1);
        assertThat(kept()).hasSize(25);
    }

    @Test
    void whatIsUnreadableIsKeptAsItWasSent() {
        rig.goods.message("891", ago(3), 1_000L);
        rig.lists
                .shelf(SHOP, Streams.MESSAGE)
                .values()
                .iterator()
                .next()
                .put("create_time", "soon");
        read(streams(), KEPT);

        assertThat(kept()).isEmpty();
        assertThat(messages(false).unreadable()).isEqualTo(1);
        assertThat(originals()).anyMatch(item -> item.key().sort().startsWith("message#"));
    }

    @Test
    void withoutTimeToKeepItNothingOfItIsKept() {
        someMessages();
        read(streams(), Duration.ZERO);

        assertThat(originals()).isEmpty();
        assertThat(run(false).streams()).isEmpty();
    }

    @Test
    void whatIsReadAgainUnchangedIsNotKeptAgain() {
        someMessages();
        read(streams(), KEPT);
        int before = originals().size();
        rig.time.advance(Duration.ofHours(1));
        read(streams(), KEPT);

        assertThat(originals()).hasSize(before);
    }

    @Test
    void whatHasExpiredIsNotMadeAnew() {
        someMessages();
        read(mistaken(ReplayTest::withoutType), KEPT);
        assertThat(originals())
                .allMatch(item ->
                        item.expiresAt()
                                .filter(at -> !at.isAfter(rig.time.instant().plus(KEPT)))
                                .isPresent());
        rig.time.advance(KEPT.plusSeconds(1));

        assertThat(run(true).streams()).isEmpty();
        assertThat(kept()).noneMatch(item -> item.fields().has("type"));
    }

    @Test
    void aDisconnectedShopIsLeftAlone() {
        someMessages();
        read(mistaken(ReplayTest::withoutType), KEPT);
        rig.connect.gone = true;

        assertThat(run(true).streams()).isEmpty();
        assertThat(kept()).noneMatch(item -> item.fields().has("type"));
    }

    @Test
    void onlyWhatIsAskedForIsMadeAnew() {
        someMessages();
        read(streams(), KEPT);
        Deadline enough = Deadline.in(Duration.ofMinutes(5), rig.time);

        assertThat(
                        replay().run(asked(Optional.of("conversation"), Instant.EPOCH), enough)
                                .streams())
                .extracting(Replay.Came::stream)
                .containsExactly("conversation");
        assertThat(
                        replay().run(
                                        asked(
                                                Optional.of("message"),
                                                rig.time.instant().plusSeconds(60)),
                                        enough)
                                .streams())
                .isEmpty();
    }

    private static Replay.Asked asked(Optional<String> stream, Instant since) {
        return new Replay.Asked(Optional.of(SHOP), stream, since, false, Optional.empty());
    }

    @Test
    void whereTimeRanOutItGoesOn() {
        someMessages();
        read(streams(), KEPT);
        assertThat(broughtBehind(Optional.of("message"))).containsExactly("message");
    }

    @Test
    void goingOnPassesNoStreamOverInWhateverOrderTheyAreDeclared() {
        someMessages();
        read(streams(), KEPT);
        assertThat(broughtBehind(Optional.empty())).containsExactly("conversation", "message");
    }

    /// What comes of going on where there was no time for anything.
    private List<String> broughtBehind(Optional<String> stream) {
        Replay.Outcome none =
                replay().run(asked(stream, Instant.EPOCH), Deadline.in(Duration.ZERO, rig.time));
        assertThat(none.streams()).isEmpty();
        assertThat(none.next()).isPresent();

        Replay.Asked rest =
                new Replay.Asked(
                        Optional.of(SHOP), Optional.empty(), Instant.EPOCH, false, none.next());
        return replay().run(rest, Deadline.in(Duration.ofMinutes(5), rig.time)).streams().stream()
                .map(Replay.Came::stream)
                .toList();
    }

    @Test
    void nothingPersonalIsInWhatIsSaidNorInPlainSightWhereItIsKept() {
        rig.goods.message("891", ago(3), 1_000L);
        rig.lists
                .shelf(SHOP, Streams.MESSAGE)
                .values()
                .forEach(message -> message.put("content", MARKER));
        read(mistaken(fields -> fields.put("content", MARKER + " otherwise")), KEPT);

        String said = answer("{}");
        assertThat(Json.parse(said).at("/streams")).isNotEmpty();
        assertThat(said).contains("\"content\":1").doesNotContain("Jordan").doesNotContain("555");
        assertThat(messages(false).toString()).doesNotContain("Jordan");
        List<Item> plain =
                records.query(Query.table(SyncRecords.ORIGINAL, SHOP + "#original")).items();
        assertThat(plain).isNotEmpty().noneMatch(item -> item.fields().has("body"));
    }

    @Test
    void theFunctionRefusesWhatItDoesNotUnderstand() {
        assertThat(Json.parse(answer("{\"stream\":\"horoscope\"}")).path("refused").asText())
                .startsWith("there is no such stream; there are cancellation, ");
        assertThat(Json.parse(answer("{\"since\":\"yesterday\"}")).path("refused").asText())
                .contains("since is a moment");
        assertThat(Json.parse(answer("{\"shop\":\"no shop\"}")).has("refused")).isTrue();
        JsonNode fine = Json.parse(answer("{\"since\":\"PT36H\"}"));
        assertThat(fine.path("committed").asBoolean()).isFalse();
        assertThat(fine.path("streams").isArray()).isTrue();
    }

    private String answer(String event) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            new ReplayFunction(replay(), rig.time)
                    .handleRequest(
                            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                            output,
                            new InvocationContext(600_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void underAnotherShopsNameItOpensNothing() {
        someMessages();
        read(streams(), KEPT);
        ShopId other = new ShopId("7000000000000000099");
        keys.create(other);
        Item original = originals().getFirst();
        Key moved = new Key(other + "#original", original.key().sort());
        records.displace(original.key(), moved);

        assertThatThrownBy(() -> records.get(SyncRecords.ORIGINAL, moved, Read.WITH_PERSONAL))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void whatIsLargeIsPartedAndWhatCannotFitIsLeftOut() {
        Random random = new Random(5);
        List<Original> large = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            large.add(Original.of("r" + i, Json.object().put("noise", noise(random, 90_000))));
        }
        large.add(Original.of("huge", Json.object().put("noise", noise(random, 600_000))));
        List<Item> items =
                new OriginalPages(KEPT)
                        .of(
                                SHOP,
                                "message",
                                large,
                                large.stream().map(Original::id).collect(Collectors.toSet()),
                                new Reading(Source.POLL, ago(1), ago(1)));

        assertThat(items.stream().mapToInt(item -> item.fields().path("records").asInt()).sum())
                .isEqualTo(10);
        assertThat(items).allMatch(item -> Json.size(item.fields()) < 330_000);
        assertThat(items.stream().map(Item::key).distinct()).hasSameSizeAs(items);
    }

    private static String noise(Random random, int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }
}
