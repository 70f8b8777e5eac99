package com.sellerkit.local.operator;

import static com.sellerkit.local.page.Look.escape;

import com.sellerkit.local.engines.BusService;
import com.sellerkit.local.events.Scheduler;
import com.sellerkit.local.host.Usage;
import com.sellerkit.local.redrive.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The operator's pages as HTML: whole without a script, which only keeps them fresh.
final class OperatorView {
    private static final String NOTHING = "<span class=\"none\" aria-label=\"none\">–</span>";

    private final Instant now;

    OperatorView(Instant now) {
        this.now = now;
    }

    /// A queue and how many messages it holds.
    ///
    /// @param deadLetters whether it takes what others gave up
    record Depth(String queue, String label, Map<String, Integer> counts, boolean deadLetters) {
        int waiting() {
            return counts.getOrDefault("waiting", 0);
        }
    }

    /// Where the other pages of this machine are.
    ///
    /// @param standIn empty when the platform itself is used
    record Links(URI app, Optional<URI> standIn) {}

    /// Everything on one page.
    String overview(
            Links links,
            List<Usage> functions,
            List<Depth> queues,
            List<BusService.Told> facts,
            List<Scheduler.Planned> schedules,
            String said) {
        List<Depth> live = queues.stream().filter(queue -> !queue.deadLetters()).toList();
        List<Depth> dead = queues.stream().filter(Depth::deadLetters).toList();
        return page(
                "This machine",
                """
                <h1>What runs on this machine</h1>
                %s<p class="lead">%s</p>
                <nav aria-label="Other pages"><a href="%s">Application</a>%s</nav>
                """
                                .formatted(
                                        said(said),
                                        sentence(functions, live, dead),
                                        escape(links.app().toString()),
                                        links.standIn()
                                                .map(address ->
                                                        "<a href=\"%s\">TikTok Shop stand-in</a>"
                                                                .formatted(
                                                                        escape(address.toString())))
                                                .orElse(""))
                        + functions(functions)
                        + queues(live)
                        + deadLetters(dead)
                        + schedules(schedules)
                        + facts(facts));
    }

    private static String said(String said) {
        return said.isEmpty() ? "" : "<p class=\"said\" role=\"status\">" + escape(said) + "</p>\n";
    }

    private static String sentence(List<Usage> functions, List<Depth> live, List<Depth> dead) {
        long failures = functions.stream().mapToLong(Usage::failures).sum();
        int running = functions.stream().mapToInt(Usage::instances).sum();
        int waiting = live.stream().mapToInt(Depth::waiting).sum();
        int given = dead.stream().mapToInt(Depth::waiting).sum();
        return "%s, %s waiting, %s, %s."
                .formatted(
                        count(running, "process runs", "processes run"),
                        count(waiting, "message", "messages"),
                        failures == 0
                                ? "no failures since the start"
                                : count(failures, "failure", "failures") + " since the start",
                        given == 0
                                ? "nothing given up"
                                : count(given, "message", "messages") + " given up");
    }

    private String functions(List<Usage> functions) {
        String rows =
                functions.stream()
                        .map(function ->
                                row(
                                        function.invocations() + function.instances() == 0
                                                ? "idle"
                                                : "",
                                        head(
                                                "Function",
                                                "<a href=\"/logs/%s\">%s</a>"
                                                        .formatted(
                                                                escape(function.functionId()),
                                                                escape(function.functionId()))),
                                        number("Calls", function.invocations()),
                                        function.failures() == 0
                                                ? number("Failures", 0)
                                                : cell(
                                                        "Failures",
                                                        badge(
                                                                "neg",
                                                                Long.toString(
                                                                        function.failures()))),
                                        number("Cold starts", function.coldStarts()),
                                        cell("Processes", processes(function)),
                                        cell("Last", took(function.last())),
                                        cell("Median", took(function.median())),
                                        cell("p95", took(function.high())),
                                        cell("Called", ago(function.lastAt()))))
                        .collect(Collectors.joining());
        return section(
                "functions",
                "Functions",
                "The name leads to what the function printed. Times leave the start of its process out.",
                table(
                        List.of(
                                "Function",
                                "Calls",
                                "Failures",
                                "Cold starts",
                                "Processes",
                                "Last",
                                "Median",
                                "p95",
                                "Called"),
                        rows,
                        "There are no functions."));
    }

