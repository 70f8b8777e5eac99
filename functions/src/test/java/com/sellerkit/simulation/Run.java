package com.sellerkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run of a scenario: its tasks are threads of which one moves at a time, from one effect to
/// the next.
///
/// What is done outside of the tasks, before and after them, is not interleaved.
public final class Run implements Effects {
    private static final Effect BEGIN = Effect.reading("begins");

    private final Choices choices;
    private final List<Task> tasks = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int crashesLeft;
    private volatile @Nullable Task moving;
    private volatile @Nullable Throwable failure;

    Run(Choices choices, int crashesMax) {
        this.choices = choices;
        this.crashesLeft = crashesMax;
    }

    /// A run in which chance decides, repeatably with the state of the given source.
    ///
    /// @param crashesMax how many tasks may crash, from 0
    public static Run byChance(Random random, int crashesMax) {
        return new Run(new SeededChoices(random), crashesMax);
    }

    /// A task's process is gone. Nothing that the code does on its way out has an effect.
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// The rest of this run is known from another.
    static final class Redundant extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Task {
        private final int index;
        private final String name;
        private final boolean mortal;
        private final Thread thread;
        private Effect pending = BEGIN;
        private boolean crashed;
        private boolean done;

        Task(int index, String name, boolean mortal, Runnable body) {
            this.index = index;
            this.name = name;
            this.mortal = mortal;
            this.thread = Thread.ofVirtual().name(name).unstarted(body);
        }
    }

    /// Adds a task, which may crash at each of its effects.
    public void task(String name, Runnable body) {
        add(name, true, body);
    }

    /// Adds what happens around the tasks and never crashes, such as the passing of time.
    public void surroundings(String name, Runnable body) {
        add(name, false, body);
    }

    private void add(String name, boolean mortal, Runnable body) {
        tasks.add(new Task(tasks.size(), name, mortal, () -> live(body)));
    }

    /// Runs all tasks to their ends.
    public void go() {
        for (Task task : tasks) {
            task.thread.start();
        }
        handOver();
        try {
            ended.await();
            for (Task task : tasks) {
                task.thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while tasks ran", e);
        }
        switch (failure) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    /// Whether the task crashed in this run.
    public boolean crashed(String name) {
        return tasks.stream().anyMatch(task -> task.name.equals(name) && task.crashed);
    }

    @Override
    public <T> T effect(Effect effect, Supplier<T> action) {
        Optional<Task> present = present();
        if (present.isEmpty()) {
            return action.get();
        }
        Task task = present.get();
        task.pending = effect;
        if (!task.crashed && failure == null) {
            handOver();
        }
        await(task);
        trace.add(task.name + " " + effect.name());
        return action.get();
    }

    /// Lets the run choose what comes of an effect: one run for each option, from 0.
    public int choose(String what, int options) {
        if (present().isEmpty()) {
            return 0;
        }
        int chosen = choices.choose(options);
        trace.add("  %s: %d of %d".formatted(what, chosen, options));
        return chosen;
    }

    /// What happened so far, step by step.
    public List<String> trace() {
        return List.copyOf(trace);
    }

    private void live(Runnable body) {
        Task task = present().orElseThrow();
        try {
            await(task);
            body.run();
        } catch (Crash _) {
            // What it left behind is what counts.
        } catch (Redundant _) {
            // The run ends.
        } catch (Throwable thrown) {
            if (failure == null) {
                failure = thrown;
            }
        }
        task.done = true;
        handOver();
    }

    private Optional<Task> present() {
        Thread thread = Thread.currentThread();
        return tasks.stream().filter(task -> task.thread.equals(thread)).findFirst();
    }

    private void await(Task task) {
        while (moving != task && failure == null) {
            LockSupport.park(this);
        }
        if (failure != null) {
            throw new Redundant();
        }
        if (task.crashed) {
            throw new Crash();
        }
    }

    /// Lets the next task move.
    private void handOver() {
        if (failure == null) {
            List<Explorer.Step> enabled = enabled();
            if (enabled.isEmpty()) {
                ended.countDown();
                return;
            }
            Optional<Explorer.Step> next = choices.next(enabled);
            if (next.isPresent()) {
                move(next.get());
                return;
            }
            failure = new Redundant();
        }
        tasks.forEach(task -> LockSupport.unpark(task.thread));
        ended.countDown();
    }

    private void move(Explorer.Step step) {
        Task task = tasks.get(step.task());
        if (step.crash()) {
            task.crashed = true;
            crashesLeft--;
            trace.add("%s crashes before: %s".formatted(task.name, step.effect().name()));
        }
        moving = task;
        LockSupport.unpark(task.thread);
    }

    /// Steps before crashes, so that the first run is one task after the other.
    private List<Explorer.Step> enabled() {
        List<Explorer.Step> steps = new ArrayList<>();
        for (Task task : tasks) {
            if (!task.done) {
                steps.add(new Explorer.Step(task.index, false, task.pending));
            }
        }
        for (Task task : tasks) {
            if (!task.done && task.mortal && crashesLeft > 0 && !task.pending.equals(BEGIN)) {
                steps.add(new Explorer.Step(task.index, true, task.pending));
            }
        }
        return steps;
    }
}
