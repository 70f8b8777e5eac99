package com.sellerkit.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.OrderId;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sync.NotificationMessage;
import com.sellerkit.sync.NotificationType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Takes the ids out of a notification's body, and nothing else: bodies may hold what buyers write.
final class NotificationReader {
    /// The last second of the year 9999.
    private static final long SECONDS_MAX = 253_402_300_799L;

    private static final int DIGEST_CHARACTERS = 32;

    private NotificationReader() {}

    /// What a body turned out to be.
    sealed interface Reading {
        /// Work to be done.
        ///
        /// @param messages at least one
        record Known(List<NotificationMessage> messages) implements Reading {
            public Known {
                messages = List.copyOf(messages);
            }
        }

        /// Nothing that is followed here.
        record Unused(int type) implements Reading {}

        /// No notification as the platform describes them.
        record Malformed() implements Reading {}
    }

    static Reading read(byte[] body) {
        try {
            JsonNode notification = Json.parse(body);
            JsonNode type = notification.path("type");
            if (!type.isIntegralNumber() || !type.canConvertToInt()) {
                return new Reading.Malformed();
            }
            Optional<NotificationType> known = NotificationType.of(type.intValue());
            if (known.isEmpty()) {
                return new Reading.Unused(type.intValue());
            }
            return new Reading.Known(messages(known.get(), notification, body));
        } catch (IllegalArgumentException e) {
            return new Reading.Malformed();
        }
    }

    private static List<NotificationMessage> messages(
            NotificationType type, JsonNode notification, byte[] body) {
        JsonNode data = notification.path("data");
        List<NotificationMessage> messages =
                NotificationMessage.split(
                        type,
                        id(notification.path("tts_notification_id"), body),
                        new ShopId(notification.path("shop_id").asText()),
                        orders(type, data),
                        subject(type, data),
                        moment(notification.path("timestamp")),
                        type == NotificationType.AUTHORIZATION_ENDING
                                ? Optional.of(moment(data.path("expiration_time")))
                                : Optional.empty());
        Optional<String> changed = record(type, data);
        Optional<Instant> changedAt = changedAt(data);
        return messages.stream().map(message -> message.of(changed, changedAt)).toList();
    }

    /// The record that is new or changed, where it is neither an order nor the subject.
    private static Optional<String> record(NotificationType type, JsonNode data) {
        return switch (type) {
            case CANCELLATION -> Optional.of(data.path("cancel_id").asText());
            case RETURN -> Optional.of(data.path("return_id").asText());
            case MESSAGE ->
                    Optional.of(data.path("message_id").asText())
                            .filter(id -> !id.isEmpty())
                            .map(id ->
                                    NotificationMessage.messageRecord(
                                            data.path("conversation_id").asText(),
                                            data.path("index").asText(),
                                            id));
            default -> Optional.empty();
        };
    }

    /// Only numbers are taken; whoever sends something else loses nothing by it.
    private static Optional<Instant> changedAt(JsonNode data) {
        for (String name : List.of("update_time", "create_time")) {
            JsonNode seconds = data.path(name);
            if (seconds.isIntegralNumber()
                    && seconds.canConvertToLong()
                    && seconds.longValue() > 0
                    && seconds.longValue() <= SECONDS_MAX) {
                return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
            }
        }
        return Optional.empty();
    }

    /// Some notifications are documented without an id; a repetition of one has the same bytes.
    private static String id(JsonNode given, byte[] body) {
        if (!given.asText().isEmpty()) {
            return given.asText();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "body-" + HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static List<OrderId> orders(NotificationType type, JsonNode data) {
        List<OrderId> orders = new ArrayList<>();
        if (!type.namesOrders()) {
            return orders;
        }
        List<JsonNode> named = new ArrayList<>();
        named.add(data.path("order_id"));
        data.path("order_ids").forEach(named::add);
        data.path("package_list")
                .forEach(packed -> packed.path("order_id_list").forEach(named::add));
        named.stream()
                .filter(id -> !id.isMissingNode())
                .forEach(id -> orders.add(new OrderId(id.asText())));
        return orders;
    }

    /// The platform writes some products' ids as numbers beyond those that fit a double.
    private static Optional<String> subject(NotificationType type, JsonNode data) {
        return switch (type.subject()) {
            case PRODUCT, STOCK -> Optional.of(data.path("product_id").asText());
            case CONVERSATION -> Optional.of(data.path("conversation_id").asText());
            case ORDERS, NOTHING -> Optional.empty();
        };
    }

    /// The platform writes seconds as numbers, and some of them as texts.
    private static Instant moment(JsonNode seconds) {
        long value = Long.parseLong(seconds.asText());
        if (value < 0 || value > SECONDS_MAX) {
            throw new IllegalArgumentException("a moment outside of the years 1970 to 9999");
        }
        return Instant.ofEpochSecond(value);
    }
}