    private static String processes(Usage function) {
        if (function.instances() == 0) {
            return NOTHING;
        }
        return function.busy() == 0
                ? Integer.toString(function.instances())
                : "%d %s"
                        .formatted(
                                function.instances(), badge("pos", function.busy() + " at work"));
    }

    private String queues(List<Depth> queues) {
        String rows =
                queues.stream()
                        .map(queue ->
                                row(
                                        "",
                                        head("Queue", escape(queue.label())),
                                        number("Waiting", queue.waiting()),
                                        number(
                                                "In flight",
                                                queue.counts().getOrDefault("inFlight", 0)),
                                        number(
                                                "Delayed",
                                                queue.counts().getOrDefault("delayed", 0))))
                        .collect(Collectors.joining());
        return section(
                "queues",
                "Queues",
                "In flight is what a function works on, or failed with and gets again.",
                table(
                        List.of("Queue", "Waiting", "In flight", "Delayed"),
                        rows,
                        "There are no queues."));
    }

    private String deadLetters(List<Depth> queues) {
        String rows =
                queues.stream()
                        .map(queue ->
                                row(
                                        "",
                                        head("Queue", escape(queue.label())),
                                        queue.waiting() == 0
                                                ? number("Given up", 0)
                                                : cell(
                                                        "Given up",
                                                        "<a class=\"badge neg\" href=\"/dead-letters/%s\">%s: look</a>"
                                                                .formatted(
                                                                        encode(queue.queue()),
                                                                        count(
                                                                                queue.waiting(),
                                                                                "message",
                                                                                "messages")))))
                        .collect(Collectors.joining());
        return section(
                "dead-letters",
                "Dead letters",
                "Messages that were given up. They wait here until somebody moves them back or deletes them.",
                table(List.of("Queue", "Given up"), rows, "No queue gives up messages."));
    }

    private String schedules(List<Scheduler.Planned> schedules) {
        String rows =
                schedules.stream()
                        .map(schedule ->
                                row(
                                        "",
                                        head("Function", escape(schedule.functionId())),
                                        cell(
                                                "Schedule",
                                                "<code>"
                                                        + escape(schedule.expression())
                                                        + "</code>"),
                                        cell("Ran", ago(schedule.last())),
                                        cell("Next", in(schedule.next())),
                                        cell(
                                                "Run",
                                                """
                                                <form method="post" action="/schedules/run"><input type="hidden" name="rule" value="%s">\
                                                <button type="submit" class="small" aria-label="Run %s now">Run now</button></form>\
                                                """
                                                        .formatted(
                                                                escape(schedule.ruleName()),
                                                                escape(schedule.functionId())))))
                        .collect(Collectors.joining());
        return section(
                "schedules",
                "Schedules",
                "",
                table(
                        List.of("Function", "Schedule", "Ran", "Next", "Run"),
                        rows,
                        "Nothing runs by the clock."));
    }

    private String facts(List<BusService.Told> facts) {
        String rows =
                facts.stream()
                        .map(fact ->
                                row(
                                        "",
                                        head("Fact", escape(fact.type())),
                                        cell("From", escape(fact.source())),
                                        cell("Ids", ids(Ids.of(fact.detail()))),
                                        cell(
                                                "Heard by",
                                                fact.rules().isEmpty()
                                                        ? "nobody"
                                                        : escape(String.join(", ", fact.rules()))),
                                        cell("Told", ago(Optional.of(fact.at())))))
                        .collect(Collectors.joining());
        return section(
                "facts",
                "Facts on the bus",
                "The last 50 since the start, newest first.",
                table(
                        List.of("Fact", "From", "Ids", "Heard by", "Told"),
                        rows,
                        "None was told since the start. Connecting a shop tells the first."));
    }

