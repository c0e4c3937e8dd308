package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.fluxwatch.contract.service.Pause;

/// How often the stream's thread has been replaced in a row, and the pause before the next: none after the first
/// failure, then 1, 2, 4, ... 60 s. A row ends when nothing has failed for two minutes.
final class ThreadReplacements implements AutoCloseable {
    private static final Duration STEADY = Duration.ofMinutes(2);

    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int inARow;
    private long lastNanos;

    /// @param nanoTime a clock like `System.nanoTime()`
    ThreadReplacements(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /// One more.
    ///
    /// @return how many in a row
    synchronized int another() {
        if (isSteady()) inARow = 0;
        lastNanos = now();
        return ++inARow;
    }

    private boolean isSteady() {
        return now() - lastNanos > STEADY.toNanos();
    }

    /// Whether one failure, if any, was all.
    synchronized boolean isOver() {
        return inARow <= 1 || isSteady();
    }

    synchronized Duration nextPause() {
        return inARow < 2 ? Duration.ZERO : Duration.ofMillis(Pause.backOffMillis(inARow - 1));
    }

    /// Waits until the next thread may come, or for [#close].
    void pause() {
        try {
            closed.await(nextPause().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends all pauses.
    @Override
    public void close() {
        closed.countDown();
    }
}
