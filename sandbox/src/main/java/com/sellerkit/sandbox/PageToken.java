package com.sellerkit.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// The opaque token between pages: where the walk stands and which query it belongs to, scrambled,
/// and always with `+`, `/` and `=` in it, since clients that encode or sign those wrongly must
/// notice.
final class PageToken {

    /// Where a walk stands: after the thing with this number, sorted at this value.
    record Place(long sortValue, long number) {}

    private static final int LENGTH = 34;

    private PageToken() {}

    /// A number that two queries share only if they ask for the same things in the same order.
    ///
    /// @param asked all that decides which things are listed and how they are sorted
    static long fingerprint(String... asked) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.join("|", asked).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String of(long fingerprint, Place place) {
        for (int salt = 0; salt <= 0xFFFF; salt++) {
            String token = Base64.getEncoder().encodeToString(bytes(salt, fingerprint, place));
            if (token.contains("+") && token.contains("/")) {
                return token;
            }
        }
        throw new IllegalStateException("no salt gave a token with + and /");
    }

    /// The place that a token holds; empty if it is not ours or belongs to another query.
    static Optional<Place> parse(String token, long fingerprint) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int salt = Short.toUnsignedInt(in.getShort());
        Place place = new Place(in.getLong() ^ stream(salt, 1), in.getLong() ^ stream(salt, 2));
        boolean same = token.equals(encode(salt, fingerprint, place));
        return same ? Optional.of(place) : Optional.empty();
    }

    private static String encode(int salt, long fingerprint, Place place) {
        return Base64.getEncoder().encodeToString(bytes(salt, fingerprint, place));
    }

    private static byte[] bytes(int salt, long fingerprint, Place place) {
        return ByteBuffer.allocate(LENGTH)
                .putShort((short) salt)
                .putLong(place.sortValue() ^ stream(salt, 1))
                .putLong(place.number() ^ stream(salt, 2))
                .putLong(fingerprint ^ stream(salt, 3))
                .putLong(
                        Dice.mix(fingerprint ^ Dice.mix(place.sortValue()) ^ place.number() ^ salt))
                .array();
    }

    private static long stream(int salt, int part) {
        return Dice.mix(salt * 31L + part + 0x5DEECE66DL);
    }
}
