package com.sellerkit.local.journey;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks for thousands of texts in a file at once: each begins with eight bytes by which it is
/// found, so a file is walked through only once.
final class MarkerSearch {
    private static final int HEAD_BYTES = Long.BYTES;

    private final Map<Long, List<String>> byHead = new HashMap<>();

    /// @param markers texts of at least eight bytes each
    MarkerSearch(Collection<String> markers) {
        for (String marker : markers) {
            byte[] bytes = marker.getBytes(StandardCharsets.UTF_8);
            long head = 0;
            for (int i = 0; i < HEAD_BYTES; i++) {
                head = (head << Byte.SIZE) | (bytes[i] & 0xff);
            }
            byHead.computeIfAbsent(head, _ -> new ArrayList<>()).add(marker);
        }
    }

    /// The markers that stand in some bytes.
    Set<String> in(byte[] content) {
        Set<String> found = new LinkedHashSet<>();
        long window = 0;
        for (int i = 0; i < content.length; i++) {
            window = (window << Byte.SIZE) | (content[i] & 0xff);
            if (i >= HEAD_BYTES - 1) {
                for (String marker : byHead.getOrDefault(window, List.of())) {
                    byte[] bytes = marker.getBytes(StandardCharsets.UTF_8);
                    int from = i - HEAD_BYTES + 1;
                    int to = from + bytes.length;
                    if (to <= content.length
                            && Arrays.equals(content, from, to, bytes, 0, bytes.length)) {
                        found.add(marker);
                    }
                }
            }
        }
        return found;
    }
}
