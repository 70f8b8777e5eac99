package com.sellerkit.sandbox;

import java.util.HashMap;
import java.util.Map;

/// Counts what each shop took on a day, up to a most.
final class DailyQuota {

    private record Taken(long day, int count) {}

    private final int most;
    private final Map<String, Taken> taken = new HashMap<>();

    DailyQuota(int most) {
        this.most = most;
    }

    /// Takes one of a day, and returns whether there was one left.
    synchronized boolean take(String shop, long day) {
        Taken before = taken.getOrDefault(shop, new Taken(day, 0));
        int count = before.day() == day ? before.count() : 0;
        if (count >= most) {
            return false;
        }
        taken.put(shop, new Taken(day, count + 1));
        return true;
    }
}
