package com.sellerkit.catalog;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/// Times in the words of the data map.
final class Durations {
    private Durations() {}

    static String words(Duration time) {
        List<String> parts = new ArrayList<>();
        add(parts, time.toDays(), "day");
        add(parts, time.toHoursPart(), "hour");
        add(parts, time.toMinutesPart(), "minute");
        add(parts, time.toSecondsPart(), "second");
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(counted(count, unit));
        }
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
