package com.sellerkit.sync;

import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ShopAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Asks the platform how many records of each day it counts, to find the days on which a walk was
/// shown fewer than there are.
final class DayCounts {
    /// No walk that is compared by days has more of them, but for what is asked over years.
    private static final int CALLS_MAX = 92;

    /// Without this much time left, no further day is asked for.
    private static final Duration CALL_TIME = Duration.ofSeconds(8);

    private DayCounts() {}

    /// The counts of a window's days, newest first, as far as the platform tells them in time.
    ///
    /// @param until by when the last answer has to be there
    static Map<LocalDate, Integer> of(
            Stream<?> stream,
            ShopAccess access,
            Instant from,
            Instant before,
            Deadline until,
            InstantSource clock) {
        Map<LocalDate, Integer> counts = new TreeMap<>();
        Instant end = before;
        for (int call = 0; call < CALLS_MAX && end.isAfter(from); call++) {
            if (until.left(clock).compareTo(CALL_TIME) < 0) {
                break;
            }
            LocalDate day = LocalDate.ofInstant(end.minusSeconds(1), ZoneOffset.UTC);
            Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            Optional<Instant> since = Optional.of(begin.isBefore(from) ? from : begin);
            long total = total(stream, access, new Window(Window.By.CREATED, since, end), until);
            if (total < 0) {
                break;
            }
            counts.put(day, Math.toIntExact(total));
            end = begin;
        }
        return counts;
    }

    private static <T> long total(
            Stream<T> stream, ShopAccess access, Window window, Deadline until) {
        return stream.source().page(access, window, "", until)
                        instanceof
                        Answer.Success<StreamPage<T>>(StreamPage<T> page, Instant _, String _)
                ? page.total()
                : -1;
    }
}
