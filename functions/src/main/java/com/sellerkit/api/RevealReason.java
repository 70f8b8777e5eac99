package com.sellerkit.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Why a person wants to see a buyer's personal data.
enum RevealReason {
    SHIPPING,
    CUSTOMER_SERVICE,
    RETURNS,
    FRAUD,
    LEGAL,
    /// Needs a note that says which.
    OTHER;

    static final List<String> WORDS = Arrays.stream(values()).map(RevealReason::word).toList();

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The reason with this word; the first one for a word that was refused already.
    static RevealReason of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElse(SHIPPING);
    }
}
