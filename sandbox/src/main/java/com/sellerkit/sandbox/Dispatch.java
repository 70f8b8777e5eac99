package com.sellerkit.sandbox;

import java.time.Duration;
import java.util.List;

/// A notification on its way: how far its delivery has come. A state file keeps those that wait.
///
/// @param sequence its place among those that are due at the same moment
/// @param dueAt the Unix second of the world from which it is sent
/// @param tries how many attempts of the present schedule failed
/// @param attempts how often it was sent at all
/// @param doubled whether each attempt is made twice
/// @param held whether the next notification of the shop goes first
record Dispatch(
        Notification notification,
        DeliveryState state,
        long sequence,
        long dueAt,
        int tries,
        int attempts,
        String lastAnswer,
        boolean doubled,
        boolean held) {

    /// How long after each failed attempt the next one is made; when all have failed, it is
    /// dropped.
    static final List<Duration> RETRIES =
            List.of(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(30),
                    Duration.ofHours(3),
                    Duration.ofHours(12));

    static Dispatch first(Notification notification, long sequence, long dueAt) {
        return new Dispatch(
                notification, DeliveryState.WAITING, sequence, dueAt, 0, 0, "", false, false);
    }

    Dispatch asDoubled() {
        return new Dispatch(
                notification, state, sequence, dueAt, tries, attempts, lastAnswer, true, held);
    }

    Dispatch asHeld() {
        return new Dispatch(
                notification, state, sequence, dueAt, tries, attempts, lastAnswer, doubled, true);
    }

    /// Due now, after all that is due already; a schedule that has ended begins anew.
    Dispatch dueAgain(long nextSequence, long now) {
        return new Dispatch(
                notification,
                DeliveryState.WAITING,
                nextSequence,
                now,
                0,
                attempts,
                lastAnswer,
                doubled,
                false);
    }

    Dispatch ended(DeliveryState end) {
        return new Dispatch(
                notification, end, sequence, dueAt, tries, attempts, lastAnswer, doubled, held);
    }

    /// What an attempt makes of it.
    Dispatch answered(WebhookSender.Outcome outcome, long now) {
        boolean last = tries == RETRIES.size();
        DeliveryState next =
                outcome.accepted()
                        ? DeliveryState.DELIVERED
                        : last ? DeliveryState.DROPPED : DeliveryState.WAITING;
        boolean again = next == DeliveryState.WAITING;
        return new Dispatch(
                notification,
                next,
                sequence,
                again ? now + RETRIES.get(tries).toSeconds() : dueAt,
                tries + (again ? 1 : 0),
                attempts + outcome.sent(),
                outcome.answer(),
                doubled,
                false);
    }
}
