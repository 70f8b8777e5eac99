package com.sellerkit.catalog;

import java.time.Period;

/// What erasure does to a field.
public sealed interface Erasure {
    /// The field goes with its record.
    Erasure DELETE = new Delete();

    /// The field is replaced by something that no longer points at a person.
    Erasure PSEUDONYMISE = new Pseudonymise();

    /// The field stays for as long as a law asks, and goes then.
    ///
    /// @param period how long after the record was made, one or more whole months
    /// @param law which duty asks for it, in a few words
    static Erasure keepForLaw(Period period, String law) {
        return new KeepForLaw(period, law);
    }

    /// How the data map prints it.
    String sentence();

    /// See [#DELETE].
    record Delete() implements Erasure {
        @Override
        public String sentence() {
            return "deleted";
        }
    }

    /// See [#PSEUDONYMISE].
    record Pseudonymise() implements Erasure {
        @Override
        public String sentence() {
            return "pseudonymised";
        }
    }

    /// See [#keepForLaw(Period, String)].
    record KeepForLaw(Period period, String law) implements Erasure {
        public KeepForLaw {
            if (!Durations.isWholeMonths(period) || law.isBlank()) {
                throw new IllegalArgumentException(
                        "keeping for law needs an end and the duty that asks for it");
            }
        }

        @Override
        public String sentence() {
            return "kept %s: %s".formatted(Durations.words(period), law);
        }
    }
}
