package com.sellerkit.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The notifications that wait to be sent and the last ones that no longer do, with the faults that
/// befall them. Every method is atomic; none lets memory grow without bound.
final class Deliveries {
    static final int WAITING_MAX = 5_000;
    static final int ENDED_MAX = 500;

    private static final int FAULTS_MAX = 100;
    private static final Duration HELD_MAX = Duration.ofMinutes(1);
    private static final long IDS = 7_000_000_000_000_000_000L;
    private static final long IDS_PER_SECOND = 100_000_000;

    private static final Comparator<Dispatch> BY_TURN =
            Comparator.comparingLong(Dispatch::dueAt).thenComparingLong(Dispatch::sequence);

    /// A fault that is on.
    ///
    /// @param left how many more notifications it applies to; 0 where it has no limit
    private record On(DeliveryFault fault, int left) {}

    private final Map<String, Dispatch> waiting = new LinkedHashMap<>();
    private final Set<String> held = new LinkedHashSet<>();
    private final Map<String, Dispatch> ended = new LinkedHashMap<>();
    private final List<On> faults = new ArrayList<>();
    private long issued;

    /// An id that no other notification has: the count never repeats while the state is kept, and
    /// where it is not, the second has passed.
    synchronized String nextId(long second) {
        issued++;
        return Long.toString(IDS + second * IDS_PER_SECOND + issued % IDS_PER_SECOND);
    }

    /// Takes a new notification, and lets a fault befall it.
    synchronized void add(Notification notification, long now) {
        issued++;
        Dispatch dispatch = Dispatch.first(notification, issued, now);
        Optional<DeliveryFault> fault = take(notification.type());
        if (fault.isEmpty()) {
            put(dispatch);
            release(notification.shop(), now);
            return;
        }
        switch (fault.get().kind()) {
            case LOSE -> end(dispatch.ended(DeliveryState.LOST));
            case DELAY ->
                    put(
                            Dispatch.first(
                                    notification, issued, now + fault.get().delay().toSeconds()));
            case DOUBLE -> put(dispatch.asDoubled());
            case REORDER ->
                    put(Dispatch.first(notification, issued, now + HELD_MAX.toSeconds()).asHeld());
        }
    }

    /// What is to be sent by `now`, in its order.
    synchronized List<Dispatch> due(long now) {
        return waiting.values().stream()
                .filter(dispatch -> dispatch.dueAt() <= now)
                .sorted(BY_TURN)
                .toList();
    }

    /// Notes what came of an attempt.
    synchronized void answered(String id, WebhookSender.Outcome outcome, long now) {
        Dispatch dispatch = waiting.remove(id);
        if (dispatch == null) {
            return;
        }
        Dispatch next = dispatch.answered(outcome, now);
        if (next.state() == DeliveryState.WAITING) {
            waiting.put(id, next);
        } else {
            end(next);
        }
    }

    /// Lets a notification be sent again, and returns whether it is still known.
    synchronized boolean resend(String id, long now) {
        Dispatch known = ended.containsKey(id) ? ended.remove(id) : waiting.remove(id);
        if (known == null) {
            return false;
        }
        issued++;
        put(known.dueAgain(issued, now));
        return true;
    }

    synchronized void add(DeliveryFault fault) {
        if (faults.size() >= FAULTS_MAX) {
            throw new IllegalArgumentException(
                    FAULTS_MAX + " delivery faults are on; switch some off first");
        }
        faults.add(new On(fault, fault.times()));
    }

    /// The faults that are on, each with the times that are left.
    synchronized List<DeliveryFault> faults() {
        return faults.stream().map(on -> on.fault().times(on.left())).toList();
    }

    synchronized void clearFaults() {
        faults.clear();
    }

    /// Everything that waits and the last that ended, newest first.
    synchronized List<Delivery> all() {
        List<Dispatch> all = new ArrayList<>(waiting.values());
        all.addAll(ended.values());
        return all.stream()
                .sorted(Comparator.comparing((Dispatch one) -> one.notification().id()).reversed())
                .map(Delivery::of)
                .toList();
    }

    synchronized long issued() {
        return issued;
    }

    synchronized List<Dispatch> waiting() {
        return List.copyOf(waiting.values());
    }

    synchronized void restore(long count, List<Dispatch> saved) {
        issued = count;
        saved.forEach(this::put);
    }

    /// Forgets everything but the count, so that no id comes back.
    synchronized void clear() {
        waiting.clear();
        held.clear();
        ended.clear();
        faults.clear();
    }

    private void put(Dispatch dispatch) {
        if (waiting.size() >= WAITING_MAX) {
            Dispatch oldest = waiting.values().iterator().next();
            waiting.remove(oldest.notification().id());
            held.remove(oldest.notification().id());
            end(oldest.ended(DeliveryState.DROPPED));
        }
        waiting.put(dispatch.notification().id(), dispatch);
        if (dispatch.held()) {
            held.add(dispatch.notification().id());
        }
    }

    private void end(Dispatch dispatch) {
        if (ended.size() >= ENDED_MAX) {
            ended.remove(ended.keySet().iterator().next());
        }
        ended.put(dispatch.notification().id(), dispatch);
    }

    private void release(String shop, long now) {
        for (String id : List.copyOf(held)) {
            Dispatch one = waiting.get(id);
            if (one == null || !one.held()) {
                held.remove(id);
            } else if (one.notification().shop().equals(shop)) {
                held.remove(id);
                issued++;
                waiting.put(id, one.dueAgain(issued, now));
            }
        }
    }

    private Optional<DeliveryFault> take(NotificationType type) {
        for (int i = 0; i < faults.size(); i++) {
            On on = faults.get(i);
            if (!on.fault().appliesTo(type)) {
                continue;
            }
            if (on.left() == 1) {
                faults.remove(i);
            } else if (on.left() > 1) {
                faults.set(i, new On(on.fault(), on.left() - 1));
            }
            return Optional.of(on.fault());
        }
        return Optional.empty();
    }
}
