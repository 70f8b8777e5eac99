package com.sellerkit.local.redrive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Moves messages that were given up back to where they came from, once it has said what they are.
///
/// A message that is not understood would only fail again, so it stays, and that is said. Moving
/// one twice does no harm: whoever works on it bears repetitions.
public final class Redrive {
    /// The most messages of a queue in one go.
    public static final int MOST = 1_000;

    private static final Duration HIDDEN = Duration.ofMinutes(5);

    private final LetterQueues queues;
    private final InstantSource clock;
    private final Consumer<String> say;

    /// @param say takes what a person is told, line by line
    public Redrive(LetterQueues queues, InstantSource clock, Consumer<String> say) {
        this.queues = queues;
        this.clock = clock;
        this.say = say;
    }

    /// What came of one queue.
    ///
    /// @param moved how many went back, or would
    /// @param stayed how many were not understood
    public record Outcome(int moved, int stayed) {
        Outcome and(Outcome other) {
            return new Outcome(moved + other.moved, stayed + other.stayed);
        }
    }

    private record Found(DeadLetter letter, Reading reading) {
        String why() {
            return Reason.of(letter).orElse("not told");
        }
    }

    /// Moves back what is in the dead letters of these queues.
    ///
    /// @param dryRun only says what there is
    /// @param most how many messages of each queue, at most
    public Outcome run(List<QueueKind> kinds, boolean dryRun, int most) {
        Outcome all = new Outcome(0, 0);
        for (QueueKind kind : kinds) {
            all = all.and(run(kind, dryRun, most));
        }
        return all;
    }

    private Outcome run(QueueKind kind, boolean dryRun, int most) {
        List<Found> found = find(kind, most);
        try {
            if (found.isEmpty()) {
                say.accept(kind.word() + ": nothing was given up.");
                return new Outcome(0, 0);
            }
            say.accept(kind.word() + ":");
            found.forEach(each -> say.accept("  " + line(each)));
            say.accept("  why: " + Reason.counted(found.stream().map(Found::why).toList()));
        } catch (RuntimeException e) {
            found.forEach(each -> queues.letGo(kind.deadLetters(), each.letter()));
            throw e;
        }
        int moved = 0;
        int stayed = 0;
        for (Found each : found) {
            switch (each.reading()) {
                case Reading.Strange _ -> {
                    queues.letGo(kind.deadLetters(), each.letter());
                    stayed++;
                }
                case Reading.Understood understood -> {
                    if (dryRun) {
                        queues.letGo(kind.deadLetters(), each.letter());
                    } else {
                        move(kind, each.letter(), understood);
                    }
                    moved++;
                }
            }
        }
        say.accept(
                "  %d %s%s"
                        .formatted(
                                moved,
                                dryRun ? "would go back" : "went back",
                                stayed == 0
                                        ? "."
                                        : "; %d not understood, which stay in %s."
                                                .formatted(stayed, kind.deadLetters())));
        return new Outcome(moved, stayed);
    }

    /// What there is now; a message that is delivered again meanwhile counts once.
    private List<Found> find(QueueKind kind, int most) {
        List<Found> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (found.size() < most) {
            List<DeadLetter> letters = queues.receive(kind.deadLetters(), HIDDEN);
            boolean more = false;
            for (DeadLetter letter : letters) {
                if (!seen.add(letter.id())) {
                    continue;
                }
                if (found.size() < most) {
                    found.add(new Found(letter, Reading.of(kind, letter)));
                    more = true;
                } else {
                    queues.letGo(kind.deadLetters(), letter);
                }
            }
            if (!more) {
                break;
            }
        }
        return found;
    }

    /// Sent before it is deleted: a crash between the two repeats it, which workers bear.
    private void move(QueueKind kind, DeadLetter letter, Reading.Understood understood) {
        switch (understood.way()) {
            case Reading.Way.ToQueue(String body) ->
                    queues.send(kind.source().orElseThrow(), body, letter.group());
            case Reading.Way.ToFunction(String arn, String event) -> queues.call(arn, event);
        }
        queues.delete(kind.deadLetters(), letter);
    }

    private String line(Found found) {
        String what =
                switch (found.reading()) {
                    case Reading.Understood(String words, Optional<String> shop, Reading.Way _) ->
                            words
                                    + shop.map(id -> ", shop " + id).orElse("")
                                    + Reason.of(found.letter())
                                            .map(reason -> ", why: " + reason)
                                            .orElse("");
                    case Reading.Strange(String reason) -> "NOT UNDERSTOOD, stays: " + reason;
                };
        return "%s  %s, sent %s, looked at %d %s"
                .formatted(
                        found.letter().id(),
                        what,
                        found.letter().sentAt().map(this::ago).orElse("at a time unknown"),
                        found.letter().received(),
                        found.letter().received() == 1 ? "time" : "times");
    }

    private String ago(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        if (age.toHours() >= 48) {
            return age.toDays() + " days ago";
        }
        if (age.toMinutes() >= 120) {
            return age.toHours() + " hours ago";
        }
        return Math.max(0, age.toMinutes()) + " minutes ago";
    }
}
