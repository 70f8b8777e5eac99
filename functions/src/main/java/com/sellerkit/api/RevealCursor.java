package com.sellerkit.api;

import com.sellerkit.ledger.RevealPage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the account's list of reveals, in an opaque form.
///
/// @param place empty for the beginning
record RevealCursor(Optional<RevealPage.Place> place) {
    private static final Pattern FORM =
            Pattern.compile("1#([0-9]{1,15})#([A-Za-z0-9][A-Za-z0-9._:-]{0,127})");

    static String print(RevealPage.Place place) {
        String text = "1#%d#%s".formatted(place.at().toEpochMilli(), place.id());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws Refused with `bad-cursor` if it is none that was printed
    static RevealCursor parse(Optional<String> printed) {
        return new RevealCursor(printed.map(RevealCursor::place));
    }

    private static RevealPage.Place place(String printed) {
        Matcher matcher;
        try {
            matcher =
                    FORM.matcher(
                            new String(
                                    Base64.getUrlDecoder().decode(printed),
                                    StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException _) {
            throw new Refused(Problems.badCursor());
        }
        if (!matcher.matches()) {
            throw new Refused(Problems.badCursor());
        }
        return new RevealPage.Place(
                Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), matcher.group(2));
    }
}
