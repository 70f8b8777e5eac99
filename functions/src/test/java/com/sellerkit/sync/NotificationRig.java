package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.InvocationContext;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Fingerprints;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.Drift;
import com.sellerkit.tiktok.ShopAccess;
import com.sellerkit.tiktok.TikTokOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The handling of notifications on the in-memory parts of synchronisation, behind a queue that
/// delivers again and gives up as the real one does.
final class NotificationRig implements Stream.Source<TikTokOrder>, AuthorizationNews {
    private static final String QUEUE = "NotificationQueue";

    final SyncRig sync;
    final List<List<String>> calls = new ArrayList<>();
    final Deque<Answer<StreamPage<TikTokOrder>>> instead = new ArrayDeque<>();
    final Set<String> poisonous = new HashSet<>();
    final List<String> news = new ArrayList<>();
    final List<String> deadLetters = new ArrayList<>();

    /// Of the dead letters that have one.
    final List<String> reasons = new ArrayList<>();

    final InMemoryQueue letters = new InMemoryQueue();
    Supplier<NotificationResult> newsResult = () -> NotificationResult.DONE;
    Runnable beforeAnswer = () -> {};
    int timeLeftMillis = 90_000;
    private final InMemoryQueue queue = new InMemoryQueue();
    private final NotificationFunction function;
    private int notifications;

    NotificationRig() {
        this(Pace.STEADY);
    }

    NotificationRig(Pace pace) {
        sync = new SyncRig(1, FakePlatform.Paging.KEYSET, pace);
        NotifiedOrders orders =
                new NotifiedOrders(
                        sync.records,
                        new Fingerprints(sync.keys),
                        sync.connect,
                        sync.connect,
                        OrderStream.declare(this, SyncRig.CADENCE),
                        new Waking(sync.records, sync.queues, sync.time),
                        Duration.ZERO,
                        sync.time);
        function =
                new NotificationFunction(
                        new Notifications(
                                new NotificationInbox(sync.records),
                                new Announcements(sync.records),
                                orders,
                                new NotifiedStreams(
                                        sync.records, sync.connect, sync.queues, sync.time),
                                this,
                                sync.time),
                        new GivenUp(Map.of(QUEUE, letters)),
                        sync.time);
    }

    @Override
    public Answer<StreamPage<TikTokOrder>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        throw new AssertionError("notifications never search");
    }

    @Override
    public Answer<StreamPage<TikTokOrder>> named(
            ShopAccess access, List<String> ids, Deadline deadline) {
        calls.add(ids);
        Instant sentAt = sync.time.instant();
        List<TikTokOrder> found =
                ids.stream()
                        .map(id -> Optional.ofNullable(sync.platform.orders().get(id)))
                        .flatMap(Optional::stream)
                        .toList();
        beforeAnswer.run();
        if (!instead.isEmpty()) {
            return instead.remove();
        }
        if (ids.stream().anyMatch(poisonous::contains)) {
            return new Answer.Refused<>(36009004, "an id is invalid");
        }
        return new Answer.Success<>(
                new StreamPage<>(found, List.of(), "", -1, Drift.NONE), sentAt, "request");
    }

    @Override
    public NotificationResult ended(ShopId shop) {
        news.add("ended " + shop);
        return newsResult.get();
    }

    @Override
    public NotificationResult ending(ShopId shop, Instant endsAt, Instant toldAt) {
        news.add("ending " + shop + " " + endsAt + " told " + toldAt);
        return newsResult.get();
    }

    String nextId() {
        return Integer.toString(7_000 + notifications++);
    }

    /// An order changed at the platform, which tells of it under a new name.
    NotificationMessage changed(String id, String status) {
        Instant now = sync.time.instant();
        sync.platform.put(TestOrders.order(id, SyncRig.START.minusSeconds(600), now, status, ""));
        return told(NotificationType.ORDER_STATUS, nextId(), id);
    }

    NotificationMessage told(NotificationType type, String notification, String... orders) {
        return NotificationMessage.split(
                        type,
                        notification,
                        FakeConnect.SHOP,
                        List.of(orders).stream().map(OrderId::new).toList(),
                        Optional.empty(),
                        sync.time.instant(),
                        Optional.empty())
                .getFirst();
    }

    NotificationMessage news(NotificationType type, Optional<Instant> endsAt) {
        return NotificationMessage.split(
                        type,
                        nextId(),
                        FakeConnect.SHOP,
                        List.of(),
                        Optional.empty(),
                        sync.time.instant(),
                        endsAt)
                .getFirst();
    }

    /// A notification about one product or conversation, or about nothing that is named.
    NotificationMessage about(NotificationType type, String subject) {
        return NotificationMessage.split(
                        type,
                        nextId(),
                        FakeConnect.SHOP,
                        List.of(),
                        Optional.of(subject).filter(id -> !id.isEmpty()),
                        sync.time.instant(),
                        Optional.empty())
                .getFirst();
    }

    /// Delivers the messages in one batch for the first time; returns those that come again.
    List<String> deliver(NotificationMessage... messages) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (int i = 0; i < messages.length; i++) {
            bodies.put("m" + i, body(messages[i]));
        }
        return new ArrayList<>(failed(bodies, 1));
    }

    /// Delivers bodies until each is done or has become a dead letter, all of them in one batch.
    void drain(List<String> first) {
        Map<String, String> open = new LinkedHashMap<>();
        for (int i = 0; i < first.size(); i++) {
            open.put("m" + i, first.get(i));
        }
        for (int attempt = 1; attempt <= GivenUp.RECEIVES_MAX && !open.isEmpty(); attempt++) {
            open.keySet().retainAll(failed(open, attempt));
        }
        for (Queue.Message letter : letters.takeAll()) {
            deadLetters.add(letter.body());
            reasons.add(letter.notes().getOrDefault(GivenUp.REASON, ""));
        }
        deadLetters.addAll(open.values());
    }

    String body(NotificationMessage message) {
        queue.send(message.toQueue());
        return queue.take().map(Queue.Message::body).orElseThrow();
    }

    private Set<String> failed(Map<String, String> bodies, int attempt) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        bodies.forEach((id, body) ->
                records.addObject()
                        .put("messageId", id)
                        .put("body", body)
                        .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:" + QUEUE)
                        .putObject("attributes")
                        .put("ApproximateReceiveCount", Integer.toString(attempt)));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(Json.bytes(event)),
                    output,
                    new InvocationContext(timeLeftMillis));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> failed = new TreeSet<>();
        for (JsonNode each : Json.parse(output.toByteArray()).path("batchItemFailures")) {
            failed.add(each.path("itemIdentifier").asText());
        }
        return failed;
    }
}
