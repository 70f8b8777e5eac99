package com.sellerkit.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Values that are kept for a short time and in a bounded number, the oldest leaving first.
final class Cached<K, V> {
    private final InstantSource time;
    private final Duration life;
    private final int countMax;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    Cached(InstantSource time, Duration life, int countMax) {
        this.time = time;
        this.life = life;
        this.countMax = countMax;
    }

    synchronized Optional<V> get(K key) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.until.isAfter(time.instant())) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.value);
    }

    synchronized void put(K key, V value) {
        entries.remove(key);
        if (entries.size() >= countMax) {
            entries.remove(entries.keySet().iterator().next());
        }
        entries.put(key, new Entry<>(value, time.instant().plus(life)));
    }

    synchronized void remove(K key) {
        entries.remove(key);
    }

    private record Entry<V>(V value, Instant until) {}
}
