package org.fluxwatch.assimilate.stream;

import java.time.Duration;

/// Waits until a burst of late granules is over, so that the domain goes back for all of them at once.
final class QuietPeriod {
    /// A trickle without end is not waited for longer than so many times the quiet that is asked for.
    private static final int AT_MOST = 120;

    private final long quietNanos;
    private long firstNanos;
    private long lastNanos;
    private boolean begun;

    /// @param quiet how long none must have come
    QuietPeriod(Duration quiet) {
        quietNanos = quiet.toNanos();
    }

    /// @param nowNanos by a clock like `System.nanoTime()`
    void disturbed(long nowNanos) {
        if (!begun) firstNanos = nowNanos;
        begun = true;
        lastNanos = nowNanos;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - lastNanos >= quietNanos || nowNanos - firstNanos >= AT_MOST * quietNanos;
    }
}
