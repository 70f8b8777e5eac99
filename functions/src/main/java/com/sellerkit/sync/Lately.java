package com.sellerkit.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.tiktok.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a stream has met with lately, small enough to be kept with its state.
///
/// @param drift how the platform's answers differed from what is documented, seen last first; at
///   most [#DRIFT_MAX]
/// @param lag how late the last changes were that a walk brought
/// @param overcome the last trouble that passed
/// @param calm above 0 the more, the more walks in a row brought nothing new; below 0 the more, the
///   more brought something; from -[#CALM_MAX] to [#CALM_MAX]
public record Lately(
        List<Drifted> drift, Optional<Lag> lag, Optional<Overcome> overcome, int calm) {
    /// Longer calm changes nothing.
    static final int CALM_MAX = 3;

    /// A platform that renames everything is told in as few words as one that renames a little.
    static final int DRIFT_MAX = 20;

    /// What was not seen again for this long is forgotten.
    static final Duration DRIFT_MEMORY = Duration.ofDays(30);

    static final Lately NOTHING = new Lately(List.of(), Optional.empty(), Optional.empty(), 0);

    public Lately {
        drift = List.copyOf(drift);
    }

    /// One field of the platform's answers and what is odd about it.
    ///
    /// @param times how often it was seen
    /// @param lastAt when it was seen last
    public record Drifted(Drift.Oddity oddity, long times, Instant lastAt) {}

    /// How late the slowest change was that a walk brought, in its two parts.
    ///
    /// @param theirs from the platform's own time of the change, in whole seconds, to the moment
    ///   when it was asked; absent where it does not tell that time
    /// @param ours from asking to handing it to the store
    /// @param at when
    public record Lag(Optional<Duration> theirs, Duration ours, Instant at) {
        /// The slower of both, part by part.
        Lag or(Lag other) {
            return new Lag(
                    later(theirs, other.theirs),
                    ours.compareTo(other.ours) < 0 ? other.ours : ours,
                    at.isBefore(other.at) ? other.at : at);
        }

        private static Optional<Duration> later(Optional<Duration> one, Optional<Duration> other) {
            return one.filter(mine -> other.filter(its -> its.compareTo(mine) > 0).isEmpty())
                    .or(() -> other);
        }
    }

    /// A trouble that passed.
    ///
    /// @param times how many attempts in a row it spoilt
    /// @param at when the attempt began that succeeded
    public record Overcome(Trouble.Code code, int times, Instant at) {}

    /// With what an answer was odd in. Once the list is full, what is new has to wait until
    /// something of it is forgotten.
    Lately met(Drift met, Instant now) {
        if (met.counts().isEmpty()) {
            return this;
        }
        Map<Drift.Oddity, Drifted> seen = new TreeMap<>();
        drift(now).forEach(each -> seen.put(each.oddity(), each));
        new TreeMap<>(met.counts())
                .forEach((oddity, times) -> {
                    Drifted one = new Drifted(oddity, times, now);
                    if (seen.containsKey(oddity) || seen.size() < DRIFT_MAX) {
                        seen.merge(
                                oddity,
                                one,
                                (before, _) -> new Drifted(oddity, before.times() + times, now));
                    }
                });
        List<Drifted> all = new ArrayList<>(seen.values());
        all.sort(Comparator.comparing(Drifted::lastAt).reversed());
        return new Lately(all, lag, overcome, calm);
    }

    private List<Drifted> drift(Instant now) {
        return drift.stream()
                .filter(each -> each.lastAt().plus(DRIFT_MEMORY).isAfter(now))
                .toList();
    }

    /// The same as of this moment, without what is forgotten.
    Lately at(Instant now) {
        return new Lately(drift(now), lag, overcome, calm);
    }

    /// What drifts here, and did not before.
    List<Drift.Oddity> newSince(Lately before) {
        List<Drift.Oddity> known = before.drift.stream().map(Drifted::oddity).toList();
        return drift.stream().map(Drifted::oddity).filter(each -> !known.contains(each)).toList();
    }

    Lately behind(Optional<Lag> newer) {
        return newer.isEmpty() ? this : new Lately(drift, newer, overcome, calm);
    }

    Lately past(Overcome trouble) {
        return new Lately(drift, lag, Optional.of(trouble), calm);
    }

    /// After a page that brought something new.
    Lately busier() {
        return calmAt(Math.max(-CALM_MAX, Math.min(calm, 0) - 1));
    }

    /// After a walk that brought nothing new.
    Lately calmer() {
        return calmAt(Math.min(CALM_MAX, calm + 1));
    }

    /// After somebody said that there is something new.
    Lately stirred() {
        return calmAt(Math.min(calm, 0));
    }

    /// The same, this calm.
    Lately calmAt(int now) {
        return now == calm ? this : new Lately(drift, lag, overcome, now);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (!drift.isEmpty()) {
            ArrayNode all = json.putArray("drift");
            for (Drifted each : drift) {
                all.addObject()
                        .put("kind", each.oddity().kind().wireName())
                        .put("field", each.oddity().field())
                        .put("times", each.times())
                        .put("lastAt", each.lastAt().toEpochMilli());
            }
        }
        lag.ifPresent(late -> {
            ObjectNode fields =
                    json.putObject("lag")
                            .put("oursMillis", late.ours().toMillis())
                            .put("at", late.at().toEpochMilli());
            late.theirs().ifPresent(theirs -> fields.put("theirsMillis", theirs.toMillis()));
        });
        overcome.ifPresent(past ->
                json.putObject("overcome")
                        .put("code", past.code().wireName())
                        .put("times", past.times())
                        .put("at", past.at().toEpochMilli()));
        if (calm != 0) {
            json.put("calm", calm);
        }
        return json;
    }

    static Lately parse(JsonNode json) {
        List<Drifted> drift = new ArrayList<>();
        for (JsonNode each : json.path("drift")) {
            Drift.Kind kind =
                    Drift.Kind.valueOf(each.path("kind").asText().toUpperCase(Locale.ROOT));
            drift.add(
                    new Drifted(
                            new Drift.Oddity(kind, each.path("field").asText()),
                            each.path("times").asLong(),
                            Instant.ofEpochMilli(each.path("lastAt").asLong())));
        }
        JsonNode late = json.path("lag");
        JsonNode past = json.path("overcome");
        return new Lately(
                drift,
                late.isObject() ? Optional.of(lag(late)) : Optional.empty(),
                past.isObject() ? Optional.of(overcome(past)) : Optional.empty(),
                Math.clamp(json.path("calm").asInt(), -CALM_MAX, CALM_MAX));
    }

    private static Lag lag(JsonNode json) {
        return new Lag(
                json.has("theirsMillis")
                        ? Optional.of(Duration.ofMillis(json.path("theirsMillis").asLong()))
                        : Optional.empty(),
                Duration.ofMillis(json.path("oursMillis").asLong()),
                Instant.ofEpochMilli(json.path("at").asLong()));
    }

    private static Overcome overcome(JsonNode json) {
        return new Overcome(
                Trouble.Code.of(json.path("code").asText()),
                json.path("times").asInt(),
                Instant.ofEpochMilli(json.path("at").asLong()));
    }
}
