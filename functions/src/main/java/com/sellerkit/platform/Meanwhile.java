package com.sellerkit.platform;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Work that is done while its caller waits for an answer from elsewhere.
///
/// It gains time even on one processor, as long as the caller waits and does not compute.
public final class Meanwhile<T> {
    private final FutureTask<T> task;

    private Meanwhile(FutureTask<T> task) {
        this.task = task;
    }

    /// Begins the work, which has to come to its end by itself.
    public static <T> Meanwhile<T> begin(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofVirtual().name("meanwhile").start(task);
        return new Meanwhile<>(task);
    }

    /// What the work gave, waiting for it if need be; what it threw is thrown here.
    public T result() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a result", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw new IllegalStateException("the work failed", e);
            }
        }
    }
}
