package com.sellerkit.catalog;

import java.time.Duration;
import java.time.Period;

/// How long a record is kept.
public sealed interface Retention {
    /// While the shop is connected; removed within 30 days after it is disconnected.
    Retention WHILE_CONNECTED = new WhileConnected();

    /// While the account is active; removed within 30 days after it is deleted.
    Retention WHILE_ACCOUNT_ACTIVE = new WhileAccountActive();

    /// For a fixed time after it was written; every record then carries an expiry.
    static Retention forTime(Duration time) {
        return new ForTime(time);
    }

    /// As evidence, pseudonymous, for a fixed period of whole months.
    static Retention asEvidence(Period period) {
        return new AsEvidence(period);
    }

    /// How the data map prints it.
    String sentence();

    /// See [#WHILE_CONNECTED].
    record WhileConnected() implements Retention {
        @Override
        public String sentence() {
            return "while the shop is connected, then removed within 30 days";
        }
    }

    /// See [#WHILE_ACCOUNT_ACTIVE].
    record WhileAccountActive() implements Retention {
        @Override
        public String sentence() {
            return "while the account is active, then removed within 30 days";
        }
    }

    /// See [#forTime(Duration)].
    record ForTime(Duration time) implements Retention {
        public ForTime {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("a retention time is more than zero");
            }
        }

        @Override
        public String sentence() {
            return "for " + Durations.words(time);
        }
    }

    /// See [#asEvidence(Period)].
    record AsEvidence(Period period) implements Retention {
        public AsEvidence {
            if (!Durations.isWholeMonths(period)) {
                throw new IllegalArgumentException(
                        "a retention period is one or more whole months");
            }
        }

        @Override
        public String sentence() {
            return "as pseudonymous evidence for " + Durations.words(period);
        }
    }
}
