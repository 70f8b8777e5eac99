package com.sellerkit.platform;

import java.util.Random;

/// Ids and bytes that repeat with the seed.
public final class SeededIds implements Ids {
    private final Random random;

    public SeededIds(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized String next(String prefix) {
        return SystemIds.encode(prefix, randomBytes(16));
    }

    @Override
    public synchronized byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
