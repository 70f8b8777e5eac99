package com.sellerkit.sync;

import static com.sellerkit.catalog.Label.SYSTEM_OPERATIONS;
import static com.sellerkit.catalog.Label.USER_CONTENT_PRIVATE;
import static com.sellerkit.catalog.Label.USER_NAME;
import static com.sellerkit.catalog.Label.USER_UNIQUE_ID_PSEUDONYMOUS;
import static com.sellerkit.catalog.Purpose.MANAGEMENT_FEATURES;
import static com.sellerkit.catalog.Purpose.SYNCHRONISATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.catalog.DataSubject;
import com.sellerkit.catalog.Field;
import com.sellerkit.catalog.RecordType;
import com.sellerkit.catalog.Retention;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Condition;
import com.sellerkit.store.Index;
import com.sellerkit.store.Item;
import com.sellerkit.store.Key;
import com.sellerkit.store.Position;
import com.sellerkit.store.Query;
import com.sellerkit.store.Read;
import com.sellerkit.store.Records;
import com.sellerkit.store.Slice;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The streams of what buyers and the shop write to each other.
final class Chats {
    /// A conversation and who takes part in it.
    static final ShapedKind CONVERSATION =
            ShapedKind.of(
                            "conversation",
                            "A conversation between a buyer and the shop.",
                            Shape.about(SYSTEM_OPERATIONS, MANAGEMENT_FEATURES)
                                    .ids("id")
                                    .seconds("create_time")
                                    .counts("participant_count", "unread_count")
                                    .flags("can_send_message")
                                    .list(
                                            "participants",
                                            one ->
                                                    one.texts("role", "buyer_platform")
                                                            .personal(
                                                                    DataSubject.BUYER,
                                                                    USER_UNIQUE_ID_PSEUDONYMOUS,
                                                                    "im_user_id",
                                                                    "user_id")
                                                            .personal(
                                                                    DataSubject.BUYER,
                                                                    USER_NAME,
                                                                    "nickname")
                                                            .unused("avatar"))
                                    // The message itself is kept as one.
                                    .object(
                                            "latest_message",
                                            latest ->
                                                    latest.ids("id", "index")
                                                            .seconds("create_time")
                                                            .unused(
                                                                    "type",
                                                                    "content",
                                                                    "is_visible",
                                                                    "sender"))
                                    .shape(),
                            "id")
                    .createdAt("createTime")
                    .followedBy(kept ->
                            List.of(
                                    new FollowUp.Wish(
                                            Streams.MESSAGE.wireName(), kept.path("id").asText())));

    /// A message.
    static final ShapedKind MESSAGE =
            ShapedKind.named(
                            "message",
                            "A message between a buyer and the shop.",
                            "{conversationId} # {index} # {id}",
                            Shape.about(SYSTEM_OPERATIONS, MANAGEMENT_FEATURES)
                                    .ids("conversation_id", "id", "index")
                                    .texts("type")
                                    .seconds("create_time")
                                    .flags("is_visible")
                                    .personal(DataSubject.BUYER, USER_CONTENT_PRIVATE, "content")
                                    .object(
                                            "sender",
                                            sender ->
                                                    sender.texts("role")
                                                            .personal(
                                                                    DataSubject.BUYER,
                                                                    USER_UNIQUE_ID_PSEUDONYMOUS,
                                                                    "im_user_id")
                                                            .personal(
                                                                    DataSubject.BUYER,
                                                                    USER_NAME,
                                                                    "nickname")
                                                            .unused("avatar"))
                                    .shape(),
                            Chats::key)
                    .createdAt("createTime");

    /// Up to where a conversation is read without a gap.
    static final RecordType THREAD =
            SyncRecords.FAMILY.type(
                    "thread",
                    "{shopId}#thread | {conversationId}",
                    "Up to which message a conversation was read without a gap.",
                    Retention.WHILE_CONNECTED,
                    Field.plain("readTo", SYSTEM_OPERATIONS, SYNCHRONISATION));

    /// No such conversation.
    private static final Set<Integer> NO_CONVERSATION = Set.of(45_101_003);

