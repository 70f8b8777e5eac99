package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a notification of the platform told, or a part of it; ids only.
///
/// @param notificationId the platform's name of it, the same at every repetition
/// @param part from 0 on, since one message holds a few orders only
/// @param orders 1 to 10 if the type names orders, else none
/// @param subject the id of the one product or conversation that the type names, else empty
/// @param at when the platform says that it happened
/// @param endsAt when the authorization ends; only if the type tells it
/// @param record the key, within its kind, of the one record that is new or changed, where that is
///   neither an order nor the subject; empty if the platform does not name it
/// @param changedAt when the platform changed what is named; empty if it does not say
public record NotificationMessage(
        NotificationType type,
        String notificationId,
        int part,
        ShopId shop,
        List<OrderId> orders,
        Optional<String> subject,
        Instant at,
        Optional<Instant> endsAt,
        Optional<String> record,
        Optional<Instant> changedAt) {
    /// Even the longest ids then fit a message.
    static final int ORDERS_MAX = 10;

    private static final int VERSION = 1;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern RECORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_#-]{0,199}");

    public NotificationMessage {
        orders = List.copyOf(orders);
        if (!ID.matcher(notificationId).matches() || part < 0) {
            throw new IllegalArgumentException(
                    "a notification's id is 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
        if (orders.isEmpty() == type.namesOrders() || orders.size() > ORDERS_MAX) {
            throw new IllegalArgumentException(
                    "%d orders in a notification of type %s".formatted(orders.size(), type));
        }
        if (subject.isPresent() != type.subject().isOneThing()
                || subject.filter(id -> !ID.matcher(id).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "a notification of type %s, with or without the id it names".formatted(type));
        }
        if (endsAt.isPresent() != (type == NotificationType.AUTHORIZATION_ENDING)) {
            throw new IllegalArgumentException(
                    "a notification of type %s, with or without an end".formatted(type));
        }
        // It only helps to tell what is complete; a strange one is no reason to lose the news.
        record = record.filter(key -> RECORD.matcher(key).matches());
    }

    /// The key of a message of a conversation, as which it is kept.
    public static String messageRecord(String conversation, String index, String id) {
        return Chats.key(conversation, index, id);
    }

    /// The same, of a record that changed at a moment.
    public NotificationMessage of(Optional<String> changed, Optional<Instant> moment) {
        return new NotificationMessage(
                type, notificationId, part, shop, orders, subject, at, endsAt, changed, moment);
    }

    /// One notification as messages, each small enough for a queue.
    ///
    /// @throws IllegalArgumentException if the values do not fit the type
    public static List<NotificationMessage> split(
            NotificationType type,
            String notificationId,
            ShopId shop,
            List<OrderId> orders,
            Optional<String> subject,
            Instant at,
            Optional<Instant> endsAt) {
        List<OrderId> distinct = orders.stream().distinct().toList();
        List<NotificationMessage> messages = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(distinct.size(), from + ORDERS_MAX);
            messages.add(
                    new NotificationMessage(
                            type,
                            notificationId,
                            messages.size(),
                            shop,
                            distinct.subList(from, to),
                            subject,
                            at,
                            endsAt,
                            Optional.empty(),
                            Optional.empty()));
            from = to;
        } while (from < distinct.size());
        return messages;
    }

    /// The message as it travels.
    public Queue.Message toQueue() {
        ObjectNode body =
                Json.object()
                        .put("v", VERSION)
                        .put("type", type.number())
                        .put("notificationId", notificationId)
                        .put("shopId", shop.value());
        if (part > 0) {
            body.put("part", part);
        }
        ArrayNode ids = body.putArray("orderIds");
        orders.forEach(order -> ids.add(order.value()));
        subject.ifPresent(id -> body.put("subjectId", id));
        body.put("at", at.getEpochSecond());
        endsAt.ifPresent(end -> body.put("endsAt", end.getEpochSecond()));
        record.ifPresent(key -> body.put("recordId", key));
        changedAt.ifPresent(moment -> body.put("changedAt", moment.getEpochSecond()));
        return Queue.Message.of(body.toString(), shop.value());
    }

    /// Reads a message; empty if it is none that this version understands.
    static Optional<NotificationMessage> parse(String body) {
        try {
            JsonNode message = Json.parse(body);
            Optional<NotificationType> type = NotificationType.of(message.path("type").asInt());
            if (message.path("v").asInt() != VERSION || type.isEmpty()) {
                return Optional.empty();
            }
            List<OrderId> orders = new ArrayList<>();
            message.path("orderIds").forEach(id -> orders.add(new OrderId(id.asText())));
            return Optional.of(
                    new NotificationMessage(
                            type.get(),
                            message.path("notificationId").asText(),
                            message.path("part").asInt(),
                            new ShopId(message.path("shopId").asText()),
                            orders,
                            message.has("subjectId")
                                    ? Optional.of(message.path("subjectId").asText())
                                    : Optional.empty(),
                            Instant.ofEpochSecond(message.path("at").asLong()),
                            moment(message.path("endsAt")),
                            message.has("recordId")
                                    ? Optional.of(message.path("recordId").asText())
                                    : Optional.empty(),
                            moment(message.path("changedAt"))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(JsonNode seconds) {
        return seconds.isIntegralNumber()
                ? Optional.of(Instant.ofEpochSecond(seconds.asLong()))
                : Optional.empty();
    }
}
