package com.sellerkit.api;

import com.sellerkit.platform.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads query parameters one by one and gathers everything that is wrong with them, to tell it at
/// once.
///
/// Values read before [#end()] are placeholders where the parameter was wrong.
final class QueryReader {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final Map<String, List<String>> query;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem.FieldError> errors = new ArrayList<>();

    private QueryReader(Map<String, List<String>> query) {
        this.query = query;
    }

    static QueryReader of(HttpRequest request) {
        return new QueryReader(request.query());
    }

    /// Refuses every parameter.
    ///
    /// @throws Refused if there is one
    static void none(HttpRequest request) {
        of(request).end();
    }

    Optional<String> text(String name, int lengthMax) {
        Optional<String> value = read(name);
        if (value.isPresent() && (value.get().isBlank() || value.get().length() > lengthMax)) {
            refuse(name, value.get(), "1 to %d characters".formatted(lengthMax));
            return Optional.empty();
        }
        return value;
    }

    Optional<String> matching(String name, Pattern pattern, String inWords) {
        Optional<String> value = read(name);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            refuse(name, value.get(), inWords);
            return Optional.empty();
        }
        return value;
    }

    Optional<Instant> moment(String name) {
        Optional<String> value = read(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant moment = OffsetDateTime.parse(value.get()).toInstant();
            if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
                return Optional.of(moment);
            }
        } catch (DateTimeException _) {
            // Told below, together with moments out of range.
        }
        refuse(
                name,
                value.get(),
                "a moment of the years 2000 to 2099 such as 2026-11-22T10:15:30Z");
        return Optional.empty();
    }

    int number(String name, int from, int to, int otherwise) {
        Optional<String> value = read(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value.get());
            if (number >= from && number <= to) {
                return number;
            }
        }
        refuse(name, value.get(), "a whole number from %d to %d".formatted(from, to));
        return otherwise;
    }

    /// Refuses parameters that nobody asked for, and everything found wrong so far.
    ///
    /// @throws Refused listing every error
    void end() {
        query.forEach((name, values) -> {
            if (!known.contains(name)) {
                String allowed =
                        known.isEmpty()
                                ? "no query parameters"
                                : "only " + String.join(", ", known);
                refuse(Seen.shortened(name), values.isEmpty() ? "" : values.getFirst(), allowed);
            }
        });
        if (!errors.isEmpty()) {
            throw new Refused(Problems.invalid(errors));
        }
    }

    private Optional<String> read(String name) {
        known.add(name);
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            refuse(name, String.join(", ", values), "this parameter once");
            return Optional.empty();
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /// Tells something wrong that only shows when parameters are seen together.
    void refuse(String name, String value, String allowed) {
        if (errors.size() < Problems.ERRORS_MAX) {
            errors.add(new Problem.FieldError(name, Seen.of(name, value), allowed));
        }
    }
}
