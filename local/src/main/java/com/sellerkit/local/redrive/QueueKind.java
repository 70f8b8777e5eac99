package com.sellerkit.local.redrive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The queues of the template that give messages up, by what travels on them.
public enum QueueKind {
    LIVE("LiveDeadLetters", "LiveQueue"),
    CHAT("ChatDeadLetters", "ChatQueue"),
    BACKFILL("BackfillDeadLetters", "BackfillQueue"),
    NOTIFICATION("NotificationDeadLetters", "NotificationQueue"),
    INVOCATION("InvocationDeadLetters", "");

    private final String deadLetters;
    private final String source;

    QueueKind(String deadLetters, String source) {
        this.deadLetters = deadLetters;
        this.source = source;
    }

    /// The template's name of the queue where they end.
    public String deadLetters() {
        return deadLetters;
    }

    /// The template's name of the queue that gives them up; empty if functions do.
    public Optional<String> source() {
        return Optional.of(source).filter(name -> !name.isEmpty());
    }

    /// The word of the command.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind that ends in a queue of this name; empty if it is none of the template's.
    public static Optional<QueueKind> endingIn(String queue) {
        return Arrays.stream(values())
                .filter(kind -> queue.endsWith("-" + kind.deadLetters))
                .findFirst();
    }
}
