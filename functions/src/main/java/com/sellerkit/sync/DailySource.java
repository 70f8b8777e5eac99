package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ListCall;
import com.sellerkit.tiktok.Lists;
import com.sellerkit.tiktok.ShopAccess;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Reads a list of figures day by day, as the platform adds up whatever window it is asked for.
///
/// @param call asks for one day, without its dates
/// @param kind reads the records, each of which gets the day as its `date`
record DailySource(Lists client, ListCall call, ShapedKind kind) implements Stream.Source<Shaped> {
    /// How far back the first walk goes.
    static final int DAYS_MAX = 90;

    private static final String BETWEEN = " ";

    /// Stands before how many records of a day were on the pages before.
    private static final String SEEN = "#";

    /// The first day of a window, no further back than is of use.
    static LocalDate first(Window window) {
        LocalDate last = end(window);
        LocalDate earliest = last.minusDays(DAYS_MAX);
        return window.from()
                .map(DailySource::day)
                .filter(day -> day.isAfter(earliest))
                .orElse(earliest);
    }

    /// The day behind the last complete one.
    static LocalDate end(Window window) {
        return day(window.before());
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public Answer<StreamPage<Shaped>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        String[] place = token.split(BETWEEN, 2);
        String[] counted = place[0].split(SEEN, 2);
        LocalDate day = token.isEmpty() ? end(window).minusDays(1) : LocalDate.parse(counted[0]);
        int before = counted.length > 1 ? Integer.parseInt(counted[1]) : 0;
        ListCall asked =
                call.with("start_date_ge", day.toString())
                        .with("end_date_lt", day.plusDays(1).toString())
                        .with("page_token", token.isEmpty() ? "" : place[1]);
        return client.list(access, asked, deadline)
                .map(page -> {
                    page.records().forEach(record -> date(record, day));
                    int seen = before + page.records().size();
                    String next = page.nextPageToken();
                    if (!next.isEmpty()) {
                        return kind.page(page.records(), day + SEEN + seen + BETWEEN + next, -1);
                    }
                    LocalDate older = day.minusDays(1);
                    String onward = older.isBefore(first(window)) ? "" : older + BETWEEN;
                    StreamPage<Shaped> last = kind.page(page.records(), onward, -1);
                    return page.totalCount() > seen ? last.missing("") : last;
                });
    }

    private static void date(JsonNode record, LocalDate day) {
        if (record instanceof ObjectNode object) {
            object.put("date", day.toString());
        }
    }
}
