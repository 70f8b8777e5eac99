package com.sellerkit.simulation;

import com.sellerkit.platform.ManualTime;
import com.sellerkit.platform.Queue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Queues, and the instances of functions that work on them: as many at a time as `template.yaml`
/// allows, each with one batch.
final class Fleet {
    private static final Path TEMPLATE = Path.of("..", "template.yaml");
    private static final Duration INVOKING = Duration.ofMillis(60);
    private static final Duration SENDING = Duration.ofMillis(10);

    private final Timeline timeline;
    private final ManualTime time;
    private final boolean fair;

    /// @param fair whether a shop that has many at work lets the others go first, as on AWS, or
    ///   whoever came first is first, as on one machine
    Fleet(Timeline timeline, ManualTime time, boolean fair) {
        this.timeline = timeline;
        this.time = time;
        this.fair = fair;
    }

    /// Works on a batch of bodies; what it does not finish is left to another time.
    interface Work {
        void on(List<String> bodies);
    }

    /// What of a template a queue's work is bounded by.
    ///
    /// @param batch how many messages one instance gets
    /// @param window how long an instance waits for more
    /// @param most how many instances there are
    record Bounds(int batch, Duration window, int most) {
        static Bounds of(String queue) {
            Pattern described =
                    Pattern.compile(
                            "Queue: !GetAtt "
                                    + queue
                                    + "\\.Arn\\n(?:\\s+#.*\\n)*\\s+BatchSize: (\\d+)\\n"
                                    + "(?:\\s+MaximumBatchingWindowInSeconds: (\\d+)\\n)?"
                                    + "[^!]*?MaximumConcurrency: (\\d+)}");
            Matcher found = described.matcher(template());
            if (!found.find()) {
                throw new AssertionError("template.yaml does not say how " + queue + " is read");
            }
            int window = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
            return new Bounds(
                    Integer.parseInt(found.group(1)),
                    Duration.ofSeconds(window),
                    Integer.parseInt(found.group(3)));
        }

        private static String template() {
            try {
                return Files.readString(TEMPLATE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A queue and who works on it.
    final class Lane implements Queue {
        private final Bounds bounds;
        private final List<Waiting> waiting = new ArrayList<>();
        private final Map<String, Integer> atWork = new HashMap<>();
        private Work work = _ -> {};
        private int busy;
        private int busiest;

        private Lane(Bounds bounds) {
            this.bounds = bounds;
        }

        private record Waiting(Message message, String group, Instant visibleAt) {}

        /// From now on this is done with what comes.
        void does(Work what) {
            work = what;
        }

        /// How many instances were at work at most.
        int busiest() {
            return busiest;
        }

        @Override
        public void send(List<Message> messages) {
            timeline.take(SENDING);
            for (Message message : messages) {
                Instant visibleAt = time.instant().plus(message.delay());
                waiting.add(new Waiting(message, message.group().orElse(""), visibleAt));
                timeline.at(visibleAt, this::invoke);
            }
        }

        private void invoke() {
            if (busy >= bounds.most() || visible().isEmpty()) {
                return;
            }
            busy++;
            busiest = Math.max(busiest, busy);
            timeline.take(bounds.window());
            while (true) {
                List<Waiting> batch = taken();
                if (batch.isEmpty()) {
                    break;
                }
                timeline.take(INVOKING);
                batch.forEach(each -> atWork.merge(each.group(), 1, Integer::sum));
                work.on(batch.stream().map(each -> each.message().body()).toList());
                batch.forEach(each -> atWork.merge(each.group(), -1, Integer::sum));
            }
            busy--;
        }

        private List<Waiting> visible() {
            return waiting.stream()
                    .filter(each -> !each.visibleAt().isAfter(time.instant()))
                    .toList();
        }

        private List<Waiting> taken() {
            List<Waiting> ready = new ArrayList<>(visible());
            if (fair) {
                ready.sort(Comparator.comparingInt(each -> atWork.getOrDefault(each.group(), 0)));
            }
            List<Waiting> batch =
                    List.copyOf(ready.subList(0, Math.min(bounds.batch(), ready.size())));
            waiting.removeAll(batch);
            return batch;
        }
    }

    /// The queue of that name in the template.
    Lane lane(String queue) {
        return new Lane(Bounds.of(queue));
    }
}