    /// The first messages of a dead-letter queue, and what moving them back would do.
    String letters(String queue, String label, int waiting, List<DeadLetters.Letter> letters) {
        String rows =
                letters.stream()
                        .map(letter ->
                                row(
                                        "",
                                        head("Message", "<code>" + escape(letter.id()) + "</code>"),
                                        cell("Reason", escape(letter.reason())),
                                        cell("Ids", ids(letter.ids())),
                                        cell("Sent", ago(letter.sentAt())),
                                        cell("Would go to", back(letter.back()))))
                        .collect(Collectors.joining());
        String actions =
                waiting == 0
                        ? ""
                        : """
                        <div class="actions">
                        <form method="post" action="/dead-letters/%1$s/back"><button type="submit" class="primary">Move %2$s back</button></form>
                        <a class="button" href="/dead-letters/%1$s/deletion">Delete %2$s…</a>
                        </div>
                        """
                                .formatted(encode(queue), count(waiting, "message", "messages"));
        return page(
                label,
                """
                <p class="back"><a href="/">This machine</a></p>
                <h1>%s</h1>
                <p class="lead">%s given up. %s%sNothing has been moved yet.</p>
                """
                                .formatted(
                                        escape(label),
                                        count(waiting, "message", "messages"),
                                        waiting > letters.size()
                                                ? "The first %d are shown. "
                                                        .formatted(letters.size())
                                                : "",
                                        why(letters))
                        + section(
                                "letters",
                                "What moving back would do",
                                "At most %d go at once.".formatted(DeadLetters.MOVED_MAX),
                                table(
                                                List.of(
                                                        "Message",
                                                        "Reason",
                                                        "Ids",
                                                        "Sent",
                                                        "Would go to"),
                                                rows,
                                                "Nothing is given up here.")
                                        + actions));
    }

    private static String why(List<DeadLetters.Letter> letters) {
        String counted = Reason.counted(letters.stream().map(DeadLetters.Letter::reason).toList());
        return counted.isEmpty() ? "" : "Why: %s. ".formatted(escape(counted));
    }

    private static String back(Optional<DeadLetters.Back> back) {
        if (back.isEmpty()) {
            return "stays: not understood, or nobody can tell where it came from";
        }
        return switch (back.get()) {
            case DeadLetters.Back.ToQueue(String queue) -> escape(queue);
            case DeadLetters.Back.ToFunction(var function, _) -> escape(function.id());
        };
    }

    /// Asks before messages are deleted.
    String deletion(String queue, String label, int waiting) {
        return page(
                "Delete messages",
                """
                <p class="back"><a href="/dead-letters/%1$s">%2$s</a></p>
                <h1>Delete %3$s for good?</h1>
                <p class="lead">What they asked for is then not done. Nobody can bring them back.</p>
                <div class="actions">
                <form method="post" action="/dead-letters/%1$s/deletion"><button type="submit" class="danger">Delete %3$s</button></form>
                <a class="button" href="/dead-letters/%1$s">Keep them</a>
                </div>
                """
                        .formatted(
                                encode(queue),
                                escape(label),
                                count(waiting, "message", "messages")));
    }

    /// The end of what a function printed.
    String log(String function, List<String> lines) {
        String text =
                lines.isEmpty()
                        ? "<p class=\"empty\">It has not printed anything since the start.</p>"
                        : "<pre tabindex=\"0\" role=\"region\" aria-label=\"Log of %s\">%s</pre>"
                                .formatted(
                                        escape(function),
                                        lines.stream()
                                                .map(line -> "<span>" + escape(line) + "\n</span>")
                                                .collect(Collectors.joining()));
        return page(
                function,
                """
                <p class="back"><a href="/">This machine</a></p>
                <h1>%s</h1>
                <p class="lead">The last %s, newest at the end. The whole of it is in .sellerkit/logs/%s.log.</p>
                %s
                """
                        .formatted(
                                escape(function),
                                count(lines.size(), "line", "lines"),
                                escape(function),
                                text));
    }

