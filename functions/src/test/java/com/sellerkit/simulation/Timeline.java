package com.sellerkit.simulation;

import com.sellerkit.platform.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A clock on which many do their work at the same time and everything takes as long as it is said
/// to take: whoever waits lets the others go on, of whom one moves at a time, and time moves to
/// what comes next.
final class Timeline {
    private final ManualTime time;
    private final PriorityQueue<Wake> wakes =
            new PriorityQueue<>(
                    Comparator.comparing((Wake each) -> each.at)
                            .thenComparingLong(each -> each.number));
    private final Semaphore moved = new Semaphore(0);
    private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);
    private long number;
    private @Nullable Throwable failure;

    Timeline(ManualTime time) {
        this.time = time;
    }

    private record Wake(Instant at, long number, Runnable go) {}

    /// Has something done at that moment, or now if that has passed.
    void at(Instant moment, Runnable body) {
        wake(moment, () -> Thread.ofVirtual().start(() -> whole(body)));
    }

    private void whole(Runnable body) {
        within.set(true);
        try {
            body.run();
        } catch (Throwable e) {
            failure = e;
        } finally {
            moved.release();
        }
    }

    private void wake(Instant moment, Runnable go) {
        Instant at = moment.isBefore(time.instant()) ? time.instant() : moment;
        wakes.add(new Wake(at, number++, go));
    }

    /// Takes so long. What is computed beside something that waits takes no time of its own.
    void take(Duration duration) {
        if (!within.get()) {
            return;
        }
        Semaphore mine = new Semaphore(0);
        wake(time.instant().plus(duration), mine::release);
        moved.release();
        mine.acquireUninterruptibly();
    }

    /// Goes on until then.
    void runUntil(Instant end) {
        while (!wakes.isEmpty() && !wakes.element().at.isAfter(end)) {
            Wake next = wakes.remove();
            time.set(next.at);
            next.go.run();
            moved.acquireUninterruptibly();
            if (failure != null) {
                throw new AssertionError("something failed at " + time.instant(), failure);
            }
        }
        time.set(end);
    }
}
