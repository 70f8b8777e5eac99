package com.sellerkit.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts the calls by path, and remembers the last few hundred.
final class CallLog {
    private static final int RECENT_MAX = 500;
    private static final int PATHS_MAX = 500;
    private static final String OTHER = "(other)";

    private final Map<String, Long> counts = new TreeMap<>();
    private final Deque<CallRecord> recent = new ArrayDeque<>();

    synchronized void add(CallRecord call) {
        boolean room = counts.containsKey(call.path()) || counts.size() < PATHS_MAX;
        counts.merge(room ? call.path() : OTHER, 1L, Long::sum);
        recent.addFirst(call);
        if (recent.size() > RECENT_MAX) {
            recent.removeLast();
        }
    }

    synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    synchronized List<CallRecord> recent() {
        return List.copyOf(recent);
    }

    synchronized void clear() {
        counts.clear();
        recent.clear();
    }
}
