package com.sellerkit.platform;

import java.util.ArrayList;
import java.util.List;

/// A bus that keeps the facts it was told.
public final class InMemoryBus implements Bus {
    private final List<Fact> facts = new ArrayList<>();
    private boolean failing;

    @Override
    public synchronized void publish(Fact fact) {
        if (failing) {
            throw new DeliveryFailed("the bus was told to fail");
        }
        facts.add(fact);
    }

    /// All facts, oldest first.
    public synchronized List<Fact> facts() {
        return List.copyOf(facts);
    }

    /// Lets every following fact fail, or work again.
    public synchronized void fail(boolean now) {
        failing = now;
    }
}
