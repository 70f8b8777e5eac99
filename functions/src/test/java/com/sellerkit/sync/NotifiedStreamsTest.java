package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.platform.Json;
import com.sellerkit.platform.Queue;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Query;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotifiedStreamsTest {
    private static final Duration WAIT = Duration.ofHours(1);

    private final NotificationRig rig = new NotificationRig();
    private final SyncRig sync = rig.sync;
    private final StreamStates states = new StreamStates(sync.records);

    @BeforeEach
    void everyStreamWaitsForItsTime() {
        sync.connect.scopes = scopes(EnumSet.allOf(Streams.class));
        for (Streams stream : Streams.values()) {
            rest(stream);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCT_STATUS, 1729592969712207008, product product-page, product-page#1#1729592969712207008",
        "PRODUCT_INFORMATION, 1729592969712207009, product product-page, product-page#1#1729592969712207009",
        "PRODUCT_CREATION, 1729592969712207010, product product-page, product-page#1#1729592969712207010",
        "PRODUCT_CATEGORY, 1729592969712207011, product product-page, product-page#1#1729592969712207011",
        "PRODUCT_AUDIT, 1729592969712207012, product product-page, product-page#1#1729592969712207012",
        "STOCK, 1729592969712207013, inventory, inventory#1#1729592969712207013",
        "CANCELLATION, '', cancellation, ''",
        "RETURN, '', return, ''",
        "CONVERSATION, 576486316948490001, conversation message, message#1#576486316948490001",
        "MESSAGE, 576486316948490002, message, message#1#576486316948490002",
    })
    void eachTypeHasReadWhatItIsAboutAndNoMore(
            NotificationType type, String subject, String streams, String named) {
        assertThat(rig.deliver(rig.about(type, subject))).isEmpty();

        assertThat(woken()).containsExactlyInAnyOrder(streams.split(" "));
        assertThat(named()).containsExactlyElementsOf(named.isEmpty() ? List.of() : List.of(named));
        assertThat(rig.calls).isEmpty();
    }

    @Test
    void packagesAreReadBesideTheirOrders() {
        rig.changed("501", "IN_TRANSIT");

        assertThat(rig.deliver(rig.told(NotificationType.PACKAGE, "1", "501"))).isEmpty();

        assertThat(woken()).containsExactlyInAnyOrder("package", "inventory");
        assertThat(rig.calls).containsExactly(List.of("501"));
        sync.assertKeptIsTruth();
    }

    @Test
    void ordersAreReadByNameAndOnlyTheStockOfWhatWasSoldIsReadBesides() {
        rig.deliver(
                rig.changed("501", "IN_TRANSIT"), rig.told(NotificationType.INVOICE, "1", "501"));

        assertThat(woken()).containsExactly("inventory");
        assertThat(rig.calls).containsExactly(List.of("501"));
    }

    @Test
    void aBurstTellsEachStreamOnceAndNamesEachThingOnce() {
        List<NotificationMessage> burst = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            burst.add(rig.about(NotificationType.PRODUCT_INFORMATION, "8" + i % 150));
            burst.add(rig.about(NotificationType.MESSAGE, "9" + i % 2));
        }

        assertThat(rig.deliver(burst.toArray(NotificationMessage[]::new))).isEmpty();

        assertThat(messages()).hasSize(3);
        assertThat(named()).hasSize(152);
    }

    @Test
    void whatIsNewsGoesAheadOfWhatCanWait() {
        importedBefore(Streams.PRODUCT, Streams.PRODUCT_PAGE);

        rig.deliver(rig.about(NotificationType.PRODUCT_INFORMATION, "81"));

        assertThat(lanes(sync.live.takeAll())).containsExactly("product live", "product-page live");
        // Planned a while ago, but its message still waits behind others.
        assertThat(sync.backfill.takeAll().stream().map(Queue.Message::body).toList())
                .noneMatch(body -> body.contains("product-page"));
        rig.deliver(rig.about(NotificationType.PRODUCT_INFORMATION, "82"));
        assertThat(lanes(sync.live.takeAll())).contains("product-page live");
    }

    @Test
    void whatIsReadForTheFirstTimeStaysWhereItCanWait() {
        rig.deliver(rig.about(NotificationType.PRODUCT_INFORMATION, "81"));
        rig.deliver(rig.about(NotificationType.PRODUCT_INFORMATION, "82"));

        assertThat(lanes(sync.live.takeAll())).isEmpty();
        assertThat(lanes(sync.backfill.takeAll()))
                .containsExactly("product backfill", "product-page backfill");
    }

    @Test
    void aRepetitionTellsNobody() {
        NotificationMessage told = rig.about(NotificationType.MESSAGE, "91");
        rig.deliver(told);
        messages();
        rest(Streams.MESSAGE);

        assertThat(rig.deliver(told, told)).isEmpty();

        assertThat(messages()).isEmpty();
    }

    @Test
    void whatMayNotBeReadIsDrainedAndNothingOfItIsKept() {
        sync.connect.scopes = scopes(EnumSet.of(Streams.ORDER));
        NotificationMessage message = rig.about(NotificationType.MESSAGE, "91");
        rig.changed("501", "IN_TRANSIT");

        assertThat(rig.deliver(message, rig.told(NotificationType.PACKAGE, "1", "501"))).isEmpty();
        sync.connect.gone = true;
        assertThat(rig.deliver(message)).isEmpty();

        assertThat(messages()).isEmpty();
        assertThat(named()).noneMatch(name -> name.startsWith("message"));
        sync.assertKeptIsTruth();
        // Drained is not handled: were it told again, it would be read.
        sync.connect.gone = false;
        sync.connect.scopes = scopes(EnumSet.of(Streams.MESSAGE));
        rig.deliver(message);
        assertThat(woken()).containsExactly("message");
    }

    @Test
    void whatIsNamedWhileTheShopHasToBeConnectedAnewIsReadAfterThat() {
        sync.connect.reconnectNeeded = true;

        assertThat(rig.deliver(rig.about(NotificationType.STOCK, "81"))).isEmpty();

        assertThat(named()).containsExactly("inventory#1#81");
    }

    @Test
    void anEarlierConnectionNamesAndTellsNothing() {
        rig.deliver(rig.about(NotificationType.MESSAGE, "91"));
        messages();
        sync.connect.epoch = 2;
        rig.deliver(rig.about(NotificationType.MESSAGE, "92"));
        sync.connect.epoch = 1;

        assertThat(rig.deliver(rig.about(NotificationType.MESSAGE, "93"))).containsExactly("m0");

        assertThat(named()).containsExactly("message#1#91", "message#1#92");
        assertThat(messages()).isEmpty();
    }

    @Test
    void aCrashBetweenWhatIsNamedAndTheStreamRepeatsTheNotification() {
        NotificationMessage told = rig.about(NotificationType.MESSAGE, "91");
        sync.records.beforeWrite(writes -> {
            if (writes.getFirst() instanceof Write.Put put
                    && put.item().type().equals(SyncRecords.STREAM_STATE)
                    && put.item().key().sort().equals("message")) {
                throw new IllegalStateException("the process ended");
            }
        });
        assertThat(rig.deliver(told)).containsExactly("m0");
        sync.records.beforeWrite(_ -> {});
        assertThat(messages()).isEmpty();

        assertThat(rig.deliver(told)).isEmpty();

        assertThat(woken()).containsExactly("message");
        assertThat(named()).containsExactly("message#1#91");
    }

    @Test
    void theWholeListOfConversationsIsNotReadForEachOfThem() {
        Instant now = sync.time.instant();
        states.store(
                state(Streams.CONVERSATION),
                state(Streams.CONVERSATION)
                        .heldBy("run", now, now)
                        .released(now.plus(WAIT), Optional.of(now.plus(WAIT))));

        rig.deliver(rig.about(NotificationType.CONVERSATION, "91"));

        assertThat(woken()).containsExactly("message");
        assertThat(state(Streams.CONVERSATION).wantedAt())
                .isEqualTo(now.plus(Duration.ofMinutes(10)));
        assertThat(state(Streams.CONVERSATION).dueAt()).contains(now.plus(Duration.ofMinutes(10)));
        sync.time.advance(Duration.ofMinutes(10));
        sync.planner.planDue(Deadline.in(SyncRig.BUDGET, sync.time));
        assertThat(woken()).contains("conversation");
    }

    @Test
    void everyStreamThatNotificationsWakeIsDeclared() {
        Set<String> events =
                Arrays.stream(NotificationType.values())
                        .map(NotificationType::event)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(events).hasSize(NotificationType.values().length - 1);
        for (NotificationType type : NotificationType.values()) {
            assertThat(NotificationType.of(type.number())).contains(type);
            assertThat(NotifiedStreams.wokenBy(type)).doesNotHaveDuplicates();
        }
    }

    private StreamState state(Streams stream) {
        return states.read(FakeConnect.SHOP, stream.wireName()).orElseThrow();
    }

    private void rest(Streams stream) {
        Instant later = sync.time.instant().plus(WAIT);
        Instant before = sync.time.instant().minus(WAIT);
        long fence =
                states.read(FakeConnect.SHOP, stream.wireName()).map(StreamState::fence).orElse(0L);
        StreamState resting =
                StreamState.fresh(FakeConnect.SHOP, stream.wireName(), 1, fence + 1, before, before)
                        .released(later, Optional.of(later));
        sync.records.write(resting.putIf(Condition.ALWAYS));
    }

    private void importedBefore(Streams... those) {
        for (Streams stream : those) {
            Instant now = sync.time.instant();
            Walk walk = Walk.begin(new Window(Window.By.ALL, Optional.empty(), now), now);
            StreamState resting = state(stream);
            sync.records.write(resting.imported(walk, now).putIf(resting.gate()));
        }
    }

    private static List<String> lanes(List<Queue.Message> messages) {
        return messages.stream()
                .map(message -> Json.parse(message.body()))
                .map(body -> body.path("stream").asText() + " " + body.path("lane").asText())
                .toList();
    }

    private static Set<String> scopes(Set<Streams> of) {
        return of.stream().map(Streams::scope).collect(Collectors.toSet());
    }

    private List<String> messages() {
        return sync.takeMessages().stream().map(Queue.Message::body).toList();
    }

    private List<String> woken() {
        return messages().stream().map(body -> Json.parse(body).path("stream").asText()).toList();
    }

    private List<String> named() {
        return sync
                .records
                .query(
                        Query.table(SyncRecords.FOLLOW_UP, FollowUp.partition(FakeConnect.SHOP))
                                .limit(1_000))
                .items()
                .stream()
                .map(item -> item.key().sort())
                .toList();
    }
}
