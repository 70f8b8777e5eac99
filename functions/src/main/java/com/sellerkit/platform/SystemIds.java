package com.sellerkit.platform;

import java.security.SecureRandom;

/// Ids from the machine's secure source, asked anew each time so that a restored snapshot repeats
/// nothing.
public final class SystemIds implements Ids {
    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int RANDOM_BYTES = 16;
    private static final int COUNT_MAX = 1_024;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String next(String prefix) {
        return encode(prefix, randomBytes(RANDOM_BYTES));
    }

    @Override
    public byte[] randomBytes(int count) {
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException(
                    "%d random bytes asked; allowed is 1 to %d".formatted(count, COUNT_MAX));
        }
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    static String encode(String prefix, byte[] bytes) {
        if (!prefix.matches("[a-z]{1,16}")) {
            throw new IllegalArgumentException("prefix of an id: 1 to 16 lower-case letters");
        }
        StringBuilder text = new StringBuilder(prefix).append('_');
        int buffer = 0;
        int bits = 0;
        for (byte part : bytes) {
            buffer = buffer << 8 | (part & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET[buffer >>> bits & 31]);
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET[buffer << (5 - bits) & 31]);
        }
        return text.toString();
    }
}
