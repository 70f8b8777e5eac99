package com.sellerkit.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A queue that keeps what was sent until a test takes it.
public final class InMemoryQueue implements Queue {
    private final List<Message> waiting = new ArrayList<>();
    private boolean failing;

    @Override
    public synchronized void send(List<Message> messages) {
        if (failing) {
            throw new DeliveryFailed("the queue was told to fail");
        }
        waiting.addAll(messages);
    }

    /// The oldest message, taken off the queue; its delay is the test's business.
    public synchronized Optional<Message> take() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.removeFirst());
    }

    /// Everything that waits, taken off the queue.
    public synchronized List<Message> takeAll() {
        List<Message> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /// What waits, left where it is.
    public synchronized List<Message> waiting() {
        return List.copyOf(waiting);
    }

    /// Lets every following send fail, or work again.
    public synchronized void fail(boolean now) {
        failing = now;
    }
}
