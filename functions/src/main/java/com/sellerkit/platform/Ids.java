package com.sellerkit.platform;

/// Where new ids and random bytes come from.
public interface Ids {
    /// A new id: the prefix, `_`, and 26 characters of `a-z 2-7` that carry 128 random bits.
    ///
    /// @param prefix 1 to 16 lower-case letters that say what is named, such as `acc`
    String next(String prefix);

    /// Bytes that nobody can guess.
    ///
    /// @param count 1 to 1,024 bytes
    byte[] randomBytes(int count);

    /// An evenly spread number from 0 (included) to 1 (excluded), for jitter.
    default double fraction() {
        long bits = 0;
        for (byte part : randomBytes(7)) {
            bits = bits << 8 | (part & 0xff);
        }
        return (bits >>> 3) / (double) (1L << 53);
    }
}
