package com.sellerkit.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The faults that are switched on, oldest first.
final class Faults {
    private static final int FAULTS_MAX = 100;

    private final Map<Long, ActiveFault> active = new LinkedHashMap<>();
    private long lastId;

    synchronized long add(Fault fault) {
        if (active.size() >= FAULTS_MAX) {
            throw new IllegalArgumentException(FAULTS_MAX + " faults are on; remove some first");
        }
        lastId++;
        active.put(lastId, new ActiveFault(lastId, fault, fault.times()));
        return lastId;
    }

    synchronized boolean remove(long id) {
        return active.remove(id) != null;
    }

    synchronized void clear() {
        active.clear();
    }

    synchronized List<ActiveFault> all() {
        return List.copyOf(active.values());
    }

    /// The oldest fault of this kind for this path, counted as applied.
    synchronized Optional<Fault> take(FaultKind kind, String path) {
        Optional<ActiveFault> hit =
                active.values().stream()
                        .filter(on -> on.fault().kind() == kind)
                        .filter(on -> path.startsWith(on.fault().pathPrefix()))
                        .findFirst();
        hit.filter(on -> on.fault().times() > 0).ifPresent(this::countDown);
        return hit.map(ActiveFault::fault);
    }

    private void countDown(ActiveFault on) {
        if (on.left() == 1) {
            active.remove(on.id());
        } else {
            active.put(on.id(), new ActiveFault(on.id(), on.fault(), on.left() - 1));
        }
    }
}
