package com.sellerkit.sandbox;

import java.time.Duration;
import java.util.Optional;

/// A misbehaviour of the delivery of webhooks, and how far it reaches. It is decided on when
/// something happens in the world, so it must be on before.
///
/// @param type which notifications it applies to; empty means all
/// @param times how many notifications it applies to; 0 means until removed
/// @param delay how much later DELAY sends on the world's clock, at most 7 days
public record DeliveryFault(
        DeliveryFaultKind kind, Optional<NotificationType> type, int times, Duration delay) {

    private static final Duration DELAY_MAX = Duration.ofDays(7);

    public DeliveryFault {
        if (times < 0) {
            throw new IllegalArgumentException("times was " + times + "; it must be 0 or more");
        }
        if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
            throw new IllegalArgumentException(
                    "delay was " + delay + "; it must be from PT0S to " + DELAY_MAX);
        }
    }

    /// A fault of this kind on every notification, until removed: 10 seconds where it delays.
    public static DeliveryFault of(DeliveryFaultKind kind) {
        return new DeliveryFault(kind, Optional.empty(), 0, Duration.ofSeconds(10));
    }

    public DeliveryFault onType(NotificationType value) {
        return new DeliveryFault(kind, Optional.of(value), times, delay);
    }

    public DeliveryFault times(int notifications) {
        return new DeliveryFault(kind, type, notifications, delay);
    }

    public DeliveryFault withDelay(Duration value) {
        return new DeliveryFault(kind, type, times, value);
    }

    boolean appliesTo(NotificationType notification) {
        return type.isEmpty() || type.get() == notification;
    }
}
