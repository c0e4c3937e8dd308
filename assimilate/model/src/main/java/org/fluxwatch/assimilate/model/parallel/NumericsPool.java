package org.fluxwatch.assimilate.model.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs independent tasks on a fixed number of threads.
///
/// Which thread gets a task is left to chance, so a task must write only what belongs to its index; then the results do
/// not depend on the number of threads.
public final class NumericsPool implements AutoCloseable {
    /// The calling thread alone; need not be closed.
    public static final NumericsPool CALLER = new NumericsPool(1);

    private final int threads;
    private final ExecutorService executor;

    /// One task of a set.
    @FunctionalInterface
    public interface Task {
        /// @param index which task, 0 to count - 1
        /// @param worker which work space may be used, 0 to threads - 1
        void run(int index, int worker);
    }

    /// @param threads how many, the calling thread among them, >= 1
    public NumericsPool(int threads) {
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + ", expected 1 or more");
        this.threads = threads;
        final AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(threads, task -> Thread.ofPlatform()
                .name("numerics-" + number.incrementAndGet())
                .daemon()
                .unstarted(task));
    }

    /// A setting of threads as it is meant: 0 is one per core.
    public static int orOnePerCore(int threads) {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    public int threads() {
        return threads;
    }

    /// Runs the tasks 0 to count - 1 and returns when all are done; throws what a task threw.
    public void forEach(int count, Task task) {
        final AtomicInteger next = new AtomicInteger();
        final List<Future<?>> others = new ArrayList<>();
        for (int worker = 1; worker < Math.min(threads, count); worker++) {
            final int own = worker;
            others.add(executor.submit(() -> drain(next, count, task, own)));
        }
        Throwable failure = null;
        try {
            drain(next, count, task, 0);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        if (failure != null) next.set(count); // the others end early
        for (Future<?> other : others) {
            final Throwable theirs = await(other);
            if (failure == null) failure = theirs;
        }
        if (failure instanceof RuntimeException unchecked) throw unchecked;
        if (failure instanceof Error error) throw error;
    }

    private static void drain(AtomicInteger next, int count, Task task, int worker) {
        for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) task.run(index, worker);
    }

    /// Waits until a worker is done, whatever happens: until then it writes to the caller's arrays.
    ///
    /// @return what it threw, or null
    private static @Nullable Throwable await(Future<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return e.getCause();
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
