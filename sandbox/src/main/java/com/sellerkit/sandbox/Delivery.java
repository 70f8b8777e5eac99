package com.sellerkit.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One notification as the control shows it.
///
/// @param notificationId what the receiver tells repetitions by
/// @param shop the key of the shop
/// @param orders the ids of the orders it names; none for what concerns the authorization
/// @param at when that happened in the world
/// @param attempts how often it was sent
/// @param nextAttempt when it is sent next, on the world's clock; empty unless it waits
/// @param lastAnswer the HTTP status of the last attempt, `timeout`, `unreachable`, or `no address`
///   where none was registered any more; empty before the first
/// @param body the exact text that is sent
public record Delivery(
        String notificationId,
        NotificationType type,
        String shop,
        List<String> orders,
        Instant at,
        DeliveryState state,
        int attempts,
        Optional<Instant> nextAttempt,
        String lastAnswer,
        String body) {

    public Delivery {
        orders = List.copyOf(orders);
    }

    static Delivery of(Dispatch dispatch) {
        Notification notification = dispatch.notification();
        return new Delivery(
                notification.id(),
                notification.type(),
                notification.shop(),
                notification.orders(),
                Instant.ofEpochSecond(notification.at()),
                dispatch.state(),
                dispatch.attempts(),
                dispatch.state() == DeliveryState.WAITING
                        ? Optional.of(Instant.ofEpochSecond(dispatch.dueAt()))
                        : Optional.empty(),
                dispatch.lastAnswer(),
                notification.body());
    }
}
