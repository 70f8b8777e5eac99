package com.sellerkit.local.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Why messages were given up, in a word: one of ours, a code, the class of an exception. Anything
/// else is not repeated, as it could be about somebody.
public final class Reason {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9:_-]{0,63}");

    private Reason() {}

    /// The reason of a message; empty if nobody told: a queue that gives up a message knows none.
    public static Optional<String> of(DeadLetter letter) {
        JsonNode body = Reading.Body.parse(letter.body());
        String type = body.path("responsePayload").path("errorType").asText();
        return letter.note("reason")
                .filter(Reason::isWord)
                .or(() ->
                        Optional.of(type.substring(type.lastIndexOf('.') + 1))
                                .filter(Reason::isWord))
                .or(() ->
                        Optional.of(body.path("requestContext").path("condition").asText())
                                .filter(Reason::isWord))
                .or(() -> letter.note("ERROR_CODE").filter(Reason::isWord));
    }

    private static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /// How often there is which, the most frequent first.
    public static String counted(Collection<String> reasons) {
        Map<String, Long> counts =
                reasons.stream()
                        .collect(
                                Collectors.groupingBy(
                                        reason -> reason, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(each -> each.getValue() + " × " + each.getKey())
                .collect(Collectors.joining(", "));
    }
}
