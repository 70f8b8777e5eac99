package com.sellerkit.catalog;

import java.time.Duration;
import java.time.Period;

/// Times in the words of the data map.
final class Durations {
    private Durations() {}

    static String words(Duration time) {
        if (time.toSeconds() % 86_400 == 0) {
            return counted(time.toDays(), "day");
        }
        if (time.toSeconds() % 3_600 == 0) {
            return counted(time.toHours(), "hour");
        }
        return time.toSeconds() % 60 == 0
                ? counted(time.toMinutes(), "minute")
                : counted(time.toSeconds(), "second");
    }

    static String words(Period period) {
        return period.toTotalMonths() % 12 == 0
                ? counted(period.toTotalMonths() / 12, "year")
                : counted(period.toTotalMonths(), "month");
    }

    static boolean isWholeMonths(Period period) {
        return period.toTotalMonths() > 0 && period.withDays(0).equals(period);
    }

    private static String counted(long count, String unit) {
        return count == 1 ? "1 " + unit : count + " " + unit + "s";
    }
}
