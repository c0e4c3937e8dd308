package org.fluxwatch.assimilate.stream;

import java.time.Duration;

/// Attempts to fetch a checkpoint.
final class FetchAttempts {
    private static final int ENOUGH = 30;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private int failures;
    private long againNanos;

    /// @param nowNanos by a clock like `System.nanoTime()`
    void failed(long nowNanos) {
        failures++;
        againNanos = nowNanos + PAUSE_NANOS;
    }

    boolean mustWait(long nowNanos) {
        return nowNanos < againNanos;
    }

    boolean areEnough() {
        return failures >= ENOUGH;
    }

    @Override
    public String toString() {
        return "attempt " + failures + " of " + ENOUGH;
    }
}