    /// How far back messages are read again.
    private static final Duration AGAIN = Duration.ofDays(2);

    private static final String OF_MESSAGES = "messages ";
    private static final String OF_LIST = "list ";
    private static final int PARENTS_PAGE = 100;
    private static final int KEPT_SLICE = 1_000;
    private static final int CONVERSATIONS_PAGE = 20;
    private static final int MESSAGES_PAGE = 10;
    private static final int INDEX_DIGITS = 20;

    private Chats() {}

    private static String key(ObjectNode kept) {
        return key(
                kept.path("conversationId").asText(),
                kept.path("index").asText(),
                kept.path("id").asText());
    }

    static String key(String conversation, String index, String id) {
        return conversation
                + "#"
                + "0".repeat(Math.max(0, INDEX_DIGITS - index.length()))
                + index
                + "#"
                + id;
    }

    /// The stream of conversations; the platform gives the whole list only.
    static Stream<Shaped> conversations(Lists client) {
        return Streams.CONVERSATION.of(
                new Course.Whole(Course.Vanishing.RARE),
                Duration.ofHours(1),
                new ListSource(
                        client,
                        _ ->
                                ListCall.get(
                                                "/customer_service/202309/conversations",
                                                "conversations")
                                        .with("page_size", CONVERSATIONS_PAGE),
                        CONVERSATION),
                CONVERSATION);
    }

    /// The stream of messages, newest first, down to what is read already or is too old.
    ///
    /// @param depth how far back conversations are read
    static Stream<Shaped> messages(
            Lists client, Records records, InstantSource clock, Duration depth) {
        FollowedSource.Asking asking = newestFirst().until(new ReadAlready(records, clock, depth));
        return Streams.MESSAGE.of(
                new Course.Followed(),
                Duration.ofMinutes(5),
                new FollowedSource(client, records, clock, Streams.MESSAGE, asking),
                MESSAGE);
    }

    private static FollowedSource.Asking newestFirst() {
        ListCall call =
                ListCall.get("/customer_service/202309/conversations/{id}/messages", "messages")
                        .with("page_size", MESSAGES_PAGE)
                        .with("sort_field", "index")
                        .with("sort_order", "DESC");
        return new FollowedSource.Asking(
                1,
                ids -> call.of(ids.getFirst()),
                MESSAGE,
                (_, ids, page) -> ofConversation(ids.getFirst(), page.records()),
                NO_CONVERSATION);
    }

    /// What reads again what was written in the last two days; no further back, as the platform
    /// counts the calls of a day.
    static Stream<Shaped> messagesAgain(Lists client, Records records, InstantSource clock) {
        return Rechecks.ofParents(
                Rechecks.MESSAGES,
                Streams.MESSAGE,
                MESSAGE,
                AGAIN,
                new ParentsSource(
                        Rechecks.MESSAGES,
                        (shop, window, place) -> wroteSince(records, shop, window, place),
                        window ->
                                new FollowedSource(
                                        client,
                                        records,
                                        clock,
                                        Rechecks.MESSAGES,
                                        newestFirst().until(new Since(window.from().orElseThrow())),
                                        FollowedSource.Refusals.LET_GO),
                        clock));
    }

    /// The conversations in which something was written since the window began: those of which a
    /// message is kept, then those that say so themselves.
    private static ParentsSource.Part wroteSince(
            Records records, ShopId shop, Window window, String place) {
        long from = window.from().orElseThrow().getEpochSecond();
        if (place.isEmpty() || place.startsWith(OF_MESSAGES)) {
            String after = place.isEmpty() ? "" : place.substring(OF_MESSAGES.length());
            List<String> ids =
                    keptSince(records, shop, from).tailSet(after, false).stream()
                            .limit(PARENTS_PAGE)
                            .toList();
            return new ParentsSource.Part(
                    ids,
                    Optional.of(ids.size() < PARENTS_PAGE ? OF_LIST : OF_MESSAGES + ids.getLast()));
        }
        String after = place.substring(OF_LIST.length());
        Query all =
                Query.table(CONVERSATION.type(), ShapedKind.partition(shop, CONVERSATION.type()))
                        .limit(PARENTS_PAGE);
        // Ids are digits, so nothing sorts between an id and the same with a blank behind it.
        Slice slice = records.query(after.isEmpty() ? all : all.between(after + " ", "~"));
        return new ParentsSource.Part(
                slice.items().stream()
                        .filter(item -> latest(item.fields()) >= from)
                        .map(item -> item.key().sort())
                        .toList(),
                slice.next().map(_ -> OF_LIST + slice.items().getLast().key().sort()));
    }

