package com.sellerkit.local.template;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An EventBridge schedule: `rate(5 minutes)` or `cron(0 10 * * ? *)`, in UTC.
public sealed interface ScheduleExpression {
    /// The first moment after `from`, or nothing when there is none.
    Optional<Instant> next(Instant from);

    /// As the template writes it.
    String text();

    /// The same time after time.
    record Rate(String text, Duration every) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant from) {
            return Optional.of(from.plus(every));
        }
    }

    /// At given minutes.
    record CronTable(String text, ExecutionTime times) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant from) {
            return times.nextExecution(from.atZone(ZoneOffset.UTC))
                    .map(java.time.ZonedDateTime::toInstant);
        }
    }

    /// Parses an expression as EventBridge would.
    ///
    /// @throws TemplateProblem when it is neither `rate(...)` nor `cron(...)` with six fields
    static ScheduleExpression parse(String text) {
        Matcher rate = Syntax.RATE.matcher(text);
        if (rate.matches()) {
            long value = Long.parseLong(rate.group(1));
            boolean plural = rate.group(3) != null;
            if (value < 1 || plural == (value == 1)) {
                throw Syntax.wrong(
                        text, "1 takes minute, hour or day, more takes minutes, hours or days");
            }
            return new Rate(
                    text,
                    switch (rate.group(2)) {
                        case "minute" -> Duration.ofMinutes(value);
                        case "hour" -> Duration.ofHours(value);
                        default -> Duration.ofDays(value);
                    });
        }
        Matcher cron = Syntax.CRON.matcher(text);
        if (!cron.matches()) {
            throw Syntax.wrong(text, "allowed are rate(5 minutes) and cron(0 10 * * ? *)");
        }
        try {
            Cron parsed = new CronParser(Syntax.AWS).parse(cron.group(1)).validate();
            String[] fields = cron.group(1).split(" ", -1);
            boolean dayOfMonth = fields[2].equals("?");
            boolean dayOfWeek = fields[4].equals("?");
            if (dayOfMonth == dayOfWeek) {
                throw Syntax.wrong(text, "exactly one of day-of-month and day-of-week is ?");
            }
            return new CronTable(text, ExecutionTime.forCron(parsed));
        } catch (IllegalArgumentException e) {
            throw Syntax.wrong(text, String.valueOf(e.getMessage()));
        }
    }

    /// How EventBridge writes schedules; it differs from every cron that libraries bring along.
    final class Syntax {
        private static final Pattern RATE =
                Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)(s)?\\)");
        private static final Pattern CRON =
                Pattern.compile("cron\\((\\S+ \\S+ \\S+ \\S+ \\S+ \\S+)\\)");
        private static final CronDefinition AWS =
                CronDefinitionBuilder.defineCron()
                        .withMinutes()
                        .withValidRange(0, 59)
                        .withStrictRange()
                        .and()
                        .withHours()
                        .withValidRange(0, 23)
                        .withStrictRange()
                        .and()
                        .withDayOfMonth()
                        .withValidRange(1, 31)
                        .supportsL()
                        .supportsW()
                        .supportsLW()
                        .supportsQuestionMark()
                        .and()
                        .withMonth()
                        .withValidRange(1, 12)
                        .and()
                        .withDayOfWeek()
                        .withValidRange(1, 7)
                        .withMondayDoWValue(2)
                        .supportsL()
                        .supportsHash()
                        .supportsQuestionMark()
                        .and()
                        .withYear()
                        .withValidRange(1970, 2199)
                        .and()
                        .instance();

        private Syntax() {}

        private static TemplateProblem wrong(String text, String rule) {
            return new TemplateProblem(
                    "The schedule " + text + " is not one that EventBridge takes: " + rule + ".");
        }
    }
}
