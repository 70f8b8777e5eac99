package com.sellerkit.tiktok;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells what an answer of the platform means: by its code first, by the HTTP status second.
final class Classifier {
    private static final Duration THROTTLED_UNLESS_TOLD = Duration.ofSeconds(1);

    /// The hourly limit of a development shop says nothing about when the hour ends.
    private static final Duration HOURLY_LIMIT_WAIT = Duration.ofMinutes(10);

    private static final Duration QUOTA_WAIT = Duration.ofHours(1);
    private static final Duration RETRY_AFTER_MAX = Duration.ofHours(1);
    private static final int MESSAGE_LENGTH_MAX = 300;
    private static final Pattern ADVICE =
            Pattern.compile("\\s*For more details:.*", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Classifier() {}

    /// @param sentAt when the request left
    /// @param receivedAt when the answer came, to read a date in `Retry-After`
    static <T> Answer<T> classify(
            Exchange.Reply reply,
            Envelope.DataReader<T> dataReader,
            Instant sentAt,
            Instant receivedAt) {
        Optional<Duration> told = retryAfter(reply.retryAfter(), receivedAt);
        Optional<Envelope<T>> read = Envelope.read(reply.body(), dataReader);
        if (read.isEmpty() || read.get().code() == Envelope.NO_CODE) {
            return withoutCode(reply.status(), told);
        }
        Envelope<T> envelope = read.get();
        int code = (int) envelope.code();
        return switch (code) {
            case 0 -> {
                T data = envelope.data();
                yield data == null
                        ? new Answer.Unavailable<>("a success without the data it should have")
                        : new Answer.Success<>(data, sentAt, envelope.requestId());
            }
            case 105002 -> new Answer.TokenExpired<>();
            case 105005 -> new Answer.ScopeMissing<>();
            case 36009002 -> new Answer.Throttled<>(told.orElse(THROTTLED_UNLESS_TOLD));
            // The day's quota of the conversations' calls; the day ends at an hour that is not
            // told.
            case 45101004 -> new Answer.Throttled<>(told.orElse(QUOTA_WAIT));
            case 36009037 -> new Answer.Throttled<>(told.orElse(HOURLY_LIMIT_WAIT));
            case 36009043, 36009044 -> new Answer.ShopInactive<>(code);
            case 36009003, 36009007, 10037002, 10037003, 10037004 ->
                    new Answer.Unavailable<>("the platform answered with code " + code);
            case 36009004 -> overloaded(code, envelope.message());
            default -> unknownCode(reply.status(), code, envelope.message(), told);
        };
    }

    /// 36009004 stands for a refused credential as well as for a refused parameter; only the
    /// sentence tells them apart.
    private static <T> Answer<T> overloaded(int code, String message) {
        return message.contains("access_token") || message.contains("access-token")
                ? new Answer.Revoked<>(code)
                : new Answer.Refused<>(code, shown(message));
    }

    private static <T> Answer<T> unknownCode(
            int status, int code, String message, Optional<Duration> told) {
        if (status == 429) {
            return new Answer.Throttled<>(told.orElse(THROTTLED_UNLESS_TOLD));
        }
        return status >= 500
                ? new Answer.Unavailable<>("the platform answered with code " + code)
                : new Answer.Refused<>(code, shown(message));
    }

    private static <T> Answer<T> withoutCode(int status, Optional<Duration> told) {
        if (status == 429) {
            return new Answer.Throttled<>(told.orElse(THROTTLED_UNLESS_TOLD));
        }
        // A proxy or an outage page: it says nothing about this app, so it is worth asking again.
        return status >= 500 || status < 400
                ? new Answer.Unavailable<>("HTTP " + status + " without a readable answer")
                : new Answer.Refused<>(status, "HTTP " + status + " without a readable answer");
    }

    /// Seconds or an HTTP date, at most an hour; empty if absent or neither.
    static Optional<Duration> retryAfter(String header, Instant now) {
        if (header.isEmpty()) {
            return Optional.empty();
        }
        return parse(header.strip(), now)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .map(wait -> wait.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : wait);
    }

    private static Optional<Duration> parse(String header, Instant now) {
        try {
            if (header.chars().allMatch(Character::isDigit)) {
                return Optional.of(
                        header.length() > 9
                                ? RETRY_AFTER_MAX
                                : Duration.ofSeconds(Long.parseLong(header)));
            }
            Instant until =
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(Duration.between(now, until));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The platform's sentence, fit for a log and a seller: short, one line, without addresses.
    static String shown(String message) {
        String plain = ADVICE.matcher(message).replaceAll("");
        plain = ADDRESS.matcher(plain).replaceAll("(address)");
        plain = CONTROL.matcher(plain).replaceAll(" ").strip();
        return plain.length() <= MESSAGE_LENGTH_MAX
                ? plain
                : plain.substring(0, MESSAGE_LENGTH_MAX);
    }
}