    private static long latest(ObjectNode conversation) {
        return conversation.path("latestMessage").path("createTime").asLong();
    }

    private static NavigableSet<String> keptSince(Records records, ShopId shop, long from) {
        NavigableSet<String> conversations = new TreeSet<>();
        Query query =
                Query.list(Index.INDEX1, MESSAGE.type(), ShapedKind.partition(shop, MESSAGE.type()))
                        .between(OrderRecords.sortKey(from, ""), "~")
                        .limit(KEPT_SLICE);
        Optional<Position> next = Optional.empty();
        do {
            Slice slice = records.query(next.map(query::after).orElse(query));
            slice.items().forEach(item -> conversations.add(item.key().sort().split("#", 2)[0]));
            next = slice.next();
        } while (next.isPresent());
        return conversations;
    }

    /// Ends the reading of a conversation where the window begins.
    private record Since(Instant from) implements FollowedSource.Ending {
        @Override
        public boolean isEnough(ShopId shop, String id, List<Shaped> page) {
            return page.stream().anyMatch(message -> message.createdAt().isBefore(from));
        }

        @Override
        public List<Shaped> kept(List<Shaped> page) {
            return page.stream().filter(message -> !message.createdAt().isBefore(from)).toList();
        }
    }

    private static List<JsonNode> ofConversation(String conversation, List<JsonNode> messages) {
        for (JsonNode each : messages) {
            if (each instanceof ObjectNode message) {
                message.put("conversation_id", conversation);
            }
        }
        return messages;
    }

    /// Ends the reading of a conversation at what was read before, or at what is too old, and then
    /// remembers up to where it is read.
    private record ReadAlready(Records records, InstantSource clock, Duration depth)
            implements FollowedSource.Ending {
        @Override
        public boolean isEnough(ShopId shop, String id, List<Shaped> page) {
            long readTo =
                    records.get(THREAD, key(shop, id), Read.PLAIN)
                            .map(thread -> thread.fields().path("readTo").asLong(-1))
                            .orElse(-1L);
            return page.stream().anyMatch(message -> index(message) <= readTo || isTooOld(message));
        }

        @Override
        public List<Shaped> kept(List<Shaped> page) {
            return page.stream().filter(message -> !isTooOld(message)).toList();
        }

        @Override
        public List<Write> settled(ShopId shop, String id, List<Shaped> page) {
            long newest =
                    Math.max(
                            newestStored(shop, id).orElse(-1L),
                            page.stream().mapToLong(ReadAlready::index).max().orElse(-1));
            ObjectNode fields = Json.object().put("readTo", newest);
            return List.of(
                    new Write.Put(
                            Item.of(THREAD, key(shop, id), fields),
                            Condition.absentOr(Condition.lessThan("readTo", newest))));
        }

        /// All that is stored was read in one go with what is older, or the one before it.
        private Optional<Long> newestStored(ShopId shop, String id) {
            Query query =
                    Query.table(MESSAGE.type(), ShapedKind.partition(shop, MESSAGE.type()))
                            .prefix(id + "#")
                            .newestFirst()
                            .limit(1);
            return records.query(query).items().stream()
                    .map(item -> item.fields().path("index").asLong())
                    .findFirst();
        }

        private static Key key(ShopId shop, String id) {
            return new Key(shop + "#thread", id);
        }

        private boolean isTooOld(Shaped message) {
            Instant oldest = clock.instant().minus(depth);
            return message.createdAt().isBefore(oldest);
        }

        private static long index(Shaped message) {
            return message.kept().path("index").asLong();
        }
    }
}