    /// A page that says what went wrong.
    String problem(String title, String detail) {
        return page(
                title,
                "<p class=\"back\"><a href=\"/\">This machine</a></p>\n<h1>%s</h1>\n<p class=\"lead\">%s</p>\n"
                        .formatted(escape(title), escape(detail)));
    }

    private String page(String title, String content) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · SellerKit</title>
        <link rel="stylesheet" href="/operator.css">
        <link rel="icon" href="data:,">
        <script src="/operator.js" defer></script>
        </head>
        <body>
        <header>
        <a class="brand" href="/">SellerKit</a>
        <span class="fresh"><span id="fresh">As of <time datetime="%s">%s</time> UTC</span>
        <button type="button" id="pause" class="small" hidden>Pause</button></span>
        </header>
        <main>
        %s</main>
        </body>
        </html>
        """
                .formatted(escape(title), now, clock(now), content);
    }

    private static String section(String id, String title, String note, String content) {
        return """
        <section id="%s" aria-labelledby="%s-title">
        <h2 id="%s-title">%s</h2>
        %s%s</section>
        """
                .formatted(
                        id,
                        id,
                        id,
                        escape(title),
                        note.isEmpty() ? "" : "<p class=\"note\">" + escape(note) + "</p>\n",
                        content);
    }

    private static String table(List<String> heads, String rows, String empty) {
        if (rows.isEmpty()) {
            return "<p class=\"empty\">" + escape(empty) + "</p>\n";
        }
        return """
        <table>
        <thead><tr>%s</tr></thead>
        <tbody>
        %s</tbody>
        </table>
        """
                .formatted(
                        heads.stream()
                                .map(head -> "<th scope=\"col\">" + escape(head) + "</th>")
                                .collect(Collectors.joining()),
                        rows);
    }

    private static String row(String kind, String... cells) {
        return "<tr%s>%s</tr>\n"
                .formatted(kind.isEmpty() ? "" : " class=\"" + kind + "\"", String.join("", cells));
    }

    private static String head(String label, String html) {
        return "<th scope=\"row\" data-label=\"%s\">%s</th>".formatted(escape(label), html);
    }

    private static String cell(String label, String html) {
        return "<td data-label=\"%s\">%s</td>".formatted(escape(label), html);
    }

    private static String number(String label, long value) {
        return cell(label, value == 0 ? "0" : String.format(Locale.ROOT, "%,d", value));
    }

    private static String badge(String kind, String text) {
        return "<span class=\"badge %s\">%s</span>".formatted(kind, escape(text));
    }

    private static String ids(Map<String, String> ids) {
        return ids.isEmpty()
                ? NOTHING
                : ids.entrySet().stream()
                        .map(id ->
                                "<span class=\"id\">%s <code>%s</code></span>"
                                        .formatted(escape(id.getKey()), escape(id.getValue())))
                        .collect(Collectors.joining(" "));
    }

    private static String took(Optional<Duration> duration) {
        if (duration.isEmpty()) {
            return NOTHING;
        }
        double millis = duration.get().toNanos() / 1e6;
        return millis < 10
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : millis < 1_000
                        ? String.format(Locale.ROOT, "%.0f ms", millis)
                        : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }

    private String ago(Optional<Instant> moment) {
        return moment.map(at -> time(at, span(Duration.between(at, now)) + " ago")).orElse(NOTHING);
    }

    private String in(Optional<Instant> moment) {
        return moment.map(at -> time(at, "in " + span(Duration.between(now, at)))).orElse(NOTHING);
    }

    private static String time(Instant at, String words) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return "<time datetime=\"%s\" title=\"%s\">%s</time>"
                .formatted(second, second, escape(words));
    }

    private static String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
    }

    private static String clock(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString().substring(11, 19);
    }

    private static String count(long count, String one, String more) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : more);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
