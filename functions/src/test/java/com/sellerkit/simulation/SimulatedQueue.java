package com.sellerkit.simulation;

import com.sellerkit.platform.Queue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A queue that delivers at least once and in any order, keeps what was taken and not finished, and
/// sets a message aside that came back too often.
final class SimulatedQueue implements Queue {
    private static final int RECEIVES_MAX = 5;

    private final String name;
    private final Effects effects;
    private final InstantSource time;
    private final Random random;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<Waiting> taken = new LinkedHashSet<>();
    private int deadLetters;
    private int sent;

    SimulatedQueue(String name, Effects effects, InstantSource time, Random random) {
        this.name = name;
        this.effects = effects;
        this.time = time;
        this.random = random;
    }

    /// A message on the queue.
    static final class Waiting {
        private final String id;
        private final String body;
        private final Instant notBefore;
        private int receives;

        Waiting(String id, String body, Instant notBefore) {
            this.id = id;
            this.body = body;
            this.notBefore = notBefore;
        }

        String id() {
            return id;
        }

        String body() {
            return body;
        }

        int receives() {
            return receives;
        }
    }

    @Override
    public void send(List<Message> messages) {
        effects.effect(
                Effect.changing("sends %d to %s".formatted(messages.size(), name), name),
                () ->
                        messages.forEach(message -> {
                            sent++;
                            waiting.add(
                                    new Waiting(
                                            name + sent,
                                            message.body(),
                                            time.instant().plus(message.delay())));
                        }));
    }

    /// Takes some of what may be delivered now; it comes back unless it is finished.
    List<Waiting> take(int most) {
        return effects.effect(
                Effect.changing("takes from " + name, name),
                () -> {
                    List<Waiting> batch = new ArrayList<>();
                    List<Waiting> ready =
                            new ArrayList<>(
                                    waiting.stream()
                                            .filter(each -> !each.notBefore.isAfter(time.instant()))
                                            .toList());
                    while (batch.size() < most && !ready.isEmpty()) {
                        batch.add(ready.remove(random.nextInt(ready.size())));
                    }
                    batch.forEach(each -> each.receives++);
                    waiting.removeAll(batch);
                    taken.addAll(batch);
                    return batch;
                });
    }

    /// The message is done, though it may be delivered once more.
    void finish(Waiting message) {
        effects.effect(
                Effect.changing("finishes %s".formatted(message.id), name),
                () -> {
                    taken.remove(message);
                });
    }

    /// The time has passed in which what was taken should have been finished.
    void giveBack() {
        List<Waiting> back =
                taken.stream().sorted((one, other) -> one.id.compareTo(other.id)).toList();
        taken.clear();
        for (Waiting each : back) {
            if (each.receives >= RECEIVES_MAX) {
                deadLetters++;
            } else {
                waiting.add(each);
            }
        }
    }

    /// Delivers one of what waits twice.
    void repeatOne() {
        if (!waiting.isEmpty()) {
            Waiting one = waiting.get(random.nextInt(waiting.size()));
            waiting.add(new Waiting(one.id + "'", one.body, one.notBefore));
        }
    }

    int deadLetters() {
        return deadLetters;
    }

    int size() {
        return waiting.size() + taken.size();
    }
}
