package com.sellerkit.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a list of orders and a direction to go on in, bound to the list it came from.
///
/// @param direction which way
/// @param sortKey the order beside which to go on, as [OrderRecords#sortKey] sorts it
record Cursor(Direction direction, String sortKey) {
    private static final int BINDING_BYTES = 9;
    private static final Pattern FORM =
            Pattern.compile("1([on])([A-Za-z0-9_-]{12})([0-9]{10}#[A-Za-z0-9][A-Za-z0-9_-]{0,63})");

    enum Direction {
        OLDER('o'),
        NEWER('n');

        private final char letter;

        Direction(char letter) {
            this.letter = letter;
        }
    }

    /// The opaque form, fit for a query parameter.
    ///
    /// @param list names shop and filter
    String print(String list) {
        String text = "1" + direction.letter + binding(list) + sortKey;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads the opaque form.
    ///
    /// @throws InvalidCursor if it is not exactly what [#print] made for the same list
    static Cursor parse(String printed, String list) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(printed), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursor();
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !matcher.group(2).equals(binding(list))) {
            throw new InvalidCursor();
        }
        Direction direction =
                matcher.group(1).charAt(0) == Direction.OLDER.letter
                        ? Direction.OLDER
                        : Direction.NEWER;
        Cursor cursor = new Cursor(direction, matcher.group(3));
        if (!cursor.print(list).equals(printed)) {
            throw new InvalidCursor();
        }
        return cursor;
    }

    private static String binding(String list) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(list.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(digest, BINDING_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
